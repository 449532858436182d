"""A document drawn once and kept as bytes, with gaps for the words that differ.

Of a document that is laid out, drawing takes longest, and all but the words of its fills comes out
the same. So only they are drawn, the fonts are cut down to the letters that are used now, and the
file is put together as WeasyPrint would have written it, byte for byte.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pydyf
from weasyprint import DEFAULT_OPTIONS, Document
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf import VARIANTS
from weasyprint.pdf.fonts import build_fonts_dictionary

from planner.documents.pdf import VARIANT, written
from planner.documents.proof import Gap, Proof

_OPTIONS: Final = {**DEFAULT_OPTIONS, **VARIANTS[VARIANT][1]}


class Plates:
    """Prints one document again and again, whatever some of its boxes say by then."""

    def __init__(self, document: Document, boxes: Sequence[TextBox]) -> None:
        """No plate is made yet; the words of ``boxes`` are those that differ."""
        self._document = document
        self._proof = Proof(document, boxes)
        self._plates: dict[int, _Plate] = {}
        self._first_font = 0

    def pdf(self) -> bytes:
        """The PDF; drawn as a whole when it has another number of fonts than all before it."""
        return self._printed() or written(self._document, self._keep)

    def _printed(self) -> bytes | None:
        if not self._plates:
            return None
        fonts, words = self._proof.filled()
        made = pydyf.PDF()
        made.objects = [None] * self._first_font
        made.add_object(
            build_fonts_dictionary(made, fonts, compress=True, subset=True, options=_OPTIONS)
        )
        plate = self._plates.get(len(made.objects))
        return plate.pdf(made.objects[self._first_font :], words) if plate else None

    def _keep(self, pdf: pydyf.PDF) -> None:
        """Make a plate of ``pdf``, unless not all its words are simply on a page."""
        plate = _Plate.of(pdf, self._proof.gaps)
        if plate.gaps == len(self._proof.boxes) and self._proof.is_spelled:
            self._plates[plate.fonts.stop] = plate
            self._first_font = plate.fonts.start


@dataclass(frozen=True, slots=True)
class _Plate:
    """A PDF without its fonts, and without the words in the gaps of its pages.

    ``fonts`` says which of the ``objects`` they are, ``pages`` which ones show a page and what is
    there before, between and after its gaps.
    """

    objects: list[pydyf.Object]
    fonts: slice
    pages: list[tuple[int, list[bytes]]]
    catalog: pydyf.Object
    info: pydyf.Object

    @classmethod
    def of(cls, pdf: pydyf.PDF, gaps: Sequence[Gap]) -> "_Plate":
        """Everything in ``pdf`` as bytes."""
        free, *objects = pdf.objects
        pages = []
        for page, reference in enumerate(pdf.page_references):
            content = pdf.objects[_number(_at(pdf, reference)["Contents"])]
            marks = {gap.mark for gap in gaps if gap.page == page}
            pages.append((content.number, _cut(content.stream, marks)))
        return cls(
            [free, *map(_Cast, objects)], _fonts(pdf), pages, _Cast(pdf.catalog), _Cast(pdf.info)
        )

    @property
    def gaps(self) -> int:
        """How many words belong here."""
        return sum(len(parts) - 1 for _, parts in self.pages)

    def pdf(self, fonts: Iterable[pydyf.Object], words: Iterable[list[Any]]) -> bytes:
        """The PDF with ``fonts`` and, gap by gap, ``words``."""
        drawn = iter(words)
        found = pydyf.PDF()
        found.objects = self.objects.copy()
        found.objects[self.fonts] = fonts
        for number, (first, *rest) in self.pages:
            content = [first]
            for part in rest:
                content += [*next(drawn), part]
            found.objects[number] = pydyf.Stream(content, compress=True)
            found.objects[number].number = number
        found.catalog, found.info = self.catalog, self.info
        output = BytesIO()
        found.write(output, _OPTIONS["pdf_version"], compress=True)
        return output.getvalue()


class _Cast(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF that is always the same."""

    data = b""
    compressible = False

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number = item.number
        self.data = item.data
        self.compressible = item.compressible


def _cut(content: list[Any], marks: set[int]) -> list[bytes]:
    """``content`` without what is in the text objects that have these marks."""
    parts, begin = [], 0
    for at, item in enumerate(content):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marks:
            end = content.index(b"BT", at) + 1
            parts.append(_joined(content[begin:end]))
            begin = content.index(b"ET", end)
    return [*parts, _joined(content[begin:])]


def _joined(content: Iterable[bytes | str | pydyf.Object]) -> bytes:
    return b"\n".join(map(_bytes, content))


def _bytes(item: bytes | str | pydyf.Object) -> bytes:
    if isinstance(item, str):
        return item.encode()
    return item if isinstance(item, bytes) else item.data


def _fonts(pdf: pydyf.PDF) -> slice:
    """Where the objects of fonts are: from the first one's file to the list of all."""
    last = _number(_at(pdf, _at(pdf, pdf.page_references[0])["Resources"])["Font"])
    found = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    files = [_number(item[key]) for item in found for key in item if key.startswith("FontFile")]
    return slice(min(files, default=last), last + 1)


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
