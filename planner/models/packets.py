"""Packets for many clients at once: a job, and what of it is done for each client."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from planner.engine.json_node import EARLIEST, LATEST
from planner.models.engagements import Engagement
from planner.models.practice import Practice, Staff
from planner.models.roles import EVERY_CLIENT

KEPT_FOR: Final = timedelta(days=14)
"""How long a finished packet can be fetched."""


class PacketKind(models.TextChoices):
    """What can be printed of a client."""

    WORKSHEETS = "worksheets", "Worksheets of the year"
    PACKET = "packet", "Packet of every year"
    BASIS = "basis", "Basis statements"
    COMPARISON = "comparison", "Comparison of the ways out"
    LETTERS = "letters", "Letters, where a way out is chosen"


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Printing"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Stopped"


UNFINISHED: Final = (JobState.WAITING, JobState.RUNNING)


class PacketJobQuerySet(models.QuerySet["PacketJob"]):
    """Reads of jobs."""

    def seen_by(self, staff: Staff) -> "PacketJobQuerySet":
        """Those of the practice; to an advisor those of whose clients each is assigned to them."""
        mine = self.filter(practice=staff.practice_id)
        if staff.role in EVERY_CLIENT:
            return mine
        theirs = PacketStep.objects.filter(job=OuterRef("pk")).exclude(engagement__advisor=staff)
        return mine.exclude(Exists(theirs))


class PacketJob(models.Model):
    """Papers for a selection of a practice's clients, in one ZIP.

    Whoever prints it has ``holder``, and said last at ``beat_at`` that they still do; each try
    counts in ``attempts``. ``folder`` is where its files are.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="packet_jobs")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    by = models.CharField(max_length=254)
    kinds = models.JSONField()
    year = models.PositiveSmallIntegerField()
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    holder = models.UUIDField(null=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    objects = PacketJobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("practice", "id"), name="packet_job_of_practice"),
            models.CheckConstraint(name="packet_job_state", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="packet_job_year", condition=Q(year__range=(EARLIEST, LATEST))
            ),
        )

    def __str__(self) -> str:
        return f"Packets for {self.year}"

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.state in UNFINISHED

    @property
    def names(self) -> list[str]:
        """What is printed, in words."""
        return [str(PacketKind(kind).label) for kind in self.kinds]


class PacketStep(models.Model):
    """One client of a job: once it ``is_done`` its ``files``, or why there are none.

    ``problem`` says that of the client, and ``remarks`` say what there was nothing to print of.
    """

    job = models.ForeignKey(PacketJob, models.CASCADE, related_name="steps")
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    is_done = models.BooleanField(default=False)
    files = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True)

    objects: models.Manager["PacketStep"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("job", "engagement"), name="packet_step_once"),
        )

    def __str__(self) -> str:
        return self.name
