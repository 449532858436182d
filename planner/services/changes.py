"""The frame around every write: one transaction, one turn at a time, one entry in the history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from planner.models import Change, Household, Person, User, changing


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
) -> Iterator[Change]:
    """Everything written inside is one change by ``user``: all of it happens, or nothing."""
    change = Change(
        household=household,
        user=user,
        by=str(user),
        summary=summary,
        person=person,
        year=year,
        reason=reason,
        undoes=undoes,
    )
    with taking_turns(household), changing(change):
        yield change
