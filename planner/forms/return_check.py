"""Up to eight figures of a draft or filed return, as they are typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from planner.engine.household import Person
from planner.engine.return_check import FORM_LINES, RETURN_LINES, TypedReturn
from planner.forms.fields import DollarField

_LABELS = {
    "1": "Nondeductible contributions",
    "2": "Basis from earlier years",
    "6": "Value on December 31",
    "8": "Converted to Roth",
    "14": "Basis carried forward",
    "18": "Taxable part of the conversion",
    "4a": "IRA distributions",
    "4b": "Taxable amount",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one form of the return."""

    heading: str
    fields: tuple[BoundField, ...]


class ReturnCheckForm(forms.Form):
    """Lines of each person's Form 8606, and of Form 1040; every one may stay empty."""

    def __init__(self, *args: Any, people: Sequence[Person], **more: Any) -> None:
        """``people`` are those on the return, each with a Form 8606 of their own."""
        super().__init__(*args, **more)
        self.people = people
        for person in people:
            for line in FORM_LINES:
                self._add(_name(person.key, line), line)
        for line in RETURN_LINES:
            self._add(_name("", line), line)

    def _add(self, name: str, line: str) -> None:
        """A field whose error, which may come while one types, belongs to its description."""
        field = self.fields[name] = DollarField(label=_LABELS[line], line=line)
        field.widget.attrs["aria-describedby"] = f"id_{name}_error"

    @property
    def groups(self) -> list[Group]:
        """Each person's form, then Form 1040."""
        of_people = [
            Group(f"Form 8606, {one.name or one.key}", self._of(one.key, FORM_LINES))
            for one in self.people
        ]
        return [*of_people, Group("Form 1040", self._of("", RETURN_LINES))]

    def _of(self, key: str, lines: Sequence[str]) -> tuple[BoundField, ...]:
        return tuple(self[_name(key, line)] for line in lines)

    def _typed(self, key: str, lines: Sequence[str]) -> dict[str, Decimal]:
        found = {line: self.cleaned_data.get(_name(key, line)) for line in lines}
        return {line: amount for line, amount in found.items() if amount is not None}

    def to_facts(self) -> TypedReturn:
        """What was typed and could be read."""
        return TypedReturn(
            {one.key: self._typed(one.key, FORM_LINES) for one in self.people},
            self._typed("", RETURN_LINES),
        )

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that could not be read."""
        return [field for field in self if field.errors]


def _name(key: str, line: str) -> str:
    return f"{key or 'return'}-{line}"
