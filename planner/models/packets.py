"""Packets for many clients at once: a job, and what of it is done for each client."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from planner.engine.json_node import EARLIEST, LATEST
from planner.models.engagements import Engagement
from planner.models.jobs import Job, JobState
from planner.models.practice import Practice, Staff
from planner.models.roles import EVERY_CLIENT, Right


class PacketKind(models.TextChoices):
    """What can be printed of a client."""

    WORKSHEETS = "worksheets", "Worksheets of the year"
    PACKET = "packet", "Packet of every year"
    BASIS = "basis", "Basis statements"
    CPA = "cpa", "CPA packet of the year"
    COMPARISON = "comparison", "Comparison of the ways out"
    LETTERS = "letters", "Letters, where a way out is chosen"
    DECEMBER = "december", "Letters about December 31"


class PacketJobQuerySet(models.QuerySet["PacketJob"]):
    """Reads of jobs."""

    def seen_by(self, staff: Staff) -> "PacketJobQuerySet":
        """Those of the practice; to an advisor those of whose clients each is assigned to them.

        Whoever runs the practice also sees those of all of it.
        """
        mine = self.filter(practice=staff.practice_id)
        if Right.MANAGE not in staff.powers.rights:
            mine = mine.filter(is_whole=False)
        if staff.role in EVERY_CLIENT:
            return mine
        theirs = PacketStep.objects.filter(job=OuterRef("pk")).exclude(engagement__advisor=staff)
        return mine.exclude(Exists(theirs))


class PacketJob(Job):
    """Papers for a selection of a practice's clients, in one ZIP; or all of it, where ``is_whole``.

    ``kinds`` of the whole are empty, or say that papers are wanted beside the household files.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="packet_jobs")
    kinds = models.JSONField()
    year = models.PositiveSmallIntegerField()
    is_whole = models.BooleanField(default=False)

    objects = PacketJobQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = (
            models.UniqueConstraint(fields=("practice", "id"), name="packet_job_of_practice"),
            models.CheckConstraint(name="packet_job_state", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="packet_job_year", condition=Q(year__range=(EARLIEST, LATEST))
            ),
        )

    def __str__(self) -> str:
        return "The whole practice" if self.is_whole else f"Packets for {self.year}"

    @property
    def names(self) -> list[str]:
        """What is printed, in words."""
        if self.is_whole:
            papers = ["Latest worksheet of each person"] if self.kinds else []
            return ["Household files", "Lists", "Log", *papers]
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
