"""A ZIP from elsewhere, read member by member, none of them without end, and none to the disk.

So no name in it leads anywhere, and no bomb goes off.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from planner.engine.household_reading import RefusedError

MOST_BYTES: Final = 100 * 2**20
"""Of a ZIP that is uploaded."""

LONGEST_CHUNK: Final = 2**20
"""Bytes in memory while a file is copied."""

_READ: Final = (ZIP_STORED, ZIP_DEFLATED)
"""The others can ask for more memory than their members have bytes."""

_MOST_MEMBERS: Final = 60_000
_LONGEST_ENTRY: Final = 150
"""Bytes of a member's entry in the list at the end of a ZIP, as long as our names can make it."""

_LONGEST_LINE: Final = 16 * 1024
_DIRECTORY_END: Final = b"PK\x05\x06"

_TOO_MANY: Final = f"More than {_MOST_MEMBERS:,} files are in this ZIP."

type Row = dict[str, Any]


@contextmanager
def opened(source: BinaryIO) -> Iterator[ZipFile]:
    """The ZIP; ``RefusedError`` where it is none, now or while it is read."""
    try:
        _refuse_many(source)
        with ZipFile(source) as file:
            if any(one.compress_type not in _READ for one in file.infolist()):
                raise RefusedError(["This ZIP is packed in a way that is not read here."])
            names = Counter(one.filename for one in file.infolist())
            if len(names) > _MOST_MEMBERS:
                raise RefusedError([_TOO_MANY])
            if twice := [name for name, count in names.items() if count > 1]:
                raise RefusedError([f"{twice[0]} is in the ZIP twice."])
            yield file
    except (BadZipFile, NotImplementedError, EOFError, zlib.error, OSError) as error:
        raise RefusedError(["This is not a ZIP file, or it is damaged."]) from error


def _refuse_many(source: BinaryIO) -> None:
    """Look at the end of the list of members before ``ZipFile`` reads all of it into memory."""
    size = source.seek(0, 2)
    if size > MOST_BYTES:
        raise RefusedError([f"This file is larger than {MOST_BYTES // 2**20} MB."])
    source.seek(max(size - 2**16 - 22, 0))
    tail = source.read()
    at = tail.rfind(_DIRECTORY_END)
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed > _MOST_MEMBERS * _LONGEST_ENTRY:
        raise RefusedError([_TOO_MANY])
    source.seek(0)


def text_of(file: ZipFile, name: str, most: int) -> str:
    """What a member says; refused where it is no text too."""
    try:
        return bytes_of(file, name, most).decode()
    except UnicodeDecodeError as error:
        raise RefusedError([f"{name} is not UTF-8."]) from error


def bytes_of(file: ZipFile, name: str, most: int) -> bytes:
    """What a member holds; refused where it is missing, locked or too large."""
    try:
        with file.open(name) as member:
            content = member.read(most + 1)
    except (KeyError, RuntimeError) as error:
        raise RefusedError([f"{name or 'A file'} is not in the ZIP, or is locked."]) from error
    if len(content) > most:
        raise RefusedError([f"{name} is larger than {most // 2**20} MB."])
    return content


def rows_of(file: ZipFile, name: str) -> Iterator[Row]:
    """The objects of a list, one on each line, with or without what makes a list of them."""
    with file.open(name) as member:
        number = 0
        while line := member.readline(_LONGEST_LINE + 1):
            number += 1
            text = line.strip().removesuffix(b",")
            if text in {b"", b"[", b"]", b"[]"}:
                continue
            try:
                row = json.loads(text) if len(line) <= _LONGEST_LINE else None
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise RefusedError([f"{name}: line {number} cannot be read."])
            yield row
