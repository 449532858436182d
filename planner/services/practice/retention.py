"""What a practice keeps of clients who left, and what its rules end: shown first, then done."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from planner.models import (
    Change,
    Engagement,
    Household,
    LegalHold,
    LogEntry,
    Membership,
    Practice,
    RetentionRule,
    RetentionRun,
    Staff,
    Verb,
    changing,
)
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.practice.holds import held_households, holds_of
from planner.services.practice.log import told_practice
from planner.services.practice.practices import one_at_a_time

_MOST_LISTED = 500
_CHANGED = "The rules end something else by now. This is what would go; look at it first."


@dataclass(frozen=True, slots=True)
class Due:
    """What the rules of a practice end now. A day is ``None`` where there is no rule.

    ``log`` says by client how many entries there are, and from when to when. ``homes`` are the
    households of clients who left that nobody else has a part in.
    """

    practice: Practice
    log_before: datetime | None
    clients_before: datetime | None
    entries: int
    log: list[dict[str, Any]]
    clients: list[Engagement]
    homes: list[Household]
    held: list[LegalHold]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would go."""
        return not (self.entries or self.clients or self.homes)

    @property
    def is_cut(self) -> bool:
        """Whether there are more clients in the log than are listed."""
        return len(self.log) == _MOST_LISTED

    @property
    def digest(self) -> str:
        """What tells this list from any other."""
        going = [one.pk for one in self.clients], [one.pk for one in self.homes]
        what = f"{self.practice.pk} {self.log_before} {self.entries} {self.log} {going}"
        return hashlib.sha256(what.encode()).hexdigest()

    @property
    def told(self) -> str:
        """How much it is, in words."""
        counted = (
            (self.entries, "entry of the log", "entries of the log"),
            (len(self.clients), "record of a client", "records of clients"),
            (len(self.homes), "household", "households"),
        )
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counted if n)


def rule_of(practice: Practice) -> RetentionRule:
    """What the practice decided; to keep everything where it has not."""
    found = RetentionRule.objects.filter(practice=practice).first()
    return found or RetentionRule(practice=practice)


def set_rule(*, staff: Staff, client_years: int | None, log_years: int | None) -> None:
    """Decide how long to keep what."""
    years = {"client_years": client_years, "log_years": log_years}
    RetentionRule.objects.update_or_create(practice=staff.practice, defaults=years)
    said = f"Records of clients are kept {_years(client_years)}, the log {_years(log_years)}"
    told_practice(staff.practice_id, staff.user, said, Verb.CHANGED)


def due(practice: Practice, now: datetime) -> Due:
    """What the rules end at ``now``. Nothing is deleted."""
    rule = rule_of(practice)
    log_before, clients_before = _ago(rule.log_years, now), _ago(rule.client_years, now)
    old = _old_entries(practice, log_before)
    by_client = old.order_by().values("household", "name")
    told = by_client.annotate(entries=Count("pk"), first=Min("at"), last=Max("at"))
    return Due(
        practice,
        log_before,
        clients_before,
        old.count(),
        list(told.order_by("first")[:_MOST_LISTED]),
        list(_old_clients(practice, clients_before)),
        list(_old_homes(practice, clients_before)),
        holds_of(practice),
    )


@transaction.atomic
def end_shown(*, staff: Staff, now: datetime, seen: str) -> Due:
    """Delete what was shown to ``staff``; refused where the rules end something else meanwhile."""
    with one_at_a_time(staff.practice):
        found = due(staff.practice, now)
        if found.is_empty or found.digest != seen:
            raise RefusedChangeError(_CHANGED)
        end_due(staff.practice, now=now, by=str(staff.user))
    told_practice(staff.practice_id, staff.user, f"Ended by its rules: {found.told}", Verb.CHANGED)
    return found


@transaction.atomic
def end_due(practice: Practice, *, now: datetime, by: str) -> RetentionRun | None:
    """Delete what the rules end, and keep a record of that; ``None`` where there is nothing.

    Households go to the bin first, and for good after its 30 days, as any that was deleted.
    """
    found = due(practice, now)
    if found.is_empty:
        return None
    for home in found.homes:
        summary = f"Deleted by a rule of {practice}"
        with taking_turns(home), changing(Change(household=home, by=by, summary=summary)):
            home.deleted_at = timezone.now()
            home.save(update_fields=["deleted_at"])
    run = RetentionRun.objects.create(
        practice=practice,
        by=by,
        log_before=found.log_before,
        entries=found.entries,
        clients=len(found.clients),
    )
    _old_entries(practice, found.log_before).forget()
    Engagement.objects.filter(pk__in=[one.pk for one in found.clients]).delete()
    return run


def _old_entries(practice: Practice, before: datetime | None) -> Any:
    """The entries from before a day that nobody holds."""
    if before is None:
        return LogEntry.objects.none()
    kept = Q(household__in=held_households())
    return LogEntry.objects.filter(practice=practice.pk, at__lt=before).exclude(kept)


def _old_clients(practice: Practice, before: datetime | None) -> QuerySet[Engagement]:
    """The records of engagements that ended before a day, of households that nobody holds."""
    if before is None:
        return Engagement.objects.none()
    ended = Engagement.objects.filter(practice=practice, ended_at__lt=before)
    return ended.exclude(household__in=held_households()).order_by("ended_at", "pk")


def _old_homes(practice: Practice, before: datetime | None) -> QuerySet[Household]:
    """Households of these that have no people of their own and no practice any more."""
    left = _old_clients(practice, before).exclude(household=None)
    looked_after = Engagement.objects.filter(household=OuterRef("pk"), ended_at=None)
    members = Membership.objects.filter(household=OuterRef("pk"))
    found = Household.objects.live().filter(pk__in=left.values("household"))
    return found.filter(~Exists(looked_after), ~Exists(members)).order_by("pk")


def _ago(years: int | None, now: datetime) -> datetime | None:
    """The same day so many years before; February 28 for a February 29."""
    if years is None:
        return None
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def _years(count: int | None) -> str:
    if count is None:
        return "for good"
    return f"{count} {'year' if count == 1 else 'years'}"
