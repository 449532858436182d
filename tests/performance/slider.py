"""One move of the slider of December 31, as htmx sends it: access, entries, ways, template."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from django.utils import timezone

from planner.access import household_for
from planner.bridge import household_records
from planner.engine.household import HouseholdYear
from planner.forms.options import OptionsForm
from planner.models import Household
from planner.services.households.storing import store_new
from planner.services.ways_out.comparison import ways_out
from planner.views.options_december import december_context
from tests.households import user
from tests.performance.measure import Measured, measure
from tests.performance.ways import couple

_YEAR = 2026
_RECORD = HouseholdYear(
    year=_YEAR,
    filing_status="married_jointly",
    taxable_income=Decimal(180_000),
    magi=Decimal(212_200),
)
_ready: dict[int, dict[str, Any]] = {}


def typed(years: int) -> dict[str, str]:
    """Everything as somebody typed it who looks ``years`` ahead and moves Ann's slider."""
    return {
        "price": "schedule",
        "state_rate": "9.3",
        "growth": "6",
        "years": str(years),
        "ann-until": str(_YEAR + years - 1),
        "ben-until": str(_YEAR + years - 1),
        "ann-inside": "212,400",
        "moved": "ann",
    }


def same_template(request: HttpRequest, years: int) -> HttpResponse:
    """The floor: the answer's own template, with everything in it worked out beforehand."""
    return render(request, "planner/options.html#moved", _ready[years])


urlpatterns = [
    path("floor/<int:years>/", same_template),
    path("", include("prorata_site.urls")),
]


@override_settings(ROOT_URLCONF="tests.performance.slider")
def measure_slider() -> dict[str, Measured]:
    """Seconds for one move by how many years are looked at, and for a bare view of its template.

    ``open`` has the whys of a way and all its years ahead open, with their pictures.
    """
    owner = user("slider")
    fact = replace(couple(), years=(_RECORD,))
    home = store_new(owner=owner, fact=fact, summary="Stored")
    client = Client(headers={"HX-Request": "true"})
    client.force_login(owner)
    address = f"/households/{home.pk}/years/{_YEAR}/options/"
    opened = {"open": ["ann/spread/more", "ann/spread/ahead"]}
    calls = {}
    for years in (10, 50):
        fields = typed(years)
        answer = client.post(address, fields)
        assert answer.status_code == 200, answer.content
        _ready[years] = _context(answer.wsgi_request, home, fields)
        calls[f"{years}"] = lambda fields=fields: client.post(address, fields)
        calls[f"{years} open"] = lambda fields=fields: client.post(address, fields | opened)
        calls[f"{years} floor"] = lambda years=years: client.get(f"/floor/{years}/")
    return measure(calls, repeat=1)


def _context(request: HttpRequest, home: Household, fields: dict[str, str]) -> dict[str, Any]:
    home = household_for(request.user, home.pk)
    today = timezone.localdate()
    facts = household_records(home).facts
    form = OptionsForm(fields, household=facts, year=_YEAR, today=today)
    assert form.is_valid(), form.errors
    found = ways_out(form.facts, form.assumptions, only="ann")
    context = {"household": home, "year": _YEAR, "found": found}
    return context | december_context(request, found, form, "ann")
