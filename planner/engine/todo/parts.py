"""Which account each dollar comes out of. For the tax it does not matter: the IRAs are one pool."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.engine.fixes.standpoint import Standpoint
from planner.engine.household import Account, Event
from planner.engine.money import ZERO
from planner.engine.moves import SIMPLE_YEARS, years_later
from planner.engine.todo.step import Part

_FIRST = ("rollover", "sep", "simple", "inherited_traditional", "traditional")
"""Rolled in first: a traditional IRA, which contributions go to, keeps what stays."""


class Purse:
    """What is in each IRA on December 31 before anything is decided, taken out bit by bit."""

    def __init__(self, at: Standpoint, put_back: tuple[Event, ...], *, is_known: bool) -> None:
        """``put_back`` are the moves out of the IRAs that the way decides anew.

        Without ``is_known`` nobody knows which account holds how much.
        """
        self._is_known = is_known
        accounts = [one for one in at.pool.accounts if is_free(one, at.year)]
        accounts.sort(key=lambda one: _FIRST.index(one.kind))
        self._left = {one.key: at.pool.value(one, at.year) or ZERO for one in accounts}
        self._accounts = {one.key: one for one in accounts}
        for event in put_back:
            if event.account in self._left:
                self._left[event.account] += event.amount or ZERO

    def take(self, dollars: Decimal) -> tuple[Part, ...]:
        """Take ``dollars`` out, in the order of the accounts (IRC 408(d)(2)(A): one contract).

        Nothing is said where they hold less, as far as anybody knows.
        """
        if not self._is_known or dollars > sum(self._left.values()):
            return ()
        return tuple(self._taken(dollars))

    def _taken(self, dollars: Decimal) -> Iterator[Part]:
        for key, there in self._left.items():
            if part := min(there, dollars):
                self._left[key] -= part
                dollars -= part
                yield Part(self._accounts[key], part)


def free_on(account: Account) -> date | None:
    """The first day on which SIMPLE money may go elsewhere (IRC 72(t)(6)); ``None`` if not known.

    Every other account is free always.
    """
    if account.kind != "simple":
        return date.min
    began = account.participation_began
    return years_later(began, SIMPLE_YEARS) if began else None


def is_free(account: Account, year: int) -> bool:
    """Whether money may leave the account within ``year`` (IRC 408(d)(3)(G))."""
    free = free_on(account)
    return free is None or free <= date(year, 12, 31)
