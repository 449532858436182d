"""A practice that comes from elsewhere: looked at first, then stored; and who is expected there."""

from typing import Any

from django.db import models

from planner.models.engagements import Engagement
from planner.models.household import Household
from planner.models.jobs import Job
from planner.models.practice import Practice
from planner.models.roles import StaffRole


class Arrival(Job):
    """A ZIP of a whole practice that somebody uploaded.

    ``report`` is what was found in it: nothing was stored then. ``is_wanted`` once it is to be
    stored; ``done`` of ``total`` clients were looked at, or stored. ``practice`` is there at the
    end, with everything in it.
    """

    name = models.CharField(max_length=120)
    report: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    is_wanted = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="+")

    objects: models.Manager["Arrival"] = models.Manager()

    class Meta(Job.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class ArrivedHousehold(models.Model):
    """A household that was stored for an arrival; nobody opens it before the practice is there.

    ``number`` is that of the client in the list of the ZIP.
    """

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="households")
    household = models.OneToOneField(Household, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    objects: models.Manager["ArrivedHousehold"] = models.Manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("arrival", "number"), name="arrived_household_once"),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.arrival_id}"


class ExpectedColleague(models.Model):
    """Somebody who worked for the practice elsewhere, and was not invited here yet.

    ``clients`` are those that they looked after; they do again once they come.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="expected")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=10, choices=StaffRole)
    clients: "models.ManyToManyField[Engagement, models.Model]" = models.ManyToManyField(
        Engagement, related_name="+"
    )

    objects: models.Manager["ExpectedColleague"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("practice", "email"), name="expected_colleague_once"),
            models.CheckConstraint(
                name="expected_colleague_role", condition=models.Q(role__in=StaffRole.values)
            ),
        )

    def __str__(self) -> str:
        return self.email
