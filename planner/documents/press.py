"""Many documents that say the same in the same places but for a few words: laid out once a kind.

Laying a page out takes longer than drawing it. What a template marks with ``data-fill`` may differ
between documents of one kind: such words are put into the boxes that are there, and the pages are
drawn again. What does not fit is laid out by itself, so that every document is that which
``pdf_from_markup`` prints, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from weasyprint import Document
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import split_first_line

from planner.documents.pdf import Markup, at_the_press, laid_out, written
from planner.services.practice.letterhead import Letterhead

_FILL: Final = "data-fill"
_AT_END: Final = ("right", "end")
_KINDS: Final = 16
"""How many kinds are kept laid out: a few megabytes each."""


class Press:
    """Prints documents of the same style sheets. For one thread."""

    def __init__(self, *stylesheets: str, letterhead: Letterhead | None = None) -> None:
        """Nothing is laid out yet; with a ``letterhead`` all are of that practice's clients."""
        self._stylesheets = stylesheets
        self._letterhead = letterhead
        self._kinds: dict[bytes, _Kind] = {}

    def pdf(self, markup: str) -> bytes:
        """The PDF of ``markup``; raises as ``pdf_from_markup`` does."""
        page = Markup(markup, self._letterhead)
        fills = [one for one in page.root.iter() if _FILL in one.attrib]
        words = [one.text or "" for one in fills]
        key = _masked(page.root, fills, words)
        with at_the_press():
            kind = self._kinds.pop(key, None)
            if kind is None or not kind.takes(words):
                kind = _Kind.of(laid_out(page, self._stylesheets), fills)
            self._keep(key, kind)
            return written(kind.document)

    def _keep(self, key: bytes, kind: "_Kind") -> None:
        """The kinds used last; the others are laid out again when they come back."""
        if len(self._kinds) >= _KINDS:
            del self._kinds[next(iter(self._kinds))]
        self._kinds[key] = kind


@dataclass(slots=True)
class _Kind:
    """A document laid out, and the box of each fill; ``None`` for one without words."""

    document: Document
    boxes: "list[_Fill | None] | None"

    @classmethod
    def of(cls, document: Document, fills: Sequence[ET.Element]) -> "_Kind":
        """``document`` as it was laid out; one with words on two lines takes no others."""
        found: dict[int, list[_Fill]] = {id(one): [] for one in fills}
        for page in document.pages:
            _collect(page._page_box, found)
        if not all(_is_one_place(places) for places in found.values()):
            return cls(document, None)
        return cls(document, [next(iter(found[id(one)]), None) for one in fills])

    def takes(self, words: Sequence[str]) -> bool:
        """Put ``words`` into the boxes; whether they all fit, without which none are."""
        if self.boxes is None:
            return False
        places = [(box, text) for box, text in zip(self.boxes, words, strict=True) if box]
        if not all(box.takes(text) for box, text in places):
            return False
        for box, _ in places:
            box.put()
        return True


class _Fill:
    """A box of text, the room it has, and where on it the text begins."""

    def __init__(self, box: Any, line: Any, room: float) -> None:
        self._box = box
        self._line = line
        self._room = room
        self._is_at_end = line.style["text_align_all"] in _AT_END
        self._next: Any = None

    def is_alone(self) -> bool:
        """Whether no other words of the line move with it: it ends the line, or has all of it."""
        texts = [one for one in self._line.descendants() if isinstance(one, TextBox)]
        return texts == [self._box] if self._is_at_end else texts[-1] is self._box

    def takes(self, text: str) -> bool:
        """Whether ``text`` stands on one line there, as high as what stood there before."""
        box = self._box
        if text == box.text:
            self._next = None
            return True
        layout, length, more, width, height, baseline = split_first_line(
            text, box.style, None, self._room, box.justification_spacing
        )
        self._next = layout, width
        is_whole = more is None and length == len(text.encode()) and layout.text == text
        same = (height, baseline + box.margin_top) == (box.height, box.baseline)
        return is_whole and same and width <= self._room

    def put(self) -> None:
        """Let the box say what it was asked to take."""
        if self._next is None:
            return
        box, (layout, width) = self._box, self._next
        if self._is_at_end:
            box.position_x += box.width - width
        box.text, box.pango_layout, box.width = layout.text, layout, width


def _is_one_place(places: Sequence[_Fill]) -> bool:
    return not places or (len(places) == 1 and places[0].is_alone())


def _collect(box: Any, found: dict[int, list[_Fill]], line: Any = None, room: float = 0) -> None:
    """Every box of text below ``box`` that is that of a fill, with the room of its line."""
    box = getattr(box, "_box", box)  # what stands for a box that is placed on its own
    if isinstance(box, TextBox):
        if id(box.element) in found:
            found[id(box.element)].append(_Fill(box, line, room))
        return
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            _collect(child, found, child, box.width)
        else:
            _collect(child, found, line, room)


def _masked(root: ET.Element, fills: Sequence[ET.Element], words: Sequence[str]) -> bytes:
    """The markup without the words of the fills, but for whether there are any."""
    for one, text in zip(fills, words, strict=True):
        one.text = "0" if text else ""
    key: bytes = ET.tostring(root)
    for one, text in zip(fills, words, strict=True):
        one.text = text
    return key
