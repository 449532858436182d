"""The whole calculator: the year and the rate, one person, and perhaps a spouse."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms import BoundField

from planner.engine import PersonYear
from planner.engine.layouts import form_years
from planner.engine.money import FEWEST_PLACES, MOST_PLACES
from planner.forms.fields import PercentField, written
from planner.forms.layout import Disclosure
from planner.forms.person import PersonForm

YOU, SPOUSE = "you", "spouse"

_PLACES = [("", "Exact")] + [
    (str(places), f"{places} places") for places in range(FEWEST_PLACES, MOST_PLACES + 1)
]
_NOT_IN_LIST = {"invalid_choice": "Choose one from the list."}


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in reversed(form_years())]


class HouseholdForm(forms.Form):
    """What both spouses share: the tax year, the rate, how lines are rounded."""

    tax_year = forms.ChoiceField(
        label="Tax year",
        choices=_years,
        error_messages={
            "required": "Choose a tax year.",
            "invalid_choice": "This is not a tax year we have the form of.",
        },
    )
    rate = PercentField(
        label="Your tax rate",
        help_text="What the next dollar of income costs, federal and state.",
    )
    has_spouse = forms.BooleanField(
        label="I have a spouse",
        required=False,
        help_text="Two people, two forms: IRAs are never pooled between spouses.",
    )
    rounding = forms.ChoiceField(
        label="Lines in",
        choices=[
            ("dollars", "Whole dollars"),
            ("cents", "Cents"),
        ],
        required=False,
        error_messages=_NOT_IN_LIST,
    )
    ratio_places = forms.ChoiceField(
        label="Line 10",
        choices=_PLACES,
        required=False,
        error_messages=_NOT_IN_LIST,
        help_text="To match a form that was filed with fewer decimals.",
    )

    @property
    def top(self) -> FormHelper:
        """The fields above the persons."""
        return _bare(Layout("tax_year", "has_spouse"))

    @property
    def bottom(self) -> FormHelper:
        """The fields below the persons."""
        question = "Match another program’s rounding"
        return _bare(Layout("rate", Disclosure(question, "rounding", "ratio_places")))


def _bare(layout: Layout) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = layout
    return helper


class CalculatorForm:
    """The household's form and one form a person; a spouse counts only when ticked.

    Nothing typed for a spouse is lost by unticking.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take what was typed, keyed as the fields are named in HTML."""
        self.household = HouseholdForm(data)
        year = self._year_shown()
        self.you = PersonForm(data, prefix=YOU, tax_year=year)
        self.spouse = PersonForm(data, prefix=SPOUSE, tax_year=year)

    def _year_shown(self) -> int | None:
        """The tax year for the labels; ``None`` while it is none we have the form of."""
        chosen = str(self.household["tax_year"].value() or "")
        return int(chosen) if chosen in dict(_years()) else None

    @property
    def has_spouse(self) -> bool:
        """Whether the second column counts."""
        return bool(self.household["has_spouse"].value())

    @property
    def people(self) -> dict[str, PersonForm]:
        """The persons that count, by key."""
        return {YOU: self.you, SPOUSE: self.spouse} if self.has_spouse else {YOU: self.you}

    @property
    def forms_that_count(self) -> tuple[forms.Form, ...]:
        """What was typed for the household and for everyone who counts, in the page's order."""
        return (self.household, *self.people.values())

    def is_valid(self) -> bool:
        """Whether everything that counts could be read."""
        wrong = [form for form in self.forms_that_count if not form.is_valid()]
        return not wrong

    def facts(self) -> dict[str, PersonYear]:
        """The facts of each person that counts, by key; only after ``is_valid``."""
        shared = self.household.cleaned_data
        return {
            key: person.to_facts(
                tax_year=int(shared["tax_year"]),
                rounding=shared["rounding"] or "dollars",
                ratio_places=int(shared["ratio_places"]) if shared["ratio_places"] else None,
            )
            for key, person in self.people.items()
        }

    @property
    def rate(self) -> Decimal | None:
        """The flat tax rate as a fraction, ``None`` when not entered; only after ``is_valid``."""
        rate: Decimal | None = self.household.cleaned_data["rate"]
        return rate

    def fields(self) -> Iterator[BoundField]:
        """Every field on the page, those of a spouse too."""
        for form in (self.household, self.you, self.spouse):
            yield from form

    def written(self) -> Iterator[dict[str, str]]:
        """How the server would write what was typed, where that differs; after ``is_valid``."""
        for form in self.forms_that_count:
            for field in form:
                typed = field.value() or ""
                text = written(field)
                if text and text != typed:
                    yield {"name": field.html_name, "typed": typed, "text": text}

    def errors(self) -> Iterator[BoundField]:
        """The fields that could not be read, in the order they stand on the page."""
        for form in self.forms_that_count:
            yield from (field for field in form if field.errors)
