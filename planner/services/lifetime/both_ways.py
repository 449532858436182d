"""A year by Worksheet 1-1 and by Part I line by line: what each carries, and what rests on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.eligibility_household import household_eligibility
from planner.engine.findings import Finding
from planner.engine.household import Household, Person, RouteCode
from planner.engine.ledger import LedgerYear, ledger_at
from planner.engine.money import ZERO, to_unit
from planner.engine.moved import moved_lines
from planner.engine.returns import household_year
from planner.engine.route_findings import route_findings
from planner.engine.routes import Route, filed_by, other_way
from planner.engine.worksheets import Worksheet
from planner.models.years import ROUTE_NAMES
from planner.services.lifetime.ledger import ledger_through

_TAXABLE_LINES = ("taxable_distribution", "taxable_conversion")


@dataclass(frozen=True, slots=True)
class Way:
    """One way, and the form made by it."""

    code: RouteCode
    form: Worksheet

    @property
    def name(self) -> str:
        """The way in words."""
        return ROUTE_NAMES[self.code]

    @property
    def carried(self) -> Decimal:
        """Line 14, in dollars."""
        return cast("Decimal", self.form.value("basis_carried_forward"))

    @property
    def taxable(self) -> Decimal:
        """Lines 15c and 18 where above zero, in dollars."""
        amounts = (self.form.value(key) for key in _TAXABLE_LINES)
        return sum((max(ZERO, cast("Decimal", one)) for one in amounts if one is not None), ZERO)


@dataclass(frozen=True, slots=True)
class WayLine:
    """A line that reads otherwise by the other way; empty is blank, ``None`` is not known."""

    year: int
    number: str
    words: str
    used: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class Circle:
    """How income bears on the deduction, in dollars.

    ``magi`` is modified AGI as entered, with ``added`` in it, which is what the IRAs put there.
    ``allowed`` is the most that it lets one deduct of what was contributed; ``None`` is not known.
    """

    magi: Decimal
    added: Decimal
    allowed: Decimal | None
    deducted: Decimal

    @property
    def is_above(self) -> bool:
        """Whether more was deducted than this income allows."""
        return self.allowed is not None and self.deducted > self.allowed


@dataclass(frozen=True, slots=True)
class BothWays:
    """The way a year takes beside the other one; ``other`` is ``None`` where that is ruled out.

    ``lines`` are those of the year's form that differ, ``later`` those of later years. ``rate`` is
    the marginal rate entered for the year, federal and state together.
    """

    found: LedgerYear
    route: Route
    used: Way
    other: Way | None
    circle: Circle | None
    rate: Decimal | None
    lines: tuple[WayLine, ...]
    later: tuple[WayLine, ...]

    @property
    def findings(self) -> list[Finding]:
        """Which way was used and why."""
        return list(route_findings(self.route, self.found.year))

    @property
    def taxable_more(self) -> Decimal:
        """By how much the other way taxes more in this year, in dollars; below zero is less."""
        return cast("Way", self.other).taxable - self.used.taxable

    @property
    def tax_more(self) -> Decimal | None:
        """The same in tax, in dollars, where a marginal rate is entered."""
        if self.rate is None:
            return None
        return to_unit(self.taxable_more * self.rate, self.used.form.unit)

    @property
    def carried_more(self) -> Decimal:
        """By how much the other way carries more basis forward, in dollars."""
        return cast("Way", self.other).carried - self.used.carried


def both_ways(
    records: HouseholdRecords, person: PersonRecords, year: int, through: int
) -> BothWays | None:
    """Both ways of ``year``, and what they do to the years ``through``; ``None`` with no choice.

    What later years were filed with stays as it is; only what they should say moves.
    """
    household, facts = records.facts, person.facts
    found = own_year(household, facts, year)
    if found is None or found.route is None:
        return None
    route = found.route
    lines = list(_lines(household, facts, year, route, through)) if route.otherwise else []
    return BothWays(
        found=found,
        route=route,
        used=Way(route.code, route.form),
        other=Way(other_way(route.code), route.otherwise) if route.otherwise else None,
        circle=_circle(household, facts, year, route),
        rate=_rate(household, year),
        lines=tuple(line for line in lines if line.year == year),
        later=tuple(line for line in lines if line.year > year),
    )


def own_year(household: Household, person: Person, year: int) -> LedgerYear | None:
    """The person's own form of ``year``; ``None`` where nothing is entered for it."""
    years = ledger_at(household, person, year).years
    return next((one for one in years if not one.decedent), None)


def _lines(
    household: Household, person: Person, year: int, route: Route, through: int
) -> Iterator[WayLine]:
    """What reads otherwise from ``year`` on, in the order of the years and the form."""
    ways = (route.code, other_way(route.code))
    used, other = (
        ledger_through(household, filed_by(person, year, code), max(year, through)) for code in ways
    )
    shorts = {line.number: line.layout.short for line in route.form.lines}
    for line in moved_lines(used, other):
        if not line.decedent:
            words = shorts.get(line.number, line.caption)
            yield WayLine(line.year, line.number, words, line.was, line.becomes)


def _circle(household: Household, person: Person, year: int, route: Route) -> Circle | None:
    """``None`` while modified AGI is not entered."""
    magi = household_year(household, year).magi
    if magi is None:
        return None
    unit, allowed = route.form.unit, household_eligibility(household, person, year).deductible
    return Circle(
        magi=to_unit(magi, unit),
        added=Way(route.code, route.form).taxable,
        allowed=None if allowed is None else to_unit(allowed, unit),
        deducted=to_unit(person.record(year).deducted or ZERO, unit),
    )


def _rate(household: Household, year: int) -> Decimal | None:
    facts = household_year(household, year)
    if facts.marginal_rate is None:
        return None
    return facts.marginal_rate + (facts.state_rate or ZERO)
