"""What stands in each box of an official form: the lines of the worksheet, and whose they are."""

from collections.abc import Iterable
from typing import Final

from planner.documents.official.survey import Blank
from planner.documents.year_sheets import YearSheet
from planner.engine import WorksheetLine
from planner.engine.money import ZERO, Ratio


class NotFillableError(ValueError):
    """The official form cannot be made of a year; the message says why, in a sentence."""


_INCOMPLETE: Final = (
    "Something about this year is not known yet, so no official form is made of it."
)
_QUIET: Final = "No form was due for this year."
_BELOW_ZERO: Final = (
    "Line {number} would be below zero, for which the official form has no place; what is entered"
    " for the lines above it does not fit together."
)


def obstacle(sheet: YearSheet) -> str:
    """Why no official form can be made of the year, in a sentence; empty where one can."""
    if not sheet.found.is_complete or any(line.state == "unknown" for line in sheet.sheet.lines):
        return _INCOMPLETE
    if sheet.is_quiet or not any(line.state == "filled" for line in sheet.sheet.lines):
        return _QUIET
    below = next((line for line in sheet.sheet.lines if _is_below_zero(line)), None)
    return _BELOW_ZERO.format(number=below.number) if below else ""


def texts(lines: Iterable[WorksheetLine], blank: Blank) -> dict[str, str]:
    """The text of each box that is written into, as the worksheet prints it.

    A line that the worksheet leaves blank stays blank. An amount is split where there is a box
    for cents, and line 10 at its point.
    """
    found: dict[str, str] = {}
    for line in lines:
        place = blank.lines[line.number]
        whole, _, part = line.text.partition(".") if place.part else (line.text, "", "")
        found |= {name: text for name, text in ((place.whole, whole), (place.part, part)) if text}
    return found


def _is_below_zero(line: WorksheetLine) -> bool:
    value = line.value
    return value is not None and not isinstance(value, Ratio) and value < ZERO
