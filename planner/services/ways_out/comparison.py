"""The ways out of a year for everybody in a household, on the same facts and assumptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from planner.engine.filing_status import FilingStatus
from planner.engine.findings import Finding
from planner.engine.fixes import Outcome, OutcomeYear, Terms, UnpricedError
from planner.engine.fixes.december import December, december
from planner.engine.fixes.early import early_through, withheld_findings
from planner.engine.fixes.feasibility import NO_ANSWERS
from planner.engine.fixes.fill import Room
from planner.engine.fixes.options import Option, options, unpriced
from planner.engine.fixes.standpoint import Standpoint, standpoint
from planner.engine.fixes.terms import PLAIN
from planner.engine.fixes.together import JointYear, together
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.money import ZERO
from planner.services.ways_out.assumed import Assumptions
from planner.services.ways_out.federal_return import on_returns
from planner.services.ways_out.price import AtRates, Pricing

__all__ = ["ROLLING", "Assumptions", "Joint", "Side", "WaysOut", "ways_out"]

_ON_ONE_RETURN: tuple[FilingStatus | None, ...] = (None, "married_jointly")


@dataclass(frozen=True, slots=True)
class Side:
    """One person's ways out, always in the same order, and what the amounts rest on.

    ``at`` is ``None`` while facts are missing without which no way can be priced. ``december`` is
    what is known of the year-end value apart from what is assumed of it.
    """

    person: Person
    at: Standpoint | None
    ways: tuple[Option, ...]
    findings: tuple[Finding, ...] = ()
    terms: Terms = PLAIN
    rooms: Mapping[str, Room] = field(default_factory=dict)
    december: December | None = None

    @property
    def nothing(self) -> Option:
        """Doing nothing, which all others are compared with."""
        return self.ways[0]

    @property
    def best(self) -> Option | None:
        """The open way with the least tax, or income, of those that leave no basis behind."""
        return min(filter(_is_open, self._whole), key=_cost, default=None)

    @property
    def cheaper(self) -> Option | None:
        """A way that would cost less than the best one, but for what stands in its way."""
        found, best = min(self._whole, key=_cost, default=None), self.best
        if found is None or (best and _cost(best) <= _cost(found)):
            return None
        return found

    def way(self, key: str) -> Option | None:
        """The way called ``key``."""
        return next((one for one in self.ways if one.key == key), None)

    @property
    def _whole(self) -> list[Option]:
        return [one for one in self.ways if one.outcome and _leaves_nothing(one, one.outcome)]


@dataclass(frozen=True, slots=True)
class Joint:
    """A way that everybody takes, on one return; without ``years`` it cannot be priced.

    ``key`` is empty where each takes the best way of their own.
    """

    key: str
    years: tuple[JointYear, ...]
    roll_in: Decimal
    is_feasible: bool

    @property
    def convert(self) -> Decimal:
        """What all convert in all years, in dollars."""
        return sum((one.convert for one in self.years), ZERO)

    @property
    def taxable(self) -> Decimal:
        """Income of all in all years, in dollars."""
        return sum((one.taxable for one in self.years), ZERO)

    @property
    def tax(self) -> Decimal | None:
        """Tax on one return in all years, in dollars; ``None`` where a year has no price."""
        taxes = [one.tax for one in self.years if one.tax is not None]
        return sum(taxes, ZERO) if len(taxes) == len(self.years) else None


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Everybody's ways out of a year; ``joint`` is empty unless two are on one return."""

    household: Household
    assumed: Assumptions
    pricing: Pricing
    sides: tuple[Side, ...]
    joint: tuple[Joint, ...]

    def year_of(self, person: str, key: str, year: str) -> OutcomeYear | None:
        """One year of a person's way, by their keys."""
        side = next((one for one in self.sides if one.person.key == person), None)
        found = side.way(key) if side else None
        if found is None or found.outcome is None:
            return None
        return next((one for one in found.outcome.years if str(one.facts.tax_year) == year), None)


def ways_out(household: Household, assumed: Assumptions, *, only: str = "") -> WaysOut:
    """The ways out of the year for all people of ``household`` (Form 8606, one each).

    ``only`` is the key of the one person who is asked about; then nothing is joined.
    """
    pricing = _pricing(household, assumed)
    people = [one for one in household.people if only in ("", one.key)]
    sides = tuple(_side(household, one, assumed, pricing) for one in people)
    is_joint = not only and _is_on_one_return(household, assumed.year)
    joint = _joint(sides, pricing) if is_joint else ()
    return WaysOut(household, assumed, pricing, sides, joint)


