"""What income costs a household: at a rate that is typed, or by the federal rate schedules.

The ``taxable_income`` of a household's year is what there is beside the IRAs: every way out adds
its own to it.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from planner.engine.federal.filers import Filers
from planner.engine.federal.premiums import Medicare, premium_increase
from planner.engine.federal.returns import FederalReturn, federal_tax
from planner.engine.fixes.terms import Price, at_flat_rate
from planner.engine.household import Household, HouseholdYear
from planner.engine.money import CENT, WIDE, ZERO, to_unit
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


def is_by_schedule(household: Household, year: int, rate: Decimal | None) -> bool:
    """Whether ``household_price`` goes by the federal rate schedules for ``year``."""
    record = next((one for one in household.years if one.year == year), None)
    if rate is not None or record is None or record.marginal_rate is not None:
        return False
    return record.taxable_income is not None and record.filing_status is not None


def return_price(filers: Filers, state_rate: Decimal = ZERO) -> Price:
    """What so much more income costs on a whole federal return, in dollars and cents.

    With the net investment income tax, lost deductions, a flat state rate, and the Medicare
    premiums of two years later: the total of ``difference``, without what is early.
    """

    @cache
    def without(year: int) -> tuple[FederalReturn, Medicare, Decimal]:
        facts, medicare = filers.in_year(year), filers.medicare(year)
        return facts, medicare, whole(facts, medicare)

    def whole(facts: FederalReturn, medicare: Medicare) -> Decimal:
        return federal_tax(facts).total + premium_increase(facts, medicare).dollars

    def price(year: int, taxable: Decimal) -> Decimal:
        if not taxable:
            return ZERO
        facts, medicare, cost = without(year)
        more = replace(facts, ira_income=facts.ira_income + taxable)
        state = to_unit(WIDE.multiply(taxable, state_rate), CENT)
        return whole(more, medicare) - cost + state

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
    if not taxable:
        return ZERO
    without, with_it = (
        income_tax(year=published, filing_status=record.filing_status, taxable_income=income)
        for income in (record.taxable_income, record.taxable_income + taxable)
    )
    return with_it - without + WIDE.multiply(taxable, record.state_rate or ZERO)
