"""The end of an arrival: households that are stored become the clients of a new practice."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import batched
from typing import Final
from zipfile import ZipFile

from django.utils import timezone

from planner.models import (
    Arrival,
    Engagement,
    ExpectedColleague,
    LegalHold,
    LogEntry,
    Practice,
    Staff,
    Verb,
)
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.log import told_practice
from planner.services.practice.moving_in import (
    ASKED,
    Earlier,
    Index,
    read_log,
    read_logo,
    read_section,
)
from planner.services.practice.practices import found_practice, save_logo, save_practice
from planner.services.practice.sections import Arrived

_AT_ONCE: Final = 1_000


def settle_in(
    *, job: Arrival, file: ZipFile, index: Index, homes: Mapping[int, int], source: str
) -> Practice:
    """The practice with everything that leads to its clients, in the transaction around it.

    ``homes`` are the households here by what they were called there; ``source`` tells the file.
    """
    if job.asked_by is None:
        raise RefusedChangeError("Whoever asked for this has no account any more.")
    staff = found_practice(user=job.asked_by, name=index.practice.name)
    practice = staff.practice
    save_practice(practice=practice, **{name: getattr(index.practice, name) for name in ASKED})
    save_logo(practice=practice, logo=read_logo(file))
    clients = _engage(staff, index, homes)
    _expect(staff, index, clients)
    _keep_rules(practice, index, homes)
    _remember(practice, index.earlier)
    for section in index.sections:
        section.store(Arrived(practice, clients), read_section(file, section))
    entries = _keep_log(practice, read_log(file), homes)
    told = (
        f"Took the practice in from elsewhere: {len(clients)} clients, {entries} entries of the log"
    )
    told_practice(practice.pk, staff.user, f"{told} (ZIP, SHA-256 {source})", Verb.CHANGED)
    return practice


def _engage(staff: Staff, index: Index, homes: Mapping[int, int]) -> dict[int, Engagement]:
    """The clients by what their households were called there."""
    own = staff.user.email.lower()
    clients = {
        one.id: Engagement(
            practice=staff.practice,
            household_id=homes[one.id],
            reference=one.reference,
            advisor=staff if one.advisor == own else None,
        )
        for one in index.clients
    }
    Engagement.objects.bulk_create(clients.values(), batch_size=_AT_ONCE)
    began = {one.id: one.began for one in index.clients if one.began}
    for key, day in began.items():
        clients[key].began_at = _midnight(day)
    dated = [clients[key] for key in began]
    Engagement.objects.bulk_update(dated, ["began_at"], batch_size=_AT_ONCE)
    return clients


def _expect(staff: Staff, index: Index, clients: Mapping[int, Engagement]) -> None:
    """Whoever worked there can be invited, and looks after the same clients then."""
    own = staff.user.email.lower()
    for one in index.staff:
        if one.email == own:
            continue
        expected = ExpectedColleague.objects.create(
            practice=staff.practice, email=one.email, name=one.name, role=one.role
        )
        mine = [clients[client.id] for client in index.clients if client.advisor == one.email]
        expected.clients.add(*mine)


def _keep_rules(practice: Practice, index: Index, homes: Mapping[int, int]) -> None:
    """How long it keeps what, and of whom nothing is deleted for good."""
    if index.rule.client_years or index.rule.log_years:
        index.rule.practice = practice
        index.rule.save()
    LegalHold.objects.bulk_create(
        LegalHold(
            practice=practice, household=homes[one.id], name=one.name, reason=one.reason, by=one.by
        )
        for one in index.holds
        if one.id in homes
    )


def _remember(practice: Practice, earlier: Iterable[Earlier]) -> None:
    """The records of those who left it there."""
    rows = [
        Engagement(practice=practice, name=one.name, ended_at=_midnight(one.ended))
        for one in earlier
    ]
    Engagement.objects.bulk_create(rows, batch_size=_AT_ONCE)
    for row, one in zip(rows, earlier, strict=True):
        row.began_at = _midnight(one.began)
    Engagement.objects.bulk_update(rows, ["began_at"], batch_size=_AT_ONCE)


def _keep_log(practice: Practice, entries: Iterator[LogEntry], homes: Mapping[int, int]) -> int:
    """The log there, marked as such; ids of other households there mean nothing here."""
    count = 0
    for some in batched(entries, _AT_ONCE, strict=False):
        for entry in some:
            entry.practice = practice.pk
            entry.household = homes.get(entry.household) if entry.household else None
        LogEntry.objects.bulk_create(some)
        count += len(some)
    return count


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
