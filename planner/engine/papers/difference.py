"""A paper that says something else than the entries, or than another paper, and why it may."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Event


@dataclass(frozen=True, slots=True)
class Cause:
    """One likely reason, in a sentence, and what mends it in another."""

    code: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure that is not the same on both sides, in dollars.

    ``on_paper`` is ``None`` where the box is empty, ``entered`` where an amount is not known.
    ``account`` is the key of the account, empty where there is none. ``topic`` says what it is
    about, ``papers`` are places among the person's papers, ``events`` what was entered.
    """

    code: str
    topic: str
    person: str
    year: int
    account: str
    box: str
    on_paper: Decimal | None
    entered: Decimal | None
    message: str
    causes: tuple[Cause, ...] = ()
    papers: tuple[int, ...] = ()
    events: tuple[Event, ...] = ()
