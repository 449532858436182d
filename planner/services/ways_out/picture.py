"""The picture of brackets that a year's extra dollars land in."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from planner.charts import Chart, Landed, Mark, brackets
from planner.engine.federal import FederalDifference, Segment, landing
from planner.engine.federal.amounts import GAIN_RATES, NIIT_RATE, NIIT_THRESHOLDS, federal_amounts
from planner.engine.federal.premiums import LAG, NOBODY, Medicare, premium_of
from planner.engine.federal.returns import senior_deduction
from planner.engine.household import HouseholdYear
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.tables import published_years
from planner.engine.year_figures import year_figures
from planner.services.ways_out.price import percent


def by_schedule(record: HouseholdYear, year: int, taxable: Decimal) -> Chart | None:
    """The brackets above the taxable income of ``record`` that so much more lands in (IRC 1)."""
    income, status = record.taxable_income, record.filing_status
    if income is None or status is None:
        return None
    table = year_figures(year).table.rates.brackets[status]
    landed = [_ordinary(one) for one in landing(table, income, income + taxable)]
    said = f"{dollars(taxable)} more on {dollars(income)} of taxable income."
    return brackets(_title(year), landed, said=said)


def on_return(found: FederalDifference, medicare: Medicare = NOBODY) -> Chart:
    """The brackets, what the deductions cover, the gains that are pushed, and the thresholds.

    ``medicare`` tells who pays premiums by this income.
    """
    said = f"{dollars(found.income)} more on {dollars(found.without.facts.agi)} of income."
    if found.lost_deduction:
        said += f" It takes {dollars(found.lost_deduction)} off the senior deduction, taxed too."
    return brackets(
        _title(found.with_it.facts.year),
        [_ordinary(one) for one in found.segments],
        [*_pushed(found), *_invested(found)],
        marks=tuple(_marks(found, medicare)),
        said=said,
    )


def _title(year: int) -> str:
    projected = ", on projected amounts" if year > published_years()[-1] else ""
    return f"Where each extra dollar of {year} lands{projected}"


def _ordinary(one: Segment) -> Landed:
    if not one.rate:
        return Landed("Covered by deductions", "muted", one.rate, one.dollars)
    return Landed(f"In the {percent(one.rate)} bracket", "coffee", one.rate, one.dollars)


def _pushed(found: FederalDifference) -> Iterator[Landed]:
    """Gains that are taxed at more than they were, by how much more the rate is."""
    before, after = found.without.gains_at, found.with_it.gains_at
    for at in (1, 2):
        low, high = GAIN_RATES[at - 1], GAIN_RATES[at]
        moved = sum(after[at:], ZERO) - sum(before[at:], ZERO)
        if moved > 0:
            name = f"Gains from {percent(low)} to {percent(high)}"
            yield Landed(name, "calm", high - low, moved)


def _invested(found: FederalDifference) -> Iterator[Landed]:
    """Investment income that the tax on it reaches now."""
    reached = [_reached(tax.facts.agi, found) for tax in (found.without, found.with_it)]
    if reached[1] > reached[0]:
        yield Landed("Net investment income", "stop", NIIT_RATE, reached[1] - reached[0])


def _reached(agi: Decimal, found: FederalDifference) -> Decimal:
    facts = found.without.facts
    above = max(ZERO, agi - NIIT_THRESHOLDS[facts.filing_status])
    return min(facts.investment_income, above)


def _marks(found: FederalDifference, medicare: Medicare) -> Iterator[Mark]:
    """Where the tax on investments begins, and each tier of premiums that is reached."""
    status = found.without.facts.filing_status
    if found.with_it.niit > found.without.niit:
        yield from _mark(found, NIIT_THRESHOLDS[status], "the tax on net investment income begins")
    if found.premiums_with.dollars == found.premiums_without.dollars:
        return
    facts = found.without.facts
    tiers = federal_amounts(facts.year + LAG, facts.growth).irmaa.tiers[status]
    before = found.premiums_without.tier
    reached = found.premiums_with.tier
    for tier in tiers:
        if reached and (before.number if before else 0) < tier.number <= reached.number:
            a_year = premium_of(tier, medicare)
            name = (
                f"Medicare premiums of {found.premiums_with.premium_year} are"
                f" {dollars(a_year)} above the standard ones"
            )
            yield from _mark(found, tier.most_below - medicare.tax_exempt_interest, name)


def _mark(found: FederalDifference, income: Decimal, name: str) -> Iterator[Mark]:
    """A mark where ``income`` of AGI is passed, on the axis of what lands."""
    facts = found.without.facts
    more = income - facts.agi
    if ZERO <= more <= found.income:
        at = replace(facts, ira_income=facts.ira_income + more)
        lost = found.without.senior_deduction - senior_deduction(at, found.with_it.amounts)
        yield Mark(more + lost, f"above {dollars(income)} of income, {name}")
