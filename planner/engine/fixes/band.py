"""The December 31 value is not known yet: a way out over a range of it, and where it turns.

A value of December 31 is a whole amount of dollars here. More inside never makes less income, so
that the first value above which a room is left can be found by halving.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.money import ONE, down_to_unit

type Way = Callable[[PersonYear, Terms], Outcome]


@dataclass(frozen=True, slots=True)
class BreakPoint:
    """Above ``value`` dollars inside, income of the first year leaves the room called ``key``."""

    key: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A way at the lowest and at the highest value, and the points between where it turns."""

    low: Outcome
    high: Outcome
    break_points: tuple[BreakPoint, ...]


def band(
    way: Way,
    facts: PersonYear,
    ends: tuple[Decimal, Decimal],
    rooms: Mapping[str, Decimal],
    terms: Terms = PLAIN,
) -> Band:
    """``way`` for every December 31 value between the two ``ends``, in dollars.

    ``facts`` are the year's but for that value (Form 8606, line 6). ``rooms`` are dollars of income
    by name, such as those up to the top of a bracket, or none at all for the first taxable dollar.
    Raises ``ValueError`` when the ends are the wrong way round, ``UnpricedError`` when another fact
    is missing.
    """
    low, high = ends
    if low > high:
        raise ValueError(f"{low} is above {high}")

    def at(value: Decimal) -> Outcome:
        return way(replace(facts, year_end_value=value), terms)

    def income(value: Decimal) -> Decimal:
        return at(value).years[0].taxable

    found = (
        BreakPoint(key, _last_within(income, room, low, high))
        for key, room in rooms.items()
        if income(low) <= room < income(high)
    )
    return Band(at(low), at(high), tuple(sorted(found, key=lambda one: (one.value, one.key))))


def _last_within(
    income: Callable[[Decimal], Decimal], room: Decimal, within: Decimal, beyond: Decimal
) -> Decimal:
    """The highest value, in whole dollars above ``within``, whose income stays within ``room``."""
    while beyond - within > ONE:
        middle = within + max(ONE, down_to_unit((beyond - within) / 2, ONE))
        if income(middle) <= room:
            within = middle
        else:
            beyond = middle
    return within
