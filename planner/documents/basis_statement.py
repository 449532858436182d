"""The lifetime basis statement: one person's basis from the first year to the last."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.documents.statement_roth import roth_section
from planner.documents.statement_rows import rows, totals
from planner.documents.statement_values import evidence_words, values
from planner.documents.statement_words import changes, entries_of, pool_of, start_words
from planner.documents.year_remarks import Remark
from planner.documents.year_sheets import NOT_KNOWN, YearSheet, sheets_by_decedent
from planner.engine.household import Household, Person
from planner.engine.pool import Pool
from planner.engine.printing import day
from planner.services.practice.letterhead import Letterhead

_STYLESHEETS: Final = ("css/paper.css", "css/statement.css")
_NAME_ROOM, _DECEDENT_ROOM = 30.0, 24.0
"""Ems for the name under the title, and for whom IRAs were inherited from."""


def basis_statement_pdf(
    household: Household,
    person: Person,
    *,
    prepared: date | None = None,
    letterhead: Letterhead | None = None,
) -> bytes:
    """Every year's basis of ``person``, how it began and what it rests on, as PDF/UA-1.

    Their own IRAs first, then those inherited with basis from each decedent, then their Roth IRAs.
    The same arguments give the same bytes.
    """
    markup = statement_markup(household, person, prepared=prepared)
    return pdf_from_markup(markup, *_STYLESHEETS, letterhead=letterhead)


def statement_markup(household: Household, person: Person, *, prepared: date | None = None) -> str:
    """What ``basis_statement_pdf`` lays out."""
    chains = sheets_by_decedent(household, person)
    context = {
        "name": printable(person.name or person.key, ems=_NAME_ROOM),
        "prepared": day(prepared) if prepared else "",
        "start": list(start_words(person)),
        "pools": [_pool(person, decedent, sheets) for decedent, sheets in chains.items()],
        "roth": roth_section(household, person),
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/statement.html", context)


def _pool(person: Person, decedent: str, sheets: Sequence[YearSheet]) -> dict[str, Any]:
    """The tables and sentences about one pool."""
    pool = pool_of(person, decedent)
    found = list(values(pool, sheets))
    wrong = [sheet for sheet in sheets if sheet.found.differences]
    known = [sheet for sheet in sheets if sheet.carried != NOT_KNOWN]
    return {
        "decedent": printable(decedent, ems=_DECEDENT_ROOM),
        "last": sheets[-1] if sheets else None,
        "big": _big(sheets[-1].carried) if sheets else "",
        "last_known": known[-1] if known else None,
        "rows": rows(sheets),
        "totals": totals(sheets) if sheets else [],
        "wrong": wrong,
        "first_wrong": str(wrong[0].found.year) if wrong else "",
        "unfinished": [sheet for sheet in sheets if not sheet.found.is_complete],
        "notes": list(_notes(pool, sheets)),
        "values": found,
        "evidence": evidence_words(found),
    }


def _big(carried: str) -> str:
    """The basis as the answer in large type."""
    return carried if carried == NOT_KNOWN else f"${carried}"


def _notes(pool: Pool, sheets: Sequence[YearSheet]) -> Iterator[tuple[int, list[Remark]]]:
    """The years of which there is something to say, with what there is."""
    for sheet in sheets:
        remarks = [*changes(entries_of(pool, sheet)), *sheet.findings]
        if remarks:
            yield sheet.found.year, remarks
