"""Where a person stands on a day of the year: what is done and stays, and what is only planned.

A conversion (with what is withheld from it) or a roll-in dated after that day is a plan that each
way out decides anew; what has left for it by the year-end value is put back. Every other plan (a
contribution, a withdrawal, a required distribution) goes ahead in every way but that of stopping
the contributions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planner.engine.contributions import takes
from planner.engine.facts import PersonYear
from planner.engine.fixes.expected import Expected, with_expected_values
from planner.engine.fixes.terms import Form
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.household import PLANS, Event, Household, Person
from planner.engine.ledger import form_otherwise, year_entries
from planner.engine.money import ZERO
from planner.engine.pool import Pool


@dataclass(frozen=True, slots=True)
class Start:
    """The entries of the year that a way out begins with, and how its form is completed."""

    facts: PersonYear
    form: Form


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One person on one day of a year.

    ``planned`` is the year as planned with the pool left alone, ``settled`` the same without what
    is planned to be converted or rolled in, ``stopped`` also without planned contributions.
    ``expected`` are the values of December 31 that are not entered and were worked out.
    """

    person: Person
    pool: Pool
    year: int
    on: date
    planned: Start
    settled: Start
    stopped: Start
    expected: tuple[Expected, ...]


def standpoint(household: Household, person: Person, year: int, on: date) -> Standpoint:
    """Where ``person`` stands at the end of the day ``on`` with the tax year ``year``.

    Raises ``UnpricedError`` when the amount of an event, or what was deducted, is not known.
    """
    valued, expected = with_expected_values(person, year)
    pool = year_entries(household, valued, year).pool
    roll_ins = [one for one in _later(pool, "rollover", year, on) if _is_roll_in(person, one)]
    withheld = [
        one
        for one in _later(pool, "distribution", year, on)
        if one.character == "withheld_from_conversion"
    ]
    moves = [*roll_ins, *_later(pool, "conversion", year, on), *withheld]
    contributions = [one for one in person.events if _is_planned_contribution(pool, one, year, on)]
    return Standpoint(
        person,
        pool,
        year,
        on,
        planned=_without(household, valued, year, roll_ins),
        settled=_without(household, valued, year, moves),
        stopped=_without(household, valued, year, moves, contributions),
        expected=expected,
    )


def _later(pool: Pool, kind: str, year: int, on: date) -> list[Event]:
    return [event for event in pool.events(kind, year) if event.on > on]


def _is_roll_in(person: Person, event: Event) -> bool:
    return person.account(event.to).kind in PLANS


def _is_planned_contribution(pool: Pool, event: Event, year: int, on: date) -> bool:
    if event.kind != "contribution" or event.tax_year != year or event.on <= on:
        return False
    return pool.holds(event.account) and takes(pool.person.account(event.account))


def _without(
    household: Household,
    person: Person,
    year: int,
    out: list[Event],
    into: list[Event] | None = None,
) -> Start:
    """The year without these plans: what went ``out`` is inside again, what came ``into`` is not.

    A contribution after December 31 is in no value of that day.
    """
    dropped = {id(event) for event in (*out, *(into or ()))}
    kept = replace(person, events=tuple(one for one in person.events if id(one) not in dropped))
    entries = year_entries(household, kept, year)
    if entries.hidden_by:
        raise UnpricedError(*(finding.key for finding in entries.hidden_by))
    facts, pool = entries.facts, entries.pool
    if facts.year_end_value is not None:
        came = _total(event for event in into or () if event.on.year == year)
        inside = facts.year_end_value + _total(out) - came
        facts = replace(facts, year_end_value=max(ZERO, inside))
    return Start(facts, lambda after: form_otherwise(household, pool, after))


def _total(events: Iterable[Event]) -> Decimal:
    return sum((event.amount or ZERO for event in events), ZERO)
