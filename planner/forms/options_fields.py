"""Fields that only the ways out of a year have."""

from django import forms

from planner.forms.fields import PercentField

MOST_PEOPLE = 2
"""On one return."""

_COUNTS = ("Nobody", "One person", "Two people")


class ShareField(PercentField):
    """A part of an amount, in percent; the cleaned value is a fraction."""

    out_of_range = "A share is from 0 to 100 percent."


def years_field(label: str, most: int) -> forms.IntegerField:
    """How many years, from one to ``most``."""
    return _whole_number(label, 1, most)


def year_field(label: str, first: int, last: int) -> forms.IntegerField:
    """A year from ``first`` to ``last``."""
    return _whole_number(label, first, last)


def _whole_number(label: str, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed"}),
        error_messages={"invalid": f"Enter a whole number from {least} to {most}."},
    )


def count_field(label: str, empty: str) -> forms.TypedChoiceField:
    """How many of the people on a return; nothing chosen is ``empty``, and ``None``."""
    counts = [(str(count), words) for count, words in enumerate(_COUNTS)]
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *counts],
        coerce=int,
        empty_value=None,
        required=False,
    )
