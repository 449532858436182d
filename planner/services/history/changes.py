"""The frame around every write: one transaction, one turn at a time, one entry in the history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from planner.models import Change, Deletion, Household, Person, User, changing

NO_REASON = "Say why; it stays in the history."
_LONGEST, _LONGEST_REASON = 300, 500
"""As many characters as ``Change`` and ``Deletion`` keep of a summary, and of a reason."""


class RefusedChangeError(Exception):
    """What was asked for cannot be done; ``problems`` says why, by field ("" for the whole)."""

    def __init__(self, problems: dict[str, str] | str) -> None:
        """One sentence for the whole, or one for each field."""
        self.problems = {"": problems} if isinstance(problems, str) else problems
        super().__init__("; ".join(self.problems.values()))


@contextmanager
def taking_turns(household: Household) -> Iterator[None]:
    """A transaction in which nobody else writes to ``household``.

    SQLite lets one writer in at a time anyway; PostgreSQL locks the household's row.
    """
    with transaction.atomic():
        if connection.features.has_select_for_update:
            Household.objects.select_for_update().get(pk=household.pk)
        yield


@contextmanager
def recording(  # noqa: PLR0913
    household: Household,
    user: User,
    summary: str,
    *,
    person: Person | None = None,
    year: int | None = None,
    reason: str = "",
    undoes: Change | None = None,
    shares: bool = False,
) -> Iterator[Change]:
    """Everything written inside is one change by ``user``: all of it happens, or nothing.

    ``shares`` says that it is about who may see the household: the log tells it as that.
    """
    change = change_of(household, user, summary, person=person, year=year, reason=reason)
    change.undoes, change.shares = undoes, shares
    with taking_turns(household), changing(change):
        yield change


def change_of(  # noqa: PLR0913
    household: Household,
    user: User,
    summary: str,
    *,
    person: Person | None = None,
    year: int | None = None,
    reason: str = "",
) -> Change:
    """A change by ``user`` that is yet to be stored; a summary that is too long is cut."""
    return Change(
        household=household,
        user=user,
        by=str(user),
        summary=_shortened(summary),
        person=person,
        year=year,
        reason=reason,
    )


def rest(household: Household, by: str, what: str) -> Deletion:
    """What rows are deleted with, and come back with; told in the bin as ``what``."""
    return Deletion.objects.create(household=household, by=by, what=_shortened(what))


def needed(reason: str) -> str:
    """The reason, which has to be there."""
    if not reason.strip():
        raise RefusedChangeError({"reason": NO_REASON})
    return reason.strip()[:_LONGEST_REASON]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
