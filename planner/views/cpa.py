"""The CPA packet of a household and year: a page that is only read, and a paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for, year_in
from planner.bridge import HouseholdRecords, household_records
from planner.documents.cpa_packet import cpa_packet_pdf
from planner.engine.json_node import EARLIEST
from planner.services.cpa.packet import CpaPacket, cpa_packet
from planner.services.practice.letterhead import letterhead_of
from planner.views.downloads import download, file_name
from planner.views.guest_access import open_to_guests


@open_to_guests
@require_safe
@never_cache
def cpa(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """What happened, what each form and the return must show, and which papers are to come."""
    records, packet = _packet(request, household, year)
    context = {
        "household": records.household,
        "area": "papers",
        "packet": packet,
        "year": year,
        "letterhead": letterhead_of(records.household),
    }
    return render(request, "planner/cpa.html", context)


@open_to_guests
@require_safe
@never_cache
def cpa_document(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """The same as a PDF."""
    records, packet = _packet(request, household, year)
    home = str(records.household)
    document = cpa_packet_pdf(packet, home=home, letterhead=letterhead_of(records.household))
    name = file_name("cpa-packet", str(year), home, ending="pdf")
    return download(document, "application/pdf", name)


def _packet(request: HttpRequest, household: int, year: int) -> tuple[HouseholdRecords, CpaPacket]:
    today = timezone.localdate()
    year = year_in(year, EARLIEST, today.year + 1)
    home = household_for(request.user, household)
    records = household_records(home, with_papers=True, with_dismissals=True)
    return records, cpa_packet(records, year, today)
