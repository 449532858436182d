"""The Forms 8606 that a way out leads to: a page about the way, and each year's worksheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.circular_page import circular_words, route_page
from planner.documents.names import printable
from planner.documents.packet import STYLESHEETS as PACKET_STYLES
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pdf import worksheet_context
from planner.documents.worksheet_words import words
from planner.engine import Worksheet
from planner.engine.fixes import OutcomeYear
from planner.engine.fixes.options import start_of
from planner.engine.household import Household
from planner.engine.layouts import FormLayout
from planner.engine.pool import Pool
from planner.engine.printing import day
from planner.engine.routes import Route, route_of
from planner.services.practice.letterhead import Letterhead
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.words import ShownSide, ShownWay

STYLESHEETS: Final = (*PACKET_STYLES, "css/way_forms.css")
_NAME_ROOM, _FOOT_ROOM = 28.0, 16.0
"""Ems for the name under the title, and in the feet."""


@dataclass(frozen=True, slots=True)
class FormOfYear:
    """A year of the way, with the pages of its form; ``body`` is empty where none is due."""

    year: int
    found: OutcomeYear
    look: str
    body: str

    @property
    def anchor(self) -> str:
        """Where its pages begin."""
        return f"form-{self.year}"

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        """Converted, taxable, tax, and the basis carried on."""
        found = self.found
        return found.convert, found.taxable, found.tax, found.basis_carried_forward


def way_forms_pdf(
    found: WaysOut,
    shown: ShownSide,
    way: ShownWay,
    assumed: str,
    *,
    letterhead: Letterhead | None = None,
) -> bytes:
    """The worksheets of every year of ``way``, one of ``found``, as PDF/UA-1.

    Each page says that it is a plan, and of which day. ``assumed`` is what the tax rests on, in
    sentences. Raises ``ValueError`` for a way that cannot be priced: it leads to no form.
    """
    markup = way_forms_markup(found, shown, way, assumed)
    return pdf_from_markup(markup, *STYLESHEETS, letterhead=letterhead)


def way_forms_markup(found: WaysOut, shown: ShownSide, way: ShownWay, assumed: str) -> str:
    """What ``way_forms_pdf`` lays out."""
    outcome, at = way.option.outcome, shown.side.at
    if outcome is None or at is None:
        raise ValueError("A way that cannot be priced leads to no form.")
    name = printable(shown.name, ems=_NAME_ROOM)
    plan = f"Plan, not a fact: {way.name}. If this way is taken, as of {day(found.assumed.on)}"
    pool = start_of(at, outcome.key).pool
    forms = list(_forms(found.household, pool, outcome.years, shown.name, plan))
    context = {
        "name": name,
        "foot": printable(shown.name, ems=_FOOT_ROOM),
        "way": way,
        "today": day(found.assumed.on),
        "plan": plan,
        "forms": forms,
        "obstacles": [*way.bars, *way.questions],
        "findings": shown.side.findings,
        "assumed": assumed,
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/way_forms.html", context)


def _forms(
    household: Household, pool: Pool, years: tuple[OutcomeYear, ...], name: str, plan: str
) -> Iterator[FormOfYear]:
    for found in years:
        sheet = found.sheet
        layout, year = sheet.layout, found.facts.tax_year
        if layout is None or not any(line.state == "filled" for line in sheet.lines):
            yield FormOfYear(year, found, "", "")
            continue
        route = route_of(household, pool, found.facts) if found.otherwise else None
        context = _context(sheet, layout, route, name) | {"plan": plan, "anchor": f"form-{year}"}
        body = render_to_string("planner/documents/worksheet_pages.html", context)
        yield FormOfYear(year, found, context["look"], body)


def _context(
    sheet: Worksheet, layout: FormLayout, route: Route | None, name: str
) -> dict[str, Any]:
    said, circular = words(sheet, layout), route_page(route, sheet, layout)
    if circular:
        said = circular_words(said)
    return worksheet_context(sheet, layout, said, name=name) | {"circular": circular}
