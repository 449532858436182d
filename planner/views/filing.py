"""Marking a year as filed, unlocking it with a reason, locking it again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import household_for
from planner.bridge import household_records
from planner.forms.filing import FiledLinesForm, ReasonForm
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.filing_steps import file_year
from planner.services.sheet.filing import (
    document_of,
    has_document,
    lock_year,
    remove_filed,
    unlock_year,
)
from planner.views.filing_page import Filing, filing_of
from planner.views.guest_access import open_to_guests
from planner.views.ledger import person_of

_PAGE = "planner/file_year.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """What was filed for a year: shown, typed, or taken off the record."""
    filing = filing_of(request, household, person, year)
    if request.method != "POST":
        return _show(request, filing)
    if request.POST.get("do") == "remove":
        return _remove(request, filing)
    form = filing.form(request.POST)
    if not form.is_valid():
        return _show(request, filing, form=form, status=422)
    document = filing.document(form.lines)
    try:
        file_year(**filing.where, lines=form.lines, on=form.cleaned_data["on"], document=document)
    except RefusedChangeError as error:
        form.add_error(None, str(error))
        return _show(request, filing, form=form, status=422)
    messages.success(request, _told(year, form.lines, document))
    return _back(filing)


@require_POST
def unlock(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """Let the entries of the year be changed; asks why."""
    filing = filing_of(request, household, person, year)
    reason = ReasonForm(request.POST, prefix="unlock")
    if not reason.is_valid():
        return _show(request, filing, unlock=reason, status=422)
    try:
        unlock_year(**filing.where, reason=reason.cleaned_data["reason"])
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{year} is unlocked. What was filed stays on file.")
    return _back(filing)


@require_POST
def lock(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """Lock the year again."""
    filing = filing_of(request, household, person, year)
    try:
        lock_year(**filing.where)
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{year} is locked again.")
    return _back(filing)


@open_to_guests
@require_safe
@never_cache
def document(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """The worksheet as it was kept on the day, byte for byte."""
    records = household_records(household_for(request.user, household))
    form = person_of(records, person).filed(year)
    kept = document_of(form) if form else None
    if kept is None:
        raise Http404
    response = HttpResponse(kept, content_type="application/pdf")
    name = f"form-8606-as-filed-{year}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _remove(request: HttpRequest, filing: Filing) -> HttpResponse:
    reason = ReasonForm(request.POST, prefix="remove")
    if not reason.is_valid():
        return _show(request, filing, remove=reason, status=422)
    try:
        remove_filed(**filing.where, reason=reason.cleaned_data["reason"])
    except RefusedChangeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{filing.year} is not marked as filed any more.")
    return _back(filing)


def _show(  # noqa: PLR0913
    request: HttpRequest,
    filing: Filing,
    *,
    form: FiledLinesForm | None = None,
    unlock: ReasonForm | None = None,
    remove: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = filing.context | {
        "form": form or filing.form(),
        "unlock": unlock or ReasonForm(prefix="unlock"),
        "remove": remove or ReasonForm(prefix="remove"),
        "has_document": has_document(filing.filed),
    }
    return render(request, _PAGE, context, status=status)


def _back(filing: Filing) -> HttpResponse:
    return redirect("ledger-person", filing.records.household.pk, filing.person.person.pk)


def _told(year: int, lines: dict[str, str], document: bytes | None) -> str:
    if not lines:
        return f"Kept: no Form 8606 was filed for {year}."
    if document:
        return f"{year} is marked as filed and locked. The worksheet of today is kept with it."
    return (
        f"{year} is marked as filed and locked. No worksheet is kept with it, because these lines"
        " are not the ones worked out here."
    )
