"""What was filed, typed line by line, and the start of the basis."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from planner.engine.household import BasisStart
from planner.engine.household_reading import LINE_NUMBERS
from planner.engine.json_node import EARLIEST
from planner.engine.layouts import FormLayout, LineLayout, PartLayout
from planner.forms.fields import DollarField, SignedDollarField, money_text
from planner.models.people import EVIDENCE_NAMES

LONGEST_REASON = 500
_RATIO = re.compile(r"0?\.\d{1,12}|0|1(\.0{1,12})?", re.ASCII)


class RatioField(DollarField):
    """Line 10: a decimal from 0 to 1, with the places that were printed."""

    prefix_sign = ""

    def written(self, amount: Decimal) -> str:
        """The decimal as it was typed."""
        return f"{amount:f}"

    def read(self, text: str) -> Decimal:
        """The decimal; says why where it cannot be taken."""
        if not _RATIO.fullmatch(text):
            raise ValidationError("Write it as a decimal from 0 to 1, like 0.034.")
        return Decimal(text)


class ReasonForm(forms.Form):
    """Why a filed year is touched."""

    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "words"}),
        error_messages={"required": "Say why; it stays in the history."},
        help_text="Kept in the history with your name.",
    )


@dataclass(frozen=True, slots=True)
class PartFields:
    """One part of the form with the fields of its lines."""

    layout: PartLayout
    fields: tuple[BoundField, ...]

    @property
    def is_open(self) -> bool:
        """Whether it has to be looked at: Part III only where something stands in it."""
        return self.layout.number != "III" or any(
            field.value() or field.errors for field in self.fields
        )


class FiledLinesForm(forms.Form):
    """The lines of a Form 8606 as they were filed, and the day."""

    on = forms.DateField(
        label="Date filed",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "words"}, format="%Y-%m-%d"),
        help_text="The day the return was sent. Leave it empty if it is not known.",
        error_messages={"invalid": "This is not a date. Write it like 2026-04-10."},
    )
    is_none = forms.BooleanField(
        label="No Form 8606 was filed for this year",
        required=False,
        help_text="Then no line is kept.",
    )

    def __init__(self, *args: Any, layout: FormLayout, year: int, today: date, **more: Any) -> None:
        """``layout`` is the form of the year, or of the nearest there is one of."""
        super().__init__(*args, **more)
        self.layout, self.year, self.today = layout, year, today
        for line in layout.lines:
            self.fields[f"line-{line.number}"] = _field(line)

    @property
    def parts(self) -> list[PartFields]:
        """The lines as the form prints them, part by part."""
        return [
            PartFields(
                part,
                tuple(
                    self[f"line-{line.number}"]
                    for line in self.layout.lines
                    if line.part == part.number
                ),
            )
            for part in self.layout.parts
        ]

    def clean_on(self) -> date | None:
        """The day, which cannot lie before the year was over or ahead."""
        day: date | None = self.cleaned_data["on"]
        if day and day > self.today:
            raise ValidationError("This day has not come yet.")
        if day and day.year <= self.year:
            raise ValidationError(f"A return for {self.year} is not filed before {self.year + 1}.")
        return day

    def clean(self) -> dict[str, Any]:
        """Either lines, or that there were none."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["is_none"] and not self.lines:
            raise ValidationError("Type at least one line, or say that no form was filed.")
        return cleaned

    @property
    def lines(self) -> dict[str, str]:
        """What was typed, by line number, as plain text; nothing where none was filed."""
        if self.cleaned_data.get("is_none"):
            return {}
        typed = {number: self.cleaned_data.get(f"line-{number}") for number in LINE_NUMBERS}
        return {number: plain(amount) for number, amount in typed.items() if amount is not None}


class BasisStartForm(forms.Form):
    """Line 14 of the last Form 8606 filed before the ledger begins."""

    after_year = forms.IntegerField(
        label="Tax year of that form",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "typed"}),
        error_messages={
            "required": "Say which year the form was for.",
            "invalid": "This is not a year. Write it like 2019.",
        },
    )
    amount = DollarField(
        label="Its line 14",
        line="14",
        help_text="0 if it carried nothing.",
    )
    evidence = forms.ChoiceField(
        label="How you know",
        choices=list(EVIDENCE_NAMES.items()),
        error_messages={"invalid_choice": "Choose one from the list."},
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        """``today`` decides which years are over."""
        super().__init__(*args, **more)
        self.today = today

    def clean_after_year(self) -> int:
        """A year that is over and in which there were IRAs."""
        year: int = self.cleaned_data["after_year"]
        if not EARLIEST <= year < self.today.year:
            raise ValidationError(f"This must be a year from {EARLIEST} to {self.today.year - 1}.")
        return year

    def clean_amount(self) -> Decimal:
        """The amount; empty is not zero."""
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is None:
            raise ValidationError("Type line 14 of that form; 0 if it carried nothing.")
        return amount

    def to_facts(self) -> BasisStart:
        """The start that was typed."""
        return BasisStart(**self.cleaned_data)


def typed_lines(lines: Mapping[str, Decimal]) -> dict[str, str]:
    """Filed or computed lines as the fields of ``FiledLinesForm`` show them."""
    return {
        f"line-{number}": f"{amount:f}" if number == "10" else money_text(amount)
        for number, amount in lines.items()
    }


def plain(amount: Decimal) -> str:
    """An amount or ratio as it is kept: without commas, with cents only where there are any."""
    return f"{amount:f}".removesuffix(".00")


def _field(line: LineLayout) -> forms.Field:
    if line.kind == "ratio":
        return RatioField(label=line.short, line=line.number, help_text="A decimal such as 0.034.")
    kind = SignedDollarField if line.part == "III" else DollarField
    return kind(label=line.short, line=line.number)


def errors(form: forms.Form) -> Iterator[BoundField]:
    """The fields that could not be read, in the order they stand on the page."""
    yield from (field for field in form if field.errors)
