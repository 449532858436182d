"""Where one way out overtakes another as the value of December 31 grows.

Between two values at which brackets, tiers or phase-outs begin, what a way costs is a straight
line, and two straight lines meet once. Ways cross more than once over a range: so they are compared
at many values, those where a way turns among them, and halving looks between two neighbors that
disagree. Two that cross twice between neighbors are not seen to cross.

Costs are compared with their cents, so that ways which differ by rounding alone do not cross. Where
one jumps, as with a Medicare tier, the dollar is that of the forms as they are filed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from planner.engine.fixes.band import Way
from planner.engine.fixes.halving import last_that
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.standpoint import Start
from planner.engine.fixes.terms import Terms
from planner.engine.money import CENT

STEPS = 12
"""Into how many steps a range is divided to compare ways."""

_NOISE = 2 * CENT
"""What rounding to cents may move in a year: half a cent of income, tax and what is carried."""


_JUMP = Decimal(10)
"""A dollar inside makes less than a dollar of tax, but where a tier begins."""

_AROUND = Decimal(50)
"""How far rounding a form to dollars may move a jump."""

type Cost = Callable[[Decimal], Decimal]
"""What a way costs by the value of December 31; dollars."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Above ``value`` dollars inside ``cheaper`` costs less than ``dearer``; at it, not yet."""

    value: Decimal
    cheaper: str
    dearer: str


@dataclass(frozen=True, slots=True)
class Curve:
    """What a way costs by the value of December 31: ``points`` of value and dollars.

    ``cost`` works out any other one, to the cent, ``filed`` rounded as the household rounds;
    ``years`` is how many are rounded in it.
    """

    key: str
    cost: Cost
    filed: Cost
    points: tuple[tuple[Decimal, Decimal], ...]
    years: int


def curve(key: str, way: Way, start: Start, terms: Terms, values: Sequence[Decimal]) -> Curve:
    """The tax of ``way`` over all its years at each of ``values``, or its income without a price.

    Raises ``UnpricedError`` when a fact is missing.
    """
    terms = start.on(terms)

    def filed(value: Decimal) -> Decimal:
        return _cost(way(start.at_value(value), terms))

    def at(value: Decimal) -> Outcome:
        return way(replace(start.at_value(value), rounding="cents"), terms)

    found = [at(value) for value in values]
    points = tuple(zip(values, map(_cost, found), strict=True))
    years = max(len(one.years) for one in found)
    return Curve(key, lambda value: _cost(at(value)), filed, points, years)


def _cost(outcome: Outcome) -> Decimal:
    return outcome.taxable if outcome.tax is None else outcome.tax


def crossings(curves: Sequence[Curve]) -> tuple[Crossing, ...]:
    """Each pair of ``curves``, all at the same values, that cross; by value, then by key.

    Costs that differ by less than rounding to cents can make are taken for the same.
    """
    found = (one for a, b in combinations(curves, 2) for one in _between(a, b))
    return tuple(sorted(found, key=lambda one: (one.value, one.cheaper, one.dearer)))


def _between(one: Curve, other: Curve) -> Iterator[Crossing]:
    noise = _NOISE * (one.years + other.years)

    def cheaper(first: Decimal, second: Decimal) -> Curve | None:
        if abs(first - second) <= noise:
            return None
        return one if first < second else other

    def at(value: Decimal) -> Curve | None:
        return cheaper(one.cost(value), other.cost(value))

    known = [
        (value, cheaper(first, second))
        for (value, first), (_, second) in zip(one.points, other.points, strict=True)
    ]
    for (low, before), (high, after) in pairwise(known):
        if after is not None and after is not before:
            loser = other if after is one else one
            last = last_that(_not_yet(at, after), low, high)
            yield Crossing(_as_filed(after, loser, last, (low, high)), after.key, loser.key)


def _not_yet(cheaper: Callable[[Decimal], Curve | None], wins: Curve) -> Callable[[Decimal], bool]:
    return lambda value: cheaper(value) is not wins


def _as_filed(
    wins: Curve, loses: Curve, last: Decimal, between: tuple[Decimal, Decimal]
) -> Decimal:
    """``last``, or the dollar near it after which a form that is filed jumps."""
    gain = loses.cost(last) - wins.cost(last)
    jump = loses.cost(last + 1) - wins.cost(last + 1) - gain
    if jump < _JUMP:
        return last

    def before(value: Decimal) -> bool:
        return loses.filed(value) - wins.filed(value) < gain + jump / 2

    low, high = max(between[0], last - _AROUND), min(between[1], last + _AROUND)
    return last_that(before, low, high) if before(low) and not before(high) else last
