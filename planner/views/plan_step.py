"""One step of a plan: marked as done, and entered if somebody wants that."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for
from planner.forms.plan import DoneForm, StepForm
from planner.models import Household, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.plans.choosing import mark, record
from planner.services.plans.page import ShownPlan, ShownStep
from planner.views.asking import member, verb
from planner.views.plan import plan_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan_step(
    request: HttpRequest, household: int, year: int, person: int, step: str
) -> HttpResponse:
    """What was done, to be marked or entered: two buttons, and neither does what the other does."""
    home = household_for(request.user, household, Role.EDITOR)
    _, found = plan_of(home, year, person)
    shown = found.step(step)
    if shown is None:
        raise Http404
    asked = verb(request)
    today = timezone.localdate()
    done = DoneForm(request.POST if asked == "mark" else None, today=today)
    entry = _entry(request, found, shown) if shown.step.records else None
    if _is_kept(request, home, found, shown, done, entry):
        return redirect("plan", home.pk, year, person)
    context = {
        "household": home,
        "area": "year",
        "year": year,
        "plan": found,
        "shown": shown,
        "done": done,
        "entry": entry,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planner/plan_step.html", context, status=status)


def _entry(request: HttpRequest, found: ShownPlan, shown: ShownStep) -> StepForm:
    data = request.POST if verb(request) == "record" else None
    return StepForm(
        data, person=found.person, step=shown.step, today=timezone.localdate(), prefix="entry"
    )


def _is_kept(  # noqa: PLR0913, PLR0917
    request: HttpRequest,
    home: Household,
    found: ShownPlan,
    shown: ShownStep,
    done: DoneForm,
    entry: StepForm | None,
) -> bool:
    """Whether what was asked for has been done."""
    asked, user = verb(request), member(request)
    code = shown.step.code
    if asked == "unmark":
        mark(household=home, user=user, plan=found.row, code=code, on=None)
        return True
    if asked == "mark" and done.is_valid():
        mark(household=home, user=user, plan=found.row, code=code, on=done.cleaned_data["on"])
        return True
    return asked == "record" and entry is not None and _is_recorded(request, home, found, entry)


def _is_recorded(request: HttpRequest, home: Household, found: ShownPlan, entry: StepForm) -> bool:
    if not entry.is_valid():
        return False
    event = entry.applied()
    try:
        record(
            household=home,
            user=member(request),
            person=found.person,
            event=event,
            adjusts=entry.adjusts,
        )
    except RefusedChangeError as error:
        entry.refuse(error)
        return False
    messages.success(request, "It is entered. Taking it back on the history takes it out again.")
    return True
