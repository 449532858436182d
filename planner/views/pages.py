"""Pages that explain: the rule itself, and what the figures rest on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from planner.engine.layouts import form_layout, form_years
from planner.services.published.cases import forum, half_a_million, spreading, verdict
from planner.services.published.stories import stories
from planner.services.published.unverified import statements
from planner.services.ways_out.price import percent


@login_not_required
@require_safe
def rule(request: HttpRequest) -> HttpResponse:
    """The pro-rata rule in a few minutes, with published cases worked out."""
    return render(request, "planner/rule.html", {"stories": stories()})


@login_not_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Published cases of the ways out, worked out from their facts."""
    half = half_a_million()
    context = {
        "half": half,
        "year": half.first,
        "rate": percent(half.rate),
        "later_rate": percent(half.later.rate),
        "growth": percent(half.later.growth),
        "outside": percent(half.later.outside),
        "verdict": verdict(half),
        "spread": (spread := spreading()),
        "longest": spread.over[-1],
        "forum": forum(),
    }
    return render(request, "planner/cases.html", context)


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What each form year was read from, and what could not be verified at the source."""
    layouts = [form_layout(year) for year in reversed(form_years())]
    return render(request, "planner/sources.html", {"layouts": layouts})


@login_not_required
@require_safe
def unverified(request: HttpRequest) -> HttpResponse:
    """What our figures rest on that was not read at its source, and which figure it moves."""
    return render(request, "planner/unverified.html", {"statements": statements()})


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The icon for what asks at the customary address, as PDF viewers do."""
    return redirect(static("img/cup.svg"))
