"""What the missed-8606 kit asks for: a day, line 4b where no record says it, and the reason."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from planner.forms.fields import DollarField

LONGEST_CAUSE = 2000
_EARLIEST = date(2000, 1, 1)
_AHEAD = timedelta(days=3653)
_TOO_LONG = f"This is too long: at most {LONGEST_CAUSE:,} characters fit."
_NO_DAY = "This is not a date. Write it like 2026-04-10."


class DayForm(forms.Form):
    """The day on which everything is sent."""

    on = forms.DateField(
        label="As of",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "words"}, format="%Y-%m-%d"),
        help_text="The day you mean to send it: time limits and interest go by it.",
        error_messages={"invalid": _NO_DAY},
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """``today`` is meant where no day is typed."""
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        """A day within reach of what is known."""
        found: date = self.cleaned_data["on"] or self.today
        if not _EARLIEST <= found <= self.today + _AHEAD:
            raise forms.ValidationError("Choose a day from 2000 to ten years from now.")
        return found

    @property
    def day(self) -> date:
        """The day that was chosen; today while that cannot be read."""
        found: date = self.cleaned_data.get("on", self.today) if self.is_valid() else self.today
        return found


class KitForm(forms.Form):
    """What the returns say where no record does, and why the forms are late."""

    cause = forms.CharField(
        label="Why the forms are late or wrong",
        required=False,
        max_length=LONGEST_CAUSE,
        strip=True,
        error_messages={"max_length": _TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5, "class": "words"}),
        help_text="In your own words, as it was: say what you knew, who prepared the return, and"
        " what you did when you found out. It is printed on the cover statement and kept nowhere.",
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        """``years`` are those of which line 4b has to be said."""
        super().__init__(*args, **options)
        self.years = tuple(years)
        for year in self.years:
            field = DollarField(
                label=f"Line 4b of {year}", help_text="The part of these IRAs, 0 if there was none."
            )
            field.widget.attrs["aria-describedby"] = (
                f"id_{_name(year)}_helptext id_{_name(year)}_error"
            )
            self.fields[_name(year)] = field
        self.fields["cause"].widget.attrs["aria-describedby"] = "id_cause_helptext id_cause_error"

    @property
    def lines(self) -> tuple[BoundField, ...]:
        """The fields of line 4b."""
        return tuple(self[_name(year)] for year in self.years)

    @property
    def reported(self) -> dict[int, Decimal]:
        """What was typed and could be read, by year."""
        self.is_valid()
        found = {year: self.cleaned_data.get(_name(year)) for year in self.years}
        return {year: amount for year, amount in found.items() if amount is not None}


def _name(year: int) -> str:
    return f"line-4b-{year}"
