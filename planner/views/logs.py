"""The log: of a practice for those who answer for it, and of a household for its owners."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for, staff_for
from planner.documents.log_files import log_csv, log_json
from planner.forms.log import LogForm
from planner.models import Right, Staff
from planner.services.practice.log_reading import household_log, practice_log
from planner.views.downloads import file_name

_A_PAGE = 100
_FILES = {"csv": (log_csv, "text/csv; charset=utf-8"), "json": (log_json, "application/json")}
_AT_ONCE = 2000
"""Rows of a file that are in memory at the same time."""


@require_safe
@never_cache
def log(request: HttpRequest, practice: int) -> HttpResponse:
    """A hundred entries, latest first: all, or those that are asked for."""
    staff = staff_for(request.user, practice, Right.LOG)
    form = LogForm(request.GET)
    found = practice_log(staff.practice, **form.chosen())
    context = _context(staff) | {
        "form": form,
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "query": form.query,
        "keeps_addresses": settings.LOG_ADDRESSES,
    }
    return render(request, "planner/practice_log.html", context)


@require_safe
@never_cache
def log_file(request: HttpRequest, practice: int, kind: str) -> StreamingHttpResponse:
    """All that are asked for, sent as they are read."""
    staff = staff_for(request.user, practice, Right.LOG)
    found = practice_log(staff.practice, **LogForm(request.GET).chosen())
    write, content_type = _FILES[kind]
    rows = write(found.iterator(chunk_size=_AT_ONCE))
    response = StreamingHttpResponse(rows, content_type=content_type)
    name = file_name("prorata-log", str(staff.practice), f"{timezone.localdate()}", ending=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@never_cache
def looked(request: HttpRequest, household: int) -> HttpResponse:
    """Who has looked at a household, taken something away, or let somebody in."""
    home = household_for(request.user, household, right=Right.LOOKED)
    context = {
        "household": home,
        "area": "settings",
        "page": Paginator(household_log(home), _A_PAGE).get_page(request.GET.get("page")),
        "query": {},
    }
    return render(request, "planner/household_log.html", context)


def _context(staff: Staff) -> dict[str, Any]:
    return {"staff": staff, "practice": staff.practice, "area": "log"}
