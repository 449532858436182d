"""Where a chosen way stands: what it comes to by today's ledger, and what of it is done.

The way is worked out as things stood before the day on which it was chosen: what was converted or
rolled in since is not another part of it but its doing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from planner.engine.chosen import ChosenWay
from planner.engine.facts import PersonYear
from planner.engine.findings import Finding
from planner.engine.fixes.december import december
from planner.engine.fixes.feasibility import kept_answers
from planner.engine.fixes.options import Option, options
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.pool import basis_inside, still_inside, whole_pool
from planner.engine.fixes.rooms import rooms
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.fixes.standpoint import Standpoint, Start, standpoint
from planner.engine.fixes.terms import Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.household import PLANS, Event, Household, Person
from planner.engine.money import ZERO
from planner.engine.pool import own_pool
from planner.engine.required_distributions import is_required
from planner.engine.required_due import counted, required_due
from planner.engine.todo.parts import Purse
from planner.engine.todo.step import Part

_CURED = frozenset({"rmd-due-first"})
"""What stands in the way of a way out and is done away with by the list itself."""

_OVER = "year-is-over"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A chosen way on the day ``today``.

    ``required`` is what still has to come out first for the year, ``None`` where something is due
    and nobody knows how much.
    """

    # No slots: what several steps ask for is worked out once and kept beside the fields.

    person: Person
    chosen: ChosenWay
    today: date
    at: Standpoint
    option: Option
    outcome: Outcome
    required: Decimal | None

    @property
    def year(self) -> int:
        """The tax year that the way begins in."""
        return self.chosen.year

    @property
    def roll_in(self) -> Decimal:
        """The dollars that go to an employer plan (IRC 408(d)(3)(A)(ii)), done ones included."""
        return self.outcome.roll_in

    @property
    def convert(self) -> Decimal:
        """The dollars to convert in the first year, beside what was done before the choice."""
        converted = self.outcome.years[0].facts.conversion or ZERO
        return converted - (self.at.settled.facts.conversion or ZERO)

    @property
    def value_wanted(self) -> Decimal:
        """What is to be in the IRAs at the end of the year, in dollars (Form 8606, line 6)."""
        return still_inside(self.outcome.years[0].facts)

    @property
    def bars(self) -> tuple[Finding, ...]:
        """What stands in the way and no step of the list does away with."""
        found = bars(self.option.blocked_by)
        return tuple(one for one in found if one.code != _OVER)

    @property
    def rollovers(self) -> list[Event]:
        """The moves into employer plans since the choice (Form 8606 has none of them)."""
        events = own_pool(self.person).events("rollover", self.year)
        return [one for one in events if one.on > self.at.on and _is_roll_in(self.person, one)]

    @property
    def rolled_before(self) -> list[Event]:
        """The moves into employer plans in the year that were done before the choice."""
        found = self.at.pool.events("rollover", self.year)
        return [one for one in found if one.on <= self.at.on and _is_roll_in(self.person, one)]

    def conversions(self, year: int) -> list[Event]:
        """The conversions since the choice in a calendar year (Form 8606, line 8)."""
        return [one for one in self.at.pool.events("conversion", year) if one.on > self.at.on]

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Which account the dollars of each move come out of (IRC 408(d)(2)(A))."""
        moves = (*self.rollovers, *self.conversions(self.year))
        purse = Purse(self.at, moves, is_known=self.chosen.inside is None)
        return {
            "take-rmd": purse.take(self.required or ZERO),
            "request-rollover": purse.take(self.roll_in),
            "convert": purse.take(self.convert),
        }

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """The pool and the basis in it, in dollars: Form 8606, lines 9 and 5."""
        facts = self.at.settled.facts
        return {"pool": whole_pool(facts), "basis": basis_inside(facts)}


def standing(household: Household, person: Person, chosen: ChosenWay, today: date) -> Standing:
    """Where the way stands that ``person`` has chosen (Form 8606, one each; IRC 408(d)(2)).

    Raises ``UnpricedError`` where a fact is missing without which no dollars can be named.
    """
    at = standpoint(household, person, chosen.year, chosen.chosen - timedelta(days=1))
    required = required_left(at)
    at = with_required(_with_inside(at, chosen.inside), required or ZERO)
    found = options(
        at,
        Terms(growth=chosen.growth or ZERO),
        spread_years=chosen.spread_years or DEFAULT_YEARS,
        rooms=rooms(household, person, chosen.year),
        answers=kept_answers(person, chosen.year),
    )
    option = next((one for one in found if one.key == chosen.way), None)
    if option is None:  # the household says too little of its income for a way that fills it up
        raise UnpricedError("taxable_income", findings=[_no_room(chosen.year)])
    if option.outcome is None:
        missing = tuple(one for one in option.blocked_by if one.code.startswith("missing-"))
        raise UnpricedError(*(one.key for one in missing), findings=missing)
    return Standing(
        person=person,
        chosen=chosen,
        today=today,
        at=at,
        option=option,
        outcome=option.outcome,
        required=required,
    )


def _no_room(year: int) -> Finding:
    return Finding(
        "missing-taxable-income",
        "blocks",
        f"The income of {year} that this way adds to is not entered: taxable income, or modified"
        " adjusted gross income, and filing status.",
        "taxable_income",
    )


def bars(blocked_by: Iterable[Finding]) -> tuple[Finding, ...]:
    """What keeps a way from being chosen: known bars, but those that its own list does away with.

    A question (a finding with a ``key``) becomes the first step instead. A required distribution
    comes out first (IRC 408(d)(3)(E)).
    """
    return tuple(one for one in blocked_by if not one.key and one.code not in _CURED)


def required_left(at: Standpoint) -> Decimal | None:
    """What of the minimum distribution of the year is not entered yet (IRC 401(a)(9)), in dollars.

    It comes out before anything else may move (Treas. Reg. 1.408A-4, Q&A-6). ``None`` where
    something is due, nothing is entered, and the amount is not known.
    """
    born = at.person.born
    if born is None or not is_required(born, at.year):
        return ZERO
    events = at.pool.events("distribution", at.year)
    due = required_due(at.pool, at.year, at.year - born.year)
    if due is not None:
        return max(ZERO, due - counted(events))
    return ZERO if any(one.character == "rmd" for one in events) else None


def _with_inside(at: Standpoint, inside: Decimal | None) -> Standpoint:
    """The same with ``inside`` dollars in all IRAs on December 31 before anything moves.

    An assumption gives way to papers (Form 5498, box 5).
    """
    there = at.settled.facts.year_end_value
    if inside is None or there is None or december(at).is_known:
        return at
    return _with(at, lambda facts, value: replace(facts, year_end_value=value + inside - there))


def with_required(at: Standpoint, dollars: Decimal) -> Standpoint:
    """The same with a distribution of so many dollars out of every start (Form 8606, line 7)."""
    if not dollars:
        return at
    return _with(
        at,
        lambda facts, value: replace(
            facts,
            distribution=(facts.distribution or ZERO) + dollars,
            year_end_value=value - dollars,
        ),
    )


def _with(at: Standpoint, changed: Callable[[PersonYear, Decimal], PersonYear]) -> Standpoint:
    """The same with the facts of every start changed; none is worth less than nothing."""

    def anew(start: Start) -> Start:
        facts = changed(start.facts, start.facts.year_end_value or ZERO)
        value = max(ZERO, facts.year_end_value or ZERO)
        return replace(start, facts=replace(facts, year_end_value=value))

    if at.settled.facts.year_end_value is None:
        return at
    return replace(at, planned=anew(at.planned), settled=anew(at.settled), stopped=anew(at.stopped))


def _is_roll_in(person: Person, event: Event) -> bool:
    return person.account(event.to).kind in PLANS
