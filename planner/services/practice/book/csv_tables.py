"""Comma-separated values, as spreadsheets and custodians write them."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from planner.services.practice.book.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    Table,
    TableError,
    TableRow,
    table_of,
)

_MARKED: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WINDOWS: Final = "This file is not UTF-8 and was read as Windows-1252. Look at names with accents."
_NO_TEXT: Final = (
    "This file is no text that can be read: it is not UTF-8, UTF-16 with its mark, or Windows-1252."
    " Save it as “CSV UTF-8” or as XLSX."
)
_QUOTES: Final = "a quotation mark is not closed, or is too many."
_ENDLESS: Final = (
    f"a cell has far more than {LONGEST_CELL:,} characters, or a quotation mark is not closed."
)
_DELIMITERS: Final = (",", ";", "\t")


def read_csv(content: bytes) -> Table:
    """The table in ``content``; ``TableError`` says why there is none."""
    text, remarks = _decoded(content)
    return table_of(list(_lines(text)), remarks)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    marked = next((name for mark, name in _MARKED.items() if content.startswith(mark)), "utf-8")
    remarks: tuple[str, ...] = ()
    try:
        text = content.decode(marked)
    except UnicodeDecodeError:
        if marked != "utf-8":
            raise TableError(_NO_TEXT) from None
        text, remarks = _windows(content), (_WINDOWS,)
    if "\0" in text:
        raise TableError(_NO_TEXT)
    return text, remarks


def _windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise TableError(_NO_TEXT) from error


def _lines(text: str) -> Iterator[TableRow]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise TableError(TOO_MANY_ROWS)
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise TableError(TOO_MANY_COLUMNS)
            yield TableRow(number, tuple(_cell(cell) for cell in cells[:MOST_COLUMNS]))
    except csv.Error as error:
        why = _ENDLESS if "limit" in str(error) else _QUOTES
        raise TableError(f"Row {number + 1} cannot be read: {why}") from error


def _cell(cell: str) -> str:
    """Without blanks around it; a tab or line end before it would start a formula and is kept."""
    return cell[: LONGEST_CELL + 1].strip(" \xa0\n").rstrip()


def _delimiter(text: str) -> str:
    """What stands most often in the header, outside of quotation marks."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
