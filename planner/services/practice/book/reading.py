"""What was uploaded, whichever kind of file it is."""

from typing import Final

from planner.services.practice.book.csv_tables import read_csv
from planner.services.practice.book.tables import MOST_BYTES, Table, TableError
from planner.services.practice.book.xlsx_tables import read_xlsx

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OTHERS: Final = {
    _OLD_OFFICE: "This is an old Excel file (XLS), or one with a password. Save it as XLSX or CSV.",
    b"%PDF": "This is a PDF. A table is wanted: CSV or XLSX.",
    b"PK\x05\x06": "This archive is empty.",
}


def read_table(content: bytes) -> Table:
    """The table in an uploaded file; ``TableError`` with every reason why there is none."""
    if len(content) > MOST_BYTES:
        raise TableError(too_large(len(content)))
    for mark, reason in _OTHERS.items():
        if content.startswith(mark):
            raise TableError(reason)
    return read_xlsx(content) if content.startswith(_ZIP) else read_csv(content)


def too_large(size: int) -> str:
    """Why a file of ``size`` bytes is not taken."""
    megabyte = 1024 * 1024
    return (
        f"This file has {size / megabyte:,.1f} MB; a table here has at most"
        f" {MOST_BYTES // megabyte} MB."
    )
