"""The way out of a year that a person has chosen."""

from django.db import models

from planner.engine.chosen import WAYS
from planner.engine.json_node import EARLIEST, LATEST
from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.people import Deletion, Person, RestingQuerySet

WAY_NAMES = {
    "do_nothing": "Do nothing",
    "roll_in": "Roll into an employer plan",
    "solo_401k": "Open a solo 401(k) for it",
    "convert_all": "Convert everything",
    "spread": "Spread the conversion",
    "spread_to_bracket": "Fill the bracket each year",
    "spread_under_irmaa": "Stay below the next Medicare tier",
    "part_roll_in_part_convert": "Roll half in, convert the rest",
    "stop_backdoors": "Stop doing backdoors",
}


class ChosenWayQuerySet(RestingQuerySet["ChosenWay"]):
    """Choices of people."""


class ChosenWay(models.Model):
    """One choice of one person for one year. It bears on no form: the ledger knows nothing of it.

    ``amounts`` maps codes of steps, ``pool`` and ``basis`` to plain dollars as they were on the day
    ``chosen``; ``done`` maps codes to the days, as ISO dates, on which steps were done.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="chosen_ways")
    person = models.ForeignKey(Person, models.CASCADE, related_name="chosen_ways")
    year = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=26, choices=WAY_NAMES)
    chosen = models.DateField()
    spread_years = models.PositiveSmallIntegerField(null=True, blank=True)
    growth = models.DecimalField(max_digits=9, decimal_places=8, null=True, blank=True)
    inside = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    amounts = models.JSONField(default=dict, blank=True)
    done = models.JSONField(default=dict, blank=True)
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = ChosenWayQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "year"),
                condition=models.Q(deletion=None),
                name="chosen_way_once",
            ),
            SameParent(field="person", parent="household", name="chosen_way_person_household"),
            SameParent(field="deletion", parent="household", name="chosen_way_deletion_household"),
            models.CheckConstraint(name="chosen_way_way", condition=models.Q(way__in=sorted(WAYS))),
            models.CheckConstraint(
                name="chosen_way_year", condition=models.Q(year__range=(EARLIEST, LATEST))
            ),
        )

    def __str__(self) -> str:
        return f"Way out of {self.year}: {self.get_way_display()}"
