"""The ways out on paper: side by side for a client, and the forms that one of them leads to.

What is assumed comes in the body of a POST, like on the page; nothing is stored.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import household_for, year_in
from planner.bridge import household_records
from planner.documents.comparison import comparison_pdf
from planner.documents.comparison_words import assumption_words
from planner.documents.way_forms import way_forms_pdf
from planner.engine.json_node import EARLIEST
from planner.forms.options import OptionsForm
from planner.models import Household
from planner.services.practice.letterhead import letterhead_of
from planner.services.ways_out.comparison import WaysOut, ways_out
from planner.services.ways_out.words import ShownSide, ShownWay, shown_sides
from planner.views.downloads import download, file_name
from planner.views.guest_access import computing_for_guests
from planner.views.options import options


@dataclass(frozen=True, slots=True)
class _Asked:
    """The ways out as somebody asked for them; ``is_sound`` where all that was typed was read."""

    home: Household
    found: WaysOut
    is_sound: bool


@computing_for_guests
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def comparison(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """All ways side by side on one page; what cannot be read is shown on the page of the ways."""
    asked = _asked(request, household, year)
    if not asked.is_sound or not asked.found.sides:
        return options(request, household, year)
    name = file_name("ways-out", str(year), asked.found.household.name, ending="pdf")
    document = comparison_pdf(asked.found, letterhead=letterhead_of(asked.home))
    return download(document, "application/pdf", name)


@computing_for_guests
@require_POST
@never_cache
def way_forms(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The Forms 8606 of the way that is named ``of``: a person's key, a stroke, and its own."""
    asked = _asked(request, household, year)
    shown, way = _way(asked.found, request.POST.get("of", ""))
    if not asked.is_sound:
        return options(request, household, year)
    assumed = " ".join(assumption_words(asked.found))
    letterhead = letterhead_of(asked.home)
    document = way_forms_pdf(asked.found, shown, way, assumed, letterhead=letterhead)
    key = way.option.key.replace("_", "-")
    name = file_name("plan-form-8606", str(year), shown.name, key, ending="pdf")
    return download(document, "application/pdf", name)


def _asked(request: HttpRequest, household: int, year: int) -> _Asked:
    home = household_for(request.user, household)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    records = household_records(home)
    form = OptionsForm(request.POST, household=records.facts, year=year, today=today)
    is_sound = form.is_valid()
    return _Asked(home, ways_out(form.facts, form.assumptions), is_sound)


def _way(found: WaysOut, of: str) -> tuple[ShownSide, ShownWay]:
    """The way called ``of``; 404 where there is none, or it leads to no form."""
    person, _, key = of.rpartition("/")
    for shown in shown_sides(found):
        for way in shown.ways:
            if (shown.side.person.key, way.option.key) == (person, key) and way.option.outcome:
                return shown, way
    raise Http404
