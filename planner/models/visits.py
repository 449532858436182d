"""The request that is being answered: where it comes from, and whose household it reached."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from planner.models.user import User

if TYPE_CHECKING:
    from planner.models.household import Household
    from planner.models.log import LogEntry

type Somebody = User | AnonymousUser

_current: ContextVar["Visit | None"] = ContextVar("current_visit", default=None)


@dataclass(slots=True)
class Visit:
    """One request. ``waiting`` are the entries of the log to store when it has been answered.

    ``address`` is that of the computer, ``agent`` what its browser calls itself.
    """

    user: Somebody = field(default_factory=AnonymousUser)
    address: str = ""
    agent: str = ""
    household: "Household | None" = None
    by: Somebody | None = None
    signed_in: list[tuple[str, str, bool]] = field(default_factory=list)
    waiting: "list[LogEntry]" = field(default_factory=list)


def begin_visit(visit: Visit) -> Visit:
    """From here on ``visit`` is the one that is being answered."""
    _current.set(visit)
    return visit


def end_visit() -> Visit | None:
    """The visit that was answered; none is any more."""
    visit = _current.get()
    _current.set(None)
    return visit


def current_visit() -> Visit | None:
    """The visit being answered; none in a command."""
    return _current.get()


def reached(household: "Household", user: Somebody) -> None:
    """Remember whose household was opened, and as whom."""
    if visit := _current.get():
        visit.household, visit.by = household, user
