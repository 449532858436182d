"""What the log is told: once for every change, page, file, sign-in and shared way in.

What belongs to a change is stored with it, or not at all. Everything else waits until the request
has been answered, and keeps nobody waiting.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.http import HttpRequest

from planner.models import (
    Change,
    Engagement,
    Guest,
    Household,
    LogEntry,
    Role,
    Staff,
    User,
    Verb,
    Visit,
    current_visit,
    end_visit,
)
from planner.services.practice.browsers import browser_name

_logger = logging.getLogger(__name__)

_QUARTER: Final = 15 * 60
_NOBODY: Final = "Prorata"
"""Who does what no user asked for: a command that somebody runs on the server."""

_ASKED: Final = object()

_WAYS: Final = {"password": "a password", "mfa": "a second step or a passkey"}


def told_change(*, instance: Change, created: bool, **_signal: Any) -> None:
    """Put a change into the log of the practice that looks after the household.

    Who shares a household is told everywhere. Other changes of a household without a practice are
    in its history, which goes with it; a second copy would outlive what it is about.
    """
    if not created:
        return
    household = instance.household
    practice = _practice_of(household)
    if practice is None and not instance.shares:
        return
    verb = Verb.SHARED if instance.shares else Verb.CHANGED
    entry = _entry(household, practice, instance.user, verb)
    entry.by, entry.what, entry.change = instance.by, instance.summary, instance.pk
    LogEntry.objects.bulk_create([entry])


def told_shared(household: Household, by: str, what: str) -> None:
    """Somebody came in by a link, or was refused; said when the request has been answered."""
    entry = _entry(household, _practice_of(household), None, Verb.SHARED)
    entry.by, entry.what = by, what
    _later(entry)


def told_practice(practice: int, user: User | None, what: str, verb: Verb = Verb.SHARED) -> None:
    """Something about a practice as a whole, by one of its people."""
    visit = current_visit() or Visit()
    user = user or (visit.user if isinstance(visit.user, User) else None)
    entry = LogEntry(
        practice=practice,
        user=user.pk if user else None,
        by=str(user) if user else _NOBODY,
        is_staff=True,
        verb=verb,
        what=what[:300],
    )
    _later(_with_place(entry, visit))


def told_clients(staff: Staff, clients: Iterable[Engagement], what: str) -> None:
    """Papers of many clients were taken away at once, by one of the practice: told of each."""
    for one in clients:
        _later(_of_client(staff, one, Verb.EXPORTED, what))


def told_work(staff: Staff, client: Engagement, what: str) -> None:
    """What one of the practice did with its own working papers, told in the same transaction."""
    LogEntry.objects.bulk_create([_of_client(staff, client, Verb.WORKED, what)])


def _of_client(staff: Staff, client: Engagement, verb: Verb, what: str) -> LogEntry:
    entry = LogEntry(
        practice=staff.practice_id,
        household=client.household_id,
        name=str(client.household),
        user=staff.user_id,
        by=str(staff.user),
        is_staff=True,
        role=staff.role,
        verb=verb,
        what=what[:300],
    )
    return _with_place(entry, current_visit() or Visit())


def told_looking(staff: Staff, what: str, people: int, now: datetime) -> None:
    """Many people were looked at at once by one of the practice: once in a quarter of an hour."""
    said = f"{what} ({people:,} {'person' if people == 1 else 'people'})"
    entry = LogEntry(
        practice=staff.practice_id,
        user=staff.user_id,
        by=str(staff.user),
        is_staff=True,
        role=staff.role,
        verb=Verb.OPENED,
        what=said,
        at=now,
        once=f"s{staff.pk}:{said}:{_quarter(now)}"[:100],
    )
    _later(_with_place(entry, current_visit() or Visit()))


def told_page(visit: Visit, verb: Verb, what: str, now: datetime) -> None:
    """A page of the household that ``visit`` reached was shown, or a file of it sent.

    What the owners of a household see of it themselves is no news to anybody, unless a practice
    looks after it.
    """
    household, by = visit.household, visit.by
    if household is None or by is None:
        return
    is_own = household.member_role == Role.OWNER and not household.staff_role
    if is_own and household.engaged_to is None:
        return
    user = by if isinstance(by, User) else None
    entry = _entry(household, household.engaged_to, user, verb)
    entry.by, entry.role, entry.what, entry.at = _name(household, by), _role(household), what, now
    if verb == Verb.OPENED:
        who = f"u{user.pk}" if user else f"g{getattr(by, 'link', 0)}"
        entry.once = f"{who}:{household.pk}:{what}:{_quarter(now)}"[:100]
    _later(entry)


def _quarter(now: datetime) -> int:
    return int(now.timestamp()) // _QUARTER


def signed_in(*, request: HttpRequest, user: User, **_signal: Any) -> None:
    """Remember that somebody came in, and how."""
    if visit := current_visit():
        used = [one.get("method", "") for one in get_authentication_records(request, user)]
        ways = [_WAYS[way] for way in _WAYS if way in used]
        visit.signed_in.append((user.email, f"With {' and '.join(ways)}" if ways else "", True))


def sign_in_failed(*, credentials: dict[str, Any], **_signal: Any) -> None:
    """Remember that somebody could not come in; who has an account is looked up afterwards."""
    if visit := current_visit():
        email = credentials.get("email") or credentials.get("username") or ""
        visit.signed_in.append((str(email), "Wrong password", False))


def write_waiting(**_signal: Any) -> None:
    """Store what waits; a log that cannot be written stops nobody."""
    visit = end_visit()
    if visit is None or not (visit.waiting or visit.signed_in):
        return
    try:
        entries = [*visit.waiting, *_of_sign_ins(visit)]
        LogEntry.objects.bulk_create(entries, ignore_conflicts=True)
    except DatabaseError:
        _logger.exception("The log could not be written.")
    finally:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _of_sign_ins(visit: Visit) -> list[LogEntry]:
    """One for each practice that somebody works for; none for everybody else."""
    entries = []
    for email, what, went_well in visit.signed_in:
        for one in Staff.objects.filter(user__email=email.strip().lower()).select_related("user"):
            entry = LogEntry(
                practice=one.practice_id,
                user=one.user_id,
                by=str(one.user),
                is_staff=True,
                role=one.role,
                verb=Verb.SIGNED_IN if went_well else Verb.FAILED,
                what=what,
            )
            entries.append(_with_place(entry, visit))
    return entries


def _later(entry: LogEntry) -> None:
    """Store it when the request has been answered; at once where there is none."""
    if visit := current_visit():
        visit.waiting.append(entry)
    else:
        LogEntry.objects.bulk_create([entry], ignore_conflicts=True)


def _practice_of(household: Household) -> int | None:
    """Which practice looks after the household: as it was reached, or as the database says."""
    known: Any = household.__dict__.get("engaged_to", _ASKED)
    if known is not _ASKED:
        return int(known) if known else None
    live = Engagement.objects.filter(household=household.pk, ended_at=None)
    return live.values_list("practice_id", flat=True).first()


def _entry(household: Household, practice: int | None, user: User | None, verb: Verb) -> LogEntry:
    staff = getattr(household, "staff_role", None)
    if practice and user and "staff_role" not in household.__dict__:
        mine = Staff.objects.filter(practice=practice, user=user)
        staff = mine.values_list("role", flat=True).first()
    entry = LogEntry(
        practice=practice,
        household=household.pk,
        name=str(household) if practice else "",
        user=user.pk if user else None,
        is_staff=bool(practice and staff),
        role=staff or getattr(household, "member_role", None) or "",
        verb=verb,
    )
    return _with_place(entry, current_visit() or Visit())


def _with_place(entry: LogEntry, visit: Visit) -> LogEntry:
    """From where; the address of the computer under a practice only, where the site keeps any."""
    entry.browser = browser_name(visit.agent) if visit.agent else ""
    if entry.practice and settings.LOG_ADDRESSES:
        entry.address = visit.address or None
    return entry


def _name(household: Household, by: User | AnonymousUser) -> str:
    if isinstance(by, Guest):
        return f"Link for {getattr(household, 'guest_label', 'a guest')}"[:254]
    return str(by)


def _role(household: Household) -> str:
    return household.staff_role or household.member_role or "guest"
