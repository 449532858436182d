"""The template of an import: a header to fill in below, an example, what each column means."""

import csv
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from planner.documents.csv_text import csv_text, safe_words
from planner.services.practice.book.columns import COLUMNS, RECORDS, Column

_EXAMPLE: Final = Path(__file__).with_name("book_example.csv")
_WIDTH, _WIDE = 16, 90
_MEANS: Final = ("Column", "In rows of", "What it says")


def template_csv() -> str:
    """The header alone, in UTF-8 with the mark by which spreadsheets know it."""
    return "\ufeff" + ",".join(csv_text(column.name) for column in COLUMNS) + "\r\n"


@cache
def example_rows() -> tuple[tuple[str, ...], ...]:
    """The header and the rows of the example."""
    with _EXAMPLE.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))


def template_xlsx() -> bytes:
    """A workbook whose first sheet is to be filled in; the other two explain it."""
    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True})
        texts = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Import")
        sheet.set_column(0, len(COLUMNS) - 1, _WIDTH, texts)
        _write(sheet, [[column.name for column in COLUMNS]], bold)
        _write(book.add_worksheet("Example"), example_rows(), bold)
        _write(book.add_worksheet("Columns"), [_MEANS, *map(_meaning, COLUMNS)], bold)
    return made.getvalue()


def _write(sheet: Any, rows: Any, bold: Any) -> None:
    """Words only: what stands in a cell is never worked out."""
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            sheet.write_string(number, at, safe_words(cell), bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit(_WIDE * 8)


def _meaning(column: Column) -> tuple[str, str, str]:
    records = ", ".join(record for record in RECORDS if record in column.keys)
    return column.name, records or "every record", column.says
