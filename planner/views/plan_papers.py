"""What a plan gives out: a calendar file, and letters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.documents.plan_calendar import plan_calendar
from planner.documents.plan_letters import administrator_letter_pdf, custodian_letters_pdf
from planner.views.downloads import download, file_name
from planner.views.plan import plan_of

_LETTERS = {"administrator": administrator_letter_pdf, "custodian": custodian_letters_pdf}


@require_safe
@never_cache
def calendar(request: HttpRequest, household: int, year: int, person: int) -> HttpResponse:
    """Every day of the list that is not done, for a calendar to take in; 404 when none is left."""
    home = household_for(request.user, household)
    _, found = plan_of(home, year, person)
    if not found.has_days:
        raise Http404
    content = plan_calendar(found, stamp=timezone.now())
    name = file_name("plan", str(year), str(found.person.person), ending="ics")
    return download(content, "text/calendar; charset=utf-8", name)


@require_safe
@never_cache
def letter(
    request: HttpRequest, household: int, year: int, person: int, reader: str
) -> HttpResponse:
    """A letter; 404 where there is nothing to ask for, or something stands in the way."""
    home = household_for(request.user, household)
    _, found = plan_of(home, year, person)
    if reader not in found.letters or found.found is None:
        raise Http404
    content = _LETTERS[reader](found, found.found, today=timezone.localdate())
    name = file_name("letter", reader, str(year), str(found.person.person), ending="pdf")
    return download(content, "application/pdf", name, inline=True)
