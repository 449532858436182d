"""The worksheet of one year of the ledger: as in a packet, by itself."""

from typing import Final

from django.template.loader import render_to_string

from planner.documents.circular_page import circular_page
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pdf import STYLESHEET, worksheet_context
from planner.documents.year_sheets import year_sheet, year_words
from planner.engine.household import Person
from planner.engine.ledger import LedgerYear
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = (STYLESHEET, "css/paper.css")
_NAME_ROOM: Final = 22.0
"""Ems for a name in the heading of the notes."""


def year_pdf(person: Person, found: LedgerYear, *, letterhead: Letterhead | None = None) -> bytes:
    """The form of ``found``, a year of ``person``, as PDF/UA-1, and its notes if it has many.

    Unlike ``worksheet_pdf`` of the year's sheet it shows no line that rests on events not known,
    says what the events have to say and how the form was filed, and names the decedent.
    """
    return pdf_from_markup(year_markup(person, found), *STYLESHEETS, letterhead=letterhead)


def year_markup(person: Person, found: LedgerYear) -> str:
    """What ``year_pdf`` lays out."""
    sheet = year_sheet(person, found)
    name = person.name or person.key
    context = worksheet_context(
        sheet.sheet, sheet.layout, year_words(sheet), name=name, decedent=found.decedent
    )
    context["sheet"] = sheet
    context["circular"] = circular_page(found, sheet.layout)
    context["title"] = printable(name, ems=_NAME_ROOM)
    return render_to_string("planner/documents/worksheet.html", context)
