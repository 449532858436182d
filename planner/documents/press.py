"""Many documents that say the same in the same places but for a few words: laid out once a kind.

What a template marks with ``data-fill`` may differ between documents of one kind: such words are
put into the boxes that are there, and only they are drawn again (``plates``). A template marks no
words on which the room of their box depends. What does not fit is laid out by itself, so that every
document is that which ``pdf_from_markup`` prints, byte for byte.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from weasyprint import Document
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import split_first_line

from planner.documents.leaders import is_leader
from planner.documents.pdf import Markup, at_the_press, laid_out, written
from planner.documents.plates import Plates
from planner.services.practice.letterhead import Letterhead

_FILLS: Final = ".//*[@data-fill]"
_WORDS: Final = re.compile('(?<= data-fill="">)[^<]*')
"""The words of a fill: the attribute is the last one of its element."""

_AT_START, _AT_END = ("left", "start"), ("right", "end")
_KINDS: Final = 16
"""How many kinds are kept laid out: a few megabytes each."""

_AS_IT_IS: Final = {
    "visibility": "visible",
    "text_decoration_line": "none",
    "text_transform": "none",
}
"""How words look of which nothing but their letters is drawn."""


class Press:
    """Prints documents of the same style sheets. For one thread."""

    def __init__(self, *stylesheets: str, letterhead: Letterhead | None = None) -> None:
        """Nothing is laid out yet; with a ``letterhead`` all are of that practice's clients."""
        self._stylesheets = stylesheets
        self._letterhead = letterhead
        self._kinds: dict[str, _Kind] = {}

    def pdf(self, markup: str) -> bytes:
        """The PDF of ``markup``; raises as ``pdf_from_markup`` does."""
        key, words = _parted(markup)
        with at_the_press():
            known = self._kinds.pop(key, None)
            if known and known.takes(words):
                self._keep(key, known)
                return known.pdf()
            page = Markup(markup, self._letterhead)
            alone = _Kind.of(laid_out(page, self._stylesheets), page.root)
            self._keep(key, alone if alone.is_open or known is None else known)
            return alone.pdf()

    def _keep(self, key: str, kind: "_Kind") -> None:
        """The kinds used last; the others are laid out again when they come back."""
        if len(self._kinds) >= _KINDS:
            del self._kinds[next(iter(self._kinds))]
        self._kinds[key] = kind


@dataclass(slots=True)
class _Kind:
    """A document laid out, and the boxes of its fills, ``None`` for one without words.

    It is open if it takes other words: ``fills`` is ``None`` where some stand on two lines.
    """

    document: Document
    fills: "list[_Fill | None] | None"
    is_printed: bool = False
    plates: Plates | None = None

    @classmethod
    def of(cls, document: Document, root: ET.Element) -> "_Kind":
        """``document``, in which ``root`` is laid out."""
        fills = root.findall(_FILLS)
        found: dict[int, list[_Fill]] = {id(one): [] for one in fills}
        for page in document.pages:
            _collect(page._page_box, found)
        led = any(each in fills for one in root.iter() if is_leader(one) for each in one.iter())
        if led or not all(_is_one_place(places) for places in found.values()):
            return cls(document, None)
        return cls(document, [next(iter(found[id(one)]), None) for one in fills])

    @property
    def is_open(self) -> bool:
        """Whether it takes other words."""
        return self.fills is not None

    def takes(self, words: Sequence[str]) -> bool:
        """Put ``words`` into the boxes; whether they all fit, without which none are."""
        if self.fills is None:
            return False
        places = [(fill, text) for fill, text in zip(self.fills, words, strict=True) if fill]
        if not all(fill.takes(text) for fill, text in places):
            return False
        for fill, _ in places:
            fill.put()
        return True

    def pdf(self) -> bytes:
        """The PDF with the words it took; the second one, if there is any, is worth plates."""
        if self.fills is None or not self.is_printed:
            self.is_printed = True
            return written(self.document)
        if self.plates is None:
            self.plates = Plates(self.document, [fill.box for fill in self.fills if fill])
        return self.plates.pdf()


class _Fill:
    """A box of text, the room it has, and where on it the text begins."""

    def __init__(self, box: Any, line: Any, room: float) -> None:
        self.box = box
        self._line = line
        self._room = room
        self._align = line.style["text_align_all"]
        self._next: Any = None

    def is_alone(self) -> bool:
        """Whether nothing else of the line moves with it: it ends the line, or has all of it."""
        texts = [one for one in self._line.descendants() if isinstance(one, TextBox)]
        is_last = (self._align in _AT_START and texts[-1] is self.box) or (
            self._align in _AT_END and texts == [self.box]
        )
        is_bare = all(self.box.style[name] == value for name, value in _AS_IT_IS.items())
        is_whole = (self._line.text_overflow, self._line.block_ellipsis) == ("clip", "none")
        return is_last and is_bare and is_whole

    def takes(self, text: str) -> bool:
        """Whether ``text`` stands on one line there, as high as what stood there before."""
        box = self.box
        if text == box.text:
            self._next = None
            return True
        layout, length, more, width, height, baseline = split_first_line(
            text, box.style, None, self._room, box.justification_spacing
        )
        self._next = layout, width
        is_whole = more is None and length == len(text.encode()) and layout.text == text
        is_whole = is_whole and text == " ".join(text.split())  # white space is not kept
        same = (height, baseline + box.margin_top) == (box.height, box.baseline)
        return is_whole and same and width <= self._room

    def put(self) -> None:
        """Let the box say what it was asked to take."""
        if self._next is None:
            return
        box, (layout, width) = self.box, self._next
        if self._align in _AT_END:
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


def _parted(markup: str) -> tuple[str, list[str]]:
    """The markup without the words of its fills, but for whether there are any; and the words."""
    words = "".join(f"<p>{found}</p>" for found in _WORDS.findall(markup))
    key = _WORDS.sub(lambda found: found[0] and "0", markup)
    return key, [one.text or "" for one in ET.fromstring(f"<div>{words}</div>")]  # noqa: S314
