"""What happened to accounts, and what they were worth."""

from decimal import Decimal

from django.db import models

from planner.engine.event_reading import CHARACTERS
from planner.engine.household_reading import SOURCES
from planner.engine.json_node import EARLIEST, LATEST
from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.people import Account, Deletion, Person, RestingQuerySet
from planner.models.rows import QuickRow

EVENT_NAMES = {
    "contribution": "Contribution",
    "conversion": "Conversion",
    "distribution": "Withdrawal",
    "rollover": "Rollover",
    "recharacterization": "Recharacterization",
    "basis_adjustment": "Change of basis",
}

CHARACTER_NAMES = {
    "normal": "Withdrawal",
    "rmd": "Required minimum distribution",
    "qcd": "Qualified charitable distribution",
    "hsa_funding": "HSA funding distribution",
    "returned_contribution": "Returned contribution",
    "returned_excess": "Returned excess of an earlier year",
    "qualified_disaster": "Qualified disaster distribution",
    "withheld_from_conversion": "Withheld from a conversion",
}

SOURCE_NAMES = {
    "estimate": "Estimate",
    "statement": "Statement",
    "form_5498": "Form 5498",
}


class EventQuerySet(RestingQuerySet["Event"]):
    """Events of people."""


def _dollars() -> "models.DecimalField[str | Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)


class Event(QuickRow):
    """Something that happened on a date. Which fields it has depends on its kind.

    The meanings are those of ``planner.engine.household.Event``. ``date_assumed`` says that only
    the year of the date was given.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="events")
    person = models.ForeignKey(Person, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=18, choices=EVENT_NAMES)
    on = models.DateField()
    date_assumed = models.BooleanField(default=False)
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="events"
    )
    to = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="arrivals")
    amount = _dollars()
    tax_year = models.PositiveSmallIntegerField(null=True, blank=True)
    character = models.CharField(max_length=24, default="normal", choices=CHARACTER_NAMES)
    withheld = _dollars()
    completed = models.DateField(null=True, blank=True)
    earnings = _dollars()
    after_tax = _dollars()
    reason = models.CharField(max_length=200, blank=True)
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            SameParent(field="person", parent="household", name="event_person_household"),
            SameParent(field="account", parent="person", name="event_account_person"),
            SameParent(field="to", parent="person", name="event_to_person"),
            SameParent(field="deletion", parent="household", name="event_deletion_household"),
            models.CheckConstraint(
                name="event_kind", condition=models.Q(kind__in=sorted(EVENT_NAMES))
            ),
            models.CheckConstraint(
                name="event_character", condition=models.Q(character__in=sorted(CHARACTERS))
            ),
            models.CheckConstraint(
                name="event_has_account",
                condition=models.Q(kind="basis_adjustment") | ~models.Q(account=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.on}"


class YearEndValueQuerySet(RestingQuerySet["YearEndValue"]):
    """Values of accounts."""


class YearEndValue(QuickRow):
    """What an account was worth on December 31, and where the figure comes from."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="year_end_values")
    person = models.ForeignKey(Person, models.CASCADE, related_name="year_end_values")
    account = models.ForeignKey(Account, models.CASCADE, related_name="year_end_values")
    year = models.PositiveSmallIntegerField()
    amount = _dollars()
    source = models.CharField(max_length=9, default="estimate", choices=SOURCE_NAMES)
    deletion = models.ForeignKey(
        Deletion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    history = recorded()

    objects = YearEndValueQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("account", "year"), condition=models.Q(deletion=None), name="value_once"
            ),
            SameParent(field="person", parent="household", name="value_person_household"),
            SameParent(field="account", parent="person", name="value_account_person"),
            SameParent(field="deletion", parent="household", name="value_deletion_household"),
            models.CheckConstraint(
                name="value_source", condition=models.Q(source__in=sorted(SOURCES))
            ),
            models.CheckConstraint(
                name="value_year", condition=models.Q(year__range=(EARLIEST, LATEST))
            ),
            models.CheckConstraint(
                name="value_not_negative",
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
            ),
        )

    def __str__(self) -> str:
        return f"Value on December 31, {self.year}"
