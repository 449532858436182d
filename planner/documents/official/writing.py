"""Text into the boxes of a blank, with an appearance of its own, so that every viewer shows it."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from planner.documents.names import printable
from planner.documents.official.boxes import Box, boxes, widgets
from planner.documents.official.flattening import flatten
from planner.documents.official.survey import Blank
from planner.documents.official.typeface import CAP_HEIGHT, embedded, shown, width
from planner.engine.layouts import form_layout

_SIZE: Final = 8.0
"""Points of type where the blank asks for none."""

_SMALLEST_NAME: Final = 6.0
_SMALLEST: Final = 4.0
_PADDING: Final = 2.0
_LEFT: Final = 0
_COMB: Final = 1 << 24
"""The flag of a field whose characters stand in cells of the same width (ISO 32000-1, 12.7.4.3)."""

_APPEARANCE: Final = re.compile(r"/\S+\s+([\d.]+)\s+Tf\s*(.*)", re.DOTALL)
_COLOR: Final = re.compile(r"(?:[\d.]+\s+){1,4}(?:rg|g|k)")
_BLACK: Final = "0 g"

_OF_A_VIEWER: Final = ("/XFA", "/SigFlags", "/NeedAppearances")
"""What a viewer would rather believe than the fields themselves, or a signature that is broken."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """Text as it is set: where it begins and how large, in points within its box."""

    text: str
    left: float
    base: float
    size: float


def written(
    content: bytes, blank: Blank, texts: dict[str, str], *, name: str, editable: bool
) -> bytes:
    """The blank ``content`` with ``texts`` by box and the ``name``, as a PDF.

    ``editable`` keeps its fields; otherwise what is written becomes part of the pages. The same
    arguments give the same bytes. The number for social security, the address and every tick stay
    as they are, which is blank.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        _leave_to_fields(pdf)
        room = _name_box(pdf, blank)
        texts = texts | {blank.name: _fitting(name, room)}
        font = embedded(pdf, frozenset(texts.values()))
        at_the_point = _places_of_the_ratio(blank)
        for page in pdf.pages:
            for field, widget in widgets(page):
                if text := texts.get(field):
                    if field == at_the_point:
                        widget.Q = _LEFT
                    _write(pdf, widget, text, font)
        if not editable:
            flatten(pdf)
        out = BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _leave_to_fields(pdf: Pdf) -> None:
    """Take out the other form in the file (XFA), its scripts, and a signature that is broken."""
    for key in ("/Perms", "/Names", "/OpenAction", "/AA"):
        if key in pdf.Root:
            del pdf.Root[key]
    form = pdf.Root.AcroForm
    for key in _OF_A_VIEWER:
        if key in form:
            del form[key]


def _places_of_the_ratio(blank: Blank) -> str:
    """The box whose digits begin at the printed point, wherever its field would set them."""
    [ratio] = (line.number for line in form_layout(blank.year).lines if line.kind == "ratio")
    return blank.lines[ratio].part


def _name_box(pdf: Pdf, blank: Blank) -> Box:
    return next(box for box in boxes(pdf.pages[0], 1) if box.name == blank.name)


def _fitting(name: str, box: Box) -> str:
    """``name`` as it fits into its box in the smallest type."""
    return printable(name, ems=(box.right - box.left - 2 * _PADDING) / _SMALLEST_NAME)


def _write(pdf: Pdf, widget: Any, text: str, font: Object) -> None:
    left, bottom, right, top = (float(side) for side in widget.Rect)
    across, up = abs(right - left), abs(top - bottom)
    size, color = _look(str(widget.get("/DA", "")))
    flags, limit = int(widget.get("/Ff", 0)), int(widget.get("/MaxLen", 0))
    if flags & _COMB and limit:
        inks = _in_cells(text, across / limit, up, size)
    else:
        inks = [_in_line(text, across, up, size, int(widget.get("/Q", 0)))]
    shows = b" ".join(
        b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET"
        % (ink.size, ink.left, ink.base, shown(ink.text))
        for ink in inks
    )
    appearance = Stream(pdf, b"/Tx BMC q %s %s Q EMC" % (color.encode(), shows))
    appearance.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(across, 2), round(up, 2)]),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )
    widget.AP = Dictionary(N=pdf.make_indirect(appearance))
    widget.V = String(text)


def _look(appearance: str) -> tuple[float, str]:
    """The size of type and the color that a field asks for."""
    found = _APPEARANCE.search(appearance)
    if not found:
        return _SIZE, _BLACK
    color = _COLOR.search(found[2])
    return float(found[1]) or _SIZE, color[0] if color else _BLACK


def _in_line(text: str, across: float, up: float, size: float, alignment: int) -> _Ink:
    """On one line, smaller if it has to be; ``alignment`` is left (0), middle (1) or right (2)."""
    room = across - 2 * _PADDING
    size = max(_SMALLEST, min(size, up, room / width(text)))
    spare = room - width(text) * size
    left = _PADDING + spare * (alignment / 2)
    return _Ink(text, left, (up - CAP_HEIGHT * size) / 2, size)


def _in_cells(text: str, cell: float, up: float, size: float) -> list[_Ink]:
    return [
        _Ink(one, (at + 0.5) * cell - width(one) * size / 2, (up - CAP_HEIGHT * size) / 2, size)
        for at, one in enumerate(text)
    ]
