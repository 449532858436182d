"""Keeping the answers and assumptions of a year's ways out, which the page itself never does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from planner.access import household_for, year_in
from planner.bridge import household_facts
from planner.engine.json_node import EARLIEST
from planner.forms.options import OptionsForm
from planner.models import Role
from planner.services.history.changes import RefusedChangeError
from planner.services.ways_out.keeping import keep
from planner.views.asking import is_update, member
from planner.views.options import options


@require_POST
@never_cache
def keep_options(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """Keep what was typed, if all of it can be read; htmx, which previews, never keeps anything."""
    home = household_for(request.user, household, Role.EDITOR)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    form = OptionsForm(request.POST, household=household_facts(home), year=year, today=today)
    if is_update(request) or not form.is_valid():
        return options(request, home.pk, year)
    seen = request.POST.get("seen", "")
    try:
        change = keep(household=home, user=member(request), year=year, kept=form.to_keep, seen=seen)
    except RefusedChangeError as error:
        messages.error(request, str(error))
        return _shown_anew(request, home.pk, year)
    said = f"Kept for {year}." if change else "All of this was kept already."
    messages.success(request, said)
    return redirect("options", home.pk, year)


def _shown_anew(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The page with what was typed beside what is kept now, so that both can be weighed."""
    typed = request.POST.copy()
    typed.pop("seen", None)
    request.POST = typed  # type: ignore[assignment]
    response = options(request, household, year)
    response.status_code = 422
    return response
