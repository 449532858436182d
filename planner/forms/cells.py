"""What was typed into cells of the year's sheet, read by the kind of each cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from planner.forms.fields import DollarField, PercentField, SignedDollarField
from planner.models.entries import SOURCE_NAMES
from planner.services.sheet.cells import Edit
from planner.services.sheet.return_cells import HOUSEHOLD_FIELDS, PERSON_FIELDS, Kept, ReturnField

VALUE, SEEN = "c:", "s:"
"""Before a cell's key: the field that was typed in, and the fingerprint of what stood there."""

_FIELDS = {
    "dollars": DollarField(),
    "signed": SignedDollarField(),
    "percent": PercentField(),
}
_FIGURES = {("p", field.name): field for field in PERSON_FIELDS} | {
    ("h", field.name): field for field in HOUSEHOLD_FIELDS
}
_YES_NO = {"": None, "yes": True, "no": False}
_LONGEST_TEXT = 40


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell as it came: the text, and what it says or why it cannot be read."""

    key: str
    text: str
    edit: Edit | None = None
    error: str = ""


def typed_cells(data: QueryDict) -> list[TypedCell]:
    """Every cell in ``data``. A key that means nothing is left to the service to refuse."""
    return list(_typed(data))


def _typed(data: QueryDict) -> Iterator[TypedCell]:
    for name in data:
        if not name.startswith(VALUE):
            continue
        key, text = name.removeprefix(VALUE), str(data[name]).strip()
        try:
            value = _read(key, text)
        except ValidationError as error:
            yield TypedCell(key, text, error=error.messages[0])
        else:
            yield TypedCell(key, text, Edit(key, value, str(data.get(SEEN + key, ""))))


def _read(key: str, text: str) -> Kept:
    of, _, column = key.partition(".")
    if of.startswith("a"):
        return _chosen(text, SOURCE_NAMES) if column == "source" else _number("dollars", text)
    field = _FIGURES.get((of[:1], column))
    return _figure(field, text) if field else text


def _figure(field: ReturnField, text: str) -> Kept:
    if field.typed in _FIELDS:
        return _number(field.typed, text)
    if field.typed == "text":
        if len(text) > _LONGEST_TEXT:
            raise ValidationError(f"This is longer than {_LONGEST_TEXT} characters.")
        return text or None
    chosen = _chosen(text, field.options or {})
    return _YES_NO[chosen] if field.typed == "yes_no" else chosen or None


def _number(typed: str, text: str) -> Decimal | None:
    found: Decimal | None = _FIELDS[typed].clean(text)
    return found


def _chosen(text: str, options: Mapping[str, str]) -> str:
    """One of ``options``, named by its key or by its label as people paste it."""
    for key, label in options.items():
        if text.casefold() in (key.casefold(), label.casefold()):
            return key
    raise ValidationError("“%(text)s” cannot be chosen here.", params={"text": text[:40]})
