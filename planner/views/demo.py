"""The way in for somebody who only wants to look: a copy of the demo household. Only in DEBUG."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from planner.services.households.demo import visitor


@login_not_required
@never_cache
def try_demo(request: HttpRequest) -> HttpResponse:
    """Sign a visitor in as a user of their own; anywhere but in DEBUG there is nothing here."""
    if not settings.DEBUG:
        raise Http404
    return _sign_in(request)


@require_POST
def _sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("households")
    user, household = visitor()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("household", household.pk)
