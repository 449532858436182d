"""What left IRAs in a year as line 4a of Form 1040 counts it: box 1 of every Form 1099-R."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.engine.form_1040.corrected import given_back, recharacterized, with_earnings
from planner.engine.household import INHERITED_IRAS, OWN_IRAS, PLANS, ROTH_IRAS, Event, Person
from planner.engine.moves import is_failed, is_transfer

IRAS = OWN_IRAS | ROTH_IRAS | INHERITED_IRAS

type LeftKind = Literal[
    "withdrawn",
    "from_roth",
    "converted",
    "rolled_over",
    "qcd",
    "hsa_funding",
    "returned",
    "recharacterized",
]


@dataclass(frozen=True, slots=True)
class Left:
    """Dollars that left an IRA, and as what; ``amount`` is ``None`` while it is not known.

    ``statement`` ends the sentence of a statement that the return has to explain it in; empty
    where it needs none. ``event`` is the entry, where there is one.
    """

    kind: LeftKind
    amount: Decimal | None
    event: Event | None = None
    statement: str = ""


INTO_A_PLAN = "it went into an employer plan"
"""Exception 1 of the Instructions for Form 1040, lines 4a and 4b, asks for a statement of it."""


def left_of(person: Person, year: int) -> Iterator[Left]:
    """Everything of ``person`` that line 4a of the return for ``year`` counts.

    A transfer from trustee to trustee is on no Form 1099-R and no line. What was given back of
    contributions is on the return of the year they were for, whenever it was. Source: Instructions
    for Form 1040, lines 4a and 4b, exceptions 1 to 4.
    """
    for event in out_of_iras(person, year):
        yield Left(_kind(person, event), event.amount, event, _statement(person, event))
    for event in given_back(person, year):
        yield Left("returned", with_earnings(event), event)
    for event in recharacterized(person, year):
        yield Left("recharacterized", with_earnings(event), event)


def out_of_iras(person: Person, year: int) -> Iterator[Event]:
    """Conversions, distributions and rollovers of the year out of any IRA.

    Contributions given back and transfers from trustee to trustee are left out.
    """
    for event in person.events_in(year):
        is_out = event.kind in ("conversion", "distribution", "rollover")
        is_apart = event.character == "returned_contribution" or is_transfer(person, event)
        if is_out and not is_apart and person.account(event.account).kind in IRAS:
            yield event


def _kind(person: Person, event: Event) -> LeftKind:
    if event.kind == "rollover":
        return "rolled_over" if _is_rolled_over(person, event) else "withdrawn"
    if event.kind == "conversion":
        return "converted"
    if event.character == "qcd":
        return "qcd"
    if event.character == "hsa_funding":
        return "hsa_funding"
    return "from_roth" if person.account(event.account).kind in ROTH_IRAS else "withdrawn"


def _statement(person: Person, event: Event) -> str:
    """Why a rollover needs a statement (Instructions for Form 1040, exception 1)."""
    if not _is_rolled_over(person, event):
        return ""
    if person.account(event.to).kind in PLANS:
        return INTO_A_PLAN
    is_later = event.completed is not None and event.completed.year > event.on.year
    return f"it was completed in {event.on.year + 1}" if is_later else ""


def _is_rolled_over(person: Person, event: Event) -> bool:
    """Whether it is a rollover in the eyes of the law: of an inherited IRA there is none.

    Source: IRC 408(d)(3)(A), (C).
    """
    account = person.account(event.account)
    is_inherited = account.kind in INHERITED_IRAS and not account.is_counted
    return event.kind == "rollover" and not is_inherited and not is_failed(person, event)
