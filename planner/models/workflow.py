"""The working papers of a practice: who prepared and reviewed which year, notes, and tasks.

They belong to an engagement and never to the household: they outlive both, until a rule of the
practice ends the record of the client.
"""

from typing import Any, Final, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from planner.engine.json_node import EARLIEST, LATEST
from planner.models.constraints import SameParent
from planner.models.engagements import Engagement
from planner.models.household import Household
from planner.models.log import AppendOnlyError
from planner.models.people import Person
from planner.models.practice import Practice, Staff
from planner.models.roles import EVERY_CLIENT

LONGEST_REASON: Final = 500
LONGEST_NOTE: Final = 4000
LONGEST_TITLE: Final = 200
"""As many characters as are kept."""


class Stage(models.TextChoices):
    """Where the form of one person's year stands."""

    NOT_BEGUN = "not_begun", "not prepared"
    NOT_DUE = "not_due", "no form due"
    SENT_BACK = "sent_back", "sent back"
    CHANGED = "changed", "changed since"
    PREPARED = "prepared", "prepared"
    REVIEWED = "reviewed", "reviewed"
    FILED = "filed", "filed"


class StepKind(models.TextChoices):
    """What somebody did with a person's year."""

    PREPARED = "prepared", "Prepared"
    REVIEWED = "reviewed", "Reviewed"
    SENT_BACK = "sent_back", "Sent back"
    FILED = "filed", "Filed"


class _OfClient(models.Model):
    """What is about a client, or about one of its people; ``about`` is that person's name then."""

    client = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    about = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """Whom and which year it is about: ``2025 of Ana``; may be empty."""
        if self.about and self.year:
            return f"{self.year} of {self.about}"
        return self.about or (str(self.year) if self.year else "")


def _year_is_one(name: str) -> models.CheckConstraint:
    known = Q(year=None) | Q(year__range=(EARLIEST, LATEST))
    return models.CheckConstraint(name=name, condition=known)


class Step(_OfClient):
    """One step of a person's year, by whom and when. It is only ever added to.

    ``lines`` are those of the forms that were due, by the name of whom the pool was inherited from
    ("" for one's own), as plain text by line number. ``number`` counts the steps of the year, so
    that two at once cannot both be the next one.
    """

    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=StepKind)
    lines = models.JSONField(default=dict)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    objects: models.Manager["Step"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("client", "person", "year", "number"), name="step_once"
            ),
            SameParent(field="person", parent="household", name="step_person_household"),
            models.CheckConstraint(name="step_kind", condition=Q(kind__in=StepKind.values)),
            _year_is_one("step_year"),
        )

    def __str__(self) -> str:
        return f"{StepKind(self.kind).label} {self.subject}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store it once."""
        if not self._state.adding:
            raise AppendOnlyError("The workflow")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError("The workflow")


class Note(_OfClient):
    """One version of what somebody of the practice noted; without text it was withdrawn.

    A correction is a row of its own that refers to the ``first``. The last one counts.
    """

    first = models.ForeignKey("self", models.CASCADE, null=True, related_name="later")
    text = models.TextField(max_length=LONGEST_NOTE, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    objects: models.Manager["Note"] = models.Manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("client", "id"), name="note_of_client"),)
        constraints = (
            SameParent(field="person", parent="household", name="note_person_household"),
            _year_is_one("note_year"),
        )

    def __str__(self) -> str:
        return self.text[:60]


class TaskQuerySet(models.QuerySet["Task"]):
    """Reads of tasks."""

    def seen_by(self, staff: Staff) -> Self:
        """Those of the clients that ``staff`` sees: all of the practice, or those assigned."""
        ours = {"client__ended_at": None, "client__household__deleted_at": None}
        found = self.filter(practice=staff.practice_id, **ours)
        return found if staff.role in EVERY_CLIENT else found.filter(client__advisor=staff)


class Task(_OfClient):
    """What somebody of the practice has to do for a client until the end of ``due``."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=LONGEST_TITLE)
    due = models.DateField()
    assignee = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="tasks")
    by = models.CharField(max_length=254)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=254, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due", "id")
        indexes = (
            models.Index(fields=("client", "due"), condition=Q(done_at=None), name="task_open"),
            models.Index(fields=("practice", "due"), name="task_of_practice"),
        )
        constraints = (
            SameParent(field="person", parent="household", name="task_person_household"),
            SameParent(field="assignee", parent="practice", name="task_assignee_practice"),
            _year_is_one("task_year"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.done_at is not None
