"""Clients from a table: chosen, its columns told, looked at row by row, imported, taken back."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import book_in, books_of, staff_for
from planner.documents.book_template import example_rows, template_csv, template_xlsx
from planner.forms.books import BookForm, ColumnsForm
from planner.models import Book, Right, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.book import books
from planner.services.practice.book.columns import COLUMNS, RECORDS
from planner.services.practice.book.outcomes import unpacked_table
from planner.services.practice.book.tables import TableError
from planner.services.practice.book.undoing import RefusedUndoError
from planner.views.downloads import download
from planner.views.practice_import_page import import_page

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def imports(request: HttpRequest, practice: int) -> HttpResponse:
    """The way in, what a table may hold, and what was imported before."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    if request.method != "POST":
        return _choose(request, staff, BookForm())
    form = BookForm(request.POST, request.FILES)
    problems: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            book = books.take_in(
                staff=staff, name=file.name, content=file.read(), now=timezone.now()
            )
            return redirect("practice-import", practice, book.pk)
        except TableError as refused:
            problems = refused.problems
            form.add_error("file", "This file cannot be taken as it is.")
    return _choose(request, staff, form, problems, 422)


def _choose(
    request: HttpRequest,
    staff: Staff,
    form: BookForm,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "imports",
        "form": form,
        "problems": problems,
        "books": books_of(staff)[:50],
        "columns": COLUMNS,
        "records": RECORDS,
        "example": example_rows(),
    }
    return render(request, "planner/practice_imports.html", context, status=status)


@require_safe
@never_cache
def template(request: HttpRequest, practice: int, kind: str) -> HttpResponse:
    """The table to fill in."""
    staff_for(request.user, practice, Right.TAKE_ON)
    if kind == "csv":
        return download(template_csv().encode(), "text/csv", "prorata-import.csv")
    if kind == "xlsx":
        return download(template_xlsx(), _XLSX, "prorata-import.xlsx")
    raise Http404


@require_safe
@never_cache
def book(request: HttpRequest, practice: int, book: int) -> HttpResponse:
    """What a table would do, or did, row by row."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    found = book_in(staff, book)
    if not found.mapping:
        return redirect("import-columns", practice, book)
    return import_page(request, staff, found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def columns(request: HttpRequest, practice: int, book: int) -> HttpResponse:
    """What the columns of a table are."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    found = _waiting(staff, book)
    table = unpacked_table(bytes(found.table))
    posted = (request.POST,) if request.method == "POST" else ()
    form = ColumnsForm(*posted, table=table, mapping=found.mapping, record=found.record)
    if posted and form.is_valid():
        record = form.cleaned_data["record"]
        books.tell_columns(staff=staff, book=found, mapping=form.mapping, record=record)
        return redirect("practice-import", practice, book)
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "imports",
        "book": found,
        "form": form,
    }
    status = 422 if posted else 200
    return render(request, "planner/practice_import_columns.html", context, status=status)


def _waiting(staff: Staff, pk: int) -> Book:
    """A table of ``staff`` that was not imported yet."""
    found = book_in(staff, pk)
    if found.applied_at or found.staff_id != staff.pk:
        raise Http404
    return found


@require_POST
@never_cache
def apply(request: HttpRequest, practice: int, book: int) -> HttpResponse:
    """Import what was shown."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    found = book_in(staff, book)
    if found.staff_id != staff.pk or not found.mapping:
        raise Http404
    try:
        books.do_import(staff=staff, book=found, now=timezone.now())
    except RefusedChangeError as refused:
        if not found.applied_at:
            books.look(staff=staff, book=found)
        return import_page(request, staff, found, [str(refused)], status=409)
    messages.success(request, f"{found} was imported.")
    return redirect("practice-import", practice, book)


@require_POST
@never_cache
def undo(request: HttpRequest, practice: int, book: int) -> HttpResponse:
    """Take back a whole import."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    found = book_in(staff, book)
    try:
        books.undo_import(staff=staff, book=found, now=timezone.now())
    except RefusedUndoError as refused:
        return import_page(request, staff, found, refused.reasons, status=409)
    except RefusedChangeError as refused:
        return import_page(request, staff, found, [str(refused)], status=409)
    messages.success(request, f"{found} was taken back: everything is as it was before.")
    return redirect("practice-import", practice, book)


@require_POST
@never_cache
def drop(request: HttpRequest, practice: int, book: int) -> HttpResponse:
    """Forget a table that was not imported."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    books.put_away(book=_waiting(staff, book))
    messages.success(request, "The table was put away. Nothing was imported.")
    return redirect("practice-imports", practice)
