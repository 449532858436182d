"""A drawing without the words that differ: where they belong, and which letters are around them.

A font in a PDF lists its letters in the order of their first use. So which letters are drawn before
and after some words has to be known to draw nothing but those words, and have the same fonts.
"""

import copy
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, override

import pydyf
from weasyprint import Document
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.stream import Stream

_SILENCE: Final = " "
"""Words that are marked on a page, but not drawn."""

type Fonts = dict[Any, Any]
"""WeasyPrint's fonts of a drawing, in the order of their first use."""

type _Letters = dict[Any, dict[int, tuple[str, int]]]
"""For each font what some of its glyphs stand for, and their widths."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the words of ``box`` belong: its page (from 0), and the mark of its words there.

    ``letters`` are those before it that are before no other gap.
    """

    box: TextBox
    page: int
    mark: int
    letters: _Letters


class Proof:
    """What is drawn of a document whatever is in some of its boxes."""

    def __init__(self, document: Document, boxes: Sequence[TextBox]) -> None:
        """Draw ``document`` without the words of ``boxes``; the gaps are in order of drawing."""
        self.boxes = frozenset(boxes)
        self.gaps: list[Gap] = []
        self._fonts: Fonts = {}
        self._seen: Counter[Any] = Counter()
        with _silence(boxes):
            for number, page in enumerate(document.pages):
                page.paint(_ProofSheet(self._fonts, self, number))
        self._rest = self._new_letters()

    @property
    def is_spelled(self) -> bool:
        """Whether the fonts have every letter of it."""
        return not any(font.missing for font in self._fonts.values())

    def note(self, box: TextBox, page: int, mark: int) -> None:
        """The words of ``box`` would be drawn now."""
        self.gaps.append(Gap(box, page, mark, self._new_letters()))

    def filled(self) -> tuple[Fonts, list[list[Any]]]:
        """The fonts with all letters there are by now, and what each gap has to show."""
        fonts: Fonts = {}
        words = []
        for gap in self.gaps:
            self._use(gap.letters, fonts)
            words.append(_drawn(gap.box, fonts))
        self._use(self._rest, fonts)
        return fonts, words

    def _new_letters(self) -> _Letters:
        found = {}
        for key, font in self._fonts.items():
            new = islice(font.to_unicode.items(), self._seen[key], None)
            found[key] = {glyph: (text, font.widths[glyph]) for glyph, text in new}
            self._seen[key] = len(font.to_unicode)
        return found

    def _use(self, letters: _Letters, fonts: Fonts) -> None:
        """Let ``fonts`` have ``letters``, as if they were drawn."""
        for key, glyphs in letters.items():
            if key not in fonts:
                fonts[key] = copy.copy(self._fonts[key])
                fonts[key].__dict__.update(to_unicode={}, widths={}, missing={})
            for glyph, (text, width) in glyphs.items():
                fonts[key].to_unicode.setdefault(glyph, text)
                fonts[key].widths.setdefault(glyph, width)


class _Sheet(Stream):
    """What words are drawn on."""

    def __init__(self, fonts: Fonts, tags: dict[Any, Any] | None = None) -> None:
        resources: defaultdict[str, Any] = defaultdict(pydyf.Dictionary)
        super().__init__(fonts, (0, 0, 0, 0), resources, {}, tags, {}, None)  # type: ignore[no-untyped-call]


class _ProofSheet(_Sheet):
    """A page that says when it comes to a box whose words differ."""

    def __init__(self, fonts: Fonts, proof: Proof, page: int) -> None:
        super().__init__(fonts, {})
        self._proof = proof
        self._page = page

    @contextmanager
    @override
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        if box in self._proof.boxes:
            self._proof.note(box, self._page, len(self._tags))
        with super().marked(box, tag):
            yield


@contextmanager
def _silence(boxes: Iterable[TextBox]) -> Iterator[None]:
    """Let ``boxes`` say nothing meanwhile."""
    said = [(box, box.text) for box in boxes]
    for box, _ in said:
        box.text = _SILENCE
    try:
        yield
    finally:
        for box, text in said:
            box.text = text


def _drawn(box: TextBox, fonts: Fonts) -> list[Any]:
    """What shows the words of ``box`` within the text object on its page."""
    sheet = _Sheet(fonts)
    draw_text(sheet, box, 0, "clip", "none")
    content: list[Any] = sheet.stream
    return content[content.index(b"BT") + 1 : content.index(b"ET")]
