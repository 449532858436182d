"""The tasks of a practice: a list for each and all, a new one, changed, done, opened again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import staff_for, task_for
from planner.forms.workflow import NewTaskForm, TaskFieldsForm, TasksForm, wanted_tasks
from planner.models import Right, Staff, Task
from planner.services.history.changes import RefusedChangeError
from planner.services.practice import tasks as practice_tasks
from planner.services.practice.staff import people_of
from planner.views.asking import back
from planner.views.work_page import work_of

_A_PAGE = 100


@require_safe
@never_cache
def tasks(request: HttpRequest, practice: int) -> HttpResponse:
    """One's own, or those of others; what is overdue comes first."""
    staff = staff_for(request.user, practice)
    wanted = wanted_tasks(request.GET)
    found = practice_tasks.tasks_for(staff, wanted)
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "tasks",
        "wanted": wanted,
        "form": TasksForm.of(wanted, people_of(staff.practice)),
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "query": wanted.query,
        "today": timezone.localdate(),
        "may_write": Right.NOTE in staff.powers.rights,
    }
    return render(request, "planner/practice_tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def task_new(request: HttpRequest, practice: int, client: int) -> HttpResponse:
    """Something to do for a client."""
    work = work_of(request, practice, client, Right.NOTE)
    form = NewTaskForm(
        request.POST if request.method == "POST" else None,
        initial={"about": request.GET.get("about", "")},
        people=[one.person for one in work.records().people],
        years=work.years(),
        people_here=practice_tasks.assignable(work.client),
        today=work.today,
    )
    if form.is_bound and form.is_valid():
        practice_tasks.add_task(
            staff=work.staff, client=work.client, now=timezone.now(), **form.task, **form.subject
        )
        messages.success(request, "The task is on the list.")
        return redirect("client-work", practice, client)
    status = 422 if form.is_bound else 200
    return render(request, "planner/client_task.html", work.context | {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def task(request: HttpRequest, practice: int, task: int) -> HttpResponse:
    """Say it otherwise, move it, or give it to somebody else."""
    staff, found = _task(request, practice, task)
    work = work_of(request, practice, found.client_id)
    form = TaskFieldsForm(
        request.POST if request.method == "POST" else None,
        initial={"title": found.title, "due": found.due, "assignee": found.assignee_id or ""},
        people_here=practice_tasks.assignable(found.client),
        today=work.today,
    )
    if form.is_bound and form.is_valid():
        practice_tasks.change_task(staff=staff, task=found, **form.task)
        messages.success(request, "Saved.")
        return redirect("client-work", practice, found.client_id)
    context = work.context | {"form": form, "task": found}
    return render(
        request, "planner/client_task.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@never_cache
def task_done(request: HttpRequest, practice: int, task: int) -> HttpResponse:
    """It is done, or is not after all."""
    staff, found = _task(request, practice, task)
    try:
        if request.POST.get("do") == "reopen":
            practice_tasks.reopen_task(staff=staff, task=found)
            messages.success(request, f"“{found}” is to do again.")
        else:
            practice_tasks.finish_task(staff=staff, task=found, now=timezone.now())
            messages.success(request, f"“{found}” is done.")
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    return back(request, "client-work", practice, found.client_id)


def _task(request: HttpRequest, practice: int, pk: int) -> tuple[Staff, Task]:
    """The task, for somebody who does tasks."""
    staff = staff_for(request.user, practice)
    found = task_for(staff, pk)
    if Right.NOTE not in staff.powers.rights:
        raise PermissionDenied(f"Your role does not allow to {Right.NOTE.value}.")
    return staff, found
