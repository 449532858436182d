"""Leader dots, drawn as decoration: no reader, human or machine, has to spell out the dots."""

from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

import pydyf
from weasyprint import Document

_POINTS: Final = 0.75
"""PDF points in a CSS pixel."""

_STEP, _DOT = 10.8, 1.1
"""From dot to dot, and across one, in points."""

_GAP: Final = 5.0
"""Points kept free after the last word."""


def draw_leaders(document: Document, pdf: pydyf.PDF) -> None:
    """Draw dots after the last words of each element of class ``leader``, on every page."""
    for number, page in enumerate(document.pages):
        stream = pdf.objects[_reference(_page(pdf, number)["Contents"])]
        style = f"/Artifact BMC q {_DOT} w 1 J [0 {_STEP}] 0 d"
        lines = (f"{right:.2f} {y:.2f} m {left:.2f} {y:.2f} l S" for left, right, y in _gaps(page))
        stream.stream.append(" ".join([style, *lines, "Q EMC"]).encode())


def is_leader(element: ET.Element) -> bool:
    """Whether dots are drawn after the last words of ``element``."""
    return "leader" in element.get("class", "").split()


def _page(pdf: pydyf.PDF, number: int) -> Any:
    # The kids are triples: number, generation, "R".
    return pdf.objects[pdf.pages["Kids"][3 * number]]


def _reference(reference: bytes) -> int:
    return int(reference.split()[0])


def _gaps(page: Any) -> Iterator[tuple[float, float, float]]:
    """Left, right and height of each gap to fill, in points from the top left corner."""
    for box in page._page_box.descendants():
        if box.element is not None and is_leader(box.element):
            yield from _gap(box)


def _gap(cell: Any) -> Iterator[tuple[float, float, float]]:
    lines = [child for child in cell.descendants() if type(child).__name__ == "LineBox"]
    if not lines:
        return
    last = lines[-1]
    end = max(child.position_x + child.width for child in last.children)
    left = end * _POINTS + _GAP
    right = (cell.content_box_x() + cell.width) * _POINTS
    if right - left > _STEP / 2:
        yield left, right, (last.position_y + last.baseline) * _POINTS - _DOT / 2
