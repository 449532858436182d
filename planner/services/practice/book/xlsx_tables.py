"""The first sheet of a workbook as a table of text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.utils.exceptions import InvalidFileException

from planner.services.practice.book.tables import (
    LONGEST_CELL,
    MOST_BYTES,
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
from planner.services.practice.book.xlsx_guard import sound_parts

_UNREADABLE: Final = "This workbook cannot be read. Save it again as XLSX, or as CSV."
_TOO_MUCH_TEXT: Final = (
    f"This sheet has more than {MOST_BYTES:,} characters. Split it into several files."
)
_UNREAD: Final = (
    *(InvalidFileException, TokenizerError, SyntaxError, OSError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)
"""What openpyxl raises for a workbook that is none; broken XML is a ``SyntaxError``."""
_LONGEST_TITLE: Final = 31
"""Characters that a spreadsheet allows for the name of a sheet."""

_DIGITS: Final = ".15g"
"""As many digits as a spreadsheet shows: beyond them its binary numbers are noise."""


def read_xlsx(content: bytes) -> Table:
    """The table on the first sheet; ``TableError`` says why there is none."""
    sound = BytesIO(sound_parts(content))
    try:
        book = load_workbook(sound, read_only=True, data_only=False, keep_links=False)
        return _table(book)
    except TableError:
        raise
    except _UNREAD as error:
        raise TableError(_UNREADABLE) from error


def _table(book: Any) -> Table:
    first = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if first is None:
        raise TableError("This workbook has no sheet with a table.")
    first.reset_dimensions()
    titles = ", ".join(_title(sheet) for sheet in book.worksheets if sheet is not first)
    remarks = (f"Only the first sheet, {_title(first)}, was read; not {titles}.",) if titles else ()
    return table_of(list(_lines(first)), remarks)


def _title(sheet: Any) -> str:
    return f"“{sheet.title[:_LONGEST_TITLE]}”"


def _lines(sheet: Any) -> Iterator[TableRow]:
    problems: list[str] = []
    characters = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS + 1:
            raise TableError(TOO_MANY_ROWS)
        if any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            raise TableError(TOO_MANY_COLUMNS)
        texts = tuple(_texts(number, cells[:MOST_COLUMNS], problems))
        characters += sum(map(len, texts))
        if characters > MOST_BYTES:
            raise TableError(_TOO_MUCH_TEXT)
        yield TableRow(number, texts)
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
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value)
    if isinstance(value, bool | int | float):
        return _number(value)
    return str(value or "")[: LONGEST_CELL + 1].strip(" \xa0\n").rstrip()


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{Decimal(format(value, _DIGITS)):f}" if isinstance(value, float) else str(value)


def _day(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError("has a time of day. Dates here are days.")
