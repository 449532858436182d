"""A practice leaves with everything it has, in one file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import clients_of, staff_for
from planner.documents.book import book
from planner.models import Right, Staff
from planner.views.downloads import file_name

_MOST_PAPERS = 100
"""Clients whose worksheets are drawn while somebody waits; for more there is the command."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_away(request: HttpRequest, practice: int) -> HttpResponseBase:
    """Say what is in the file; send it when posted."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    count = clients_of(staff).count()
    if request.method != "POST":
        return _page(request, staff, count)
    papers = "papers" in request.POST and count <= _MOST_PAPERS
    now = timezone.now()
    parts = book(staff.practice, clients_of(staff), at=now, papers=papers)
    response = StreamingHttpResponse(parts, content_type="application/zip")
    name = file_name("prorata", str(staff.practice), f"{timezone.localdate()}", ending="zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, staff: Staff, count: int) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "settings",
        "count": count,
        "most_papers": _MOST_PAPERS,
        "may_draw": count <= _MOST_PAPERS,
    }
    return render(request, "planner/practice_book.html", context)
