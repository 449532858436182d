"""The facts of one person and one tax year, as the form asks for them.

Frozen inputs only: nothing here computes tax. ``None`` means *not known*, which is never zero.
``form8606.py`` takes some missing entries for nothing, as the form does, and asks for the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from planner.engine.findings import Finding
from planner.engine.money import (
    CENT,
    FEWEST_PLACES,
    LARGEST,
    MOST_PLACES,
    UNITS,
    WIDE,
    ZERO,
    Rounding,
)

MOST_FIRST_HOME_EXPENSES = Decimal(10_000)
"""IRC 72(t)(8)(B): the lifetime limit that line 20 prints."""

AMOUNTS: dict[str, str] = {
    "nondeductible_contribution": "1",
    "prior_basis": "2",
    "contribution_after_year_end": "4",
    "year_end_value": "6",
    "outstanding_rollover": "6",
    "distribution": "7",
    "conversion": "8",
    "qualified_disaster_amount": "15b",
    "roth_distribution": "19",
    "first_home_expenses": "20",
    "roth_contribution_basis": "22",
    "roth_conversion_basis": "24",
    "roth_disaster_amount": "25b",
}
"""Every amount of a person-year and the line of Form 8606 it belongs to."""

_amounts_of = attrgetter(*AMOUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonYear:
    """One person's Form 8606 inputs for one tax year; amounts in US dollars, cents allowed.

    Never a couple's: IRC 408(d)(2) pools the IRAs of one individual. The keys are those of the
    command ``form8606``; the line each belongs to is in ``AMOUNTS``. ``None`` is *not known*.

    ``rounding`` is ``"dollars"`` (as returns are filed) or ``"cents"``; ``ratio_places`` is
    ``None`` for the exact ratio or 3 to 10 for line 10 rounded to that many places first.
    """

    tax_year: int
    nondeductible_contribution: Decimal | None = None
    prior_basis: Decimal | None = None
    contribution_after_year_end: Decimal | None = None
    year_end_value: Decimal | None = None
    outstanding_rollover: Decimal | None = None
    distribution: Decimal | None = None
    conversion: Decimal | None = None
    qualified_disaster_amount: Decimal | None = None
    roth_distribution: Decimal | None = None
    first_home_expenses: Decimal | None = None
    roth_contribution_basis: Decimal | None = None
    roth_conversion_basis: Decimal | None = None
    roth_disaster_amount: Decimal | None = None
    rounding: Rounding = "dollars"
    ratio_places: int | None = None
    id: str | None = None


def amount_problem(amount: Decimal) -> str:
    """Why ``amount`` cannot be an entry on the form, or an empty string when it can.

    An entry is a finite amount of dollars from 0 to ``LARGEST`` with at most two decimals.
    """
    if amount.is_finite() and ZERO <= amount <= LARGEST and not WIDE.remainder(amount, CENT):
        return ""
    if not amount.is_finite():
        return "is not a number"
    if amount < 0:
        return "is negative; the form takes amounts of zero or more"
    if amount > LARGEST:
        return "is too large: a trillion dollars or more"
    return "has more than two decimals; amounts stop at cents"


def sound(facts: PersonYear) -> bool:
    """Whether ``problems`` finds nothing: the same question, answered fast."""
    for amount in _amounts_of(facts):
        if amount and amount_problem(amount):
            return False
    late, homes = facts.contribution_after_year_end, facts.first_home_expenses
    if late or homes or facts.ratio_places is not None or facts.rounding not in UNITS:
        return not any(_relation_problems(facts)) and not any(_policy_problems(facts))
    return True


def problems(facts: PersonYear) -> Iterator[Finding]:
    """Everything that makes ``facts`` impossible to put on a form, one finding each."""
    yield from _amount_problems(facts)
    yield from _policy_problems(facts)


def _amount_problems(facts: PersonYear) -> Iterator[Finding]:
    sound = True
    for key in AMOUNTS:
        amount = getattr(facts, key)
        if amount is not None and (reason := amount_problem(amount)):
            sound = False
            yield invalid(key, reason)
    if sound:
        yield from _relation_problems(facts)


def _relation_problems(facts: PersonYear) -> Iterator[Finding]:
    late = facts.contribution_after_year_end
    if late and late > (facts.nondeductible_contribution or 0):
        yield Finding(
            "line-4-above-line-1",
            "blocks",
            "contribution_after_year_end (line 4) is more than nondeductible_contribution"
            " (line 1), of which it is a part.",
            "contribution_after_year_end",
            citation="Form 8606, line 4",
        )
    if facts.first_home_expenses and facts.first_home_expenses > MOST_FIRST_HOME_EXPENSES:
        yield invalid("first_home_expenses", "is above 10,000, the lifetime limit")


def _policy_problems(facts: PersonYear) -> Iterator[Finding]:
    if facts.rounding not in UNITS:
        yield invalid("rounding", 'must be "dollars" or "cents"')
    places = facts.ratio_places
    if places is not None and not FEWEST_PLACES <= places <= MOST_PLACES:
        yield invalid("ratio_places", f"must be from {FEWEST_PLACES} to {MOST_PLACES}, or null")


def invalid(key: str, reason: str) -> Finding:
    """A finding that ``key`` cannot be used, with the reason and the line it belongs to."""
    place = f" (line {AMOUNTS[key]})" if key in AMOUNTS else ""
    code = f"invalid-{key.replace('_', '-')}"
    return Finding(code, "blocks", f"{key}{place} {reason}.", key)
