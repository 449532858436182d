"""Spread the conversion over several years, in equal parts of what is inside."""

from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.course import course
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.pool import still_inside
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.money import ONE, UNITS, WIDE, ZERO, Ratio

DEFAULT_YEARS = 3


def spread(settled: PersonYear, terms: Terms = PLAIN, years: int = DEFAULT_YEARS) -> Outcome:
    """Convert an equal part each year and the rest in the last, beside what is done already.

    The first year is that of ``settled``. The parts grow as the money inside does, and each year
    has its Form 8606 and its share of the basis (IRC 408(d)(2), 408A(d)(3)). Raises
    ``UnpricedError`` when a fact is missing, ``ValueError`` when ``years`` is below 1.
    """
    if years < 1:
        raise ValueError("a conversion is spread over at least one year")
    first = still_inside(settled)

    def convert(ahead: int, facts: PersonYear) -> Decimal:
        inside = still_inside(facts)
        if ahead >= years - 1:
            return inside
        growth = WIDE.power(ONE + terms.growth, ahead)
        part = Ratio(growth, Decimal(years)).of(first, UNITS[settled.rounding])
        return min(part + (terms.backdoor if ahead else ZERO), inside)

    return Outcome("spread", ZERO, course(settled, terms, convert, max(years, terms.years)))
