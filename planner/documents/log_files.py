"""The log of a practice as files: row after row, however many there are."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from planner.documents.csv_text import csv_text
from planner.models import LogEntry

_COLUMNS: Final = (
    *("at", "by", "role", "as_staff", "verb", "what", "client", "household", "user"),
    *("address", "browser", "change", "elsewhere"),
)


def log_csv(entries: Iterable[LogEntry]) -> Iterator[str]:
    """Comma-separated values (RFC 4180) with a row of headers; no cell begins a formula."""
    yield ",".join(_COLUMNS) + "\r\n"
    for entry in entries:
        yield ",".join(_cell(value) for value in _row(entry).values()) + "\r\n"


def log_json(entries: Iterable[LogEntry]) -> Iterator[str]:
    """A list with an object for each entry; what is not known is ``null``."""
    before = "[\n"
    for entry in entries:
        yield before + json.dumps(_row(entry), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _row(entry: LogEntry) -> dict[str, Any]:
    """Times are UTC, as ISO 8601."""
    values = (
        *(entry.at.isoformat(timespec="seconds"), entry.by, entry.role or None, entry.is_staff),
        *(entry.verb, entry.what, entry.name or None, entry.household, entry.user),
        *(entry.address, entry.browser or None, entry.change, entry.elsewhere),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else csv_text(str(value))
