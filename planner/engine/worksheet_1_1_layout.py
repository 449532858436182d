"""What stands on Worksheet 1-1 of Publication 590-B: the lines, in our own words, as data."""

from functools import cache
from importlib.resources import files
from typing import Any

from planner.engine.layouts import LineLayout
from planner.engine.toml_reader import Section, parse

_FILE = "worksheet_1_1.toml"
_TEXTS = ("number", "key", "kind", "short", "caption", "why", "citation")


@cache
def worksheet_1_1_layout(year: int) -> tuple[LineLayout, ...]:
    """The lines of the worksheet for tax year ``year``, top to bottom.

    Raises ``DataFileError`` naming the key when the file is not sound.
    """
    folder = files("planner.engine").joinpath("data", "forms")
    return read_lines(folder.joinpath(_FILE).read_text("utf-8"), year=year)


def read_lines(text: str, *, year: int) -> tuple[LineLayout, ...]:
    """The lines in the TOML document ``text``, with ``year`` and its neighbours filled in."""
    top = parse(text, file=_FILE)
    top.only("lines")
    found = top.get("lines", list)
    return tuple(
        _line(Section(_FILE, f"lines {at}", line), year) for at, line in enumerate(found, start=1)
    )


def _line(section: Section, year: int) -> LineLayout:
    section.only(*_TEXTS)
    words = {"year": year, "last_year": year - 1, "next_year": year + 1}
    texts: dict[str, Any] = {key: section.get(key, str).format_map(words) for key in _TEXTS}
    return LineLayout(**texts, part="I", lead="", says="", column="outer", page=1)
