"""The December 31 value is not known yet: a way out over a range of it, and where it turns.

A value of December 31 is a whole amount of dollars here. More inside never makes less income, so
that the first value above which a room is left can be found by halving.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.halving import last_that
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.standpoint import Start
from planner.engine.fixes.terms import PLAIN, Terms, without_price

type Way = Callable[[PersonYear, Terms], Outcome]


@dataclass(frozen=True, slots=True)
class BreakPoint:
    """Above ``value`` dollars inside, income of the first year leaves the room called ``key``.

    With the key ``roll_in`` it is where there begins to be something to roll in.
    """

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
    start: Start,
    ends: tuple[Decimal, Decimal],
    rooms: Mapping[str, Decimal],
    terms: Terms = PLAIN,
) -> Band:
    """``way`` for every December 31 value between the two ``ends``, in dollars.

    ``start`` are the year's entries but for that value (Form 8606, line 6). ``rooms`` are dollars
    of income by name, such as those up to the top of a bracket, or none at all for the first
    taxable dollar. Raises ``ValueError`` when the ends are the wrong way round, ``UnpricedError``
    when another fact is missing.
    """
    low, high = ends
    if low > high:
        raise ValueError(f"{low} is above {high}")
    terms = start.on(terms)
    income = _first_income(way, start, terms)
    found = (
        BreakPoint(key, last_that(_within(income, room), low, high))
        for key, room in rooms.items()
        if income(low) <= room < income(high)
    )
    first, last = way(start.at_value(low), terms), way(start.at_value(high), terms)
    points = [*found]
    if not first.roll_in and last.roll_in:
        nothing = last_that(lambda value: not way(start.at_value(value), terms).roll_in, low, high)
        points.append(BreakPoint("roll_in", nothing))
    return Band(first, last, tuple(sorted(points, key=lambda one: (one.value, one.key))))


def _first_income(way: Way, start: Start, terms: Terms) -> Callable[[Decimal], Decimal]:
    """Income of the first year by the value of December 31; nobody asks what it costs."""
    alone = replace(terms, years=1, price=without_price)
    known: dict[Decimal, Decimal] = {}

    def income(value: Decimal) -> Decimal:
        if value not in known:
            known[value] = way(start.at_value(value), alone).years[0].taxable
        return known[value]

    return income


def _within(income: Callable[[Decimal], Decimal], room: Decimal) -> Callable[[Decimal], bool]:
    return lambda value: income(value) <= room
