"""Do nothing: convert what is planned and leave the pool as it is."""

from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome, outcome_year
from planner.engine.money import ZERO


def do_nothing(facts: PersonYear, rate: Decimal | None = None) -> Outcome:
    """The year as planned on its Form 8606, at a flat ``rate`` (a fraction).

    Raises ``ValueError`` if incomplete.
    """
    return Outcome("do_nothing", ZERO, (outcome_year(facts, rate),))
