"""The board of a practice: its clients by state, the December 31 list, what was done about whom."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from planner.access import client_of, clients_of, editing_staff_for, filter_of, person_in, staff_for
from planner.forms.board import BoardForm, FilterNameForm, FollowUpForm, page_of, wanted_of
from planner.models import Engagement, Person, Role, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.board import Row, board
from planner.services.practice.board_work import bring_up_to_date, work_out_some
from planner.services.practice.december import december_list
from planner.services.practice.follow_ups import (
    delete_filter,
    filters_of,
    follow_up_of,
    save_filter,
    save_follow_up,
    state_of,
)
from planner.services.practice.log import told_looking
from planner.services.practice.staff import people_of
from planner.views.asking import back, is_update

_A_TURN = 0.8
"""Seconds that working out takes before it says how many are left."""


@require_safe
@never_cache
def board_page(request: HttpRequest, practice: int) -> HttpResponse:
    """Every client by state; to htmx the tiles and the table alone."""
    staff = staff_for(request.user, practice)
    today = timezone.localdate()
    wanted = wanted_of(request.GET, today.year)
    updates = is_update(request)
    waiting = 0 if updates else bring_up_to_date(staff, wanted.year, today)
    found = board(staff, wanted, page_of(request.GET), today)
    context = _context(staff, "board") | {
        "board": found,
        "wanted": wanted,
        "waiting": waiting,
        "today": today,
        "is_update": updates,
    }
    if updates:
        return render(request, "planner/board.html#update", context)
    told_looking(staff, "Board", found.people, timezone.now())
    context["clients"] = clients_of(staff).count()
    context["form"] = BoardForm.of(wanted, people_of(staff.practice))
    context["filters"] = filters_of(staff)
    return render(request, "planner/board.html", context)


@require_safe
@never_cache
def december(request: HttpRequest, practice: int) -> HttpResponse:
    """Who must move how many dollars by December 31, where to, and how far it is."""
    staff = staff_for(request.user, practice)
    today = timezone.localdate()
    wanted = replace(wanted_of(request.GET, today.year), year=today.year, past="")
    waiting = bring_up_to_date(staff, wanted.year, today)
    everybody = "all" in request.GET
    found = december_list(staff, wanted, page_of(request.GET), today, everybody=everybody)
    told_looking(staff, "December 31 list", found.whole.people, timezone.now())
    context = _context(staff, "december") | {
        "found": found,
        "form": BoardForm.of(wanted, people_of(staff.practice)),
        "waiting": waiting,
        "today": today,
        "everybody": everybody,
    }
    return render(request, "planner/december.html", context)


@require_POST
@never_cache
def work_out(request: HttpRequest, practice: int) -> HttpResponse:
    """Work out for a moment what the board waits for; to htmx how many clients are left."""
    staff = staff_for(request.user, practice)
    today = timezone.localdate()
    wanted = wanted_of(request.POST, today.year)
    left = work_out_some(staff, wanted.year, today, _A_TURN)
    if not is_update(request):
        return back(request, "board", practice)
    context = {"practice": staff.practice, "wanted": wanted, "waiting": left, "is_done": not left}
    answer = render(request, "planner/_board_waiting.html", context)
    return answer if left else trigger_client_event(answer, "board-is-worked-out")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow_up(request: HttpRequest, practice: int, client: int, person: int) -> HttpResponse:
    """Say how far it is with one person's year."""
    staff = editing_staff_for(request.user, practice)
    found = client_of(staff, client)
    whom = person_in(found.home, person)
    wanted = wanted_of(request.GET, timezone.localdate().year)
    had = follow_up_of(found, whom, wanted.year)
    initial = {"status": had.status, "note": had.note} if had else {"status": "open"}
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_follow_up(
            staff=staff,
            client=found,
            person=whom,
            year=wanted.year,
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, f"Saved for {whom} of {found.home}.")
        return _to_board(practice, wanted.query) if wanted.past else _to_list(practice)
    return _follow_up(request, staff, found, whom, form)


def _follow_up(
    request: HttpRequest, staff: Staff, client: Engagement, person: Person, form: FollowUpForm
) -> HttpResponse:
    today = timezone.localdate()
    year = wanted_of(request.GET, today.year).year
    state = state_of(client, person, year)
    had = follow_up_of(client, person, year)
    context = _context(staff, "december") | {
        "client": client,
        "person": person,
        "form": form,
        "row": Row(state, had, today) if state else None,
        "year": year,
    }
    status = 422 if form.is_bound else 200
    return render(request, "planner/follow_up.html", context, status=status)


@require_POST
@never_cache
def filter_save(request: HttpRequest, practice: int) -> HttpResponse:
    """Keep what the board shows now under a name."""
    staff = staff_for(request.user, practice)
    query = wanted_of(request.POST, timezone.localdate().year).query
    form = FilterNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the filter a name of at most 60 characters.")
    else:
        try:
            made = save_filter(staff=staff, name=form.cleaned_data["name"], query=query)
            messages.success(request, f"Kept as “{made}”.")
        except RefusedChangeError as refused:
            messages.error(request, str(refused))
    return _to_board(practice, query)


@require_POST
@never_cache
def filter_delete(request: HttpRequest, practice: int, saved: int) -> HttpResponse:
    """Keep a filter no more."""
    found = filter_of(staff_for(request.user, practice), saved)
    delete_filter(saved=found)
    messages.success(request, f"“{found}” is kept no more.")
    return _to_board(practice, "")


def _to_list(practice: int) -> HttpResponse:
    return redirect("december-list", practice)


def _to_board(practice: int, query: str) -> HttpResponse:
    address = reverse("board", args=(practice,))
    return redirect(f"{address}?{query}" if query else address)


def _context(staff: Staff, area: str) -> dict[str, object]:
    return {
        "staff": staff,
        "practice": staff.practice,
        "area": area,
        "may_edit": staff.powers.role.allows(Role.EDITOR),
    }