def _pricing(household: Household, assumed: Assumptions) -> Pricing:
    if assumed.pricing == "return":
        return on_returns(household, assumed)
    return AtRates(_as_priced(household, assumed), assumed.year, assumed.rate)


def _as_priced(household: Household, assumed: Assumptions) -> Household:
    """``household`` without what the other ways of pricing would go by."""
    return replace(household, years=tuple(_year_as_priced(one, assumed) for one in household.years))


def _year_as_priced(record: HouseholdYear, assumed: Assumptions) -> HouseholdYear:
    if assumed.pricing == "rate":
        return replace(record, taxable_income=None)
    typed = assumed.state_rate
    state_rate = record.state_rate if typed is None else typed
    return replace(record, marginal_rate=None, state_rate=state_rate)


def _side(household: Household, person: Person, assumed: Assumptions, pricing: Pricing) -> Side:
    try:
        at = standpoint(household, person, assumed.year, assumed.on)
    except UnpricedError as error:
        return Side(person, None, unpriced(error))
    known = december(at)
    typed = assumed.inside.get(person.key)
    if typed is not None and not known.is_known:
        at = at.with_inside(typed)
    alone = pricing.alone(person)
    terms = Terms(
        price=alone.price,
        growth=assumed.growth,
        withheld=assumed.withheld,
        early_through=early_through(person.born),
    )
    fillings = alone.rooms(person)
    found = options(
        at,
        terms,
        spread_years=assumed.spread_years,
        rooms=fillings,
        answers=assumed.answers.get(person.key, NO_ANSWERS),
    )
    years = range(assumed.year, 1 + max(map(_last_year, found)))
    held = withheld_findings(person, years, assumed.withheld)
    told = (*alone.told(at, found), *held, *_left_out(found))
    return Side(person, at, found, told, terms, fillings, known)


def _left_out(found: tuple[Option, ...]) -> Iterator[Finding]:
    """That the dollars are those without a required distribution that is not entered."""
    for one in (one for way in found if way.outcome for one in way.blocked_by):
        if one.code == "rmd-due-first":
            yield Finding(
                "rmd-left-out",
                "info",
                "The required distribution that is not entered is in none of these dollars. The"
                " list of a way that is chosen takes it out first, so its dollars differ.",
                citation=one.citation,
            )
            return


def _last_year(way: Option) -> int:
    return way.outcome.years[-1].facts.tax_year if way.outcome else 0


def _is_on_one_return(household: Household, year: int) -> bool:
    record = next((one for one in household.years if one.year == year), None)
    return len(household.people) > 1 and (record and record.filing_status) in _ON_ONE_RETURN


def _joint(sides: tuple[Side, ...], pricing: Pricing) -> tuple[Joint, ...]:
    """Each way that all have, and last the best of each."""
    found = []
    for key in (one.key for one in sides[0].ways):
        ways = [way for side in sides if (way := side.way(key))]
        if len(ways) == len(sides):
            found.append(_joined(key, ways, pricing))
    best = [side.best for side in sides]
    known = [one for one in best if one]
    if len(known) == len(sides) and len({one.key for one in known}) > 1:
        found.append(_joined("", known, pricing))
    return tuple(found)


def _joined(key: str, ways: list[Option], pricing: Pricing) -> Joint:
    outcomes = [one.outcome for one in ways if one.outcome]
    years = together(outcomes, pricing.price) if len(outcomes) == len(ways) else ()
    rolled = sum((one.roll_in for one in outcomes), ZERO)
    return Joint(key, years, rolled, all(one.is_feasible for one in ways))


def _is_open(way: Option) -> bool:
    return way.is_feasible


def _cost(way: Option) -> Decimal:
    """Tax, or income where that has no price; all ways of a year have one or none has."""
    outcome = way.outcome
    if outcome is None:
        raise ValueError(way.key)
    return outcome.taxable if outcome.tax is None else outcome.tax


def _leaves_nothing(way: Option, outcome: Outcome) -> bool:
    """Whether no basis is left in the IRAs but what came in the spring after.

    A rollover of nothing is no way of its own.
    """
    last = outcome.years[-1]
    if way.key in ROLLING and not outcome.roll_in:
        return False
    spring = last.facts.contribution_after_year_end or ZERO
    carried = last.basis_carried_forward
    return carried is not None and carried <= spring


ROLLING = frozenset({"roll_in", "solo_401k", "part_roll_in_part_convert"})
"""The ways that move money into an employer plan."""
