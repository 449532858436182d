"""How each person of a client stands on the board of a practice, and what has to move by when.

The state is that of ``planner.engine.state``; beside it, whether no backdoor is needed at all, the
dollars that an employer plan could take, into what, and what is in the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine.deadlines import contribution_deadline, correction_deadline
from planner.engine.eligibility_household import household_eligibility
from planner.engine.fixes.do_nothing import do_nothing
from planner.engine.fixes.feasibility import kept_answers, obstacles
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.fixes.price import household_price
from planner.engine.fixes.roll_in import most_to_roll_in, roll_in
from planner.engine.fixes.standpoint import Standpoint, standpoint
from planner.engine.fixes.terms import Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.household import PLANS, Household, Person
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.mistakes import mistakes
from planner.engine.mistakes.mistake import Key
from planner.engine.mistakes.standing import TINY
from planner.engine.money import ZERO
from planner.engine.state import State, StateCode, states
from planner.engine.todo.standing import required_left, with_required

type ClientCode = StateCode | Literal["no_backdoor_needed"]
type Destination = Literal["accepts", "unknown", "solo", "refuses", "none", ""]


@dataclass(frozen=True, slots=True)
class Move:
    """What is in the IRAs of a year and what an employer plan could take of it, in dollars.

    ``pool`` and ``basis`` are lines 9 and 5 with what is only planned still inside; ``None`` is not
    known. ``dollars`` is the most that may go to a plan, without a required distribution that comes
    out first; ``convert`` is what is to be converted after that, beside what was already. ``tax``
    is what the planned conversions cost more if nothing moves; ``None`` without a price.
    ``destination`` says what could take it, ``into`` the plans by name, and ``obstacle`` is the
    code of what has to be asked or done first.
    """

    pool: Decimal | None = None
    basis: Decimal | None = None
    dollars: Decimal = ZERO
    convert: Decimal = ZERO
    tax: Decimal | None = None
    destination: Destination = ""
    into: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class ClientYear:
    """One person's year: the state with its sentence, what to move, and by when it is settled.

    ``due`` is ``None`` where nothing has to happen. ``mistakes`` are the keys of all that the
    checks find, in any year.
    """

    person: str
    code: ClientCode
    sentence: str
    move: Move
    due: date | None
    mistakes: tuple[Key, ...]


def client_years(household: Household, year: int, today: date) -> list[ClientYear]:
    """How ``year`` of everybody stands, seen from ``today``, in the order of the people.

    What may be rolled in is IRC 408(d)(3)(A)(ii) and (H); a direct Roth contribution 408A(c)(3).
    """
    ledgers = {one.key: ledger(household, one) for one in household.people}
    found = states(household, year, today, ledgers)
    keys = [one.key for one in mistakes(household, today, ledgers)]
    on = min(today, date(year, 12, 31))
    result = []
    for person in household.people:
        code, sentence = _state(household, person, year, found[person.key], ledgers[person.key])
        result.append(
            ClientYear(
                person=person.key,
                code=code,
                sentence=sentence,
                move=_move(household, person, year, on, moves=code in _MOVES and on == today),
                due=_due(code, year),
                mistakes=tuple(key for key in keys if key[1] == person.key),
            )
        )
    return result


# --- The state -----------------------------------------------------------------------------------

_MOVES = frozenset({"pre_tax_present", "split_year", "excess", "clean"})
"""Where the dollars are known, and somebody may want to move them."""

_WITHOUT_BACKDOOR = frozenset({"clean", "pre_tax_present", "incomplete"})


def _state(
    household: Household, person: Person, year: int, found: State, books: Sequence[LedgerYear]
) -> tuple[ClientCode, str]:
    """The engine's word, unless income lets all of it go directly and nothing went otherwise."""
    if found.code in _WITHOUT_BACKDOOR and not _is_backdoor(year, books):
        direct = household_eligibility(household, person, year)
        if direct.answer == "direct_roth":
            return "no_backdoor_needed", direct.sentence
    if not person.accounts:
        return "incomplete", "No account is entered yet."
    return found.code, found.sentence


