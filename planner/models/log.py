"""The log: who saw, changed, took away and shared what, when, and from where.

It is only ever added to. Nothing in it refers to another row, so that it says the same when the
household, the user or the practice is gone: ids and names are those of that time.
"""

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from planner.models.engagements import Engagement
from planner.models.household import Household
from planner.models.practice import Practice


class Verb(models.TextChoices):
    """What was done."""

    OPENED = "opened", "Opened"
    CHANGED = "changed", "Changed"
    EXPORTED = "exported", "Downloaded"
    SHARED = "shared", "Shared"
    SIGNED_IN = "signed_in", "Signed in"
    FAILED = "failed", "Failed to sign in"
    WORKED = "worked", "Worked"


class AppendOnlyError(RuntimeError):
    """What is only ever added to was to be changed: an error of ours."""

    def __init__(self, what: str = "The log") -> None:
        """One sentence for every way to try it."""
        super().__init__(f"{what} is only ever added to.")


class LogQuerySet(models.QuerySet["LogEntry"]):
    """Reads of the log."""

    def of_practice(self, practice: Practice) -> Self:
        """All of its clients; of those that have dismissed it, only what its own people did."""
        clients = Engagement.objects.filter(practice=practice, ended_at=None, household__gt=0)
        theirs = Q(is_staff=True) | Q(household=None) | Q(household__in=clients.values("household"))
        return self.filter(theirs, practice=practice.pk)

    def of_household(self, household: Household) -> Self:
        """Everything in one household."""
        return self.filter(household=household.pk)

    def forget(self) -> int:
        """Delete what the database lets go of: what retention ended, and what has no household."""
        return super().delete()[0]

    def update(self, **_fields: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def bulk_update(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


class LogEntry(models.Model):
    """One thing that somebody did. ``practice`` looked after the household then.

    ``is_staff`` says that they did it as one of its people, ``role`` as what. ``change`` is the id
    of the change in the household's history. ``address`` is kept under a practice only. ``once``
    is the same for what is told once: one kind of page in a quarter of an hour. ``elsewhere`` says
    that the practice brought it along: its words and times are those of another site.
    """

    practice = models.BigIntegerField(null=True)
    household = models.BigIntegerField(null=True)
    name = models.CharField(max_length=120, blank=True)
    user = models.BigIntegerField(null=True)
    by = models.CharField(max_length=254)
    is_staff = models.BooleanField(default=False)
    role = models.CharField(max_length=10, blank=True)
    verb = models.CharField(max_length=9, choices=Verb)
    what = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=40, blank=True)
    change = models.BigIntegerField(null=True)
    once = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001  # NULL is not unique

    elsewhere = models.BooleanField(default=False)

    objects = LogQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("practice", "-id"), name="log_of_practice"),
            models.Index(fields=("household", "-id"), name="log_of_household"),
        )

    def __str__(self) -> str:
        return f"{self.by}: {self.verb} {self.what}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store it once."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError
