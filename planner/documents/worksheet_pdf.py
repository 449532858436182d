"""The worksheet PDF: Form 8606 of a person and year, to copy from."""

from typing import Any

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pages import Section, pages
from planner.documents.worksheet_words import Words, words
from planner.engine import Worksheet
from planner.engine.layouts import FormLayout

STYLESHEET = "css/worksheet.css"
_NAME_ROOM = 41.2
"""Width of the name's box in ems of its type: 412 of 10 points, as the style sheet has it."""

_HEIR_ROOM, _DECEDENT_ROOM = 17.0, 13.5
"""The same for the two names of an inherited form; the words between them take the rest."""


def worksheet_pdf(sheet: Worksheet, *, name: str = "") -> bytes:
    """Two letter pages that mirror the form of ``sheet``'s year, as PDF/UA-1.

    The same worksheet and ``name`` give the same bytes. Raises ``ValueError`` for an invalid
    worksheet: it has no lines to print.
    """
    return pdf_from_markup(worksheet_markup(sheet, name=name), STYLESHEET)


def worksheet_markup(sheet: Worksheet, *, name: str = "") -> str:
    """What ``worksheet_pdf`` lays out."""
    if sheet.layout is None:
        raise ValueError("An invalid worksheet cannot be printed; its findings say why.")
    context = worksheet_context(sheet, sheet.layout, words(sheet, sheet.layout), name=name)
    return render_to_string("planner/documents/worksheet.html", context)


def worksheet_context(
    sheet: Worksheet, layout: FormLayout, said: Words, *, name: str, decedent: str = ""
) -> dict[str, Any]:
    """What the templates of the two pages ask for; ``decedent`` is who the IRAs came from."""
    century, years = divmod(layout.year, 100)
    sections = pages(sheet, layout)
    return {
        "layout": layout,
        "look": _look(layout, sections),
        "name": printable(name, ems=_HEIR_ROOM if decedent else _NAME_ROOM),
        "decedent": printable(decedent, ems=_DECEDENT_ROOM),
        "century": century,
        "years": f"{years:02d}",
        "pages": sections,
        "words": said,
        "version": planner.__version__,
    }


def _look(layout: FormLayout, sections: list[list[Section]]) -> str:
    """The classes that give the pages the looks of their year."""
    looks = {
        "shaded": layout.shaded_numbers,
        "with-cents": layout.cents_column,
        "roomy": sections[1][0].continued,
    }
    return " ".join(name for name, is_so in looks.items() if is_so)
