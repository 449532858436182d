"""The people of a household and their accounts. IRAs are a person's, never a couple's."""

from typing import Self

from django.db import models

from planner.engine.household import ACCOUNT_KINDS, KIND_NAMES
from planner.engine.household_reading import EVIDENCE
from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household

EVIDENCE_NAMES = {
    "filed_8606": "Form 8606 as filed",
    "form_5498": "Form 5498",
    "tax_return": "Tax return",
    "statement": "Statement",
    "memory": "Memory",
    "none": "None",
}


class Deletion(models.Model):
    """Things deleted together. They rest for 30 days and come back together."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="deletions")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    what = models.CharField(max_length=300)

    objects: models.Manager["Deletion"] = models.Manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("household", "id"), name="deletion_of_household"),
        )

    def __str__(self) -> str:
        return self.what


class RestingQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows that can be deleted and brought back."""

    def live(self) -> Self:
        """Those that have not been deleted."""
        return self.filter(deletion=None)


class PersonQuerySet(RestingQuerySet["Person"]):
    """The people of households."""


class Person(models.Model):
    """One person with their own accounts, events and years. ``key`` is unique in the household."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="people")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120, blank=True)
    born = models.DateField(null=True, blank=True)
    basis_after_year = models.PositiveSmallIntegerField(null=True, blank=True)
    basis_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    basis_evidence = models.CharField(
        max_length=12, default="none", choices=EVIDENCE_NAMES, blank=True
    )
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("household", "id"), name="person_of_household"),
            models.UniqueConstraint(
                fields=("household", "key"),
                condition=models.Q(deletion=None),
                name="person_key_once",
            ),
            SameParent(field="deletion", parent="household", name="person_deletion_household"),
            models.CheckConstraint(
                name="person_evidence", condition=models.Q(basis_evidence__in=sorted(EVIDENCE))
            ),
            models.CheckConstraint(
                name="person_basis_has_year",
                condition=models.Q(basis_amount=None) | ~models.Q(basis_after_year=None),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.key


class AccountQuerySet(RestingQuerySet["Account"]):
    """Accounts of people."""


class Account(models.Model):
    """One IRA or employer plan of one person. ``key`` is unique for the person."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="accounts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="accounts")
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=21, choices=KIND_NAMES)
    name = models.CharField(max_length=120, blank=True)
    custodian = models.CharField(max_length=120, blank=True)
    inherited_from = models.CharField(max_length=120, blank=True)
    treated_as_own = models.BooleanField(default=False)
    participation_began = models.DateField(null=True, blank=True)
    accepts_rollovers = models.BooleanField(null=True, blank=True)
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("person", "id"), name="account_of_person"),
            models.UniqueConstraint(
                fields=("person", "key"), condition=models.Q(deletion=None), name="account_key_once"
            ),
            SameParent(field="person", parent="household", name="account_person_household"),
            SameParent(field="deletion", parent="household", name="account_deletion_household"),
            models.CheckConstraint(
                name="account_kind", condition=models.Q(kind__in=sorted(ACCOUNT_KINDS))
            ),
        )

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
