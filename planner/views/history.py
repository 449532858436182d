"""What was changed, taking it back, and the bin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from planner.access import change_in, deletion_in, household_for
from planner.forms.history import HistoryForm
from planner.models import Right, Role
from planner.services.history import reading as histories
from planner.services.history.bin import resting
from planner.services.history.bin import restore as restore_deletion
from planner.services.history.changes import RefusedChangeError
from planner.services.history.undo import changes_filing
from planner.services.history.undo import undo as undo_change
from planner.views.asking import back, member

_A_PAGE = 50


@require_safe
def history(request: HttpRequest, household: int) -> HttpResponse:
    """Fifty changes, latest first, each with the figures it wrote."""
    home = household_for(request.user, household)
    form = HistoryForm(request.GET, people=home.people.all(), years=histories.years(home))
    found = histories.changes(home, **form.chosen())
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "household": home,
        "area": "history",
        "form": form,
        "page": page,
        "entries": histories.entries(home, page),
        "query": {name: value for name, value in form.chosen().items() if value},
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    return render(request, "planner/history.html", context)


@require_POST
def undo(request: HttpRequest, household: int, change: int) -> HttpResponse:
    """Take a change back, or say why not; then back to where one was."""
    home = household_for(request.user, household, Role.EDITOR)
    found = change_in(home, change)
    if changes_filing(found):
        home = household_for(request.user, household, Role.EDITOR, Right.FILE)
    try:
        undo_change(household=home, user=member(request), change=found)
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Took back: {found.summary}")
    if found.year is None:
        return back(request, "household", home.pk)
    return back(request, "year", home.pk, found.year)


@require_safe
def bin_page(request: HttpRequest, household: int) -> HttpResponse:
    """What was deleted, by whom, and until when it can be brought back."""
    home = household_for(request.user, household)
    context = {
        "household": home,
        "area": "settings",
        "resting": resting(home, timezone.now()),
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    return render(request, "planner/bin.html", context)


@require_POST
def restore(request: HttpRequest, household: int, deletion: int) -> HttpResponse:
    """Bring back what was deleted together, or say what stands in the way."""
    home = household_for(request.user, household, Role.EDITOR)
    found = deletion_in(home, deletion, timezone.now())
    try:
        restore_deletion(household=home, user=member(request), deletion=found)
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Brought back: {found.what}")
    return back(request, "bin", home.pk)
