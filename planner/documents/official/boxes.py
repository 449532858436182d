"""The boxes of a blank: the widgets of its form fields (ISO 32000-1, 12.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pikepdf import Object, Page

type Kind = Literal["text", "tick", "other"]

_KINDS: Final[dict[str, Kind]] = {"/Tx": "text", "/Btn": "tick"}
_DEEPEST: Final = 20
"""Fields above a field; the blanks have three."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page (from 1), in points from its lower left corner.

    ``name`` is the whole name of its field, ``limit`` the most characters it takes, 0 for any
    number, and ``text`` what it holds already.
    """

    name: str
    page: int
    kind: Kind
    left: float
    bottom: float
    right: float
    top: float
    limit: int
    text: str

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


def widgets(page: Page) -> Iterator[tuple[str, Object]]:
    """The whole name and the widget of every form field on ``page``."""
    for annotation in page.get("/Annots", ()):
        if annotation.get("/Subtype") == "/Widget":
            yield ".".join(reversed(list(_names(annotation)))), annotation


def boxes(page: Page, number: int) -> Iterator[Box]:
    """The boxes of ``page``, which is the ``number``-th."""
    for name, widget in widgets(page):
        left, bottom, right, top = (float(side) for side in widget.Rect)
        yield Box(
            name=name,
            page=number,
            kind=_KINDS.get(str(_inherited(widget, "/FT")), "other"),
            left=min(left, right),
            bottom=min(bottom, top),
            right=max(left, right),
            top=max(bottom, top),
            limit=int(_inherited(widget, "/MaxLen") or 0),
            text=str(_inherited(widget, "/V") or ""),
        )


def _names(widget: Any) -> Iterator[str]:
    for field in _above(widget):
        if "/T" in field:
            yield str(field.T)


def _inherited(widget: Any, key: str) -> Any:
    return next((field[key] for field in _above(widget) if key in field), None)


def _above(widget: Any) -> Iterator[Any]:
    """The widget and the fields it belongs to."""
    for _ in range(_DEEPEST):
        if widget is None:
            return
        yield widget
        widget = widget.get("/Parent")
