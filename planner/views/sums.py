"""Sums beside Form 8606, for everyone: nothing that is typed is kept or put into an address."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.forms.sums import DivorceForm, NetIncomeForm, SumForm

_FORMS: dict[str, type[SumForm]] = {"earnings": NetIncomeForm, "divorce": DivorceForm}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sums(request: HttpRequest) -> HttpResponse:
    """The forms of all sums; the one that was sent with its result."""
    asked = request.POST.get("sum", "")
    forms = {
        name: form(request.POST if name == asked else None, prefix=name)
        for name, form in _FORMS.items()
    }
    is_answered = asked in forms and forms[asked].is_valid()
    status = 422 if request.method == "POST" and not is_answered else 200
    return render(request, "planner/sums.html", forms | {"answered": asked}, status=status)
