"""Fields for money and percentages as people write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planner.engine.facts import amount_problem
from planner.engine.money import CENT, to_unit
from planner.engine.printing import entered
from planner.services.sheet.money_typed import MINUS_SIGNS, money

_PERCENT = re.compile(r"(?P<number>-?\d{1,6}(\.\d{0,6})?|-?\.\d{1,6})\s*%?", re.ASCII)
_LONGEST = 40


def money_text(amount: Decimal) -> str:
    """Dollars as a field shows them: with commas, and cents only where there are any."""
    return entered(to_unit(amount, CENT))


class _TypedField(forms.Field):
    """A text field for numbers: empty is *not entered* (``None``), never zero."""

    widget = forms.TextInput
    inputmode = "decimal"
    prefix_sign = ""
    suffix_sign = ""

    def __init__(self, *, line: str = "", **options: Any) -> None:
        """``line`` is the line of Form 8606 that the field belongs to, shown as a badge."""
        self.line = line
        super().__init__(required=False, **options)

    def read(self, text: str) -> Decimal:
        """The value of ``text``, which is not empty; ``ValidationError`` says what is wrong."""
        raise NotImplementedError

    def written(self, amount: Decimal) -> str:
        """How the field shows a cleaned value."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Decimal | None:
        """What was typed, ``None`` when nothing was entered."""
        text = str(value or "").strip()
        return self.read(text) if text else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A plain text input with the right keyboard."""
        return {
            **super().widget_attrs(widget),
            "inputmode": self.inputmode,
            "class": "typed",
        }


class DollarField(_TypedField):
    """Dollars and cents from zero up to a trillion."""

    prefix_sign = "$"

    def written(self, amount: Decimal) -> str:
        """The amount as the field shows it."""
        return money_text(amount)

    def read(self, text: str) -> Decimal:
        """The amount; says why where it cannot be taken."""
        if len(text) > _LONGEST:
            raise ValidationError("This is too long to be an amount of dollars.")
        try:
            amount = money(text)
        except ValueError:
            raise ValidationError(
                "“%(text)s” is not an amount. Write it like 7,500 or 7500.00.",
                params={"text": text},
            ) from None
        if problem := self.check(amount):
            raise ValidationError(f"This {problem}.")
        return amount

    def check(self, amount: Decimal) -> str:
        """What is wrong with the amount; empty when nothing is."""
        return amount_problem(amount)


class SignedDollarField(DollarField):
    """Dollars and cents that may be below zero."""

    def check(self, amount: Decimal) -> str:
        """What is wrong with the amount, apart from its sign."""
        return super().check(abs(amount))


class PercentField(_TypedField):
    """A percentage from 0 to 100; the cleaned value is a fraction (24 gives 0.24)."""

    suffix_sign = "%"
    least = 0
    out_of_range = "A tax rate is from 0 to 100 percent."

    def written(self, fraction: Decimal) -> str:
        """The percentage as the field shows it, without trailing zeros."""
        return f"{(fraction * 100).normalize():f}"

    def read(self, text: str) -> Decimal:
        """The fraction; says why where it cannot be taken."""
        found = _PERCENT.fullmatch(text.translate(MINUS_SIGNS))
        if not found:
            raise ValidationError(
                "“%(text)s” is not a percentage. Write it like 24 or 24.5.",
                params={"text": text[:_LONGEST]},
            )
        percent = Decimal(found["number"])
        if not self.least <= percent <= 100:  # noqa: PLR2004
            raise ValidationError(self.out_of_range)
        return percent / 100


class GrowthField(PercentField):
    """What money grows by in a year, in percent; below zero it shrinks."""

    least = -99
    out_of_range = "Growth is from −99 to 100 percent a year."


def written(field: forms.BoundField) -> str:
    """How a valid ``field`` writes what was typed into it; empty for other kinds of fields."""
    value = getattr(field.form, "cleaned_data", {}).get(field.name)
    if not isinstance(field.field, _TypedField) or value is None:
        return ""
    return field.field.written(value)
