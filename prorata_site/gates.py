"""Before any page that is not for everyone: who may come in, and what their practices ask first."""

from collections.abc import Callable
from time import time
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from planner.models import Guest, User
from planner.views.guest_access import guest_of
from planner.views.second_step import remember_wanted

_ASKED_AT: Final = "asked_at"
_PRECISION: Final = 60
"""Seconds: a session is not stored for each request, so that it may end a minute early."""

_SETTING_UP: Final = frozenset(
    {
        "account_email",
        "account_email_verification_sent",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "second-step-needed",
    }
)
"""The pages on which somebody sets up a second step, or signs out."""

_LETTERS: Final = frozenset({"invitation", "offer", "staff-invitation"})
"""Letters that whoever has the link may read; of who answers one, it is asked what is everywhere.
"""

_ACCOUNT: Final = "account/"
"""How the routes of one's own account begin."""

type View = Callable[..., HttpResponseBase]


class GateMiddleware(LoginRequiredMiddleware):
    """Lets guests see what is open to them, and others in once they are signed in.

    Of the people of a practice it asks what the strictest of their practices does: a second step,
    and not to have been away for too long.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """The answer instead of the page, or nothing."""
        if not getattr(view_func, "login_required", True):
            return _asked_of_staff(request) if _answers_letter(request) else None
        if guest := guest_of(request, view_func, timezone.localdate()):
            request.user = guest
            return None
        stopped = super().process_view(request, view_func, view_args, view_kwargs)
        return stopped or _asked_of_staff(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What guests see is kept nowhere and found by nobody."""
        if isinstance(getattr(request, "user", None), Guest):
            add_never_cache_headers(response)
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _answers_letter(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name in _LETTERS


def _asked_of_staff(request: HttpRequest) -> HttpResponse | None:
    user = request.user
    if not isinstance(user, User):
        return None
    if user.idle_minutes is not None and _was_away(request, user.idle_minutes * 60):
        return _sign_out(request, user.idle_minutes)
    match = request.resolver_match
    if user.needs_second_step and (match is None or match.url_name not in _SETTING_UP):
        _remember(request)
        return _go(request, resolve_url("second-step-needed"))
    return None


def _remember(request: HttpRequest) -> None:
    """Keep which page was asked for; one's own account and the first page are not meant."""
    match = request.resolver_match
    if match is None or request.method != "GET" or _is_htmx(request):
        return
    if match.url_name != settings.LOGIN_REDIRECT_URL and not match.route.startswith(_ACCOUNT):
        remember_wanted(request, request.get_full_path())


def _was_away(request: HttpRequest, longest: int) -> bool:
    """Whether the request before was too long ago; remembers this one otherwise."""
    now = int(time())
    before = request.session.get(_ASKED_AT, now)
    if now - before > longest:
        return True
    if _ASKED_AT not in request.session or now - before >= _PRECISION:
        request.session[_ASKED_AT] = now
    return False


def _sign_out(request: HttpRequest, minutes: int) -> HttpResponse:
    logout(request)
    messages.info(request, f"You were signed out after {minutes} minutes without a request.")
    wanted = request.get_full_path() if request.method == "GET" and not _is_htmx(request) else ""
    return _go(request, redirect_to_login(wanted).url if wanted else resolve_url("account_login"))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; htmx is told to leave this one, instead of putting that into it."""
    if _is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
