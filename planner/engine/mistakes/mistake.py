"""A mistake as a value, and a check that could not run as another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.findings import Severity
from planner.engine.household import Event

type Key = tuple[str, str, int]
"""Code, person and year: what a mistake is dismissed by. It does not change with the amounts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a mistake was seen in: events, accounts by key, and lines of the form by number."""

    events: tuple[Event, ...] = ()
    accounts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(
            _once((*self.events, *other.events)),
            _once((*self.accounts, *other.accounts)),
            _once((*self.lines, *other.lines)),
        )


NOTHING_SEEN = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake of one person and year.

    ``severity`` is ``blocks`` (no right number without it), ``costs`` (money is at stake) or
    ``info`` (good to know). ``dollars`` is the amount it is about, of income or of tax as the
    message says; ``None`` while not known, and then ``no_dollars`` says why. ``mend_by`` is the
    last day on which it can still be mended; where that has passed it is ``missed``, and where the
    law sets none ``no_day`` says so. ``citation`` is the rule behind it.
    """

    code: str
    severity: Severity
    person: str
    year: int
    message: str
    what_to_do: str
    dollars: Decimal | None = None
    no_dollars: str = ""
    mend_by: date | None = None
    missed: date | None = None
    no_day: str = ""
    citation: str
    evidence: Evidence = NOTHING_SEEN

    @property
    def key(self) -> Key:
        """What it is dismissed by; there is never more than one mistake of a key."""
        return self.code, self.person, self.year


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that has something to look at and lacks facts to do so; ``missing`` names them."""

    code: str
    person: str
    year: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a mistake: what is wrong, how to mend it, and the rule behind it."""

    message: str
    what_to_do: str
    citation: str


@dataclass(frozen=True, slots=True)
class Without:
    """Why a mistake has no last day, or no dollars; empty where it has."""

    day: str = ""
    dollars: str = ""


NOTHING_MISSING = Without()

CORRECTED_ANY_TIME = Without(
    "A corrected form is taken at any time; tax that is owed bears interest until it is paid."
)
ENTRIES_ONLY = Without("It is about the entries here; nothing runs out.")


type Seen = Mistake | NotRun


def _once[T](found: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
