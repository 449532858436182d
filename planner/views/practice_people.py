"""Who works for a practice, what each may do, and how others come to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planner.access import colleague_of, staff_for, staff_invitation_in
from planner.forms.practices import STAFF_ROLES, StaffInviteForm, StaffRoleForm
from planner.models import Right, Staff, StaffInvitation
from planner.services.history.changes import RefusedChangeError
from planner.services.practice import staff as practice_staff
from planner.views.asking import member


@require_safe
@never_cache
def people(request: HttpRequest, practice: int) -> HttpResponse:
    """Everyone who works here; principals decide here about it."""
    return _page(request, staff_for(request.user, practice), StaffInviteForm())


def _page(
    request: HttpRequest, staff: Staff, form: StaffInviteForm, status: int = 200
) -> HttpResponse:
    manages = Right.MANAGE in staff.powers.rights
    now = timezone.now()
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "people",
        "manages": manages,
        "form": form,
        "roles": STAFF_ROLES,
        "people": practice_staff.people_of(staff.practice),
        "open": practice_staff.open_staff_invitations(staff.practice, now) if manages else [],
        "expected": practice_staff.expected_of(staff.practice) if manages else [],
    }
    return render(request, "planner/practice_people.html", context, status=status)


@require_POST
@never_cache
def invite(request: HttpRequest, practice: int) -> HttpResponse:
    """Invite somebody by mail."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    form = StaffInviteForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, form, status=422)
    try:
        made, token = practice_staff.invite_staff(
            practice=staff.practice, user=member(request), now=timezone.now(), **form.cleaned_data
        )
    except RefusedChangeError as refused:
        form.add_error("email", str(refused))
        return _page(request, staff, form, status=422)
    _send(request, made, token)
    return redirect("practice-people", practice)


def _send(request: HttpRequest, made: StaffInvitation, token: str) -> None:
    """Send the link; an invitation that nobody hears of is withdrawn."""
    link = request.build_absolute_uri(reverse("staff-invitation", args=[token]))
    try:
        practice_staff.send_staff_invitation(made, link)
        messages.success(request, f"An invitation is on its way to {made.email}.")
    except OSError:
        practice_staff.withdraw_staff_invitation(invitation=made)
        messages.error(request, "The mail could not be sent. Try again later.")


@require_POST
@never_cache
def withdraw(request: HttpRequest, practice: int, invitation: int) -> HttpResponse:
    """Make the link void."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    found = staff_invitation_in(staff, invitation)
    practice_staff.withdraw_staff_invitation(invitation=found)
    messages.success(request, f"The link sent to {found.email} is void now.")
    return redirect("practice-people", practice)


@require_POST
@never_cache
def role(request: HttpRequest, practice: int, colleague: int) -> HttpResponse:
    """Let somebody do more or less."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    found = colleague_of(staff, colleague)
    form = StaffRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["role"][0]))
        return redirect("practice-people", practice)
    try:
        practice_staff.set_staff_role(staff=found, role=form.cleaned_data["role"])
        messages.success(request, f"{found.user} is {found.role} now.")
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    return redirect("practice-people" if found.user != request.user else "practice", practice)


@require_POST
@never_cache
def remove(request: HttpRequest, practice: int, colleague: int) -> HttpResponse:
    """Let somebody go; anybody may leave."""
    staff = staff_for(request.user, practice)
    found = colleague_of(staff, colleague)
    leaving = found.user_id == request.user.pk
    staff = staff if leaving else staff_for(request.user, practice, Right.MANAGE)
    try:
        practice_staff.remove_staff(staff=found)
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
        return redirect("practice-people", practice)
    if leaving:
        messages.success(request, f"You left {staff.practice}.")
        return redirect("households")
    messages.success(request, f"{found.user} opens nothing here any more.")
    return redirect("practice-people", practice)
