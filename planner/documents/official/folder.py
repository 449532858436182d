"""The folder of blanks: a file gets in by passing the checks, and counts while it stays the same.

Beside each blank lies a record of what the checks found. Nothing is ever fetched.
"""

import hashlib
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from django.conf import settings

import planner
from planner.documents.official.inspect import WRONG
from planner.documents.official.survey import Blank, BlankRefusedError, Place
from planner.documents.official.writing import written
from planner.engine.layouts import form_years

type State = Literal["accepted", "changed", "not checked", "missing"]

LARGEST: Final = 5 * 1024 * 1024
"""Bytes of a file; the blanks have a tenth of a million."""

_CHECKS: Final = 1
"""Which checks a record is from; one more whenever they become stricter."""

_PATIENCE: Final = 20
"""Seconds that the checks of one file may take."""

_ROOT: Final = Path(planner.__file__).parents[1]
_UNREADABLE: Final = (
    "The file could not be read within the memory and time that a blank takes; it is not one."
)
_UNWRITABLE: Final = (
    "The boxes of the file are where they should be, but it is damaged: it cannot be filled in."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A blank that was accepted, and where it is."""

    blank: Blank
    path: Path

    def content(self) -> bytes:
        """The blank itself."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a year's blank stands in the folder."""

    year: int
    state: State
    path: Path


def folder() -> Path:
    """Where the blanks are; it need not exist."""
    return Path(settings.OFFICIAL_FORMS_DIR)


def blank_path(year: int) -> Path:
    """The file of a year's blank, called as on the shelves of the IRS."""
    return folder() / f"f8606--{year}.pdf"


def standings() -> tuple[Standing, ...]:
    """Every year that has lines here, and how its blank stands."""
    return tuple(_standing(year) for year in form_years())


def kept(year: int) -> Kept | None:
    """The accepted blank of ``year``, if it is there and as it was."""
    path = blank_path(year)
    try:
        file, record = path.stat(), _record_path(path).stat()
    except OSError:
        return None
    return _kept(path, file.st_mtime_ns, file.st_size, record.st_mtime_ns)


def check(content: bytes) -> Blank:
    """The blank that ``content`` is; raises ``BlankRefusedError`` with what was expected and found.

    It is read in a process of its own, whose memory and time are bounded.
    """
    if len(content) > LARGEST:
        raise BlankRefusedError(
            f"The file is larger than {LARGEST // 1024 // 1024} MB; the blanks of the IRS have"
            " about 0.1 MB."
        )
    try:
        found = subprocess.run(
            [sys.executable, "-m", "planner.documents.official.inspect"],
            input=content,
            capture_output=True,
            check=True,
            cwd=_ROOT,
            timeout=_PATIENCE,
        )
        answer = json.loads(found.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise BlankRefusedError(_UNREADABLE) from None
    if "refused" in answer:
        raise BlankRefusedError(*answer["refused"])
    blank = _blank(answer)
    _try(content, blank)
    return blank


def _try(content: bytes, blank: Blank) -> None:
    """Fill in every box both ways once, so that no request is the first to do it."""
    boxes = {name for place in blank.lines.values() for name in (place.whole, place.part) if name}
    for editable in (False, True):
        try:
            written(content, blank, dict.fromkeys(boxes, "0"), name="Dana", editable=editable)
        except WRONG as error:
            raise BlankRefusedError(_UNWRITABLE) from error


def read(path: Path) -> bytes:
    """The file at ``path``, as far as it is worth looking at."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def accept(content: bytes) -> Kept:
    """Check ``content`` and keep it as its year's blank, in place of an earlier one."""
    blank = check(content)
    path = blank_path(blank.year)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    record = {"checks": _CHECKS, "sha256": digest, "blank": asdict(blank)}
    _put(path, content)
    _put(_record_path(path), json.dumps(record, indent=1).encode())
    return Kept(blank, path)


def _record_path(path: Path) -> Path:
    return path.with_suffix(".json")


def _standing(year: int) -> Standing:
    path = blank_path(year)
    if not path.is_file():
        return Standing(year, "missing", path)
    if kept(year):
        return Standing(year, "accepted", path)
    return Standing(year, "changed" if _record_path(path).is_file() else "not checked", path)


@lru_cache(maxsize=32)
def _kept(path: Path, _changed: int, _size: int, _recorded: int) -> Kept | None:
    """What the record says, if it is of this very file and of these checks."""
    try:
        record = json.loads(_record_path(path).read_bytes())
        if record["checks"] == _CHECKS and record["sha256"] == _digest(path):
            return Kept(_blank(record["blank"]), path)
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return None


def _digest(path: Path) -> str:
    return hashlib.sha256(read(path)).hexdigest()


def _blank(answer: dict[str, Any]) -> Blank:
    lines = {number: Place(**place) for number, place in answer["lines"].items()}
    return Blank(answer["year"], answer["name"], lines)


def _put(path: Path, content: bytes) -> None:
    """Write a file that appears only when it is whole."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
