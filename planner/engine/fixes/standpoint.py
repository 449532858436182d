"""Where a person stands on a day of the year: what is done and stays, and what is only planned.

A conversion (with what is withheld from it) or a roll-in dated after that day is a plan that each
way out decides anew; what has left for it by the year-end value is put back. Every other plan (a
contribution, a withdrawal, a required distribution) goes ahead in every way but that of stopping
the contributions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from planner.engine.contributions import line_6_correction, takes
from planner.engine.facts import PersonYear
from planner.engine.fixes.expected import Expected, with_expected_values
from planner.engine.fixes.terms import Form, Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.household import PLANS, Event, Household, Person
from planner.engine.ledger import form_otherwise, prior_basis, year_entries
from planner.engine.money import ZERO
from planner.engine.pool import Pool, accounts_value, own_pool


@dataclass(frozen=True, slots=True)
class Start:
    """The entries of the year that a way out begins with, and how its form is completed.

    ``beside`` is what its line 6 has beside the value of the accounts on December 31, in dollars:
    plans that are left out have not left, and have not come. ``None`` is not known. ``pool`` has
    the events that are not left out. ``spring`` is what is contributed after December 31 and
    deducted.
    """

    facts: PersonYear
    form: Form
    beside: Decimal | None
    pool: Pool
    spring: Decimal = ZERO

    def on(self, terms: Terms) -> Terms:
        """The ``terms`` of a way that begins here (Form 8606, line 4 and what is not on it)."""
        return replace(terms, form=self.form, spring=self.spring)

    def at_value(self, value: Decimal) -> PersonYear:
        """The entries if the accounts held ``value`` dollars on December 31 (Form 8606, line 6)."""
        inside = None if self.beside is None else max(ZERO, value + self.beside)
        return replace(self.facts, year_end_value=inside)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One person on one day of a year.

    ``planned`` is the year as planned with the pool left alone, ``settled`` the same without what
    is planned to be converted or rolled in, ``stopped`` also without planned contributions.
    ``expected`` are the values of December 31 that are not entered and were worked out. ``inside``
    is the value of that day of all IRAs together, in dollars, with every plan done; ``is_set``
    says that it is assumed, and neither entered nor expected.
    """

    person: Person
    pool: Pool
    year: int
    on: date
    planned: Start
    settled: Start
    stopped: Start
    expected: tuple[Expected, ...]
    inside: Decimal | None = None
    is_set: bool = False

    def with_inside(self, value: Decimal) -> Self:
        """The same with ``value`` dollars in all IRAs on December 31 (IRC 408(d)(2)(C))."""
        planned, settled, stopped = (
            replace(one, facts=one.at_value(value))
            for one in (self.planned, self.settled, self.stopped)
        )
        return replace(
            self, planned=planned, settled=settled, stopped=stopped, inside=value, is_set=True
        )


def standpoint(household: Household, person: Person, year: int, on: date) -> Standpoint:
    """Where ``person`` stands at the end of the day ``on`` with the tax year ``year``.

    Raises ``UnpricedError`` when the amount of an event, or what was deducted, is not known.
    """
    valued, expected = with_expected_values(_as_planned(person, on), year)
    book = _Book(household, valued, year, prior_basis(household, valued, year))
    pool = own_pool(valued)
    roll_ins = [one for one in _later(pool, "rollover", year, on) if _is_roll_in(person, one)]
    withheld = [
        one
        for one in _later(pool, "distribution", year, on)
        if one.character == "withheld_from_conversion"
    ]
    moves = [*roll_ins, *_later(pool, "conversion", year, on), *withheld]
    contributions = [one for one in valued.events if _is_planned_contribution(pool, one, year, on)]
    return Standpoint(
        person,
        pool,
        year,
        on,
        planned=book.without(roll_ins),
        settled=book.without(moves),
        stopped=book.without(moves, contributions),
        expected=expected,
        inside=accounts_value(pool, year),
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """A person's year with the basis brought into it, from which plans can be left out.

    No plan of these kinds changes the years before, nor line 2.
    """

    household: Household
    person: Person
    year: int
    prior: Decimal | None

    def without(self, out: Sequence[Event], into: Sequence[Event] = ()) -> Start:
        """The year in which what would go ``out`` is inside still, and what comes ``into`` is not.

        A contribution after December 31 is in no value of that day.
        """
        dropped = {id(event) for event in (*out, *into)}
        events = tuple(event for event in self.person.events if id(event) not in dropped)
        kept = replace(self.person, events=events)
        entries = year_entries(self.household, kept, self.year, self.prior)
        if entries.hidden_by:
            keys = [finding.key for finding in entries.hidden_by]
            raise UnpricedError(*keys, findings=entries.hidden_by)
        start = Start(
            entries.facts,
            lambda after: form_otherwise(self.household, entries.pool, after),
            self._beside(entries.pool, out, into),
            entries.pool,
            _deducted_late(entries.pool, entries.facts),
        )
        value = accounts_value(entries.pool, self.year)
        return start if value is None else replace(start, facts=start.at_value(value))

    def _beside(self, pool: Pool, out: Sequence[Event], into: Sequence[Event]) -> Decimal | None:
        correction = line_6_correction(pool.contributions(self.year))
        came = _total(event for event in into if event.on.year == self.year)
        return None if correction is None else correction + _total(out) - came


def _as_planned(person: Person, on: date) -> Person:
    """The same with each rollover that is only planned arriving on the day it leaves.

    One that has no day of arrival would be taken for one that failed.
    """
    events = tuple(
        replace(event, completed=event.on)
        if event.kind == "rollover" and event.on > on and event.completed is None
        else event
        for event in person.events
    )
    return person if events == person.events else replace(person, events=events)


def _later(pool: Pool, kind: str, year: int, on: date) -> list[Event]:
    return [event for event in pool.events(kind, year) if event.on > on]


def _is_roll_in(person: Person, event: Event) -> bool:
    return person.account(event.to).kind in PLANS


def _is_planned_contribution(pool: Pool, event: Event, year: int, on: date) -> bool:
    if event.kind != "contribution" or event.tax_year != year or event.on <= on:
        return False
    return pool.holds(event.account) and takes(pool.person.account(event.account))


def _deducted_late(pool: Pool, facts: PersonYear) -> Decimal:
    """What of the contributions after December 31 is no basis, for it is deducted."""
    late = pool.contributions(facts.tax_year).late
    return late - (facts.contribution_after_year_end or ZERO)


def _total(events: Iterable[Event]) -> Decimal:
    return sum((event.amount or ZERO for event in events), ZERO)
