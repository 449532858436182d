"""Papers: worksheets of a year, and a packet of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import HouseholdRecords, household_records
from planner.documents.packet import packet_pdf
from planner.documents.year_pdf import year_pdf
from planner.forms.packet import PacketForm
from planner.services.practice.letterhead import letterhead_of
from planner.views.downloads import download, file_name
from planner.views.guest_access import open_to_guests
from planner.views.papers_page import Papers, papers_of, person_of, sheet_of

_PAGE = "planner/papers.html"
_PDF = "application/pdf"


@open_to_guests
@require_safe
@never_cache
def papers(request: HttpRequest, household: int) -> HttpResponse:
    """Everything there is to print or to take away."""
    records = household_records(household_for(request.user, household))
    found = papers_of(records)
    initial = {"first": found.first, "last": found.last}
    return _page(request, records, found, _packet_form(records, found, initial=initial))


def _packet_form(records: HouseholdRecords, found: Papers, **options: object) -> PacketForm:
    people = [one.person for one in records.people]
    return PacketForm(**options, years=found.years, people=people)


def _page(
    request: HttpRequest,
    records: HouseholdRecords,
    found: Papers,
    form: PacketForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "household": records.household,
        "area": "papers",
        "papers": found,
        "form": form,
        "received": timezone.localdate().year - 1,
    }
    return render(request, _PAGE, context, status=status)


@open_to_guests
@require_safe
@never_cache
def packet(request: HttpRequest, household: int) -> HttpResponse:
    """The worksheets of a range of years and some people in one file."""
    records = household_records(household_for(request.user, household))
    found = papers_of(records)
    form = _packet_form(records, found, data=request.GET)
    if not form.is_valid():
        return _page(request, records, found, form, status=422)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    chosen = form.cleaned_data["person"]
    keys = {one.person.key for one in records.people if one.person.pk in chosen} or None
    today = timezone.localdate()
    document = packet_pdf(
        records.facts,
        first=first,
        last=last,
        prepared=today,
        people=keys,
        letterhead=letterhead_of(records.household),
    )
    span = f"{first}" if first == last else f"{first}-{last}"
    name = file_name("form-8606-packet", span, str(records.household), ending="pdf")
    return download(document, _PDF, name)


@open_to_guests
@require_safe
@never_cache
def worksheet_year(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """One form; with ``decedent`` that of an inherited pool."""
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    decedent = request.GET.get("decedent", "")
    found = sheet_of(records, one, year, decedent)
    if found is None:
        raise Http404
    document = year_pdf(one.facts, found, letterhead=letterhead_of(records.household))
    parts = ("form-8606-worksheet", str(year), str(one.person), decedent)
    return download(document, _PDF, file_name(*parts, ending="pdf"), inline=True)
