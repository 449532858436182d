"""The return check: a few typed figures against the entries; nothing is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for, year_in
from planner.bridge import household_facts
from planner.engine.json_node import EARLIEST
from planner.engine.return_check import CAVEAT
from planner.forms.return_check import ReturnCheckForm
from planner.views.asking import is_update
from planner.views.return_check_page import checked

_PAGE = "planner/return_check.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def return_check(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The fields and what the check says of them; to htmx only that. Readers may use it too."""
    home = household_for(request.user, household)
    year = year_in(year, EARLIEST, timezone.localdate().year + 1)
    facts = household_facts(home)
    form = ReturnCheckForm(request.POST or {}, people=facts.people)
    is_sound = form.is_valid()
    context = {
        "household": home,
        "area": "year",
        "year": year,
        "form": form,
        "found": checked(facts, year, form.to_facts()),
        "caveat": CAVEAT,
    }
    template = f"{_PAGE}#update" if is_update(request) else _PAGE
    return render(request, template, context, status=200 if is_sound else 422)
