"""Convert each year as much as fits: up to the top of a bracket, or under a Medicare tier."""

from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from typing import cast

from planner.engine.computation import compute
from planner.engine.facts import PersonYear
from planner.engine.fixes.course import years_from
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.fixes.pool import converting, pre_tax, still_inside, whole_pool
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import UNITS, ZERO, Ratio, down_to_unit

type Room = Callable[[int], Decimal]
"""How many dollars of income still fit into a year."""

MOST_YEARS = 30
"""Nobody plans further ahead; what does not fit by then stays inside."""


def fill(
    settled: PersonYear,
    terms: Terms = PLAIN,
    *,
    room: Room,
    key: str = "fill",
    years: int = MOST_YEARS,
) -> Outcome:
    """Each year convert what makes ``room`` dollars of income, until nothing is inside.

    Ends with the first empty year after ``terms.years``, and after ``years`` at the latest. Each
    year has its share of the basis (IRC 408(d)(2), 408A(d)(3)). Raises ``UnpricedError`` when a
    fact is missing.
    """

    def convert(_ahead: int, facts: PersonYear) -> Decimal:
        return most_within(facts, room(facts.tax_year), terms.withheld)

    found: list[OutcomeYear] = []
    for year in islice(years_from(settled, terms, convert), max(years, terms.years)):
        found.append(year)
        if len(found) >= terms.years and not still_inside(year.facts):
            break
    return Outcome(key, ZERO, tuple(found))


def most_within(facts: PersonYear, room: Decimal, withheld: Decimal = ZERO) -> Decimal:
    """The most of what is inside that may be converted so that income stays within ``room``.

    Both in dollars. The share of income in it is one less line 10 (IRC 408(d)(2)). What left
    before counts too; the lines of the form are rounded, so that up to two units may stay unused.
    Raises ``UnpricedError`` when a fact is missing.
    """
    inside, unit = still_inside(facts), UNITS[facts.rounding]
    if inside and facts.prior_basis is None:
        raise UnpricedError("prior_basis")
    left = (facts.distribution or ZERO) + (facts.conversion or ZERO)
    share = Ratio(whole_pool(facts), pre_tax(facts)) if pre_tax(facts) else None
    for aim in (room, room - unit, room - 2 * unit):
        if aim < 0:
            break
        fits = down_to_unit(share.of(aim, unit), unit) - left if share else inside
        amount = max(ZERO, min(inside, fits))
        if amount and _income(converting(facts, amount, withheld)) <= room:
            return amount
    return ZERO


def _income(facts: PersonYear) -> Decimal:
    """What ``facts``, of which nothing is missing, make of income."""
    return cast("Decimal", compute(facts).taxable)
