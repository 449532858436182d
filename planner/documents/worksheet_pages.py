"""Where each line of a worksheet stands on paper: pages, parts, tables and their cells.

Nothing here computes an amount or words a caption; both come from the one line model.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from planner.engine import Worksheet, WorksheetLine
from planner.engine.layouts import Column, FormLayout, Part, PartLayout

type Follower = Literal["", "gate", "note"]

_DEPTH: Final[dict[Column, int]] = {"outer": 0, "inner": 1, "inmost": 2}
_PARTS_IN_SHORT: Final[dict[Part, str]] = {
    "I": "basis, contributions and withdrawals",
    "II": "conversions",
    "III": "Roth withdrawals",
}
_LONG, _LONGEST = 12, 15
"""Characters beyond which an amount is set smaller, to stay inside its box."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as table cells: how many columns its caption takes, and what stands beside it.

    ``size`` is a class: how small an amount has to be, or where line 10 has its lone point.
    ``beside`` holds one entry for each column of amounts further out, outermost last.
    """

    line: WorksheetLine
    left: str
    caption_span: int
    amount: str
    cents: str
    size: str
    unknown: bool
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that stand together, and what comes after them.

    ``columns`` names the columns right of the caption where the rows do not all have the same.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    follower: Follower


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form, or the rest of one that began on the page before."""

    part: PartLayout
    continued: bool
    tables: tuple[Table, ...]

    @property
    def mark(self) -> str:
        """The part in a few words, for an outline."""
        return f"Part {self.part.number}: {_PARTS_IN_SHORT[self.part.number]}"


def pages(sheet: Worksheet, layout: FormLayout) -> list[list[Section]]:
    """The sections of page 1 and of page 2."""
    return [_sections(sheet, layout, number) for number in (1, 2)]


def missing_keys(sheet: Worksheet) -> frozenset[str]:
    """The values that the findings say are needed and not known."""
    blocking = (finding for finding in sheet.findings if finding.severity == "blocks")
    return frozenset(finding.key for finding in blocking)


def plain_rows(lines: Iterable[WorksheetLine], layout: FormLayout) -> tuple[Row, ...]:
    """Lines with nothing beside their amounts, on the columns of ``layout``."""
    columns = _columns(layout)
    return tuple(_row(line, 0, len(columns), unknown=False) for line in lines)


def _columns(layout: FormLayout) -> tuple[str, ...]:
    return ("number", "amount", "cents") if layout.cents_column else ("number", "amount")


def _sections(sheet: Worksheet, layout: FormLayout, page: int) -> list[Section]:
    parts = {part.number: part for part in layout.parts}
    first_page = {line.part: line.page for line in reversed(layout.lines)}
    lines = [line for line in sheet.lines if line.layout.page == page]
    return [
        Section(parts[number], first_page[number] < page, _tables(list(group), sheet, layout))
        for number, group in groupby(lines, key=lambda line: line.part)
    ]


def _tables(lines: list[WorksheetLine], sheet: Worksheet, layout: FormLayout) -> tuple[Table, ...]:
    """The lines of a part, parted where the question and the note stand between them."""
    followers: dict[str, Follower] = {layout.gate.after: "gate", layout.note_after: "note"}
    ends = [at for at, line in enumerate(lines, start=1) if line.number in followers]
    starts = [0, *(end for end in ends if end < len(lines))]
    return tuple(
        _table(lines[start:end], followers.get(lines[end - 1].number, ""), sheet, layout)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    )


def _table(
    lines: list[WorksheetLine], follower: Follower, sheet: Worksheet, layout: FormLayout
) -> Table:
    depth = max(_DEPTH[line.layout.column] for line in lines)
    columns = _columns(layout)
    missing = missing_keys(sheet)
    rows = tuple(
        _row(line, depth, len(columns), unknown=line.state == "unknown" or line.key in missing)
        for line in lines
    )
    return Table(rows, columns * (depth + 1) if depth else (), follower)


def _row(line: WorksheetLine, deepest: int, columns: int, *, unknown: bool) -> Row:
    depth = _DEPTH[line.layout.column]
    amount, cents = line.text, ""
    if columns > 2 and line.layout.kind == "money":  # noqa: PLR2004
        amount, _, cents = amount.partition(".")
    return Row(
        line=line,
        left=re.sub(r"\d+(?=[b-z])", "", line.number),
        caption_span=1 + (deepest - depth) * columns,
        amount=amount,
        cents=cents,
        size=_size(amount) if amount or unknown or line.layout.kind == "money" else "point",
        unknown=unknown,
        beside=("inner", "outer")[2 - depth :],
    )


def _size(amount: str) -> str:
    if len(amount) > _LONGEST:
        return "longest"
    return "long" if len(amount) > _LONG else ""
