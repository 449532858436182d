"""Around every page: where a request comes from, and what of it the log is told."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address

from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from planner.models import User, Verb, Visit, begin_visit
from planner.services.practice.log import told_page, told_practice
from planner.views.seen import seen


class VisitMiddleware:
    """Says what was seen or taken away; the log is written when the answer has been sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        agent = request.headers.get("User-Agent", "")
        visit = begin_visit(Visit(user=request.user, address=_address(request), agent=agent))
        response = self.get_response(request)
        _tell(visit, request, response)
        _tell_wrong_code(visit, request, response)
        return response


def _tell(visit: Visit, request: HttpRequest, response: HttpResponse) -> None:
    found = seen(request, response)
    if found is None:
        return
    verb, what = found
    if visit.household is not None:
        told_page(visit, verb, what, timezone.now())
        return
    practice = request.resolver_match.kwargs.get("practice") if request.resolver_match else None
    if practice and verb == Verb.EXPORTED and not _is_shown(response):
        told_practice(practice, None, what, verb)


def _tell_wrong_code(visit: Visit, request: HttpRequest, response: HttpResponse) -> None:
    """A second step that was asked for again: allauth tells nobody of it."""
    match = request.resolver_match
    asked = match is not None and match.url_name == "mfa_authenticate"
    if asked and request.method == "POST" and response.status_code == HTTPStatus.OK:
        login = unstash_login(request, peek=True)
        if login is not None and isinstance(login.user, User):
            visit.signed_in.append((login.user.email, "Wrong code of the second step", False))


def _is_shown(response: HttpResponse) -> bool:
    """Whether a file is a picture on a page."""
    return response.headers["Content-Disposition"].startswith("inline")


def _address(request: HttpRequest) -> str:
    """The computer's address; empty where what a proxy says is none."""
    try:
        return str(ip_address(get_client_ip(request) or ""))
    except ValueError:
        return ""
