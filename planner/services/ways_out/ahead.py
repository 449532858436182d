"""A way out over the years that a person looks at, with the backdoor repeated in each of them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.fixes import Outcome, OutcomeYear, UnpricedError
from planner.engine.fixes.ahead import YearAhead, years_ahead
from planner.engine.fixes.options import one_way
from planner.engine.money import ZERO
from planner.services.ways_out.comparison import Side, WaysOut
from planner.services.ways_out.price import Pricing

LOOKED_AT = 10
"""Years, where somebody says nothing of their own."""

STOPPING, NOTHING = "stop_backdoors", "do_nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is assumed of one person's years from ``first`` to ``last``.

    Rates and growth are fractions, ``backdoor`` is in dollars a year. ``later_rate`` is ``None``
    while nobody has said what income costs; ``is_rate_typed`` tells it from the rate of now,
    ``is_growth_typed`` the growth of the ways themselves from one of these years alone, and
    ``is_outside_typed`` the growth of other money from that of the money inside.
    """

    first: int
    last: int
    growth: Decimal
    is_growth_typed: bool
    outside: Decimal
    is_outside_typed: bool
    later_rate: Decimal | None
    is_rate_typed: bool
    backdoor: Decimal

    @property
    def years(self) -> int:
        """How many years are looked at."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Course:
    """A person's way over the years of their ``outlook``; each is a Form 8606."""

    side: Side
    outcome: Outcome
    outlook: Outlook
    pricing: Pricing
    years: tuple[YearAhead, ...]

    @property
    def key(self) -> str:
        """The way's key."""
        return self.outcome.key

    def form_of(self, year: str) -> OutcomeYear | None:
        """The year whose form is asked for."""
        return next((one.row for one in self.years if str(one.year) == year), None)


def side_of(found: WaysOut, person: str) -> Side | None:
    """The side of the person with that key."""
    return next((one for one in found.sides if one.person.key == person), None)


def outlook_of(found: WaysOut, side: Side) -> Outlook | None:
    """What is assumed of the years ahead of one person; ``None`` while nothing can be priced."""
    if side.at is None:
        return None
    assumed = found.assumed
    typed, backdoor = assumed.later_rate, assumed.backdoor
    contributed = side.at.planned.facts.nondeductible_contribution
    return Outlook(
        first=assumed.year,
        last=assumed.until.get(side.person.key, assumed.year + LOOKED_AT - 1),
        growth=assumed.growth_ahead,
        is_growth_typed=assumed.likely is None,
        outside=assumed.growth_ahead if assumed.outside is None else assumed.outside,
        is_outside_typed=assumed.outside is not None,
        later_rate=_next_dollar(found, side) if typed is None else typed,
        is_rate_typed=typed is not None,
        backdoor=(contributed or ZERO) if backdoor is None else backdoor,
    )


def _next_dollar(found: WaysOut, side: Side) -> Decimal | None:
    return found.pricing.alone(side.person).next_dollar(found.assumed.year)


def course_of(found: WaysOut, person: str, key: str) -> Course | None:
    """The way ``key`` of a person; ``None`` where there is no such way or a fact is missing."""
    side = side_of(found, person)
    outlook = outlook_of(found, side) if side else None
    way = side.way(key) if side else None
    if side is None or side.at is None or outlook is None or way is None or not way.outcome:
        return None
    years, growth, backdoor = outlook.years, outlook.growth, outlook.backdoor
    terms = replace(side.terms, years=years, growth=growth, backdoor=backdoor)
    spread_years = found.assumed.spread_years
    try:
        outcome = one_way(key, side.at, terms, spread_years=spread_years, rooms=side.rooms)
    except UnpricedError:
        return None
    return Course(side, outcome, outlook, found.pricing.alone(side.person), years_ahead(outcome))
