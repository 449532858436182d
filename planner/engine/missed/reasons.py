"""Why a Form 8606 was due for a year (Instructions for Form 8606, "Who Must File")."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.engine import pool as pools
from planner.engine.ledger import LedgerYear
from planner.engine.pool import Pool

_WHO_MUST_FILE = "Instructions for Form 8606, Who Must File"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that called for the form, in words that follow "because"."""

    code: str
    words: str
    citation: str


CONTRIBUTED = Reason(
    "contributed",
    "a contribution to a traditional IRA was not deducted",
    f"IRC §408(o)(4)(A)(i); {_WHO_MUST_FILE}",
)
CONVERTED = Reason(
    "converted", "money was converted to a Roth IRA", f"IRC §408A(d)(3)(D); {_WHO_MUST_FILE}"
)
WITHDREW = Reason(
    "withdrew",
    "money was taken out of traditional IRAs that held basis",
    f"IRC §408(o)(4)(A)(ii); {_WHO_MUST_FILE}",
)
ROTH = Reason(
    "roth", "money was taken out of a Roth IRA before it was all tax-free", _WHO_MUST_FILE
)
DIVORCED = Reason("divorced", "basis moved in a divorce", f"IRC §408(d)(6); {_WHO_MUST_FILE}")
UNKNOWN = Reason("unknown", "of something that happened the amount is not known", _WHO_MUST_FILE)


def reasons(pool: Pool, found: LedgerYear) -> tuple[Reason, ...]:
    """Everything that called for the form of the year ``found``; nothing where none was due.

    Source: Instructions for Form 8606, "Who Must File". An amount that is not known is the reason
    where nothing else is.
    """
    if not found.form_due:
        return ()
    return tuple(_known(pool, found)) or (UNKNOWN,)


def _known(pool: Pool, found: LedgerYear) -> Iterator[Reason]:
    facts = found.sheet.facts
    if facts.nondeductible_contribution:
        yield CONTRIBUTED
    if facts.conversion:
        yield CONVERTED
    if facts.distribution and facts.prior_basis != 0:
        yield WITHDREW
    if facts.roth_distribution:
        yield ROTH
    if any(event.reason == "divorce" for event in pools.adjustments(pool, found.year)):
        yield DIVORCED
