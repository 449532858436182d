"""How much more income fits into a year: below the top of the bracket it is in."""

from decimal import Decimal

from planner.engine.filing_status import FilingStatus
from planner.engine.fixes.fill import Room
from planner.engine.household import Household, HouseholdYear
from planner.engine.money import ZERO
from planner.engine.year_figures import year_figures


def bracket_room(household: Household, year: int) -> Room | None:
    """The income that still fits below the top of the bracket of the year's ``taxable_income``.

    In dollars for each year, like ``year`` where a later one says nothing of itself (IRC 1).
    ``None`` while income or filing status is not known, and in the bracket without a top.
    """
    records = {one.year: one for one in household.years}
    base = records.get(year)
    if base is None or _to_top(base, year) is None:
        return None

    def room(one: int) -> Decimal:
        found = _to_top(records.get(one, base), one)
        return (_to_top(base, one) if found is None else found) or ZERO

    return room


def _to_top(record: HouseholdYear, year: int) -> Decimal | None:
    if record.taxable_income is None or record.filing_status is None:
        return None
    status: FilingStatus = record.filing_status
    brackets = year_figures(year).table.rates.brackets[status]
    tops = (one.floor for one in brackets if one.floor > record.taxable_income)
    return next((top - record.taxable_income for top in tops), None)
