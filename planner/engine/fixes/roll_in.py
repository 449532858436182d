"""Roll the pre-tax money into an employer plan by December 31, then convert what stays."""

from dataclasses import replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome, outcome_year
from planner.engine.fixes.pool import pre_tax, still_inside
from planner.engine.money import UNITS, ZERO, down_to_unit


def most_to_roll_in(facts: PersonYear) -> Decimal:
    """The most dollars that may go to the plan: never a dollar of basis, never what has left.

    IRC 408(d)(3)(A)(ii) lets a plan take pre-tax money only; 408(d)(3)(H) deems it to leave first.
    Rounded down to the unit of the worksheet.
    """
    return down_to_unit(min(still_inside(facts), pre_tax(facts)), UNITS[facts.rounding])


def roll_in(facts: PersonYear, rate: Decimal | None = None) -> Outcome:
    """The most is rolled in, and what stays is converted, at a flat ``rate`` (a fraction).

    Source: IRC 408(d)(3)(A)(ii) and (H), 408A(d)(3). Raises ``ValueError`` when a fact is missing.
    """
    amount = most_to_roll_in(facts)
    stays = still_inside(facts) - amount
    after = replace(facts, year_end_value=ZERO, conversion=(facts.conversion or ZERO) + stays)
    return Outcome("roll_in", amount, (outcome_year(after, rate),))
