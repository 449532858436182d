"""A link for somebody who reads one household until a day."""

from datetime import date
from typing import Any

from django import forms

from planner.forms.households import DayField, words


class GuestLinkForm(forms.Form):
    """For whom a link is, and until when it is good."""

    label = words(label="For", help_text="Who reads: “Olive Chen, CPA”. It stands in the history.")
    expires_on = DayField(label="Good until the end of")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """A month from ``today`` is suggested."""
        super().__init__(*args, **options)
        until = date.fromordinal(today.toordinal() + 30)
        self.fields["expires_on"].initial = until
        self.fields["expires_on"].required = True
        self.fields["expires_on"].error_messages["required"] = "Choose a day."
