"""The form of a year as data: what is printed where, in our own words.

``data/forms/f8606.toml`` holds the lines all years share; ``f8606_<year>.toml`` what that year
says differently. A new form year is one new file.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, Literal

type Part = Literal["I", "II", "III"]
type Column = Literal["outer", "inner", "inmost"]

_FORMS = resources.files("planner.engine") / "data" / "forms"
_YEAR_FILE = re.compile(r"f8606_(\d{4})\.toml")


class LayoutError(ValueError):
    """A layout file is incomplete or contradicts itself; the message names file and key."""


class _Table(dict[str, Any]):
    """A table of a layout file, which names file and key when something is missing."""

    def __init__(self, name: str, values: dict[str, Any]) -> None:
        super().__init__({key: _named(f"{name} {key}", value) for key, value in values.items()})
        self.name = name

    def __missing__(self, key: str) -> Any:
        raise LayoutError(f"{self.name} {key} is missing")


def _named(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_named(f"{name} {at}", item) for at, item in enumerate(value, start=1)]
    return _Table(name, value) if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True, eq=False)
class LineLayout:
    """One printed line: where it stands and what it says. ``page`` is 1 or 2.

    ``says`` are a few words of the official blank beside this number, by which a blank is known.
    """

    number: str
    key: str
    part: Part
    kind: Literal["money", "ratio"]
    lead: str
    caption: str
    says: str
    short: str
    why: str
    citation: str
    column: Column
    page: int


_LINE_KEYS = [field.name for field in fields(LineLayout) if field.name not in {"column", "page"}]


@dataclass(frozen=True, slots=True, eq=False)
class PartLayout:
    """The heading of a part: its number, title, and who has to fill it in."""

    number: Part
    title: str
    intro: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """The boxed question after a line, and what follows from each answer."""

    after: str
    question: str
    no: str
    yes: str


@dataclass(frozen=True, slots=True, eq=False)
class FormLayout:
    """Form 8606 of one year.

    ``checked`` is the ISO date on which the file was last held against its ``sources``;
    ``certainty`` says in sentences what could not be verified at the source. ``arrowheads`` and
    ``shaded_numbers`` are looks of the year: pointers before instructions, and grey above the
    number where a line is more than one row high.
    """

    year: int
    checked: str
    sources: tuple[str, ...]
    certainty: tuple[str, ...]
    attach: str
    note_above: str
    due_date: str
    short_return_line: str
    cents_column: bool
    arrowheads: bool
    shaded_numbers: bool
    gate: Gate
    note_after: str
    note: str
    parts: tuple[PartLayout, ...]
    lines: tuple[LineLayout, ...]
    numbers: dict[str, str]

    @property
    def next_year(self) -> int:
        """The year in which this form is filed."""
        return self.year + 1


@cache
def form_years() -> tuple[int, ...]:
    """The tax years that have a layout file, ascending."""
    found = (_YEAR_FILE.fullmatch(entry.name) for entry in _FORMS.iterdir())
    return tuple(sorted(int(match[1]) for match in found if match))


@cache
def form_layout(year: int) -> FormLayout:
    """The layout of Form 8606 for tax year ``year``.

    Raises ``LookupError`` for a year without a layout and ``LayoutError`` for a broken one.

    Not verified at the source: ``instructions-2024-and-2025``, ``form-2026-draft``.
    """
    if year not in form_years():
        raise LookupError(f"There is no Form 8606 layout for {year}.")
    return _build(_read("f8606.toml"), _read(f"f8606_{year}.toml"), year)


def _read(name: str) -> _Table:
    text = (_FORMS / name).read_text(encoding="utf-8")
    try:
        return _Table(f"{name}:", tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise LayoutError(f"{name}: is not TOML: {fault}") from fault


def _build(shared: _Table, own: _Table, year: int) -> FormLayout:
    if own["year"] != year:
        raise LayoutError(f"{own.name} year says {own['year']}")
    page = own["page"]
    words = _words(own["words"], year)
    lines = _lines(shared["lines"], own, words)
    return FormLayout(
        year=year,
        checked=own["checked"],
        sources=tuple(own["sources"]),
        certainty=tuple(own["certainty"]),
        attach=page["attach"],
        note_above=page["note_above"],
        due_date=words["due_date"],
        short_return_line=words["short_return_line"],
        cents_column=page["cents_column"],
        arrowheads=page["arrowheads"],
        shaded_numbers=page["shaded_numbers"],
        gate=Gate(**_filled(shared["gate"], words)),
        note_after=shared["note"]["after"],
        note=shared["note"]["text"],
        parts=tuple(_part(number, part, words) for number, part in shared["parts"].items()),
        lines=lines,
        numbers={line.key: line.number for line in lines},
    )


def _words(words: _Table, year: int) -> _Table:
    """The year's wording, with the year itself."""
    return _Table(words.name, {**words, "year": str(year)})


def _filled(texts: dict[str, str], words: _Table) -> dict[str, str]:
    return {name: text.format_map(words) for name, text in texts.items()}


def _part(number: Any, part: _Table, words: _Table) -> PartLayout:
    conditions = tuple(text.format_map(words) for text in part["conditions"])
    title, intro = part["title"].format_map(words), part["intro"].format_map(words)
    return PartLayout(number, title, intro, conditions)


def _lines(shared: list[_Table], own: _Table, words: _Table) -> tuple[LineLayout, ...]:
    numbers = [line["number"] for line in shared]
    changes: dict[str, _Table] = own.get("lines", {})
    page = own["page"]
    for number in [*changes, *page["inner"], *page["inmost"], page["second_page_starts_at"]]:
        if number not in numbers:
            raise LayoutError(f"{own.name} there is no line {number}")
    second_page = numbers.index(page["second_page_starts_at"])
    unchanged = _Table("", {})
    return tuple(
        _line(_changed(line, changes.get(number, unchanged)), words, page, 1 + (at >= second_page))
        for at, (number, line) in enumerate(zip(numbers, shared, strict=True))
    )


def _changed(line: _Table, change: _Table) -> _Table:
    """The line as all years have it, with what one year says differently."""
    for table in (line, change):
        for key in table:
            if key not in _LINE_KEYS:
                raise LayoutError(f"{table.name} {key} is not a key of a line")
    return _Table(line.name, {"kind": "money", "lead": "", **line, **change})


def _line(line: _Table, words: _Table, page: _Table, page_number: int) -> LineLayout:
    texts = _filled({key: line[key] for key in _LINE_KEYS}, words)
    number = texts["number"]
    column: Column = "outer"
    if number in page["inner"]:
        column = "inner"
    elif number in page["inmost"]:
        column = "inmost"
    return LineLayout(**texts, column=column, page=page_number)  # type: ignore[arg-type]
