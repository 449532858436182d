"""The log, read: that of a practice, and that of one household for its owners."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from planner.models import Household, LogEntry, Practice, Verb


def practice_log(  # noqa: PLR0913
    practice: Practice,
    *,
    by: str | None = None,
    client: str | None = None,
    verb: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[LogEntry]:
    """The entries that a practice may read, latest first: all, or those that are asked for."""
    found = LogEntry.objects.of_practice(practice)
    if by:
        found = found.filter(by__icontains=by)
    if client:
        found = found.filter(name__icontains=client)
    if verb:
        found = found.filter(verb=verb)
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return found


def household_log(household: Household) -> QuerySet[LogEntry]:
    """Everything that was told of a household, latest first, but a practice's working papers."""
    return LogEntry.objects.of_household(household).exclude(verb=Verb.WORKED)


def _midnight(day: date) -> datetime:
    """When a day begins where the site is."""
    return timezone.make_aware(datetime.combine(day, time()))
