"""What is assumed of the ways out of a year, as it is typed; nothing of it is kept."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from planner.engine.fixes.feasibility import Answers
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.household import Household, HouseholdYear
from planner.engine.money import ZERO
from planner.forms.fields import GrowthField, PercentField
from planner.services.ways_out import Assumptions
from planner.services.ways_out_price import percent

MOST_YEARS = 50

_PRICES = (
    ("rate", "At one marginal rate"),
    ("schedule", "By the federal rate schedules"),
)
_ANSWERS = {"": None, "yes": True, "no": False}
_QUESTIONS = {
    "self_employed": "Income from self-employment?",
    "has_employees": "Employees other than a spouse?",
    "can_finish": "Can a rollover be done by December 31?",
}


class OptionsForm(forms.Form):
    """How income is priced, what grows, and each person's answers; all may stay as they are."""

    price = forms.ChoiceField(label="What income costs", choices=_PRICES, required=False)
    rate = PercentField(label="Marginal rate, federal and state")
    years = forms.IntegerField(
        label="Years of the spread",
        min_value=1,
        max_value=MOST_YEARS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed"}),
        error_messages={"invalid": f"Enter a whole number from 1 to {MOST_YEARS}."},
    )
    growth = GrowthField(label="Growth of the money inside, a year")

    def __init__(self, data: Any, *, household: Household, year: int, today: date) -> None:
        """``data`` is what was posted; without it the page begins with what is entered."""
        self.household, self.year, self.today = household, year, today
        self.record = next((one for one in household.years if one.year == year), None)
        super().__init__(data or {"price": self._first, "years": DEFAULT_YEARS, "growth": "0"})
        self.fields["rate"].help_text = self._rate_help
        self.fields["price"].help_text = self._price_help
        for person in household.people:
            for key, label in _QUESTIONS.items():
                self.fields[f"{person.key}-{key}"] = forms.ChoiceField(
                    label=label,
                    choices=[("", "Not known"), ("yes", "Yes"), ("no", "No")],
                    required=False,
                )
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("aria-describedby", self._described(name, field))

    @property
    def assumed(self) -> list[BoundField]:
        """The fields of the price, the spread and the growth."""
        return [self[name] for name in ("price", "rate", "years", "growth")]

    @property
    def asked(self) -> list[tuple[str, list[BoundField]]]:
        """Each person by name, with the questions."""
        return [
            (one.name or one.key, [self[f"{one.key}-{key}"] for key in _QUESTIONS])
            for one in self.household.people
        ]

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that could not be read."""
        return [field for field in self if field.errors]

    @property
    def assumptions(self) -> Assumptions:
        """What was typed, as far as it could be read; the rest as the page begins."""
        found = self.cleaned_data
        return Assumptions(
            year=self.year,
            on=self.today,
            by_schedule=(found.get("price") or self._first) == "schedule",
            rate=None if found.get("price") == "schedule" else found.get("rate"),
            growth=found.get("growth") or ZERO,
            spread_years=found.get("years") or DEFAULT_YEARS,
            answers={one.key: self._answers(one.key) for one in self.household.people},
        )

    def _answers(self, person: str) -> Answers:
        typed = {key: self.cleaned_data.get(f"{person}-{key}", "") for key in _QUESTIONS}
        return Answers(**{key: _ANSWERS[answer] for key, answer in typed.items()})

    @property
    def _first(self) -> str:
        """By the schedules where they can be used and no marginal rate is entered."""
        return "schedule" if _has_schedule(self.record) and not self._entered else "rate"

    @property
    def _entered(self) -> Decimal | None:
        return self.record.marginal_rate if self.record else None

    @property
    def _rate_help(self) -> str:
        if self._entered is None:
            return f"None is entered for {self.year}."
        return f"Empty: {percent(self._entered)}, as entered for {self.year}."

    @property
    def _price_help(self) -> str:
        if _has_schedule(self.record):
            return f"The schedules go by the taxable income entered for {self.year}."
        return (
            f"For the schedules, enter taxable income and filing status on the page of {self.year}."
        )

    def _described(self, name: str, field: forms.Field) -> str:
        help_text = f"id_{name}_helptext " if field.help_text else ""
        return f"{help_text}id_{name}_error"


def _has_schedule(record: HouseholdYear | None) -> bool:
    return bool(record and record.taxable_income is not None and record.filing_status)
