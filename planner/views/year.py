"""The page of one household and year, and the saving of its cells."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from planner.access import household_for, year_in
from planner.bridge import household_records
from planner.engine.json_node import EARLIEST
from planner.forms.cells import typed_cells
from planner.models import Household, Role
from planner.services.sheet.cells import Saved, save_cells
from planner.views.asking import is_update, member
from planner.views.guest_access import open_to_guests
from planner.views.replies import told
from planner.views.year_screen import Screen, year_screen

_PAGE = "planner/year.html"


@open_to_guests
@require_safe
@never_cache
def year_now(request: HttpRequest, household: int) -> HttpResponse:
    """The way to the current year."""
    home = household_for(request.user, household)
    return redirect("year", home.pk, timezone.localdate().year)


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def year_page(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The sheet of a year with each person's form; posted cells are saved."""
    year = year_in(year, EARLIEST, timezone.localdate().year + 1)
    if request.method == "POST":
        return _save(request, household_for(request.user, household, Role.EDITOR), year)
    home = household_for(request.user, household)
    screen = year_screen(household_records(home), year, timezone.localdate())
    return render(request, _PAGE, _context(home, screen))


def _save(request: HttpRequest, home: Household, year: int) -> HttpResponse:
    """Save what was typed; what cannot be kept comes back with the reason (422)."""
    today = timezone.localdate()
    cells = typed_cells(request.POST)
    edits = [cell.edit for cell in cells if cell.edit]
    saved = save_cells(household=home, user=member(request), year=year, edits=edits, today=today)
    screen = year_screen(saved.records, year, today, saved.change)
    answers = told(cells, saved, screen.grid)
    failed = [one for one in answers if one.is_problem]
    if is_update(request):
        context = _context(home, screen) | {"replies": answers, "is_update": True}
        return render(request, f"{_PAGE}#update", context, status=422 if failed else 200)
    if not failed:
        messages.success(request, _count(saved))
        return redirect("year", home.pk, year)
    screen = replace(
        screen,
        typed={one.key: one.typed for one in failed},
        problems={one.key: one.reason for one in failed},
    )
    context = _context(home, screen) | {"replies": answers}
    return render(request, _PAGE, context, status=422)


def _count(saved: Saved) -> str:
    count = sum(reply.state == "saved" for reply in saved.replies)
    if not count:
        return "Nothing had changed."
    return "Saved one cell." if count == 1 else f"Saved {count} cells."


def _context(home: Household, screen: Screen) -> dict[str, object]:
    return {"household": home, "area": "year", "screen": screen, "year": screen.year}
