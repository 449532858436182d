"""The steps of an import: a table is taken in, its columns told, looked at, imported, undone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, connection, transaction

from planner.models import Book, BookedHousehold, Engagement, Household, RememberedColumns, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.book.columns import guess
from planner.services.practice.book.outcomes import (
    counted,
    digest_of,
    digest_of_header,
    outcomes_of,
    packed,
    packed_table,
    unpacked_table,
)
from planner.services.practice.book.planning import Plan, plan_of
from planner.services.practice.book.reading import read_table
from planner.services.practice.book.rows import unclear_days
from planner.services.practice.book.tables import Table
from planner.services.practice.book.undoing import take_back
from planner.services.practice.book.writing import write
from planner.services.practice.practices import is_still, one_at_a_time

KEPT_FOR: Final = timedelta(days=2)
"""How long a table that was not imported waits."""

MOST_WAITING: Final = 20

_CHANGED: Final = "Something was changed since this was shown. This is what would happen now."
_SAME: Final = "Everything in this table is there already. There is nothing to import."
_MOVED: Final = "What you do in the practice was changed meanwhile. Nothing was done."
_REFUSED: Final = "Some rows cannot be taken, so none was. Correct the file and choose it again."


def take_in(*, staff: Staff, name: str, content: bytes, now: datetime) -> Book:
    """Read a table and keep it until it is imported; ``TableError`` says why it is none."""
    table = read_table(content)
    drop_waiting(now)
    waiting = Book.objects.filter(practice=staff.practice, applied_at=None)
    kept = waiting.filter(staff=staff).values_list("pk", flat=True)[MOST_WAITING - 1 :]
    Book.objects.filter(pk__in=list(kept)).delete()
    book = Book(
        practice=staff.practice,
        staff=staff,
        by=str(staff.user),
        name=name[-120:],
        remarks=list(table.remarks),
        table=packed_table(table),
    )
    known = _remembered(staff, table)
    if known:
        book.mapping, book.record = known.mapping, known.record
    elif found := guess(table.header):
        book.mapping = found
    book.save()
    if book.mapping:
        look(staff=staff, book=book)
    return book


def drop_waiting(now: datetime) -> int:
    """Forget every table that waited too long to be imported, and say how many."""
    old = Book.objects.filter(applied_at=None, made_at__lt=now - KEPT_FOR)
    return old.delete()[0]


def _remembered(staff: Staff, table: Table) -> RememberedColumns | None:
    digest = digest_of_header(table.header)
    return RememberedColumns.objects.filter(practice=staff.practice, digest=digest).first()


@transaction.atomic
def tell_columns(*, staff: Staff, book: Book, mapping: Mapping[str, str], record: str) -> None:
    """Say what the columns are; a file with the same header is read so from now on."""
    table = unpacked_table(bytes(book.table))
    book.mapping, book.record = dict(mapping), record
    RememberedColumns.objects.update_or_create(
        practice=staff.practice,
        digest=digest_of_header(table.header),
        defaults={"mapping": book.mapping, "record": record},
    )
    look(staff=staff, book=book)


def look(*, staff: Staff, book: Book) -> None:
    """Work out what the table would do now, and keep that with it."""
    _keep(book, _plan(staff, book))
    book.save()


def _plan(staff: Staff, book: Book) -> Plan:
    return plan_of(staff, unpacked_table(bytes(book.table)), book.mapping, book.record)


def _keep(book: Book, plan: Plan) -> None:
    outcomes = outcomes_of(plan)
    days = [remark for remark in book.remarks if not remark.startswith("Dates were read")]
    book.remarks = [*days, *unclear_days(list(plan.rows))]
    book.outcomes, book.digest = packed(outcomes), digest_of(outcomes)
    book.counts = counted(outcomes)


def do_import(*, staff: Staff, book: Book, now: datetime) -> None:
    """Import what was shown: all of it, or nothing with the reason."""
    with _alone(staff):
        book.refresh_from_db()
        if book.applied_at:
            raise RefusedChangeError("This table was imported already.")
        _take_turns(staff, book)
        plan = _plan(staff, book)
        if digest_of(outcomes_of(plan)) != book.digest:
            raise RefusedChangeError(_CHANGED)
        if plan.is_refused or not plan.wanted:
            raise RefusedChangeError(_REFUSED if plan.is_refused else _SAME)
        try:
            with transaction.atomic():
                done = write(staff=staff, wanted=plan.wanted, source=book.name)
        except IntegrityError as error:
            raise RefusedChangeError(_CHANGED) from error
        BookedHousehold.objects.bulk_create(
            BookedHousehold(book=book, household_id=change.household_id, change=change, is_new=new)
            for change, new in done
        )
        book.applied_at, book.table = now, b""
        book.save()


@contextmanager
def _alone(staff: Staff) -> Iterator[None]:
    """Nobody else imports or decides who works there; whoever was let go meanwhile does nothing."""
    with one_at_a_time(staff.practice):
        if not is_still(staff):
            raise RefusedChangeError(_MOVED)
        yield


def _take_turns(staff: Staff, book: Book) -> None:
    """Nobody else writes to the households until the transaction ends."""
    if not connection.features.has_select_for_update:
        return
    table = unpacked_table(bytes(book.table))
    at = [at for at, name in enumerate(table.header) if book.mapping.get(name) == "client"]
    named = {row.cells[one] for row in table.rows for one in at}
    held = Engagement.objects.filter(practice=staff.practice, ended_at=None, reference__in=named)
    homes = Household.objects.filter(pk__in=held.values("household"))
    list(homes.order_by("pk").select_for_update())


def undo_import(*, staff: Staff, book: Book, now: datetime) -> None:
    """Take back everything that an import did; refused with every reason where it cannot be."""
    with _alone(staff):
        book.refresh_from_db()
        if book.applied_at is None or book.undone_at:
            raise RefusedChangeError("There is nothing to take back.")
        if connection.features.has_select_for_update:
            homes = Household.objects.filter(pk__in=book.households.values("household"))
            list(homes.order_by("pk").select_for_update())
        take_back(staff=staff, book=book, now=now)
        book.undone_at, book.undone_by = now, str(staff.user)
        book.save()


def put_away(*, book: Book) -> None:
    """Forget a table that was not imported."""
    if book.applied_at:
        raise RefusedChangeError("What was imported stays in the list.")
    book.delete()
