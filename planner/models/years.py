"""What returns say of a year: a person's, a household's, and the form that was filed."""

from decimal import Decimal

from django.db import models

from planner.engine.filing_status import FILING_STATUSES
from planner.engine.household import PRICINGS, ROUTES
from planner.engine.json_node import EARLIEST, LATEST
from planner.models.changes import recorded
from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.people import Person
from planner.models.rows import QuickRow

FILING_STATUS_NAMES = {
    "single": "Single",
    "married_jointly": "Married filing jointly",
    "married_separately": "Married filing separately",
    "head_of_household": "Head of household",
    "surviving_spouse": "Qualifying surviving spouse",
}

ROUTE_NAMES = {
    "worksheet_1_1": "Worksheet 1-1 of Publication 590-B",
    "plain_form": "Part I line by line",
}

PRICING_NAMES = {
    "rate": "at one marginal rate",
    "schedule": "by the federal rate schedules",
    "return": "on a whole federal return",
}


def _rate() -> "models.DecimalField[str | Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=9, decimal_places=8, null=True, blank=True)


def _dollars() -> "models.DecimalField[str | Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)


def _count() -> "models.PositiveSmallIntegerField[str | int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


def _answer() -> "models.BooleanField[bool | None, bool | None]":
    return models.BooleanField(null=True, blank=True)


class PersonYear(QuickRow):
    """What a person's return says of a year, in dollars.

    ``first_year`` states that there was no basis before; ``deducted`` is the IRA deduction taken.
    ``first_home_expenses`` is what Roth IRAs paid for a first home.
    ``filed_route`` says by which way to line 13 the year was filed, where somebody said so.
    From ``self_employed`` on it is what is said of plans, on which no line of a form rests.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="person_years")
    person = models.ForeignKey(Person, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    first_year = models.BooleanField(default=False)
    deducted = _dollars()
    covered_by_plan = models.BooleanField(null=True, blank=True)
    compensation = _dollars()
    first_home_expenses = _dollars()
    disabled = models.BooleanField(null=True, blank=True)
    from_529 = _dollars()
    filed_route = models.CharField(max_length=13, blank=True, choices=ROUTE_NAMES)
    self_employed = _answer()
    has_employees = _answer()
    can_finish = _answer()
    until = _count()
    value_low = _dollars()
    value_high = _dollars()
    history = recorded()

    objects: models.Manager["PersonYear"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("person", "year"), name="person_year_once"),
            models.UniqueConstraint(fields=("household", "id"), name="person_year_of_household"),
            SameParent(field="person", parent="household", name="person_year_person_household"),
            models.CheckConstraint(
                name="person_year_year", condition=models.Q(year__range=(EARLIEST, LATEST))
            ),
            models.CheckConstraint(
                name="person_year_filed_route",
                condition=models.Q(filed_route__in=("", *sorted(ROUTES))),
            ),
            models.CheckConstraint(
                name="person_year_until",
                condition=models.Q(until=None)
                | models.Q(until__gte=models.F("year"), until__lte=LATEST),
            ),
            models.CheckConstraint(
                name="person_year_range",
                condition=models.Q(value_low=None)
                | models.Q(value_high=None)
                | models.Q(value_low__lte=models.F("value_high")),
            ),
        )

    def __str__(self) -> str:
        return str(self.year)


class FiledForm(models.Model):
    """The lines of a Form 8606 as they were filed, and the worksheet as it was on that day.

    ``lines`` maps line numbers to plain text in dollars. While ``is_locked`` neither they nor the
    entries they rest on can be changed; ``document`` never is.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="filed_forms")
    person_year = models.OneToOneField(PersonYear, models.CASCADE, related_name="filed")
    lines = models.JSONField(default=dict)
    on = models.DateField(null=True, blank=True)
    is_locked = models.BooleanField(default=True)
    document = models.BinaryField(null=True, editable=False)
    history = recorded()

    objects: models.Manager["FiledForm"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            SameParent(field="person_year", parent="household", name="filed_year_household"),
        )

    def __str__(self) -> str:
        return f"Form 8606 as filed on {self.on}"


class HouseholdYear(models.Model):
    """What a joint or single return says of a year; rates are fractions such as 0.35.

    ``magi`` is modified AGI with taxable IRA distributions and conversions, before the IRA
    deduction; ``lived_apart_all_year`` is of a couple that files separately. The columns called
    ``outlook_…`` are what is assumed of the years after it.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    filing_status = models.CharField(max_length=18, blank=True, choices=FILING_STATUS_NAMES)
    lived_apart_all_year = models.BooleanField(null=True, blank=True)
    magi = _dollars()
    taxable_income = _dollars()
    marginal_rate = _rate()
    state = models.CharField(max_length=40, blank=True)
    state_rate = _rate()
    ordinary_income = _dollars()
    gains = _dollars()
    investment_income = _dollars()
    itemized = _dollars()
    tax_exempt_interest = _dollars()
    medicare_part_b = _count()
    medicare_part_d = _count()
    blind = _count()
    outlook_pricing = models.CharField(max_length=8, blank=True, choices=PRICING_NAMES)
    outlook_growth = _rate()
    outlook_outside_growth = _rate()
    outlook_bracket_growth = _rate()
    outlook_later_rate = _rate()
    outlook_withheld = _rate()
    outlook_backdoor = _dollars()
    outlook_spread_years = _count()
    history = recorded()

    objects: models.Manager["HouseholdYear"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("household", "year"), name="household_year_once"),
            models.CheckConstraint(
                name="household_year_year", condition=models.Q(year__range=(EARLIEST, LATEST))
            ),
            models.CheckConstraint(
                name="household_year_status",
                condition=models.Q(filing_status__in=("", *sorted(FILING_STATUSES))),
            ),
            models.CheckConstraint(
                name="household_year_pricing",
                condition=models.Q(outlook_pricing__in=("", *sorted(PRICINGS))),
            ),
        )

    def __str__(self) -> str:
        return str(self.year)
