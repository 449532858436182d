"""What a letter says to somebody with dollars to move by December 31: which, where to, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.client import Move, client_years, where_it_stands
from planner.engine.findings import Finding
from planner.engine.fixes.convert_all import convert_all
from planner.engine.fixes.do_nothing import do_nothing
from planner.engine.fixes.feasibility import kept_answers, obstacles
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.price import household_price
from planner.engine.fixes.roll_in import roll_in
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.fixes.terms import Terms
from planner.engine.household import PLANS, Event, Household, Person
from planner.engine.money import ZERO
from planner.engine.todo.parts import Purse
from planner.engine.todo.standing import required_left
from planner.engine.todo.step import Part

_WHERE_TO = frozenset({"no-plan", "plan-does-not-accept", "plan-acceptance-not-known"})
"""Obstacles that ``Move.destination`` says already."""


@dataclass(frozen=True, slots=True)
class Moving:
    """One person with dollars to move, as the board has them (``move``), and what they come to.

    ``parts`` are the accounts they come out of, none where nobody can say; ``required`` is what
    has to come out first, ``None`` where that is due and not known. ``first`` is what else has to
    be asked or done before. The outcomes are the year if the money ``stays``, if it ``goes``, and
    if all of it is ``converted``.
    """

    person: Person
    move: Move
    parts: tuple[Part, ...]
    required: Decimal | None
    first: tuple[Finding, ...]
    stays: Outcome
    goes: Outcome
    converted: Outcome


def movings(household: Household, year: int, today: date) -> list[Moving]:
    """Everybody of the household with something to move by December 31 of ``year``.

    The dollars are those of ``client_years``: IRC 408(d)(3)(A)(ii) and (H).
    """
    found = {one.person: one.move for one in client_years(household, year, today)}
    return [
        _moving(household, found[person.key], where_it_stands(household, person, year, today))
        for person in household.people
        if found[person.key].dollars
    ]


def _moving(household: Household, move: Move, at: Standpoint) -> Moving:
    terms = Terms(price=household_price(household, at.year))
    required = required_left(at)
    goes = roll_in(at.settled.facts, at.settled.on(terms))
    way = "solo_401k" if move.destination == "solo" else "roll_in"
    in_the_way = obstacles(way, at, goes, kept_answers(at.person, at.year))
    purse = Purse(at, tuple(_planned(at)), is_known=True)
    purse.take(required or ZERO)
    return Moving(
        person=at.person,
        move=move,
        parts=purse.take(move.dollars),
        required=required,
        first=tuple(one for one in in_the_way if one.code not in _WHERE_TO),
        stays=do_nothing(at.planned.facts, at.planned.on(terms)),
        goes=goes,
        converted=convert_all(at.settled.facts, at.settled.on(terms)),
    )


def _planned(at: Standpoint) -> Iterator[Event]:
    """What is entered for a later day of the year, and still inside until then."""
    later = [
        one
        for kind in ("rollover", "conversion")
        for one in at.pool.events(kind, at.year)
        if one.on > at.on
    ]
    return (one for one in later if one.kind == "conversion" or _is_roll_in(at.person, one))


def _is_roll_in(person: Person, event: Event) -> bool:
    return person.account(event.to).kind in PLANS
