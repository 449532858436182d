"""What income costs a household: at a rate that is typed, or by the federal rate schedules.

The ``taxable_income`` of a household's year is what there is beside the IRAs: every way out adds
its own to it.
"""

from decimal import Decimal

from planner.engine.fixes.terms import Price, at_flat_rate
from planner.engine.household import Household, HouseholdYear
from planner.engine.money import WIDE, ZERO
from planner.engine.tables import TableNotPublished
from planner.engine.tax import income_tax
from planner.engine.year_figures import year_figures


def household_price(household: Household, year: int, rate: Decimal | None = None) -> Price:
    """What so much more income costs in a year, in dollars, not rounded.

    At ``rate`` if there is one, else at the ``marginal_rate`` of the household's year, else the
    federal tax by the rate schedules (IRC 1) with it less that without it, and the state's rate
    on top. A later year that says nothing of itself is like ``year``; one whose amounts are not
    published takes the last ones. ``None`` where the household says too little.
    """
    if rate is not None:
        return at_flat_rate(rate)
    records = {record.year: record for record in household.years}

    def price(one: int, taxable: Decimal) -> Decimal | None:
        known = (records[key] for key in (one, year) if key in records)
        costs = (_cost(record, one, taxable) for record in known)
        return next((cost for cost in costs if cost is not None), None)

    return price


def _cost(record: HouseholdYear, year: int, taxable: Decimal) -> Decimal | None:
    if record.marginal_rate is not None:
        return WIDE.multiply(taxable, record.marginal_rate)
    if record.taxable_income is None or record.filing_status is None:
        return None
    try:
        published = year_figures(year).table.year
    except TableNotPublished:
        return None
    without, with_it = (
        income_tax(year=published, filing_status=record.filing_status, taxable_income=income)
        for income in (record.taxable_income, record.taxable_income + taxable)
    )
    return with_it - without + WIDE.multiply(taxable, record.state_rate or ZERO)
