"""A person of a household, and where their basis begins."""

from collections.abc import Mapping
from typing import Any

from django import forms

from planner.engine.json_node import EARLIEST, LATEST
from planner.forms.fields import DollarField
from planner.forms.households import BirthField, words
from planner.models import Person
from planner.models.people import EVIDENCE_NAMES

_FIELDS = ("name", "born", "basis_after_year", "basis_amount", "basis_evidence")
_EVIDENCE = {**EVIDENCE_NAMES, "none": "Nothing yet"}


class PersonDetailsForm(forms.Form):
    """Who somebody is, and what line 14 of their last Form 8606 says."""

    name = words(label="Name")
    born = BirthField(label="Born", help_text="Decides catch-up amounts; may be left empty.")
    basis_after_year = forms.IntegerField(
        label="Tax year of that form",
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed", "maxlength": 4}),
        error_messages={"invalid": "Write the year with four digits, like 2019."},
        help_text="Everything later is worked out from what you enter here.",
    )
    basis_amount = DollarField(
        label="Its total basis", line="14", help_text="0 if everything had come out."
    )
    basis_evidence = forms.ChoiceField(
        label="Where this comes from",
        choices=list(_EVIDENCE.items()),
        required=False,
    )

    @classmethod
    def of(cls, person: Person, data: Mapping[str, Any] | None = None) -> "PersonDetailsForm":
        """The form as the person stands, or with what was typed."""
        initial: dict[str, Any] = {name: getattr(person, name) for name in _FIELDS}
        if person.basis_amount is not None:
            initial["basis_amount"] = DollarField().written(person.basis_amount)
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """An amount needs its year, and a year its amount."""
        cleaned = super().clean() or {}
        year, amount = cleaned.get("basis_after_year"), cleaned.get("basis_amount")
        if year is None and amount is not None and "basis_after_year" not in self.errors:
            self.add_error("basis_after_year", "Say which year’s form this was on.")
        if year is not None and amount is None and "basis_amount" not in self.errors:
            self.add_error("basis_amount", "Type what line 14 says; 0 if it says nothing.")
        return cleaned

    def fill(self, person: Person) -> Person:
        """``person`` with what was typed; only after ``is_valid``."""
        for name in _FIELDS:
            setattr(person, name, self.cleaned_data[name])
        person.basis_evidence = person.basis_evidence or "none"
        return person
