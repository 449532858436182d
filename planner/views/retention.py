"""How long a practice keeps what: its rules, what they would end today, and legal holds."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import client_of, clients_of, hold_in, staff_for
from planner.forms.retention import EndForm, HoldForm, RuleForm
from planner.models import Right, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice import holds
from planner.services.practice.retention import due, end_shown, rule_of, set_rule
from planner.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def retention(request: HttpRequest, practice: int) -> HttpResponse:
    """The rules, and a list of what they would end today; principals decide about them."""
    posted = request.POST if request.method == "POST" else None
    staff = staff_for(request.user, practice, Right.MANAGE if posted is not None else Right.LOG)
    form = RuleForm.of(rule_of(staff.practice), posted)
    if posted is not None and form.is_valid():
        set_rule(staff=staff, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("practice-retention", practice)
    return _page(request, staff, form, _hold_form(staff), 200 if posted is None else 422)


@require_POST
@never_cache
def apply(request: HttpRequest, practice: int) -> HttpResponse:
    """End what was shown, once the name of the practice has been typed."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    sure = EndForm(request.POST, wanted=str(staff.practice))
    if sure.is_valid():
        try:
            seen = request.POST.get("seen", "")
            ended = end_shown(staff=staff, now=_today(), seen=seen)
        except RefusedChangeError as refused:
            sure.add_error(None, str(refused))
        else:
            messages.success(request, f"Ended for good: {ended.told}.")
            return redirect("practice-retention", practice)
    rules = RuleForm.of(rule_of(staff.practice), None)
    return _page(request, staff, rules, _hold_form(staff), 422, sure=sure)


@require_POST
@never_cache
def hold(request: HttpRequest, practice: int) -> HttpResponse:
    """Keep everything of a client until further notice."""
    staff = staff_for(request.user, practice, Right.LOG)
    form = _hold_form(staff, request.POST)
    rules = RuleForm.of(rule_of(staff.practice), None)
    if not form.is_valid():
        return _page(request, staff, rules, form, 422)
    try:
        client = client_of(staff, form.cleaned_data["client"])
        holds.hold(staff=staff, client=client, reason=form.cleaned_data["reason"])
    except RefusedChangeError as refused:
        refuse(form, refused)
        return _page(request, staff, rules, form, 422)
    messages.success(request, f"Nothing of {client.home} is deleted for good from now on.")
    return redirect("practice-retention", practice)


@require_POST
@never_cache
def lift(request: HttpRequest, practice: int, hold: int) -> HttpResponse:
    """Let the rules apply again."""
    staff = staff_for(request.user, practice, Right.LOG)
    found = hold_in(staff, hold)
    holds.lift(staff=staff, found=found, now=timezone.now())
    messages.success(request, f"{found.name} is held no more.")
    return redirect("practice-retention", practice)


def _hold_form(staff: Staff, posted: object = None) -> HoldForm:
    clients = clients_of(staff).exclude(household__in=holds.held_by(staff.practice))
    return HoldForm(posted, clients=clients.order_by("household__name", "pk"))


def _today() -> datetime:
    """When this day began: what the rules end is the same until tomorrow."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _page(  # noqa: PLR0913
    request: HttpRequest,
    staff: Staff,
    form: RuleForm,
    holding: HoldForm,
    status: int,
    *,
    sure: EndForm | None = None,
) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "retention",
        "form": form,
        "holding": holding,
        "sure": sure or EndForm(None, wanted=str(staff.practice)),
        "due": due(staff.practice, _today()),
        "manages": Right.MANAGE in staff.powers.rights,
    }
    return render(request, "planner/practice_retention.html", context, status=status)
