"""The board of a practice: how each person of a client stands, what was done, and kept filters."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_save
from django.dispatch import receiver

from planner.models.changes import Change
from planner.models.constraints import SameParent
from planner.models.engagements import Engagement
from planner.models.household import Household
from planner.models.people import Person
from planner.models.practice import Staff
from planner.models.roles import EVERY_CLIENT

LONGEST_SENTENCE, LONGEST_INTO = 400, 250
"""As many characters as a row of the board keeps."""

type _Dollars = models.DecimalField[str | int | Decimal | None, Decimal | None]


def _dollars() -> _Dollars:
    return models.DecimalField(max_digits=14, decimal_places=2, null=True)


class ClientStateQuerySet(models.QuerySet["ClientState"]):
    """Reads of the board."""

    def seen_by(self, staff: Staff, year: int) -> Self:
        """Those of ``year`` of the clients that ``staff`` sees: all of the practice, or theirs."""
        ours = {"client__practice": staff.practice_id, "client__ended_at": None}
        found = self.filter(year=year, client__household__deleted_at=None, **ours)
        return found if staff.role in EVERY_CLIENT else found.filter(client__advisor=staff)

    def outdated(self, year: int, today: date) -> Self:
        """Those of households that changed since, and of a year that has ended since."""
        last = date(year, 12, 31)
        if today <= last:
            return self.filter(is_stale=True)
        return self.filter(Q(is_stale=True) | Q(on__lte=last))


class ClientState(models.Model):
    """How the year of one person of a client stands; derived, and worked out anew when stale.

    What it says is ``planner.engine.client`` on the day ``on``; dollars, ``None`` not known. A
    client without people has one row without a person. ``last_form`` is where the latest form that
    can be filed stands (``planner.models.workflow.Stage``): of this year once it is over. Every
    change of the household makes its rows stale in its own transaction, and says when it was
    touched (``planner.models.changes``).
    """

    client = models.ForeignKey(Engagement, models.CASCADE, related_name="states")
    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    sentence = models.CharField(max_length=LONGEST_SENTENCE)
    pool = _dollars()
    basis = _dollars()
    to_move = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    to_convert = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tax = _dollars()
    destination = models.CharField(max_length=8, blank=True)
    into = models.CharField(max_length=LONGEST_INTO, blank=True)
    obstacle = models.CharField(max_length=40, blank=True)
    due = models.DateField(null=True)
    mistakes = models.PositiveSmallIntegerField(default=0)
    last_form = models.CharField(max_length=9, blank=True)
    on = models.DateField()
    is_stale = models.BooleanField(default=False)
    touched_at = models.DateTimeField()

    objects = ClientStateQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("client", "year", "code", "to_move", "on"), name="client_state_counted"
            ),
            models.Index(fields=("household",), name="client_state_of_household"),
            models.Index(
                fields=("client",), condition=models.Q(is_stale=True), name="client_state_stale"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("client", "year", "person"), name="client_state_once"),
            SameParent(field="person", parent="household", name="client_state_person_household"),
        )

    def __str__(self) -> str:
        return f"{self.code} in {self.year}"


@receiver(post_save, sender=Change)
def _makes_stale(instance: Change, created: bool, **_rest: Any) -> None:  # noqa: FBT001
    """Every change is stored before what it changes is, in one transaction (``changing``)."""
    if created:
        rows = ClientState.objects.filter(household=instance.household_id)
        rows.update(is_stale=True, touched_at=instance.at)


class FollowUp(models.Model):
    """What the practice did about one person's year: asked, sent, done; a note, by whom, when.

    It is the practice's own and ends with the engagement.
    """

    class Status(models.TextChoices):
        """How far it is."""

        OPEN = "open", "Not contacted"
        ASKED = "asked", "Asked"
        SENT = "sent", "Form sent"
        DONE = "done", "Done"
        OTHERWISE = "otherwise", "Decided otherwise"

    client = models.ForeignKey(Engagement, models.CASCADE, related_name="follow_ups")
    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    objects: models.Manager["FollowUp"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("client", "year", "person"), name="follow_up_once"),
            SameParent(field="person", parent="household", name="follow_up_person_household"),
            models.CheckConstraint(
                name="follow_up_status",
                condition=models.Q(
                    status__in=("open", "asked", "sent", "done", "otherwise"),
                ),
            ),
        )

    def __str__(self) -> str:
        return self.Status(self.status).label

    @classmethod
    def of_state(cls, *statuses: str) -> Exists:
        """Whether the row of the board that is looked at has one of the ``statuses``."""
        of_row = {name: OuterRef(name) for name in ("client", "person", "year")}
        return Exists(cls.objects.filter(status__in=statuses, **of_row))


class SavedFilter(models.Model):
    """A way of looking at the board that somebody of the practice gave a name."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)

    objects: models.Manager["SavedFilter"] = models.Manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("staff", "name"), name="filter_name_once"),)

    def __str__(self) -> str:
        return self.name
