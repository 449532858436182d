"""A step of a to-do list, as a value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine.household import Account
from planner.engine.money import ZERO

type Records = Literal["", "contribution", "conversion", "distribution", "rollover"]
"""The kind of event that a step makes; empty where it makes none."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many dollars of a step come out of one account."""

    account: Account
    dollars: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: what, how many dollars, by which day at the ``latest``, and why by then.

    ``advised`` is an earlier day that is a recommendation only, and ``advice`` says why.
    ``entered`` is how many of the ``dollars`` the ledger has as done, the last on ``done_on``;
    ``planned_on`` is the day of an event that is entered for later. ``year`` is the tax year.
    """

    code: str
    year: int
    what: str
    reason: str
    citation: str
    latest: date | None = None
    advised: date | None = None
    advice: str = ""
    dollars: Decimal | None = None
    parts: tuple[Part, ...] = ()
    records: Records = ""
    entered: Decimal = ZERO
    done_on: date | None = None
    planned_on: date | None = None

    @property
    def left(self) -> Decimal | None:
        """The dollars that are not done yet; ``None`` where nobody knows how many."""
        return None if self.dollars is None else max(ZERO, self.dollars - self.entered)

    @property
    def is_done(self) -> bool:
        """Whether the ledger has all of it (nothing is left of Form 8606, line 7 or 8, to move)."""
        return self.done_on is not None and not self.left


def called(account: Account) -> str:
    """What an account is called in a sentence, with its custodian where one is known."""
    is_named = account.name and account.custodian
    return f"{account.name} at {account.custodian}" if is_named else account.called
