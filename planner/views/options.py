"""The ways out of a year, side by side; nothing is stored here (``keeping`` does)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for, year_in
from planner.bridge import household_records
from planner.documents.comparison_words import assuming_words
from planner.engine.fixes import OutcomeYear
from planner.engine.json_node import EARLIEST
from planner.forms.options import OptionsForm
from planner.models import Role
from planner.services.ways_out.comparison import WaysOut, ways_out
from planner.views.asking import is_update
from planner.views.guest_access import computing_for_guests
from planner.views.options_december import (
    december_context,
    more_of,
    only_of,
    open_parts,
    template_of,
)
from planner.views.options_keeping import keeping_context
from planner.views.options_outlook import form_ahead, opened

_PAGE = "planner/options.html"
_STROKES = 2
"""In the name of one form: ``p1/spread/2027``."""


@computing_for_guests
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def options(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The assumptions and the ways; to htmx what changes, or one form. Readers may use it too."""
    home = household_for(request.user, household)
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    records = household_records(home)
    form = OptionsForm(request.POST, household=records.facts, year=year, today=today)
    is_sound = form.is_valid()
    asked = request.POST.get("show", "")
    only = only_of(request, asked, form.facts.people)
    found = ways_out(form.facts, form.assumptions, only=only)
    context = {
        "household": home,
        "area": "year",
        "year": year,
        "form": form,
        "today": today,
        "may_edit": Role(home.role).allows(Role.EDITOR),
        "locked": [one.person for one in records.people if one.is_locked(year)],
        "found": found,
        "opened": opened(found, [asked, *open_parts(request, asked, only)]),
    } | _one_form(found, asked)
    if is_update(request) and asked:
        more = more_of(request, found, asked)
        template = template_of(asked) if more else f"{_PAGE}#one_form"
        return render(request, template, context | more)
    context |= december_context(request, found, form, only)
    if context["part"] != "moved":
        context |= keeping_context(home, records, form) | {"assuming": assuming_words(found)}
    template = f"{_PAGE}#{context['part']}" if is_update(request) else _PAGE
    return render(request, template, context, status=200 if is_sound else 422)


def _one_form(found: WaysOut, asked: str) -> dict[str, Any]:
    """What was asked to be opened, ``p1/spread/2027``, in the words of the template."""
    return {
        "asked": asked,
        "asked_way": asked.rpartition("/")[0],
        "asked_person": asked.partition("/")[0],
        "asked_ahead": "/ahead-" in asked,
        "row": _form(found, asked),
        "row_key": {"key": "form"},
    }


def _form(found: WaysOut, asked: str) -> OutcomeYear | None:
    if asked.count("/") < _STROKES:
        return None
    return found.year_of(*asked.rsplit("/", 2)) or form_ahead(found, asked)
