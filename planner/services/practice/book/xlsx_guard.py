"""What is in a workbook, counted before anything of it is kept.

A file of a few kilobytes can unpack to gigabytes, and a row can have a million cells. So the sizes
are bounded first (the archive's own figures bind: no more than that is ever unpacked), then the
parts are run through once. Only parts that were run through are handed on: a workbook names its
parts as it likes, so that a sheet may call itself a picture.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from string import digits
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DamagedError  # noqa: N812

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
_MOST_SHEETS: Final = 50
_LONGEST_FORMULA: Final = 8_192
_MOST_TRANSLATED: Final = 5_000_000
"""Characters of a formula, times the cells that share it: each is translated before it is refused.
"""
_AT_ONCE: Final = 64 * 1024

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", "/")
"""What no table is in: nothing else of a workbook is anything but XML."""

_TOO_LARGE: Final = "This workbook unpacks to more than a table of this size can need."
_NO_WORKBOOK: Final = "This is no workbook (XLSX) that can be read."
_TOO_MANY_CELLS: Final = "A sheet of this workbook has more cells than a table here can need."
_TOO_MANY_SHEETS: Final = (
    f"This workbook has more than {_MOST_SHEETS} sheets. Save the one with the table by itself."
)

_OF_CELLS: Final = ("v", "f", "is", "t")
_OF_TEXTS: Final = (
    *("si", "r", "rPr", "b", "i", "u", "strike", "sz", "color", "rFont", "family", "scheme"),
    *("charset", "vertAlign", "rPh", "phoneticPr"),
)
_KINDS: Final = (
    {name: name for name in ("row", "c", "sheet")}
    | dict.fromkeys(_OF_CELLS, "of cells")
    | dict.fromkeys(_OF_TEXTS, "of texts")
)
_OTHERS: Final = "others"
_MOST: Final = {
    "row": (MOST_ROWS + 1, TOO_MANY_ROWS),
    "c": (_MOST_CELLS, _TOO_MANY_CELLS),
    "sheet": (_MOST_SHEETS, _TOO_MANY_SHEETS),
    "of cells": (3 * _MOST_CELLS, _TOO_MANY_CELLS),
    "of texts": (400_000, _TOO_LARGE),
    _OTHERS: (100_000, _TOO_LARGE),
}
"""How many elements of a kind one part may have: styles cost most to read, cells least."""


def sound_parts(content: bytes) -> bytes:
    """The workbook again, with the parts that a table may be in and nothing else.

    ``TableError`` where it is too large inside, or holds what no table does.
    """
    sound = BytesIO()
    try:
        with ZipFile(BytesIO(content)) as archive, ZipFile(sound, "w") as kept:
            _refuse_large(archive.infolist())
            for member in archive.infolist():
                if not member.filename.lower().endswith(_PICTURES):
                    _run_through(archive, member, kept)
    except TableError:
        raise
    except _DAMAGED as error:
        raise TableError(_NO_WORKBOOK) from error
    return sound.getvalue()


_DAMAGED: Final = (
    *(BadZipFile, ExpatError, DamagedError, NotImplementedError, RuntimeError, EOFError, OSError),
    *(LookupError, ValueError),
)
"""What the archive or its XML may raise; a coding that nobody knows is a ``LookupError``."""


def _refuse_large(members: list[ZipInfo]) -> None:
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise TableError(_NO_WORKBOOK)
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


def _run_through(archive: ZipFile, member: ZipInfo, kept: ZipFile) -> None:
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _Counting(parser).start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(member) as part, kept.open(member.filename, "w") as copy:
        for chunk in _chunks(part.read):
            parser.Parse(chunk, False)  # noqa: FBT003
            copy.write(chunk)
        parser.Parse(b"", True)  # noqa: FBT003


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_AT_ONCE):
        yield chunk


def _refuse_doctype(*_declared: object) -> None:
    raise TableError(_NO_WORKBOOK)


class _Counting:
    """Counts the elements of a part by what they are, and holds rows and cells to their order.

    What is out of order would be left out by whoever reads it.
    """

    def __init__(self, parser: XMLParserType) -> None:
        self.parser = parser
        self.found: Counter[str] = Counter()
        self.row = self.cell = _NOWHERE
        self.shared = self.formula = self.longest = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One more."""
        tag = name.rsplit(" ", 1)[-1]
        self.parser.CharacterDataHandler = None
        if tag == "f" and attributes.get("t") == "shared":
            self.shared, self.formula = self.shared + 1, 0
            self.parser.CharacterDataHandler = self._in_formula
            self._refuse_long()
        kind = _KINDS.get(tag, _OTHERS)
        self.found[kind] += 1
        most, why = _MOST[kind]
        if self.found[kind] > most:
            raise TableError(why)
        place = attributes.get("r", "")
        if kind == "row" and place:
            self.row, self.cell = _after(self.row, place), _NOWHERE
        elif kind == "c" and place and self.row != _NOWHERE:
            self.cell = _after(self.cell, place.rstrip(digits))

    def _in_formula(self, text: str) -> None:
        """More of a formula that other cells share."""
        self.formula += len(text)
        self.longest = max(self.longest, self.formula)
        self._refuse_long()

    def _refuse_long(self) -> None:
        if self.longest > _LONGEST_FORMULA or self.longest * self.shared > _MOST_TRANSLATED:
            raise TableError(_TOO_LARGE)


type _Place = tuple[int, str]

_NOWHERE: Final[_Place] = (0, "")


def _after(before: _Place, place: str) -> _Place:
    """The place of a row or column, which stands after the one ``before``."""
    found = len(place), place
    if found <= before:
        raise TableError(_NO_WORKBOOK)
    return found
