"""The page of a client for the people of its practice: where each year stands, tasks, notes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import engagement_in, household_for
from planner.forms.workflow import NoteForm
from planner.models import Right
from planner.services.practice.notes import notes_of
from planner.services.practice.tasks import tasks_of
from planner.services.practice.workflow import standing_at, steps_of
from planner.views.asking import is_update
from planner.views.work_page import Work, people_at_work, work_of

_PAGE = "planner/client_work.html"
_STRIP = "planner/_work_strip.html"


@require_safe
@never_cache
def client_work(request: HttpRequest, practice: int, client: int) -> HttpResponse:
    """Everything that the practice does for a client."""
    return show_work(request, work_of(request, practice, client))


def show_work(
    request: HttpRequest, work: Work, form: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with what was typed as a note where that could not be kept."""
    records = work.records()
    people = list(people_at_work(work, records))
    named = [one.person for one in people]
    context = work.context | {
        "people": people,
        "notes": notes_of(work.client),
        "tasks": tasks_of(work.client),
        "form": form or NoteForm(people=named, years=work.years()),
        "may_assign": Right.ASSIGN in work.staff.powers.rights,
    }
    return render(request, _PAGE, context, status=status)


@require_safe
@never_cache
def household_work(request: HttpRequest, household: int) -> HttpResponse:
    """From a household to that page; to htmx a line of where its years stand."""
    home = household_for(request.user, household)
    if not home.staff_role:
        raise Http404
    client = engagement_in(home)
    if not is_update(request):
        return redirect("client-work", client.practice_id, client.pk)
    work = work_of(request, client.practice_id, client.pk)
    asked = request.GET.get("year", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4  # noqa: PLR2004
    year = min(int(asked), work.last) if is_year else work.last
    return render(request, _STRIP, work.context | _strip(work, year))


def _strip(work: Work, year: int) -> dict[str, object]:
    """Where the year of each person stands, and what is to be done next."""
    records, steps = work.records(), steps_of(work.client)
    found = []
    for one in records.people:
        mine = [each for each in steps if (each.person_id, each.year) == (one.person.pk, year)]
        found.append((one.person, standing_at(records, one, year, mine)))
    task = next((one for one in tasks_of(work.client) if not one.is_done), None)
    return {"year": year, "found": found, "task": task}
