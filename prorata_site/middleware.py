"""One line of log per request without anything personal in it, and pages nobody else may keep."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django_structlog.middlewares import RequestMiddleware

_SECRET = re.compile(r"((?<=/invitations/)|(?<=/offers/)|(?<=/guests/))[^/]+")


class RequestLogMiddleware(RequestMiddleware):
    """Log method and path only.

    The library's own wording ends with the query string. Numbers have no business there, but a
    hand-made link may carry them, and a log outlives the visit.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return for instance ``POST /calculator/``; whoever knows the rest of some, comes in."""
        return f"{request.method} {_SECRET.sub('…', request.path)}"


class PrivatePageMiddleware:
    """Pages of a session are kept in no cache, the browser's own included.

    After signing out on a shared computer, "back" must not show the figures again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer where there is a session; a visitor without one stays without one."""
        response = self.get_response(request)
        if not request.session.is_empty():
            add_never_cache_headers(response)
        return response
