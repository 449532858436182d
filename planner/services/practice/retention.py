"""What a practice keeps of clients who left, and what its rules end: shown first, then done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet

from planner.models import (
    Engagement,
    LegalHold,
    LogEntry,
    Practice,
    RetentionRule,
    RetentionRun,
    Staff,
    Verb,
)
from planner.services.practice.holds import held_households, holds_of
from planner.services.practice.log import told_practice

_MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Due:
    """What the rules of a practice end now. A day is ``None`` where there is no rule.

    ``log`` says by client how many entries there are, and from when to when.
    """

    practice: Practice
    log_before: datetime | None
    clients_before: datetime | None
    entries: int
    log: list[dict[str, Any]]
    clients: list[Engagement]
    held: list[LegalHold]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would go."""
        return not self.entries and not self.clients


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
        holds_of(practice),
    )


@transaction.atomic
def end_due(practice: Practice, *, now: datetime, by: str) -> RetentionRun | None:
    """Delete what the rules end, and keep a record of that; ``None`` where there is nothing."""
    found = due(practice, now)
    if found.is_empty:
        return None
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
