"""A practice from elsewhere: chosen, looked at before anything is stored, stored as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import arrival_for, arrivals_of
from planner.forms.arrivals import ArrivalForm
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.arrivals import NOT_TAKEN, put_away, take_up, wish
from planner.services.practice.jobs import Progress
from planner.services.practice.practices import refuse_another
from planner.tasks.arrivals import take_in
from planner.views.asking import is_update, member
from planner.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def arrive(request: HttpRequest) -> HttpResponse:
    """Choose the file; whoever does runs the practice."""
    posted = request.method == "POST"
    form = ArrivalForm(request.POST, request.FILES) if posted else ArrivalForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            refuse_another(member(request))
            job = take_up(user=member(request), name=file.name, source=file.file)
        except RefusedChangeError as refused:
            refuse(form, refused)
        else:
            take_in.enqueue(job.pk)
            return redirect("arrival", job.pk)
    context = {"form": form, "arrivals": arrivals_of(member(request)), "not_taken": NOT_TAKEN}
    status = 422 if posted else 200
    return render(request, "planner/practice_arrive.html", context, status=status)


@require_safe
@never_cache
def arrival(request: HttpRequest, arrival: int) -> HttpResponse:
    """What is in it and what would come to be, or how far it is; to htmx that alone."""
    job = arrival_for(request.user, arrival)
    context = {
        "job": job,
        "progress": Progress(job.done, job.total),
        "report": job.report,
        "not_taken": NOT_TAKEN,
    }
    part = "#progress" if is_update(request) else ""
    return render(request, f"planner/arrival.html{part}", context)


@require_POST
@never_cache
def store(request: HttpRequest, arrival: int) -> HttpResponse:
    """Make the practice that was shown."""
    job = arrival_for(request.user, arrival)
    try:
        if wish(job):
            take_in.enqueue(job.pk)
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    return redirect("arrival", arrival)


@require_POST
@never_cache
def drop(request: HttpRequest, arrival: int) -> HttpResponse:
    """Stop it, or put away what was shown; nothing of it is kept."""
    job = arrival_for(request.user, arrival)
    if not put_away(job, timezone.now()):
        messages.error(request, "The practice is there already.")
        return redirect("arrival", arrival)
    take_in.enqueue(arrival)
    messages.success(request, "Put away. Nothing of it is kept.")
    return redirect("practice-arrive")
