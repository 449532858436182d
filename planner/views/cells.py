"""The drawer of a cell: entries with their dates and special kinds, added, changed and deleted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for
from planner.bridge import household_records
from planner.forms.events import EventForm
from planner.models import Household, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.entries import delete_event, save_event
from planner.views.asking import is_update, member
from planner.views.cell_details import KINDS, Details, details


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cell(request: HttpRequest, household: int, year: int, key: str) -> HttpResponse:
    """The entries behind a cell, each with its form; a posted one is saved or deleted."""
    needed = Role.EDITOR if request.method == "POST" else Role.READER
    home = household_for(request.user, household, needed)
    found = details(household_records(home), year, key)
    if request.method != "POST":
        return _drawer(request, home, found, found.forms(timezone.localdate()))
    form = _posted(request, found)
    if request.POST.get("action") == "delete" and form.event.pk:
        return _delete(request, home, found, form)
    if form.is_valid():
        try:
            save_event(
                household=home, user=member(request), person=found.person, event=form.applied()
            )
        except RefusedChangeError as error:
            form.refuse(error)
        else:
            return _done(request, home, found, "Saved.")
    return _drawer(request, home, found, _with(found, form), status=422)


def _posted(request: HttpRequest, found: Details) -> EventForm:
    """The form that was sent; 404 for an entry that is not behind this cell."""
    which = request.POST.get("event", "")
    for event in found.events:
        if str(event.pk) == which:
            return found.form(event, request.POST)
    if which not in KINDS[found.column]:
        raise Http404
    return found.form(found.blank(which, timezone.localdate()), request.POST)


def _delete(request: HttpRequest, home: Household, found: Details, form: EventForm) -> HttpResponse:
    try:
        delete_event(household=home, user=member(request), person=found.person, event=form.event)
    except RefusedChangeError as error:
        form.is_valid()
        form.refuse(error)
        return _drawer(request, home, found, _with(found, form), status=422)
    return _done(request, home, found, "Deleted. It rests for 30 days in the bin.")


def _with(found: Details, posted: EventForm) -> list[EventForm]:
    """All forms, with the one that was posted in its place."""
    every = found.forms(timezone.localdate())
    return [posted if form.prefix == posted.prefix else form for form in every]


def _done(request: HttpRequest, home: Household, found: Details, message: str) -> HttpResponse:
    """Back to the sheet, at the cell."""
    messages.success(request, message)
    address = f"{reverse('year', args=[home.pk, found.year])}#c-{found.key}"
    if not is_update(request):
        return redirect(address)
    response = HttpResponse(status=204)
    response.headers["HX-Refresh"] = "true"
    return response


def _drawer(
    request: HttpRequest,
    home: Household,
    found: Details,
    forms: list[EventForm],
    status: int = 200,
) -> HttpResponse:
    template = "planner/cell.html#drawer" if is_update(request) else "planner/cell.html"
    context = {
        "household": home,
        "area": "year",
        "year": found.year,
        "details": found,
        "forms": forms,
        "can_edit": Role(home.role).allows(Role.EDITOR) and not found.is_locked,
    }
    return render(request, template, context, status=status)
