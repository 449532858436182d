"""What of a year was taxed as filed, and what should have been; and the tax on the difference."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from planner.engine.household import FiledForm, Household
from planner.engine.ledger import LedgerYear
from planner.engine.money import DOLLAR, ZERO, to_unit
from planner.engine.tables import published_years
from planner.engine.tax import marginal_rate

_LINES = {
    "15c": "taxable_distribution",
    "18": "taxable_conversion",
    "25c": "taxable_roth_distribution",
}
"""The lines of Form 8606 that go to Form 1040, line 4b."""


@dataclass(frozen=True, slots=True)
class Taxed:
    """Taxable amounts of one person's IRAs in dollars: as filed, and as it should be.

    ``as_filed`` is ``None`` where no record says it. ``rate`` is that of the year's last dollar
    (0.24 is 24 %), ``None`` while not known.
    """

    as_filed: Decimal | None
    should_be: Decimal
    rate: Decimal | None

    @property
    def too_much(self) -> Decimal | None:
        """By how much too much was taxed; below zero where it was too little.

        A dollar is rounding, not a difference. ``None`` where what was filed is not known.
        """
        if self.as_filed is None:
            return None
        difference = self.as_filed - self.should_be
        return difference if abs(difference) > DOLLAR else ZERO

    @property
    def tax(self) -> Decimal | None:
        """Tax on ``too_much`` in whole dollars, estimated at the rate; ``None`` while not known."""
        if not self.too_much:
            return self.too_much
        return None if self.rate is None else to_unit(self.too_much * self.rate, DOLLAR)


def taxed(
    household: Household, found: LedgerYear, filed: FiledForm | None, reported: Decimal | None
) -> Taxed:
    """What was taxed of the complete year ``found`` (Form 8606, lines 15c, 18 and 25c).

    ``reported`` is what the person says of line 4b of the return; it goes before the filed lines.
    """
    should_be = found.sheet.taxable or ZERO
    as_filed = _as_filed(found, filed, should_be) if reported is None else reported
    return Taxed(as_filed, should_be, rate_of(household, found.year))


def rate_of(household: Household, year: int) -> Decimal | None:
    """The rate on the last dollar of the household's ``year``: as entered, else by IRC 1.

    ``None`` where neither the rate nor status and taxable income are entered.
    """
    record = next((one for one in household.years if one.year == year), None)
    if record is None:
        return None
    if record.marginal_rate is not None:
        return record.marginal_rate
    status, income = record.filing_status, record.taxable_income
    if status is None or income is None or year not in published_years():
        return None
    return marginal_rate(year=year, filing_status=status, taxable_income=max(ZERO, income))


def _as_filed(found: LedgerYear, filed: FiledForm | None, should_be: Decimal) -> Decimal | None:
    if filed is None or not filed.lines:
        return None if _something_left(found) else ZERO
    off = ZERO
    for number, key in _LINES.items():
        right = cast("Decimal", found.sheet.value(key) or ZERO)
        was = filed.lines.get(number)
        if was is None and right:
            return None
        off += max(ZERO, was or ZERO) - right
    return should_be + off


def _something_left(found: LedgerYear) -> bool:
    """Whether money left the IRAs, so that the return may have taxed some of it."""
    facts = found.sheet.facts
    return bool(facts.distribution or facts.conversion or facts.roth_distribution)
