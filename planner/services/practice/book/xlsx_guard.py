"""What is in a workbook, counted before anything of it is kept.

A file of a few kilobytes can unpack to gigabytes, and a row can have a million cells. So the sizes
are bounded first (the archive's own figures bind: no more than that is ever unpacked), then the
parts are run through once without being kept.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from planner.services.practice.book.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_ROWS,
    TableError,
)

_MEGABYTE: Final = 1024 * 1024
_MOST_MEMBERS: Final = 200
_LARGEST: Final = 2 * _MEGABYTE
_LARGEST_SHEET: Final = 24 * _MEGABYTE
_LARGEST_TEXTS: Final = 12 * _MEGABYTE
_MOST_CELLS: Final = (MOST_ROWS + 1) * MOST_COLUMNS // 2
_MOST_ELEMENTS: Final = 400_000
_AT_ONCE: Final = 64 * 1024

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", "/")
"""What no table is in: nothing else of a workbook is anything but XML."""

_TOO_LARGE: Final = "This workbook unpacks to more than a table of this size can need."
_NO_WORKBOOK: Final = "This is no workbook (XLSX) that can be read."
_TOO_MANY_CELLS: Final = "A sheet of this workbook has more cells than a table here can need."


def refuse_hostile(content: bytes) -> None:
    """``TableError`` where the workbook is too large inside, or holds what no table does."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_large(archive.infolist())
            for member in archive.infolist():
                if not member.filename.lower().endswith(_PICTURES):
                    _run_through(archive, member)
    except (BadZipFile, ExpatError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise TableError(_NO_WORKBOOK) from error
    except ValueError as error:
        if isinstance(error, TableError):
            raise
        raise TableError(_NO_WORKBOOK) from error


def _refuse_large(members: list[ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise TableError(_TOO_LARGE)
    names = Counter(member.filename for member in members)
    if len(names) < len(members):
        raise TableError(_NO_WORKBOOK)
    if any("vbaproject" in name.lower() for name in names):
        raise TableError("This workbook has macros. Save it as XLSX without them.")
    fits = all(member.file_size <= _largest(member.filename) for member in members)
    if not fits or sum(member.file_size for member in members) > 2 * _LARGEST_SHEET:
        raise TableError(_TOO_LARGE)


def _largest(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return _LARGEST_SHEET
    return _LARGEST_TEXTS if name == "xl/sharedStrings.xml" else _LARGEST


def _run_through(archive: ZipFile, member: ZipInfo) -> None:
    is_sheet = member.filename.startswith("xl/worksheets/sheet")
    counting = _Sheet() if is_sheet else _Part()
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = counting.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(member) as part:
        for chunk in _chunks(part.read):
            parser.Parse(chunk, False)  # noqa: FBT003
        parser.Parse(b"", True)  # noqa: FBT003


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_AT_ONCE):
        yield chunk


def _refuse_doctype(*_declared: object) -> None:
    raise TableError(_NO_WORKBOOK)


class _Part:
    """Counts the elements of a part."""

    def __init__(self) -> None:
        self.elements = 0

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        """One more."""
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise TableError(_TOO_LARGE)


class _Sheet(_Part):
    """Counts the rows and cells of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.cells = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """One more row or cell; anything else is counted with the cells."""
        self.elements += 1
        tag = name.rsplit(" ", 1)[-1]
        self.rows += tag == "row"
        self.cells += tag == "c"
        if self.rows > MOST_ROWS + 1:
            raise TableError(TOO_MANY_ROWS)
        if max(self.cells, self.elements // 4) > _MOST_CELLS:
            raise TableError(_TOO_MANY_CELLS)
