"""A practice leaves with everything it has, in one file that a worker makes."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from planner.access import clients_of, packet_job_for, packet_jobs_of, staff_for
from planner.models import PacketJob, Right, Staff, Verb
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.log import told_clients, told_practice
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import (
    ask_for_all,
    can_be_fetched,
    printed_of,
    progress_of,
)
from planner.tasks.packets import print_packets
from planner.views.downloads import file_name

_LATEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_away(request: HttpRequest, practice: int) -> HttpResponse:
    """Say what is in the file, and which were made lately; ask for one when posted."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    if request.method != "POST":
        return _page(request, staff)
    papers = "papers" in request.POST
    try:
        job = ask_for_all(
            practice=staff.practice, user=staff.user, by=str(staff.user), papers=papers
        )
    except RefusedChangeError as refused:
        return _page(request, staff, str(refused), 409)
    told_practice(staff.practice_id, staff.user, "Asked for the whole practice", Verb.EXPORTED)
    print_packets.enqueue(job.pk)
    return redirect("packet-job", practice, job.pk)


def _page(request: HttpRequest, staff: Staff, problem: str = "", status: int = 200) -> HttpResponse:
    jobs = packet_jobs_of(staff).filter(is_whole=True)[:_LATEST]
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "settings",
        "count": clients_of(staff).count(),
        "jobs": [(job, progress_of(job)) for job in jobs],
        "problem": problem,
    }
    return render(request, "planner/practice_book.html", context, status=status)


@require_safe
@never_cache
def book_zip(request: HttpRequest, practice: int, job: int) -> FileResponse:
    """The finished ZIP; 404 where somebody in it is a client no more."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    found = packet_job_for(staff, job)
    path = zip_of(found)
    if not found.is_whole or not can_be_fetched(found, clients_of(staff)) or not path.is_file():
        raise Http404
    told_clients(staff, printed_of(found), "The whole household, with the whole practice (ZIP)")
    return FileResponse(
        path.open("rb"), content_type="application/zip", as_attachment=True, filename=_name(found)
    )


def _name(job: PacketJob) -> str:
    asked_on = timezone.localtime(job.asked_at).date()
    return file_name("prorata", str(job.practice), f"{asked_on}", ending="zip")
