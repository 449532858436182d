"""What the law charges for forms that are missing or overstate; both end with reasonable cause."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import FiledForm
from planner.engine.ledger import LedgerYear
from planner.engine.money import DOLLAR, ZERO

NOT_FILED = Decimal(50)
"""IRC 6693(b)(2): dollars for each form that was due and was not filed."""

OVERSTATED = Decimal(100)
"""IRC 6693(b)(1): dollars for each year of which too many contributions were designated."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """What can be asked for at most, in dollars; not where there is reasonable cause."""

    code: str
    amount: Decimal
    words: str
    citation: str


_NOT_FILED = Penalty(
    "not-filed",
    NOT_FILED,
    "A form that was due and not filed costs $50 at most. It is not charged where there was a"
    " reasonable cause.",
    "IRC §6693(b)(2), §408(o)(4)",
)
_OVERSTATED = Penalty(
    "overstated",
    OVERSTATED,
    "Line 1 was filed above what was contributed and not deducted, which costs $100 at most. It is"
    " not charged where there was a reasonable cause.",
    "IRC §6693(b)(1)",
)


def penalty(found: LedgerYear, filed: FiledForm | None) -> Penalty | None:
    """What the year ``found`` can cost (IRC 6693(b)): nothing for a form that understates."""
    if filed is None or not filed.lines:
        return _NOT_FILED if found.form_due else None
    if "1" not in filed.lines:
        return None
    right = found.sheet.value("nondeductible_contribution")
    contributed = right if isinstance(right, Decimal) else ZERO
    return _OVERSTATED if filed.lines["1"] - contributed > DOLLAR else None
