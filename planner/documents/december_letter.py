"""The letter of a practice to a client with dollars to move by December 31."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.engine.client_letter import Moving
from planner.engine.fixes.outcome import Outcome
from planner.engine.household import Account
from planner.engine.money import ZERO
from planner.engine.printing import day, dollars
from planner.engine.todo.days import REQUEST, last_working_day, recommended
from planner.engine.todo.step import called
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = ("css/paper.css", "css/plan_letters.css")
_NAME_ROOM, _HOME_ROOM, _INTO_ROOM = 30.0, 44.0, 60.0

_WHERE_TO: Final = {
    "accepts": "It can go into {into}, which accepts money out of IRAs as far as we know. Ask the"
    " plan for its roll-in form now, and the custodian for a direct rollover.",
    "unknown": "It may be able to go into {into}. Whether it takes money out of IRAs, the terms of"
    " the plan decide: ask its administrator, in writing, before anything moves.",
    "solo": "A solo 401(k) of your own business could take it. It has to exist and to have an"
    " account before money can arrive, and its papers have to say that it takes money out of IRAs.",
    "refuses": "No plan can take it: {into} does not accept money out of IRAs.",
    "none": "We know of no plan at your work that could take it. If there is one, tell us.",
}
_PLANLESS: Final = frozenset({"refuses", "none"})


def december_letter_pdf(
    home: str,
    movings: Sequence[Moving],
    *,
    year: int,
    today: date,
    letterhead: Letterhead | None = None,
) -> bytes:
    """What everybody of ``home`` has to move by December 31 of ``year``, as PDF/UA-1.

    The dollars are those of the board (IRC 408(d)(3)(A)(ii) and (H)). The same arguments give the
    same bytes.
    """
    asked = recommended(year, REQUEST)
    context = {
        "home": printable(home, ems=_HOME_ROOM),
        "year": year,
        "today": day(today),
        "latest": day(last_working_day(year)),
        "is_weekend": last_working_day(year) < date(year, 12, 31),
        "advised": day(asked) if today < asked else "",
        "people": [_person(one, year) for one in movings],
        "letterhead": letterhead,
        "version": planner.__version__,
    }
    markup = render_to_string("planner/documents/december_letter.html", context)
    return pdf_from_markup(markup, *STYLESHEETS, letterhead=letterhead)


def _person(found: Moving, year: int) -> dict[str, Any]:
    move = found.move
    into = printable(move.into, ems=_INTO_ROOM) or "the plan"
    return {
        "name": printable(found.person.name or found.person.key, ems=_NAME_ROOM),
        "dollars": dollars(move.dollars),
        "parts": [(_name(one.account), dollars(one.dollars)) for one in found.parts],
        "where_to": _WHERE_TO[move.destination].format(into=into) if move.destination else "",
        "is_planless": move.destination in _PLANLESS,
        "basis": dollars(move.basis) if move.basis else "",
        "convert": dollars(move.convert) if move.convert else "",
        "first": [one.message for one in found.first],
        "rows": list(_worked_out(found, year)),
        "stays": _taxed(found.stays, year),
        "goes": _taxed(found.goes, year),
        "converted": _taxed(found.converted, year),
        "all_tax": dollars(found.converted.tax) if found.converted.tax else "",
        "more": dollars(move.tax) if move.tax else "",
    }


def _name(account: Account) -> str:
    said = called(account)
    return printable(said[:1].upper() + said[1:], ems=_HOME_ROOM)


def _taxed(outcome: Outcome, year: int) -> str:
    """What of the conversions of the year is taxed, as the end of a sentence; empty without any."""
    first = outcome.years[0]
    if not first.convert:
        return ""
    taxed = dollars(first.taxable) if first.taxable else "none"
    return f"{taxed} of the {dollars(first.convert)} converted in {year}"


def _worked_out(found: Moving, year: int) -> Iterator[tuple[str, str, str]]:
    """The line of Form 8606, what it holds, and its dollars, down to what has to move."""
    move = found.move
    pool, basis = move.pool or ZERO, move.basis or ZERO
    yield (
        "9",
        f"All traditional, SEP and SIMPLE IRAs for {year}, with what left them",
        dollars(pool),
    )
    yield "5", "Basis: what is already taxed, and may not go to a plan", dollars(basis)
    yield "", "Pre-tax money: line 9 less line 5", dollars(max(ZERO, pool - basis))
    out = max(ZERO, pool - basis) - move.dollars
    if out >= 1:
        yield "", _gone(found, out), dollars(out)


def _gone(found: Moving, out: Decimal) -> str:
    required = found.required or ZERO
    if required and out - required < 1:
        return "Less the required distribution, which may not go to a plan"
    return "Less what has left the IRAs, or has to come out first"
