"""The Roth IRAs of a person: every year's layers on one screen, both clocks, and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import household_records
from planner.services.lifetime.roth_life import roth_life
from planner.services.lifetime.roth_why import roth_why
from planner.views.asking import is_update
from planner.views.ledger import frame, person_of
from planner.views.roth_page import roth_page

_PAGE = "planner/roth.html"
_YEAR = "planner/roth_year.html"


@require_safe
@never_cache
def roth(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """The Roth IRAs of one person, year by year."""
    records = household_records(household_for(request.user, household))
    life = roth_life(records, person_of(records, person), timezone.localdate())
    context = frame(records.household) | {"page": roth_page(records, life)}
    return render(request, _PAGE, context)


@require_safe
@never_cache
def roth_year(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """What came in and out in a year and is left, with every entry behind it; to htmx only that."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    life = roth_life(records, one, timezone.localdate())
    found = life.year(year)
    if found is None:
        raise Http404
    context = frame(records.household) | {
        "person": one,
        "year": year,
        "why": roth_why(life, found),
        "open_line": request.GET.get("line", ""),
    }
    return render(request, f"{_YEAR}#figures" if is_update(request) else _YEAR, context)
