"""What is not known, or not supported, of what is inside a person's Roth IRAs.

The household format cannot state what a Roth IRA held before its first event. The events are taken
for the whole history where money comes into each account before it holds any or pays some out;
missing is not zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.household import PLANS, Account, Event, Person
from planner.engine.moves import arrived_in_time, is_young_simple
from planner.engine.pool import Pool
from planner.engine.roth_events import comes_in, is_own_roth

type Layer = Literal["regular", "conversions", "both"]

_BEFORE_ALL = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a layer is not known from ``year`` on, as a sentence without its full stop."""

    year: int
    layer: Layer
    reason: str

    @property
    def is_before_all(self) -> bool:
        """Whether something may have come before everything that is entered."""
        return self.year == _BEFORE_ALL


def gaps(pool: Pool) -> Iterator[Gap]:
    """Everything that leaves a layer of the Roth IRAs unknown, for a person's own ``pool``."""
    person = pool.person
    for account in person.accounts:
        if is_own_roth(account):
            yield from _before_the_first(person, account)
    for event in person.ordered_events:
        yield from _contribution_gaps(person, event)
        yield from _move_gaps(person, event)
    for year in person.tax_years:
        yield from _not_entered(pool, year)


# --- Before the first event ----------------------------------------------------------------------


def _before_the_first(person: Person, account: Account) -> Iterator[Gap]:
    """Money in an account, or out of it, before any came in."""
    if account.kind == "inherited_roth":
        reason = "What a Roth IRA held that was inherited and is treated as own is not entered"
        yield Gap(_BEFORE_ALL, "both", reason)
    came = min(_arrivals(person, account), default=date.max)
    there = min([*_held(person, account), *_left(person, account)], default=date.max)
    if there < came:
        reason = (
            f"A Roth IRA held money or paid some out on {there}, before any is entered to have"
            " come in: enter its contributions and conversions from the first one on"
        )
        yield Gap(_BEFORE_ALL, "both", reason)


def _arrivals(person: Person, account: Account) -> Iterator[date]:
    for event in person.events:
        if event.kind == "contribution" and event.account == account.key:
            yield event.on
        elif event.to == account.key and (event.completed or event.kind != "rollover"):
            yield event.completed or event.on


def _held(person: Person, account: Account) -> Iterator[date]:
    """The ends of years at which it held something, if only an amount that is not known."""
    for value in person.year_end_values:
        if value.account == account.key and value.amount != 0:
            yield date(value.year, 12, 31)


def _left(person: Person, account: Account) -> Iterator[date]:
    for event in person.events:
        if event.account == account.key and event.kind != "contribution":
            yield event.on


# --- Contributions and what corrects them --------------------------------------------------------


def _contribution_gaps(person: Person, event: Event) -> Iterator[Gap]:
    """A contribution, recharacterization or return of which line 22 is not known."""
    year = event.tax_year or event.on.year
    if not _is_of_contributions(person, event):
        return
    if event.amount is None:
        what = event.character if event.kind == "distribution" else event.kind
        reason = f"The amount of the {what.replace('_', ' ')} of {event.on} is not known"
        yield Gap(year, "regular", reason)
    elif event.kind == "contribution" and person.account(event.account).kind == "roth_sep":
        reason = (
            f"The contribution of {event.on} went to a Roth SEP IRA; for that the Instructions"
            " name no line"
        )
        yield Gap(year, "regular", reason)


def _is_of_contributions(person: Person, event: Event) -> bool:
    if event.kind == "recharacterization":
        return True
    kind = event.kind == "contribution" or event.character == "returned_contribution"
    return kind and is_own_roth(person.account(event.account))


def _not_entered(pool: Pool, year: int) -> Iterator[Gap]:
    """More recharacterized into the Roth IRAs than was contributed to the others."""
    for move in pool.contributions(year).moves:
        into_roth = move.event.kind == "recharacterization" and not move.from_roth
        if into_roth and move.missing:
            reason = (
                f"The contribution for {year} that was recharacterized on {move.event.on} is not"
                " entered"
            )
            yield Gap(year, "regular", reason)


# --- Conversions and rollovers -------------------------------------------------------------------


def _move_gaps(person: Person, event: Event) -> Iterator[Gap]:
    """Money that moved into the Roth IRAs and may not be what it was meant to be."""
    if event.kind not in ("conversion", "rollover") or not is_own_roth(person.account(event.to)):
        return
    year, what = event.on.year, f"The {event.kind} of {event.on}"
    if person.account(event.account).kind == "inherited_roth":
        yield Gap(_BEFORE_ALL, "both", f"{what} brought in an inherited Roth IRA")
    elif _is_no_rollover(person, event):
        yield Gap(year, "regular", f"{what} failed, which leaves a contribution in the Roth IRA")
    elif event.amount is None and comes_in(person, event):
        yield Gap(year, "conversions", f"The amount of the {event.kind} of {event.on} is not known")


def _is_no_rollover(person: Person, event: Event) -> bool:
    """Whether the law takes what arrived for a contribution (Treas. Reg. 1.408A-4, Q&A 3)."""
    source = person.account(event.account)
    late = event.kind == "rollover" and event.completed and not arrived_in_time(event)
    may_convert = source.is_counted or source.kind in PLANS or is_own_roth(source)
    return bool(late) or not may_convert or is_young_simple(person, event)
