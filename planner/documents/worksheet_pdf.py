"""The worksheet PDF: Form 8606 of a person and year, to copy from."""

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pages import pages
from planner.documents.worksheet_words import words
from planner.engine import Worksheet

_STYLESHEET = "css/worksheet.css"
_NAME_ROOM = 41.2
"""Width of the name's box in ems of its type: 412 of 10 points, as the style sheet has it."""


def worksheet_pdf(sheet: Worksheet, *, name: str = "") -> bytes:
    """Two letter pages that mirror the form of ``sheet``'s year, as PDF/UA-1.

    The same worksheet and ``name`` give the same bytes. Raises ``ValueError`` for an invalid
    worksheet: it has no lines to print.
    """
    return pdf_from_markup(worksheet_markup(sheet, name=name), _STYLESHEET)


def worksheet_markup(sheet: Worksheet, *, name: str = "") -> str:
    """What ``worksheet_pdf`` lays out."""
    layout = sheet.layout
    if layout is None:
        raise ValueError("An invalid worksheet cannot be printed; its findings say why.")
    century, years = divmod(layout.year, 100)
    context = {
        "sheet": sheet,
        "layout": layout,
        "name": printable(name, ems=_NAME_ROOM),
        "century": century,
        "years": f"{years:02d}",
        "pages": pages(sheet, layout),
        "words": words(sheet, layout),
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/worksheet.html", context)
