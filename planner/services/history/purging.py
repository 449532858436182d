"""The end of what was deleted: after 30 days it is gone for good."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from planner.models import RESTS_FOR, Change, Deletion, Engagement, Household, LogEntry, changing
from planner.services.history.bin import holding
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.history.versions import RECORDED, RESTING, versions_of
from planner.services.practice.engagements import close
from planner.services.practice.holds import held_households, is_held

BY = "Prorata"
"""Who the history says has purged: nobody's login."""


def overdue(now: datetime) -> Iterator[tuple[Household, list[Deletion]]]:
    """The households with what has rested in them long enough; none with a household itself.

    What somebody holds is left out.
    """
    ended = now - RESTS_FOR
    held = held_households()
    for household in Household.objects.filter(deleted_at__lte=ended).exclude(pk__in=held):
        yield household, []
    old = holding(Deletion.objects.filter(at__lte=ended)).select_related("household")
    found: dict[Household, list[Deletion]] = {}
    old = old.exclude(household__deleted_at__lte=ended).exclude(household__in=held)
    for deletion in old.order_by("household"):
        found.setdefault(deletion.household, []).append(deletion)
    yield from found.items()


def forget_restored(now: datetime) -> None:
    """Forget old deletions of which everything was brought back."""
    old = Deletion.objects.filter(at__lte=now - RESTS_FOR)
    old.exclude(pk__in=holding(old).values("pk")).delete()


def purge(household: Household, deletions: list[Deletion]) -> None:
    """Delete what ``overdue`` found: these deletions, or with none of them the household."""
    if deletions:
        purge_deletions(household, deletions)
    else:
        purge_household(household)


def purge_household(household: Household) -> None:
    """Delete a household with everything in it, its history too; nothing that is held."""
    if is_held(household):
        raise RefusedChangeError("This household is held, and nothing of it is deleted for good.")
    pk = household.pk
    with taking_turns(household), changing(_change(household, "Purged the household")) as change:
        for engagement in Engagement.objects.filter(household=household, ended_at=None):
            close(engagement, by=BY, now=timezone.now())
        household.delete()
        # Deleting wrote last versions, which belong to a change that is gone with the rest.
        for model in RECORDED:
            versions_of(model).filter(change_id=change.pk).delete()
        # What a practice did stays with the practice; what no practice had to do with is nobody's.
        LogEntry.objects.filter(household=pk, practice=None).forget()


def purge_deletions(household: Household, deletions: list[Deletion]) -> int:
    """Delete what rests in the household and say how many rows that were; the history stays."""
    with taking_turns(household):
        rows = [row for model in RESTING for row in _rows(model, deletions)]
        if rows:
            what = "; ".join(deletion.what for deletion in deletions)
            with changing(_change(household, f"Purged: {what}"[:300])):
                for row in reversed(rows):
                    row.delete()
        Deletion.objects.filter(pk__in=[one.pk for one in deletions]).delete()
    return len(rows)


def _rows(model: type[Model], deletions: list[Deletion]) -> list[Model]:
    return list(model._default_manager.filter(deletion__in=deletions))


def _change(household: Household, summary: str) -> Change:
    return Change(household=household, user=None, by=BY, summary=summary)
