"""Forms 1099-R and 5498 of a year: what came, what differs from the entries, what is to come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planner.access import household_for, paper_in, year_in
from planner.bridge import household_records
from planner.engine.json_node import EARLIEST
from planner.models import Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.papers import delete_paper, take_value
from planner.views.asking import member
from planner.views.tax_papers_page import neighbours, sides_of

_PAGE = "planner/tax_papers.html"


@require_safe
@never_cache
def tax_papers(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """Everybody's papers of the year."""
    home = household_for(request.user, household)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    context = {
        "household": home,
        "area": "year",
        "year": year,
        "years": list(neighbours(year, today)),
        "sides": sides_of(household_records(home, with_papers=True), year, today),
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    return render(request, _PAGE, context)


@require_POST
@never_cache
def delete_tax_paper(request: HttpRequest, household: int, year: int, paper: int) -> HttpResponse:
    """Let a paper rest in the bin."""
    home = household_for(request.user, household, Role.EDITOR)
    found = paper_in(home, year, paper)
    delete_paper(household=home, user=member(request), paper=found)
    messages.success(request, f"Deleted {found}. The bin keeps it for 30 days.")
    return redirect("tax-papers", home.pk, year)


@require_POST
@never_cache
def take_tax_paper_value(
    request: HttpRequest, household: int, year: int, paper: int
) -> HttpResponse:
    """Make box 5 of a Form 5498 the value on December 31."""
    home = household_for(request.user, household, Role.EDITOR)
    found = paper_in(home, year, paper)
    try:
        take_value(household=home, user=member(request), paper=found)
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The value on December 31, {year}, is that of Form 5498 now.")
    return redirect("tax-papers", home.pk, year)
