"""The page against the floor: the same middleware, and a template of the same size."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test import Client
from django.test.utils import override_settings
from django.urls import include, path
from django.utils import timezone

from planner.forms.calculator import CalculatorForm
from planner.views.results import household_total, person_results
from tests.performance.measure import Measured, measure

_TYPED = {
    "tax_year": "2026",
    "rate": "24",
    "you-contribution": "7,500",
    "you-prior_basis": "0",
    "you-year_end_value": "95,000",
    "you-conversion": "7,500",
}
_ready: dict[str, Any] = {}


@login_not_required
def same_template(request: HttpRequest) -> HttpResponse:
    """The floor: the update's own template, with everything in it worked out beforehand."""
    return render(request, "planner/calculator.html#update", _ready["context"])


@login_not_required
def same_bytes(request: HttpRequest) -> HttpResponse:
    """The lowest floor there is: as many bytes, with nothing in them to work out."""
    return HttpResponse(_ready["flat"].render({}, request))


urlpatterns = [
    path("floor/template", same_template),
    path("floor/bytes", same_bytes),
    path("", include("prorata_site.urls")),
]


def _context() -> dict[str, Any]:
    form = CalculatorForm(_TYPED)
    assert form.is_valid()
    results = person_results(form, timezone.localdate())
    return {"form": form, "results": results, "total": household_total(results), "is_update": True}


@override_settings(ROOT_URLCONF="tests.performance.pages")
def measure_preview() -> tuple[dict[str, Measured], int]:
    """Seconds for one update and for both floors, and the bytes of the update."""
    client = Client(headers={"HX-Request": "true"})
    answer = client.post("/", _TYPED)
    text = "{% verbatim %}" + answer.content.decode() + "{% endverbatim %}"
    _ready.update(context=_context(), flat=engines["django"].from_string(text))
    calls = {
        "preview": lambda: client.post("/", _TYPED),
        "same template": lambda: client.post("/floor/template", _TYPED),
        "same bytes": lambda: client.post("/floor/bytes", _TYPED),
    }
    return measure(calls, repeat=4), len(answer.content)
