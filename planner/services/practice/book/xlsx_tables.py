"""The first sheet of a workbook as a table of text."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from planner.services.practice.book.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Table,
    TableError,
    TableRow,
    letters,
    table_of,
)
from planner.services.practice.book.xlsx_guard import refuse_hostile

_UNREADABLE: Final = "This workbook cannot be read. Save it again as XLSX, or as CSV."
_DIGITS: Final = ".15g"
"""As many digits as a spreadsheet shows: beyond them its binary numbers are noise."""


def read_xlsx(content: bytes) -> Table:
    """The table on the first sheet; ``TableError`` says why there is none."""
    refuse_hostile(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return _table(book)
    except TableError:
        raise
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError) as e:
        raise TableError(_UNREADABLE) from e


def _table(book: Any) -> Table:
    if not book.worksheets:
        raise TableError("This workbook has no sheet with a table.")
    first, *others = book.worksheets
    first.reset_dimensions()
    titles = ", ".join(f"“{sheet.title}”" for sheet in others)
    remarks = (f"Only the first sheet, “{first.title}”, was read; not {titles}.",) if others else ()
    return table_of(list(_lines(first)), remarks)


def _lines(sheet: Any) -> Iterator[TableRow]:
    problems: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS + 1:
            raise TableError(TOO_MANY_ROWS)
        if any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            raise TableError(TOO_MANY_COLUMNS)
        yield TableRow(number, tuple(_texts(number, cells[:MOST_COLUMNS], problems)))
    if problems:
        raise TableError(*problems)


def _texts(number: int, cells: tuple[Any, ...], problems: list[str]) -> Iterator[str]:
    for at, cell in enumerate(cells, start=1):
        try:
            yield _text(cell.value, getattr(cell, "data_type", ""))
        except ValueError as error:
            problems.append(f"Cell {letters(at)}{number} {error}")
            yield ""


def _text(value: Any, sort: str) -> str:
    """A cell as it would be typed; ``ValueError`` says what is wrong with it."""
    if sort == "f":
        raise ValueError("is a formula. Formulas are not worked out here: put its value there.")
    if sort == "e":
        raise ValueError(f"is an error of the spreadsheet: {value}.")
    if isinstance(value, datetime | date | time):
        return _day(value)
    if isinstance(value, bool | int | float):
        return _number(value)
    return str(value or "")[: LONGEST_CELL + 1].strip(" \xa0\n").rstrip()


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{Decimal(format(value, _DIGITS)):f}" if isinstance(value, float) else str(value)


def _day(value: datetime | date | time) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError("has a time of day. Dates here are days.")
