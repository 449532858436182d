"""A year by Worksheet 1-1 and by Part I line by line, and the mark of the way it was filed by."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for, year_in
from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.json_node import EARLIEST
from planner.forms.filed_route import NOT_SAID, FiledRouteForm
from planner.models import Role
from planner.models.years import ROUTE_NAMES
from planner.services.history.changes import RefusedChangeError
from planner.services.lifetime.both_ways import both_ways
from planner.services.sheet.filed_route import mark_route
from planner.views.asking import member
from planner.views.ledger import frame, person_of

_PAGE = "planner/both_ways.html"


@dataclass(frozen=True, slots=True)
class _Page:
    records: HouseholdRecords
    person: PersonRecords
    year: int
    today: date

    @property
    def mark(self) -> str:
        """The way that the year is marked with; empty where nothing is said."""
        record = self.person.year(self.year)
        return record.filed_route if record else ""

    @property
    def mark_name(self) -> str:
        """The same in words."""
        return ROUTE_NAMES.get(self.mark, "")

    @property
    def is_locked(self) -> bool:
        return self.person.is_locked(self.year)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ways(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """Both ways of the year side by side; an editor says by which one it was filed."""
    is_post = request.method == "POST"
    home = household_for(request.user, household, Role.EDITOR if is_post else Role.READER)
    records, today = household_records(home), timezone.localdate()
    page = _Page(
        records, person_of(records, person), year_in(year, EARLIEST, today.year + 1), today
    )
    return _mark(request, page) if is_post else _show(request, page)


def _mark(request: HttpRequest, page: _Page) -> HttpResponse:
    form = FiledRouteForm(request.POST, is_locked=page.is_locked)
    if not form.is_valid():
        return _show(request, page, form)
    try:
        change = mark_route(
            household=page.records.household,
            user=member(request),
            person=page.person.person.pk,
            year=page.year,
            route=form.code,
            reason=form.cleaned_data["reason"],
        )
    except RefusedChangeError as error:
        for name, problem in error.problems.items():
            form.add_error(name or "route", problem)
        return _show(request, page, form)
    messages.success(request, f"{change.summary}." if change else "Nothing had changed.")
    return redirect("both-ways", page.records.household.pk, page.person.person.pk, page.year)


def _show(request: HttpRequest, page: _Page, form: FiledRouteForm | None = None) -> HttpResponse:
    initial = {"route": page.mark or NOT_SAID}
    context = frame(page.records.household) | {
        "page": page,
        "person": page.person,
        "year": page.year,
        "ways": both_ways(page.records, page.person, page.year, page.today.year),
        "form": form or FiledRouteForm(initial=initial, is_locked=page.is_locked),
        "circular": {"key": "worksheet-1-1"},
    }
    return render(request, _PAGE, context, status=422 if form else 200)
