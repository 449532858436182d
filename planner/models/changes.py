"""Who changed what and when: one ``Change`` for one action, with a version of every row it wrote.

django-simple-history keeps the versions. A row of a household can only be written inside
``changing(...)``, so nothing is ever written that history does not know of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

_current: ContextVar["Change | None"] = ContextVar("current_change", default=None)


class NotRecordedError(RuntimeError):
    """A row of a household was written outside of ``changing``: an error of ours."""


class Change(models.Model):
    """One action of one user: what was done, when, and why where a reason was asked for.

    ``undoes`` is the change that this one took back. ``shares`` says that it is about who may see
    the household.
    """

    shares = False

    household = models.ForeignKey("planner.Household", models.CASCADE, related_name="changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    summary = models.CharField(max_length=300)
    reason = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(
        "planner.Person", models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    year = models.PositiveSmallIntegerField(null=True)
    undoes = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="undone_by", db_constraint=False
    )

    objects: models.Manager["Change"] = models.Manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("household", "-id"), name="change_latest"),)

    def __str__(self) -> str:
        return self.summary


class _Recorded(models.Model):
    """What every kept version says beside its own figures: the change that made it."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def recorded(**options: Any) -> HistoricalRecords:
    """The versions of a model, each belonging to a change."""
    return HistoricalRecords(bases=[_Recorded], user_db_constraint=False, **options)


@contextmanager
def changing(change: Change) -> Iterator[Change]:
    """Everything written inside belongs to ``change``, which is stored first."""
    change.save()
    token = _current.set(change)
    try:
        yield change
    finally:
        _current.reset(token)


def current_change() -> Change:
    """The change being made; ``NotRecordedError`` outside of one."""
    change = _current.get()
    if change is None:
        raise NotRecordedError("Rows of a household are written inside `changing` only.")
    return change


@receiver(pre_create_historical_record)
def _belongs_to_change(history_instance: Any, **_rest: Any) -> None:
    change = current_change()
    history_instance.change_id = change.pk
    history_instance.history_user_id = change.user_id
