"""Work that takes longer than somebody waits: who asked, who is at it, and where it stands."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models

KEPT_FOR: Final = timedelta(days=14)
"""How long the files of a job that ended are kept."""


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Printing"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"
    FAILED = "failed", "Stopped"


UNFINISHED: Final = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """What a worker does.

    Whoever is at it has ``holder``, and said last at ``beat_at`` that they still are; each try
    counts in ``attempts``. ``folder`` is where its files are.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    by = models.CharField(max_length=254)
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    holder = models.UUIDField(null=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ("-id",)

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.state in UNFINISHED
