"""The cells of the year's sheet as the template writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django import template

from planner.models.entries import SOURCE_NAMES
from planner.services.sheet.grid import Cell, Row
from planner.services.sheet.return_cells import ReturnCell

register = template.Library()


class Screen(Protocol):
    """What a cell has to know of the page: what was typed in vain, why, and who looks."""

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed and not kept, by key."""

    @property
    def problems(self) -> Mapping[str, str]:
        """Why not."""

    def is_fixed(self, state: str) -> bool:
        """Whether a cell in this state cannot be typed in."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is written of one cell.

    ``shape`` is ``off``, ``source`` (a choice), ``several`` (a link) or ``typed``; ``state`` is the
    cell's. ``dot`` is the class of the mark beside a year-end value.
    """

    key: str
    shape: str
    state: str
    text: str
    label: str = ""
    notes: str = ""
    seen: str = ""
    problem: str = ""
    fixed: bool = False
    dot: str = ""


@register.simple_tag
def sheet_cell(row: Row, column: str, head: str, screen: Screen) -> Part:
    """One cell of an account; the source stands beside its value."""
    cell = row.cells["value" if column == "source" else column]
    if cell.state == "off":
        return Part(cell.key, "off", "off", "")
    label = f"{head}, {row.label}"
    return _source(cell, label, screen) if column == "source" else _cell(cell, label, screen)


def _source(cell: Cell, label: str, screen: Screen) -> Part:
    if not cell.value:
        return Part(cell.key, "off", "off", "")
    key = cell.key.replace(".value", ".source")
    return Part(
        key=key,
        shape="source",
        state=cell.state,
        text=screen.typed.get(key, cell.source),
        label=label,
        seen=cell.seen,
        problem=screen.problems.get(key, ""),
        fixed=screen.is_fixed(cell.state),
    )


def _cell(cell: Cell, label: str, screen: Screen) -> Part:
    kept = cell.text
    return Part(
        key=cell.key,
        shape="several" if cell.state == "several" else "typed",
        state=cell.state,
        text=screen.typed.get(cell.key, kept),
        label=label,
        notes=", ".join(cell.all_notes) if cell.events else "",
        seen=cell.seen,
        problem=screen.problems.get(cell.key, ""),
        fixed=screen.is_fixed(cell.state),
        dot=_dot(cell),
    )


def _dot(cell: Cell) -> str:
    if cell.column != "value":
        return ""
    if not cell.value:
        return "dot dot-none"
    return "dot" if cell.source == "estimate" else "dot dot-sure"


@register.simple_tag
def figure_part(cell: ReturnCell, screen: Screen) -> Part:
    """One figure of a return."""
    return Part(
        key=cell.key,
        shape="source" if cell.field.options else "typed",
        state=cell.state,
        text=screen.typed.get(cell.key, cell.text),
        seen=cell.seen,
        problem=screen.problems.get(cell.key, ""),
        fixed=screen.is_fixed(cell.state),
    )


@register.simple_tag
def source_names() -> dict[str, str]:
    """Where a year-end value can come from, by its key."""
    return SOURCE_NAMES
