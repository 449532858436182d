"""Spread the conversion over several years: equal parts of the pool, without growth."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome, OutcomeYear, outcome_year
from planner.engine.fixes.pool import still_inside
from planner.engine.money import UNITS, ZERO, Ratio

DEFAULT_YEARS = 3


def spread(facts: PersonYear, rate: Decimal | None = None, years: int = DEFAULT_YEARS) -> Outcome:
    """Convert an equal part each year and the rest in the last, at a flat ``rate``.

    The first year is that of ``facts``; nothing else is contributed or withdrawn later. Each year
    has its Form 8606 and its share of the basis (IRC 408(d)(2), 408A(d)(3)).
    Raises ``ValueError`` when a fact is missing or ``years`` is below 1.
    """
    if years < 1:
        raise ValueError("a conversion is spread over at least one year")
    return Outcome("spread", ZERO, tuple(_years(facts, rate, years)))


def _years(facts: PersonYear, rate: Decimal | None, years: int) -> Iterator[OutcomeYear]:
    pool = still_inside(facts) + (facts.conversion or ZERO)
    part = Ratio(Decimal(1), Decimal(years)).of(pool, UNITS[facts.rounding])
    year, inside = facts, pool
    for ahead in range(years):
        convert = inside if ahead == years - 1 else min(part, inside)
        inside -= convert
        done = outcome_year(replace(year, conversion=convert, year_end_value=inside), rate)
        yield done
        inside += (year.contribution_after_year_end or ZERO) + (year.outstanding_rollover or ZERO)
        year = PersonYear(
            tax_year=year.tax_year + 1,
            prior_basis=done.basis_carried_forward,
            rounding=facts.rounding,
            ratio_places=facts.ratio_places,
        )
