"""Packets for many clients: chosen, watched while they are printed, cancelled, fetched."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import clients_of, packet_job_for, packet_jobs_of, staff_for
from planner.forms.packet_jobs import ClientFilterForm, PacketsForm, ticked_of
from planner.models import PacketJob, Staff
from planner.models.jobs import KEPT_FOR
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.jobs import cancel
from planner.services.practice.log import told_clients
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import (
    MOST_CLIENTS,
    ask_for,
    can_be_fetched,
    printed_of,
    problems_of,
    progress_of,
)
from planner.services.practice.staff import people_of
from planner.tasks.packets import print_packets
from planner.views.asking import is_update
from planner.views.downloads import file_name
from planner.views.refusals import refuse

_A_PAGE = 100
_LATEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def packets(request: HttpRequest, practice: int) -> HttpResponse:
    """Choose clients and papers; what was asked for lately is listed below."""
    staff = staff_for(request.user, practice)
    listing, form = _forms(request, staff)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and form.is_valid():
        try:
            job = ask_for(staff=staff, clients=form.chosen, **_asked(form))
        except RefusedChangeError as refused:
            refuse(form, refused)
        else:
            print_packets.enqueue(job.pk)
            return redirect("packet-job", practice, job.pk)
    context = (
        _context(staff) | _listed(request, staff, listing) | {"listing": listing, "form": form}
    )
    status = 200 if posted is None else 422
    return render(request, "planner/packets.html", context, status=status)


def _forms(request: HttpRequest, staff: Staff) -> tuple[ClientFilterForm, PacketsForm]:
    """Which clients are listed, and which papers of which of them are wanted."""
    year = timezone.localdate().year
    listing = ClientFilterForm(request.GET, people=people_of(staff.practice), year=year)
    clients = clients_of(staff)
    form = PacketsForm(
        request.POST if request.method == "POST" else None,
        clients=clients,
        listed=listing.found(clients, staff),
        today_year=year,
        asked=request.GET,
    )
    return listing, form


def _listed(request: HttpRequest, staff: Staff, listing: ClientFilterForm) -> dict[str, Any]:
    """Those who were ticked elsewhere first, then a page of all others that are listed."""
    clients = clients_of(staff)
    ticked = ticked_of(request.GET)
    listed = listing.found(clients, staff)
    others = listed.exclude(pk__in=ticked) if ticked else listed
    page = Paginator(others, _A_PAGE).get_page(request.GET.get("page"))
    return {
        "ticked": clients.filter(pk__in=ticked).order_by("household__name", "pk") if ticked else (),
        "page": page,
        "total": listed.count() if ticked else page.paginator.count,
        "jobs": [(job, progress_of(job)) for job in _lately(staff)],
        "most": f"{MOST_CLIENTS:,}",
    }


@require_safe
@never_cache
def packet_job(request: HttpRequest, practice: int, job: int) -> HttpResponse:
    """How far a job is; to htmx that alone."""
    staff = staff_for(request.user, practice)
    found = packet_job_for(staff, job)
    context = _context(staff, "settings" if found.is_whole else "packets") | {
        "job": found,
        "progress": progress_of(found),
        "problems": problems_of(found),
        "may_fetch": can_be_fetched(found, clients_of(staff)),
        "until": found.finished_at + KEPT_FOR if found.finished_at else None,
    }
    part = "#progress" if is_update(request) else ""
    return render(request, f"planner/packet_job.html{part}", context)


@require_POST
@never_cache
def packet_cancel(request: HttpRequest, practice: int, job: int) -> HttpResponse:
    """Stop it; nothing that was printed is kept."""
    staff = staff_for(request.user, practice)
    found = packet_job_for(staff, job)
    if cancel(found, timezone.now()):
        messages.success(request, "Cancelled. Nothing of it is kept.")
    else:
        messages.error(request, "It had ended already.")
    return redirect("packet-job", practice, job)


@require_safe
@never_cache
def packet_zip(request: HttpRequest, practice: int, job: int) -> FileResponse:
    """The finished ZIP; 404 unless whoever asks sees every client in it today."""
    staff = staff_for(request.user, practice)
    found = packet_job_for(staff, job)
    path = zip_of(found)
    if found.is_whole or not can_be_fetched(found, clients_of(staff)) or not path.is_file():
        raise Http404
    told_clients(staff, printed_of(found), f"{', '.join(found.names)} of {found.year} (ZIP)")
    return FileResponse(
        path.open("rb"), content_type="application/zip", as_attachment=True, filename=_name(found)
    )


def _lately(staff: Staff) -> QuerySet[PacketJob]:
    return packet_jobs_of(staff).filter(is_whole=False)[:_LATEST]


def _name(job: PacketJob) -> str:
    return file_name("packets", str(job.year), str(job.practice), str(job.pk), ending="zip")


def _asked(form: PacketsForm) -> dict[str, Any]:
    return {key: form.cleaned_data[key] for key in ("kinds", "year")}


def _context(staff: Staff, area: str = "packets") -> dict[str, Any]:
    return {"staff": staff, "practice": staff.practice, "area": area}
