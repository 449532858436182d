"""Forms 1099-R and 5498 as they were typed in."""

from django.db import models

from planner.engine.json_node import EARLIEST, LATEST
from planner.engine.papers.paper import FORMS
from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.people import Account, Deletion, Person, RestingQuerySet


class PaperQuerySet(RestingQuerySet["Paper"]):
    """Papers of people."""


class Paper(models.Model):
    """One form of one person: what stands in its boxes, and never a number of an account.

    ``boxes`` maps the keys of ``planner.engine.papers.boxes`` to plain values; a box that is empty
    is absent. Without an ``account`` it fits none that is entered, and ``custodian`` says who sent
    it. A paper bears on no form: what it says is compared, never counted.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="papers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="papers")
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="papers"
    )
    form = models.CharField(max_length=6, choices={form: f"Form {form}" for form in FORMS})
    year = models.PositiveSmallIntegerField()
    custodian = models.CharField(max_length=120, blank=True)
    corrected = models.BooleanField(default=False)
    boxes = models.JSONField(default=dict, blank=True)
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            SameParent(field="person", parent="household", name="paper_person_household"),
            SameParent(field="account", parent="person", name="paper_account_person"),
            SameParent(field="deletion", parent="household", name="paper_deletion_household"),
            models.CheckConstraint(name="paper_form", condition=models.Q(form__in=FORMS)),
            models.CheckConstraint(
                name="paper_year", condition=models.Q(year__range=(EARLIEST, LATEST))
            ),
        )

    def __str__(self) -> str:
        return f"Form {self.form} for {self.year}"
