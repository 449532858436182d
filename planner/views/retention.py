"""How long a practice keeps what: its rules, what they would end today, and legal holds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import client_of, clients_of, hold_in, staff_for
from planner.forms.retention import HoldForm, RuleForm
from planner.models import Right, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice import holds
from planner.services.practice.retention import due, rule_of, set_rule
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


def _page(
    request: HttpRequest, staff: Staff, form: RuleForm, holding: HoldForm, status: int
) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "retention",
        "form": form,
        "holding": holding,
        "due": due(staff.practice, timezone.now()),
        "manages": Right.MANAGE in staff.powers.rights,
    }
    return render(request, "planner/practice_retention.html", context, status=status)
