"""A person's basis over the years: as a statement, and as a table for a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import household_records
from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.ledger_csv import ledger_csv as csv_of_ledger
from planner.views.downloads import download, file_name
from planner.views.papers_page import person_of


@require_safe
@never_cache
def basis_statement(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """A person's basis, year by year, to keep with the returns."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    today = timezone.localdate()
    document = basis_statement_pdf(records.facts, one.facts, prepared=today)
    return download(
        document, "application/pdf", file_name("basis-statement", str(one.person), ending="pdf")
    )


@require_safe
@never_cache
def ledger_csv(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """A person's ledger for a spreadsheet."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    text = csv_of_ledger(records.facts, one.facts)
    name = file_name("form-8606-ledger", str(one.person), ending="csv")
    return download(text.encode(), "text/csv; charset=utf-8", name)
