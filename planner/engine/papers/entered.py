"""What the entries say of one account and year, in the words of a box of a form.

Form 1099-R counts the calendar year in which money left; of Form 5498, boxes 1 and 10 count the
tax year a contribution is for, and boxes 2, 3, 4, 8 and 9 the calendar year in which it arrived.
Neither tells of a transfer from trustee to trustee (Instructions for Forms 1099-R and 5498).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.engine.household import PLANS, Account, Event, Person
from planner.engine.money import ZERO
from planner.engine.moves import is_transfer

type Topic = Literal[
    "paid",
    "direct",
    "returned",
    "recharacterized",
    "withheld",
    "contribution",
    "arrived",
    "converted",
    "recharacterized_in",
    "employer",
]
_OF_EMPLOYERS = frozenset({"sep", "simple", "roth_sep", "roth_simple"})
"""An employer contributes to them: boxes 8 and 9, by the calendar year."""

type _Part = tuple[Event, Decimal | None]
type _Parts = Iterator[_Part]


@dataclass(frozen=True, slots=True)
class Entered:
    """Dollars that were entered, ``None`` while one of the events has no amount."""

    amount: Decimal | None
    events: tuple[Event, ...] = ()

    def __add__(self, other: "Entered") -> "Entered":
        known = self.amount is not None and other.amount is not None
        both = (self.amount or ZERO) + (other.amount or ZERO)
        return Entered(both if known else None, (*self.events, *other.events))


def entered(person: Person, account: Account, topic: Topic, year: int) -> Entered:
    """What is entered of ``topic`` for the account of ``person``."""
    parts = list(_PARTS[topic](person, account, year))
    events = tuple(event for event, _ in parts)
    amounts = [amount for _, amount in parts if amount is not None]
    return Entered(sum(amounts, ZERO) if len(amounts) == len(parts) else None, events)


def _with_earnings(event: Event) -> Decimal | None:
    if event.amount is None or event.earnings is None:
        return None
    return event.amount + event.earnings


def reached(event: Event) -> Decimal | None:
    """What arrived of a conversion: all but what was withheld."""
    return None if event.amount is None else event.amount - (event.withheld or ZERO)


# --- Out: Form 1099-R ----------------------------------------------------------------------------


def _out(person: Person, account: Account, year: int) -> Iterator[Event]:
    return (event for event in person.events_in(year) if event.account == account.key)


def _touches_plan(person: Person, event: Event) -> bool:
    return any(person.account(key).kind in PLANS for key in (event.account, event.to) if key)


def _is_direct(person: Person, event: Event) -> bool:
    """To or out of an employer plan; it may have gone straight there."""
    return event.kind in ("rollover", "conversion") and _touches_plan(person, event)


def _paid(person: Person, account: Account, year: int) -> _Parts:
    for event in _out(person, account, year):
        moved = event.kind in ("rollover", "conversion") and not _is_direct(person, event)
        moved = moved and not is_transfer(person, event)
        taken = event.kind == "distribution" and event.character != "returned_contribution"
        if moved or taken:
            yield event, event.amount


def _direct(person: Person, account: Account, year: int) -> _Parts:
    found = _out(person, account, year)
    return ((event, event.amount) for event in found if _is_direct(person, event))


def _returned(person: Person, account: Account, year: int) -> _Parts:
    found = _out(person, account, year)
    return (
        (event, _with_earnings(event))
        for event in found
        if event.character == "returned_contribution"
    )


def _recharacterized(person: Person, account: Account, year: int) -> _Parts:
    found = _out(person, account, year)
    return ((e, _with_earnings(e)) for e in found if e.kind == "recharacterization")


def _withheld(person: Person, account: Account, year: int) -> _Parts:
    for event in _out(person, account, year):
        if event.kind == "conversion" and event.withheld:
            yield event, event.withheld
        elif event.character == "withheld_from_conversion":
            yield event, event.amount


# --- In: Form 5498 -------------------------------------------------------------------------------


def _contribution(person: Person, account: Account, year: int) -> _Parts:
    found = () if account.kind in _OF_EMPLOYERS else person.events_for(year)
    return ((event, event.amount) for event in found if _is_contribution(event, account))


def _is_contribution(event: Event, account: Account) -> bool:
    return event.kind == "contribution" and event.account == account.key


def _arrived(person: Person, account: Account, year: int) -> _Parts:
    """Rollovers, and what an employer plan sent to a Roth IRA, which is box 2 and not box 3."""
    for event in person.arrivals_in(year):
        if event.to == account.key and not is_transfer(person, event):
            yield event, event.amount
    for event in _conversions_into(person, account, year):
        if _touches_plan(person, event):
            yield event, reached(event)


def _converted(person: Person, account: Account, year: int) -> _Parts:
    for event in _conversions_into(person, account, year):
        if not _touches_plan(person, event):
            yield event, reached(event)


def _conversions_into(person: Person, account: Account, year: int) -> Iterator[Event]:
    found = person.events_in(year)
    return (event for event in found if event.kind == "conversion" and event.to == account.key)


def _recharacterized_in(person: Person, account: Account, year: int) -> _Parts:
    for event in person.events_in(year):
        if event.kind == "recharacterization" and event.to == account.key:
            yield event, _with_earnings(event)


def _employer(person: Person, account: Account, year: int) -> _Parts:
    found = person.events_in(year) if account.kind in _OF_EMPLOYERS else ()
    return ((event, event.amount) for event in found if _is_contribution(event, account))


_PARTS: Mapping[Topic, Callable[[Person, Account, int], _Parts]] = {
    "paid": _paid,
    "direct": _direct,
    "returned": _returned,
    "recharacterized": _recharacterized,
    "withheld": _withheld,
    "contribution": _contribution,
    "arrived": _arrived,
    "converted": _converted,
    "recharacterized_in": _recharacterized_in,
    "employer": _employer,
}
