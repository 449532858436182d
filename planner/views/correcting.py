"""Correcting a year, with every line that would move before anything is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for, year_in
from planner.bridge import household_records
from planner.engine.json_node import EARLIEST
from planner.forms.cells import typed_cells
from planner.models import Role
from planner.services.history.changes import RefusedChangeError
from planner.services.sheet.corrections import correct_year, preview
from planner.views.asking import is_update, member, verb
from planner.views.correcting_page import Correcting, sheet
from planner.views.ledger import frame, person_of

_PAGE = "planner/correct_year.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """The entries of a year to change, and what each change moves; to htmx only that."""
    home = household_for(request.user, household, Role.EDITOR)
    today = timezone.localdate()
    records = household_records(home)
    one = person_of(records, person)
    year = year_in(year, EARLIEST, today.year + 1)
    page = Correcting(records, one, year, today, is_locked=one.is_locked(year))
    if request.method == "POST" and verb(request) == "save":
        return _save(request, page)
    return _answer(request, page)


def _answer(
    request: HttpRequest, page: Correcting, problems: dict[str, str] | None = None
) -> HttpResponse:
    """The page, or its live part, with what the typed cells would move."""
    cells = typed_cells(request.POST)
    shown = sheet(page, cells)
    edits = [cell.edit for cell in cells if cell.edit]
    found = preview(
        records=page.records, person=page.person, year=page.year, edits=edits, today=page.today
    )
    wrong = {cell.key: cell.error for cell in cells if cell.error} | found.problems
    context = frame(page.records.household) | {
        "page": page,
        "person": page.person,
        "year": page.year,
        "sheet": shown.with_problems(wrong | (problems or {})),
        "preview": found,
        "reason": request.POST.get("reason", ""),
        "is_asked": bool(edits),
    }
    template = f"{_PAGE}#update" if is_update(request) else _PAGE
    return render(request, template, context, status=422 if wrong or problems else 200)


def _save(request: HttpRequest, page: Correcting) -> HttpResponse:
    """Write everything as one change, or nothing."""
    cells = typed_cells(request.POST)
    if any(cell.error for cell in cells):
        return _answer(request, page)
    try:
        change = correct_year(
            household=page.records.household,
            user=member(request),
            person=page.person.person.pk,
            year=page.year,
            edits=[cell.edit for cell in cells if cell.edit],
            reason=request.POST.get("reason", ""),
            today=page.today,
        )
    except RefusedChangeError as error:
        return _answer(request, page, error.problems)
    said = f"Corrected {page.year}." if change else "Nothing had changed."
    messages.success(request, said)
    return redirect("ledger-person", page.records.household.pk, page.person.person.pk)
