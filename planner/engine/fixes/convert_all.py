"""Convert everything this year: the pre-tax money becomes income, the pool is empty after."""

from planner.engine.facts import PersonYear
from planner.engine.fixes.course import course, everything
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.money import ZERO


def convert_all(settled: PersonYear, terms: Terms = PLAIN) -> Outcome:
    """All that is inside is converted too, in this year and in each after it.

    What was not basis is income of the year (IRC 408A(d)(3)). Raises ``UnpricedError`` when a fact
    is missing.
    """
    return Outcome("convert_all", ZERO, course(settled, terms, everything))
