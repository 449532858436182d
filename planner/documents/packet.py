"""The packet: every form of a household for a range of years in one PDF, with contents."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.form_pages import form_pages
from planner.documents.names import printable
from planner.documents.packet_years import Group, groups
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pdf import STYLESHEET
from planner.documents.year_sheets import YearSheet, span
from planner.engine.household import Household
from planner.engine.printing import day
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = (STYLESHEET, "css/paper.css", "css/packet.css")
_TITLE_ROOM, _FOOT_ROOM = 28.0, 24.0
"""Ems for the name of the household on the cover and in the foot of every page."""


def packet_pdf(  # noqa: PLR0913
    household: Household,
    *,
    first: int,
    last: int,
    prepared: date | None = None,
    people: Collection[str] | None = None,
    letterhead: Letterhead | None = None,
) -> bytes:
    """The worksheets of ``first`` to ``last`` for everyone, or those whose keys are ``people``.

    A cover with contents, then person after person, year after year, with what is missing and how
    it was filed, as PDF/UA-1. The same arguments give the same bytes. Raises ``ValueError`` for
    years in the wrong order and for a key that nobody has.
    """
    markup = packet_markup(household, first=first, last=last, prepared=prepared, people=people)
    return pdf_from_markup(markup, *STYLESHEETS, letterhead=letterhead)


def packet_markup(
    household: Household,
    *,
    first: int,
    last: int,
    prepared: date | None = None,
    people: Collection[str] | None = None,
) -> str:
    """What ``packet_pdf`` lays out."""
    if first > last:
        raise ValueError(f"There is no year from {first} to {last}.")
    found = groups(household, range(first, last + 1), people)
    context = {
        "title": printable(household.name, ems=_TITLE_ROOM),
        "foot": printable(household.name, ems=_FOOT_ROOM),
        "first": first,
        "last": last,
        "span": span((first, last)),
        "prepared": day(prepared) if prepared else "",
        "groups": [{"group": group, "forms": _forms(group)} for group in found],
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/packet.html", context)


def _forms(group: Group) -> list[dict[str, Any]]:
    return [_form(group, sheet) for sheet in group.forms]


def _form(group: Group, sheet: YearSheet) -> dict[str, Any]:
    """A form's pages and what the packet wraps around them."""
    anchor = group.anchor_of(sheet)
    return form_pages(sheet, name=group.name, decedent=group.decedent, anchor=anchor)
