"""Which years and people go into a packet."""

from collections.abc import Iterable
from typing import Any

from django import forms

from planner.models import Person

_ORDER = "The first year is after the last one."


class PacketForm(forms.Form):
    """A range of years, and people; nobody chosen means everybody."""

    first = forms.TypedChoiceField(label="From", coerce=int)
    last = forms.TypedChoiceField(label="Through", coerce=int)
    person = forms.TypedMultipleChoiceField(label="Of", coerce=int, required=False)

    def __init__(
        self, *args: Any, years: Iterable[int], people: Iterable[Person], **options: Any
    ) -> None:
        """``years`` are those of which there is a form, ``people`` those of the household."""
        super().__init__(*args, **options)
        choices: dict[str, Any] = dict(self.fields)
        choices["first"].choices = choices["last"].choices = [(year, year) for year in years]
        choices["person"].choices = [(person.pk, str(person)) for person in people]

    def clean(self) -> dict[str, Any]:
        """The years must stand in their order."""
        cleaned = super().clean() or {}
        if not self.errors and cleaned["first"] > cleaned["last"]:
            self.add_error("first", _ORDER)
        return cleaned
