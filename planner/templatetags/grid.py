"""The cells of the year's sheet as the template writes them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import template

from planner.models.entries import SOURCE_NAMES
from planner.services.grid import Cell, Row
from planner.services.return_cells import ReturnCell

if TYPE_CHECKING:
    from planner.views.year_screen import Screen

register = template.Library()


@dataclass(frozen=True, slots=True)
class Part:
    """What is written of one cell: its state, its text or what was typed, and what is wrong."""

    key: str
    state: str
    text: str
    problem: str
    fixed: bool
    options: dict[str, str] = field(default_factory=dict)


@register.simple_tag
def cell_of(row: Row, column: str) -> Cell:
    """The cell that the column shows; the source stands beside its value."""
    return row.cells["value" if column == "source" else column]


@register.simple_tag
def cell_parts(cell: Cell, column: str, screen: "Screen") -> Part:
    """One cell of an account."""
    is_source = column == "source"
    key = cell.key.replace(".value", ".source") if is_source else cell.key
    state = "off" if is_source and not cell.value else cell.state
    kept = cell.source if is_source else cell.text
    return Part(
        key=key,
        state=state,
        text=screen.typed.get(key, kept),
        problem=screen.problems.get(key, ""),
        fixed=state == "locked" or screen.is_read_only,
        options=SOURCE_NAMES if is_source else {},
    )


@register.simple_tag
def figure_parts(cell: ReturnCell, screen: "Screen") -> Part:
    """One figure of a return."""
    return Part(
        key=cell.key,
        state=cell.state,
        text=screen.typed.get(cell.key, cell.text),
        problem=screen.problems.get(cell.key, ""),
        fixed=cell.state == "locked" or screen.is_read_only,
    )
