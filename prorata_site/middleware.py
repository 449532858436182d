"""One line of log per request, without anything personal in it."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class RequestLogMiddleware(RequestMiddleware):
    """Log method and path only.

    The library's own wording ends with the query string. Numbers have no business there, but a
    hand-made link may carry them, and a log outlives the visit.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return for instance ``POST /calculator/``."""
        return f"{request.method} {request.path}"
