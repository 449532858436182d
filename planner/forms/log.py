"""Which part of the log is asked for, in the address."""

from typing import Any, override

from django import forms

from planner.models import Verb

_LONGEST = 120


def _words(label: str) -> forms.CharField:
    box = forms.TextInput(attrs={"class": "words", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=_LONGEST, widget=box)


def _day(label: str) -> forms.DateField:
    box = forms.DateInput(attrs={"type": "date", "class": "words"}, format="%Y-%m-%d")
    wrong = {"invalid": "This is not a day, and is left out."}
    return forms.DateField(label=label, required=False, widget=box, error_messages=wrong)


class LogForm(forms.Form):
    """By whom, of which client, what, and between which days; anything that is left out is all."""

    by = _words("Person")
    client = _words("Client")
    verb = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "Everything"), *Verb.choices],
        error_messages={"invalid_choice": "This is none of them, and is left out."},
    )
    first = _day("From")
    last = _day("To")

    @override
    def clean(self) -> dict[str, Any]:
        """No day is between a day and an earlier one."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "This day is before “From”, and is left out.")
        return self.cleaned_data

    def chosen(self) -> dict[str, Any]:
        """What was chosen; what cannot be is taken for everything."""
        self.full_clean()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}

    @property
    def query(self) -> dict[str, str]:
        """What was chosen, as it stands in an address."""
        return {name: str(value) for name, value in self.chosen().items() if value}
