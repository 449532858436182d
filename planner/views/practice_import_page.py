"""The page of one import: counts first, then its rows, a hundred at a time."""

from collections.abc import Sequence
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planner.models import Book, Staff
from planner.services.practice.book.outcomes import SORTS, unpacked

_A_PAGE: Final = 100


def import_page(
    request: HttpRequest,
    staff: Staff,
    book: Book,
    reasons: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """What becomes of each row, and what can be done now; ``reasons`` say why it was not."""
    counts = book.counts
    asked = request.GET.get("show", "refused" if counts["refused"] else "all")
    shown = asked if asked in SORTS else "all"
    rows = [one for one in unpacked(bytes(book.outcomes)) if shown in ("all", one.status)]
    waits = not book.applied_at and book.staff_id == staff.pk
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "imports",
        "book": book,
        "counts": counts,
        "sorts": [(sort, counts[sort]) for sort in SORTS if counts[sort]],
        "shown": shown,
        "page": Paginator(rows, _A_PAGE).get_page(request.GET.get("page")),
        "reasons": reasons,
        "waits": waits,
        "can_apply": waits and not counts["refused"] and counts["new"] + counts["changed"] > 0,
        "can_undo": bool(book.applied_at) and not book.undone_at,
        "homes": book.households.count(),
    }
    return render(request, "planner/practice_import.html", context, status=status)
