"""One person's year in a practice: its figures, its steps, and the next one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import person_in, year_in
from planner.engine.json_node import EARLIEST
from planner.engine.year_layouts import layout_for
from planner.forms.workflow import ReturnForm, step_of
from planner.models import Person, Right, StepKind
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.figures import amount_words, same
from planner.services.practice.notes import notes_of
from planner.services.practice.steps import refusal, take_step
from planner.services.practice.tasks import tasks_of
from planner.services.practice.workflow import (
    Standing,
    filings_of,
    standing_at,
    steps_of,
    who_words,
)
from planner.views.ledger import person_of
from planner.views.work_page import Work, work_of

_PAGE = "planner/client_year.html"
_STEPS = frozenset({Right.PREPARE, Right.REVIEW})
_DONE = {
    StepKind.PREPARED: "{subject} is prepared. Somebody else can review it now.",
    StepKind.REVIEWED: "{subject} is reviewed.",
    StepKind.SENT_BACK: "{subject} is sent back.",
}


type Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form: what it says now, and what it said at the last step, if otherwise."""

    number: str
    short: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class FormNow:
    """A form that is due with its lines; ``of`` is whom the pool was inherited from."""

    of: str
    lines: list[FormLine]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def client_year(
    request: HttpRequest, practice: int, client: int, person: int, year: int
) -> HttpResponse:
    """Where the year stands; prepared, reviewed or sent back when posted."""
    work = work_of(request, practice, client)
    year = year_in(year, EARLIEST, work.last)
    whom = person_in(work.client.home, person)
    if request.method != "POST":
        return _show(request, work, whom, year)
    if not work.staff.powers.rights & _STEPS:
        raise PermissionDenied("Your role reads and signs nothing off.")
    kind = step_of(request.POST)
    form = ReturnForm(request.POST if kind == StepKind.SENT_BACK else None)
    if kind is None or (form.is_bound and not form.is_valid()):
        return _show(request, work, whom, year, form=form, status=422)
    try:
        _take(request, work, whom, year, kind)
    except RefusedChangeError as refused:
        problem = str(refused)
        return _show(request, work, whom, year, form=form, problem=problem, status=422)
    messages.success(request, _DONE[kind].format(subject=f"{year} of {whom}"))
    return redirect("client-work", practice, client)


def _take(request: HttpRequest, work: Work, person: Person, year: int, kind: StepKind) -> None:
    take_step(
        staff=work.staff,
        client=work.client,
        person=person,
        year=year,
        kind=kind,
        seen=request.POST.get("seen", ""),
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )


def _show(  # noqa: PLR0913
    request: HttpRequest,
    work: Work,
    person: Person,
    year: int,
    *,
    form: ReturnForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    records = work.records()
    one = person_of(records, person.pk)
    steps = steps_of(work.client, person, year)
    at = standing_at(records, one, year, steps)
    context = work.context | {
        "person": person,
        "year": year,
        "at": at,
        "forms": _forms(at),
        "steps": list(reversed(steps)),
        "who": who_words(at, filings_of(work.client)),
        "refused": {kind.value: refusal(work.staff, at, kind) for kind in _DONE},
        "notes": notes_of(work.client, person, year),
        "tasks": tasks_of(work.client, person, year),
        "form": form or ReturnForm(),
        "problem": problem,
    }
    return render(request, _PAGE, context, status=status)


def _forms(at: Standing) -> list[FormNow]:
    """The forms that are due, line by line, beside the last step where that says otherwise."""
    pinned = at.step.lines if at.step and at.since else at.figures.lines
    found = []
    for of in sorted({*at.figures.lines, *pinned}):
        now, was = at.figures.lines.get(of, {}), pinned.get(of, {})
        lines = [
            _line(line.number, line.short, now, was)
            for line in layout_for(at.year).lines
            if line.number in now or line.number in was
        ]
        found.append(FormNow(of, lines))
    return found


def _line(number: str, short: str, now: Line, was: Line) -> FormLine:
    before, after = was.get(number), now.get(number)
    told = "" if same(before, after) else amount_words(number, before)
    return FormLine(number, short, amount_words(number, after), told)
