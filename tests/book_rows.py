"""Households as the rows of a table, and tables as files: what an import should read again."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import xlsxwriter

from planner.documents.csv_text import csv_text, safe_words
from planner.services.practice.book.columns import COLUMNS

Rows = list[list[str]]

HEADER = [column.name for column in COLUMNS]
_LISTS = {
    "account": "accounts",
    "value": "year_end_values",
    "event": "events",
    "return": "years",
}


def rows_of(household: dict[str, Any], client: str) -> Rows:
    """Everything of a household file that a table can say, without the header."""
    return list(_rows(household, client))


def _rows(household: dict[str, Any], client: str) -> Iterator[list[str]]:
    yield _row("client", household, client=client)
    for person in household["people"]:
        yield _row("person", person, client=client)
        for record, name in _LISTS.items():
            for item in person.get(name, []):
                yield _row(record, item, client=client, person=person["key"])
    for year in household.get("years", []):
        yield _row("income", year, client=client)


def _row(record: Any, item: dict[str, Any], **more: str) -> list[str]:
    cells = []
    for column in COLUMNS:
        key = column.keys.get(record, ("", None))[0]
        value = record if column.code == "record" else more.get(key, _at(item, key))
        cells.append({None: "", True: "yes", False: "no"}.get(value, str(value)))
    return cells


def _at(item: Any, key: str) -> Any:
    for part in key.split("."):
        item = (item or {}).get(part)
    return item


def csv_of(rows: Rows, header: list[str] = HEADER) -> bytes:
    """The file as UTF-8."""
    lines = [",".join(safe(cell) for cell in row) for row in (header, *rows)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def safe(cell: str) -> str:
    """A quoted cell; amounts below zero are numbers and stay what they are."""
    return cell if _is_number(cell) else csv_text(cell)


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def xlsx_of(rows: list[list[Any]], header: list[str] = HEADER) -> bytes:
    """The workbook; what is no text stays a number or a date."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Clients")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([header, *rows]):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, at, cell if _is_number(cell) else safe_words(cell))
                elif hasattr(cell, "year"):
                    sheet.write_datetime(number, at, cell, day)
                else:
                    sheet.write(number, at, cell)
    return made.getvalue()
