"""Convert everything this year: the pre-tax money becomes income, the pool is empty after."""

from dataclasses import replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome, outcome_year
from planner.engine.fixes.pool import still_inside
from planner.engine.money import ZERO


def convert_all(facts: PersonYear, rate: Decimal | None = None) -> Outcome:
    """All that is inside is converted too, at a flat ``rate`` (a fraction).

    What was not basis is income of the year (IRC 408A(d)(3)). Raises ``ValueError`` when a fact is
    missing.
    """
    everything = (facts.conversion or ZERO) + still_inside(facts)
    after = replace(facts, year_end_value=ZERO, conversion=everything)
    return Outcome("convert_all", ZERO, (outcome_year(after, rate),))
