"""What a cell is told after it was posted."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.forms.cells import TypedCell
from planner.services.sheet.all_cells import Place, places_on
from planner.services.sheet.cells import Saved
from planner.services.sheet.grid import Grid

_GONE = "This cell is gone. Reload the page."


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one cell: what became of it, and what stands there now.

    ``typed`` is what came, ``text`` and ``seen`` are what is kept.
    """

    key: str
    label: str
    state: str
    reason: str
    typed: str
    text: str
    seen: str
    notes: str

    @property
    def is_problem(self) -> bool:
        """Whether what was typed has not been kept."""
        return self.state in ("refused", "conflict", "unreadable")


def told(cells: Iterable[TypedCell], saved: Saved, grid: Grid) -> list[Told]:
    """The answers to ``cells``, in the order they came, from the sheet as it is now."""
    here = places_on(saved.records, grid)
    replies = {reply.key: reply for reply in saved.replies}
    found = []
    for cell in cells:
        reply = replies.get(cell.key)
        state = reply.state if reply else "unreadable"
        reason = reply.reason if reply else cell.error
        found.append(_told(cell, here.get(cell.key), state, reason))
    return found


def _told(cell: TypedCell, place: Place | None, state: str, reason: str) -> Told:
    if place is None:
        return Told(cell.key, "A cell", "refused", _GONE, cell.text, "", "", "")
    notes = ", ".join(place.cell.all_notes) if place.cell and place.column != "source" else ""
    text = place.value_text
    return Told(cell.key, place.label, state, reason, cell.text, text, place.seen, notes)
