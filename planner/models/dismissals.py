"""Mistakes that somebody has looked at and set aside, and why."""

from django.db import models

from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.people import Person


class Dismissal(models.Model):
    """One mistake of one person and year, set aside; ``code`` is the engine's."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="dismissals")
    person = models.ForeignKey(Person, models.CASCADE, related_name="dismissals")
    code = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    history = recorded()

    objects: models.Manager["Dismissal"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("person", "code", "year"), name="dismissal_once"),
            SameParent(field="person", parent="household", name="dismissal_person_household"),
        )

    def __str__(self) -> str:
        return f"{self.code}, {self.year}"
