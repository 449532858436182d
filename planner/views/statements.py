"""A person's basis over the years: as a statement, and as a table for a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import household_records
from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.ledger_csv import ledger_csv as csv_of_ledger
from planner.services.practice.letterhead import letterhead_of
from planner.views.downloads import download, file_name
from planner.views.guest_access import open_to_guests
from planner.views.papers_page import person_of


@open_to_guests
@require_safe
@never_cache
def basis_statement(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """A person's basis, year by year, to keep with the returns."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    today = timezone.localdate()
    letterhead = letterhead_of(records.household)
    document = basis_statement_pdf(records.facts, one.facts, prepared=today, letterhead=letterhead)
    return download(
        document, "application/pdf", file_name("basis-statement", str(one.person), ending="pdf")
    )


@open_to_guests
@require_safe
@never_cache
def ledger_csv(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """A person's ledger for a spreadsheet."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    text = csv_of_ledger(records.facts, one.facts)
    name = file_name("form-8606-ledger", str(one.person), ending="csv")
    return download(text.encode(), "text/csv; charset=utf-8", name)
