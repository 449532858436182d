"""The way out that somebody chose, as a dated list: chosen, looked at, and given up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planner.access import household_for, year_in
from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.fixes.options import Option
from planner.engine.json_node import EARLIEST
from planner.forms.options import OptionsForm
from planner.models import Household, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.plans.choosing import choose, drop
from planner.services.plans.page import ShownPlan, shown_plan
from planner.services.ways_out.assumed import Assumptions
from planner.services.ways_out.comparison import Side, ways_out
from planner.views.asking import is_update, member
from planner.views.options import options
from planner.views.papers_page import person_of


@require_safe
@never_cache
def plans(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """What everybody in the household has chosen for the year."""
    home = household_for(request.user, household)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    records = household_records(home, with_plans=True)
    context = _context(home, year) | {
        "people": [(one, shown_plan(records, one, year, today)) for one in records.people],
    }
    return render(request, "planner/plans.html", context)


@require_safe
@never_cache
def plan(request: HttpRequest, household: int, year: int, person: int) -> HttpResponse:
    """One person's list, worked out from the choice and from what is entered today."""
    home = household_for(request.user, household)
    _, found = plan_of(home, year, person)
    return render(request, "planner/plan.html", _context(home, year) | {"plan": found})


@require_POST
@never_cache
def choose_way(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """Choose a way out on the assumptions that were posted with it; no entry changes.

    htmx, which previews, never chooses.
    """
    home = household_for(request.user, household, Role.EDITOR)
    if is_update(request):
        return options(request, home.pk, year)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    records = household_records(home, with_plans=True)
    form = OptionsForm(request.POST, household=records.facts, year=year, today=today)
    form.is_valid()
    person, side, option = _asked(records, request.POST.get("choose", ""), form.assumptions)
    if form.wrong:
        messages.error(request, "Nothing was chosen: one of the assumptions cannot be read.")
        return _shown_anew(request, home.pk, year)
    user, assumed = member(request), form.assumptions
    try:
        choose(user=user, records=records, person=person, side=side, option=option, assumed=assumed)
    except RefusedChangeError as error:
        messages.error(request, str(error))
        return _shown_anew(request, home.pk, year)
    return redirect("plan", home.pk, year, person.person.pk)


def _asked(
    records: HouseholdRecords, name: str, assumed: Assumptions
) -> tuple[PersonRecords, Side, Option]:
    """The way with a name like ``p1/roll_in``, as it was on the page; 404 where there is none."""
    person, _, key = name.partition("/")
    sides = ways_out(records.facts, assumed).sides
    for one, side in zip(records.people, sides, strict=True):
        found = side.way(key) if one.person.key == person else None
        if found:
            return one, side, found
    raise Http404


def _shown_anew(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The ways out with all that was typed."""
    response = options(request, household, year)
    response.status_code = 422
    return response


@require_POST
@never_cache
def drop_plan(request: HttpRequest, household: int, year: int, person: int) -> HttpResponse:
    """Give a plan up: it rests in the bin, and what was recorded stays."""
    home = household_for(request.user, household, Role.EDITOR)
    _, found = plan_of(home, year, person)
    drop(household=home, user=member(request), plan=found.row)
    messages.success(request, "The plan rests in the bin for 30 days. No entry was changed.")
    return redirect("plans", home.pk, year)


def plan_of(home: Household, year: int, person: int) -> tuple[HouseholdRecords, ShownPlan]:
    """The plan of a live person for the year; 404 where nothing was chosen."""
    records = household_records(home, with_plans=True)
    found = shown_plan(records, person_of(records, person), year, timezone.localdate())
    if found is None:
        raise Http404
    return records, found


def _context(home: Household, year: int) -> dict[str, object]:
    return {
        "household": home,
        "area": "year",
        "year": year,
        "today": timezone.localdate(),
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
