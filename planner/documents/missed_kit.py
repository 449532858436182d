"""The missed-8606 kit as one PDF: cover statement, how to send it, and the worksheets in order."""

from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.form_pages import form_pages
from planner.documents.names import printable, printable_lines
from planner.documents.packet import STYLESHEETS as PACKET_STYLES
from planner.documents.pdf import pdf_from_markup
from planner.documents.year_remarks import FiledLine
from planner.documents.year_sheets import YearSheet, year_sheet
from planner.engine.household import Household
from planner.engine.ledger import LedgerYear
from planner.engine.missed import Kit, KitYear
from planner.engine.missed.words import Said, dollars, what_to_send, why
from planner.engine.printing import day
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = (*PACKET_STYLES, "css/missed_kit.css")
_NAME_ROOM: Final = 28.0
"""Ems for the name under the title and in the feet."""

_TOLD: Final = frozenset({"1", "2", "4", "6", "7", "8", "13", "14", "15c", "16", "18", "25c"})
"""Lines that the statement names of a form that was never filed; the worksheet has them all."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A form that is sent: what with, why it was due, and the lines as filed and as they are."""

    one: KitYear
    what: Said
    why: tuple[Said, ...]
    lines: tuple[FiledLine, ...]
    changes: str
    anchor: str

    @property
    def because(self) -> str:
        """Why the form was due, in one sentence."""
        reasons = "; ".join(reason.words for reason in self.one.reasons)
        return f"It was due because {reasons}." if reasons else "None was due, but one was filed."


def missed_kit_pdf(
    household: Household, kit: Kit, *, cause: str = "", letterhead: Letterhead | None = None
) -> bytes:
    """Everything that ``kit`` has to send, as PDF/UA-1; ``cause`` is why, in the person's words.

    An empty ``cause`` leaves lines to write on. The same arguments give the same bytes. Raises
    ``ValueError`` where there is nothing to send.
    """
    markup = missed_kit_markup(household, kit, cause=cause)
    return pdf_from_markup(markup, *STYLESHEETS, letterhead=letterhead)


def missed_kit_markup(household: Household, kit: Kit, *, cause: str = "") -> str:
    """What ``missed_kit_pdf`` lays out."""
    if not kit.sending:
        raise ValueError("Nothing has to be sent.")
    name = kit.person.name or kit.person.key
    sheets = [year_sheet(kit.person, one.found) for one in kit.sending]
    enclosed = [_enclosed(*pair) for pair in zip(kit.sending, sheets, strict=True)]
    context = {
        "name": printable(name, ems=_NAME_ROOM),
        "title": printable(name, ems=_NAME_ROOM),
        "today": day(kit.today),
        "kit": kit,
        "enclosed": enclosed,
        "alone": [one for one in enclosed if one.one.send != "amended"],
        "amended": [one for one in enclosed if one.one.send == "amended"],
        "claim_by": day(kit.claim_by) if kit.claim_by else "",
        "cause": printable_lines(cause),
        "forms": [_form(name, *pair) for pair in zip(enclosed, sheets, strict=True)],
        "version": planner.__version__,
        "is_joint": len(household.people) > 1,
    }
    return render_to_string("planner/documents/missed_kit.html", context)


def _changes(one: KitYear) -> str:
    """What an amended return explains, in a sentence; empty where none is sent."""
    found = one.taxed
    if one.send != "amended" or found is None or found.as_filed is None:
        return ""
    return (
        f"Taxable amount of these IRAs on Form 1040, line 4b: {dollars(found.as_filed)} as filed,"
        f" {dollars(found.should_be)} as it should be."
    )


def _enclosed(one: KitYear, sheet: YearSheet) -> Enclosed:
    lines = sheet.differences if one.verdict == "wrong" else _lines(one.found)
    anchor = f"form-{one.year}"
    return Enclosed(one, what_to_send(one), why(one), lines, _changes(one), anchor)


def _lines(found: LedgerYear) -> tuple[FiledLine, ...]:
    """The lines that matter of a form that was never filed."""
    return tuple(
        FiledLine(line.number, line.layout.short, "no form", line.text)
        for line in found.sheet.lines
        if line.number in _TOLD and line.state == "filled"
    )


def _form(name: str, enclosed: Enclosed, sheet: YearSheet) -> dict[str, Any]:
    return form_pages(sheet, name=name, anchor=enclosed.anchor)