def _is_backdoor(year: int, books: Sequence[LedgerYear]) -> bool:
    """Whether something was contributed and not deducted for the year, or converted in it."""
    own = (one.sheet.facts for one in books if one.year == year and not one.decedent)
    return any(facts.nondeductible_contribution or facts.conversion for facts in own)


def _due(code: ClientCode, year: int) -> date | None:
    """December 31 for what has to move (IRC 408(d)(2)(C)); else when the return is due.

    An excess can be returned until October 15 (Instructions for Form 5329; IRC 408(d)(4)).
    """
    if code == "pre_tax_present":
        return date(year, 12, 31)
    if code in ("history_unknown", "incomplete"):
        return contribution_deadline(year)
    return correction_deadline(year) if code == "excess" else None


# --- What moves ----------------------------------------------------------------------------------


def _move(household: Household, person: Person, year: int, on: date, *, moves: bool) -> Move:
    try:
        at = where_it_stands(household, person, year, on)
        facts = at.settled.facts
        found = Move(pool=whole_pool(facts))
        if facts.prior_basis is None:
            return found
        found = replace(found, basis=max(ZERO, basis_inside(facts)))
        if not moves or most_to_roll_in(at.planned.facts) < TINY:
            return found
        return _priced(found, household, at)
    except UnpricedError:
        return Move()


def where_it_stands(household: Household, person: Person, year: int, on: date) -> Standpoint:
    """The pool ``on`` that day once the required distribution of ``year`` has come out.

    It can be neither rolled over nor converted (IRC 408(d)(3)(E); Treas. Reg. 1.408A-4, Q&A-6).
    Raises ``UnpricedError`` when the amount of an event, or what was deducted, is not known.
    """
    at = standpoint(household, person, year, on)
    return with_required(at, required_left(at) or ZERO)


def _priced(found: Move, household: Household, at: Standpoint) -> Move:
    """With the most that a plan may take, what to convert then, and the tax between."""
    price = household_price(household, at.year)
    rolled = roll_in(at.settled.facts, at.settled.on(Terms(price=price)))
    left = do_nothing(at.planned.facts, at.planned.on(Terms(price=price)))
    destination, into, obstacle = _destination(at, rolled)
    return replace(
        found,
        dollars=rolled.roll_in,
        convert=still_to_convert(at, rolled),
        tax=_more(left.tax, rolled.tax),
        destination=destination,
        into=into,
        obstacle=obstacle,
    )


def still_to_convert(at: Standpoint, outcome: Outcome) -> Decimal:
    """The dollars that a way converts in its first year beside what was done (line 8)."""
    done = at.settled.facts.conversion or ZERO
    return (outcome.years[0].facts.conversion or ZERO) - done


def _more(left: Decimal | None, rolled: Decimal | None) -> Decimal | None:
    """What it costs more to leave the pool as it is; nothing below zero."""
    return None if left is None or rolled is None else max(ZERO, left - rolled)


def _destination(at: Standpoint, rolled: Outcome) -> tuple[Destination, str, str]:
    """What could take the money, its name, and the first thing in the way (408(d)(3)(A)(ii))."""
    answers = kept_answers(at.person, at.year)
    plans = [account for account in at.person.accounts if account.kind in PLANS]
    in_the_way = obstacles("roll_in", at, rolled, answers)
    first = in_the_way[0].code if in_the_way else ""
    takers = [plan for plan in plans if plan.accepts_rollovers]
    if takers:
        return "accepts", _named(plan.called for plan in takers), first
    asked = [plan for plan in plans if plan.accepts_rollovers is None]
    if asked:
        return "unknown", _named(plan.called for plan in asked), first
    if answers.self_employed and not answers.has_employees:
        alone = obstacles("solo_401k", at, rolled, answers)
        return "solo", "", alone[0].code if alone else ""
    return ("refuses" if plans else "none"), _named(plan.called for plan in plans), first


def _named(names: Iterable[str]) -> str:
    return " or ".join(names)
