"""The CPA packet as a PDF: a household and year for whoever prepares the return."""

from dataclasses import fields, is_dataclass
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable, printable_lines
from planner.documents.pdf import pdf_from_markup
from planner.services.cpa.packet import CpaPacket
from planner.services.practice.letterhead import Letterhead

_STYLESHEETS: Final = ("css/paper.css", "css/cpa_paper.css")
_NAME_ROOM: Final = 30.0
"""Ems for the name under the title."""


def cpa_packet_pdf(packet: CpaPacket, *, home: str, letterhead: Letterhead | None = None) -> bytes:
    """``packet`` of the household called ``home``, as PDF/UA-1.

    The same arguments give the same bytes.
    """
    return pdf_from_markup(
        cpa_packet_markup(packet, home=home), *_STYLESHEETS, letterhead=letterhead
    )


def cpa_packet_markup(packet: CpaPacket, *, home: str) -> str:
    """What ``cpa_packet_pdf`` lays out."""
    context = {
        "packet": _harmless(packet),
        "answer": _harmless(packet.answer),
        "standing": packet.standing,
        "is_settled": packet.is_settled,
        "year": packet.year,
        "home": printable(home, ems=_NAME_ROOM),
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/cpa_packet.html", context)


def _harmless(value: Any) -> Any:
    """The same with every text in characters that our typeface has, and fields by name."""
    if isinstance(value, str):
        return " ".join(printable_lines(value))
    if isinstance(value, tuple):
        return [_harmless(one) for one in value]
    if is_dataclass(value):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _harmless(one) for name, one in found.items() if name != "records"}
    return value
