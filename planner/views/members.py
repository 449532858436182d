"""Who may open a household, and how others come to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planner.access import household_for, invitation_in, member_in
from planner.forms.members import ROLES, InviteForm, RoleForm
from planner.models import Household, Invitation, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households import invitations
from planner.services.households.members import members as members_of
from planner.services.households.members import remove_member, set_role
from planner.views.asking import member as user_of


@require_safe
@never_cache
def members(request: HttpRequest, household: int) -> HttpResponse:
    """Everyone with access; owners decide here about it."""
    home = household_for(request.user, household)
    return _page(request, home, InviteForm())


def _page(
    request: HttpRequest, home: Household, form: InviteForm, status: int = 200
) -> HttpResponse:
    is_owner = home.role == Role.OWNER
    context = {
        "household": home,
        "area": "settings",
        "is_owner": is_owner,
        "form": form,
        "roles": ROLES,
        "members": members_of(home),
        "open": invitations.open_invitations(home, timezone.now()) if is_owner else [],
    }
    return render(request, "planner/members.html", context, status=status)


@require_POST
@never_cache
def member_role(request: HttpRequest, household: int, member: int) -> HttpResponse:
    """Let a member do more or less."""
    home = household_for(request.user, household, Role.OWNER)
    found = member_in(home, member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["role"][0]))
        return redirect("members", home.pk)
    role = form.cleaned_data["role"]
    try:
        set_role(household=home, user=user_of(request), member=found, role=role)
        messages.success(request, f"{found.user} is {role.value} now.")
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    return redirect("members", home.pk)


@require_POST
@never_cache
def member_remove(request: HttpRequest, household: int, member: int) -> HttpResponse:
    """Take a member's access away; anybody may leave."""
    home = household_for(request.user, household)
    found = member_in(home, member)
    leaving = found.user_id == request.user.pk
    home = home if leaving else household_for(request.user, household, Role.OWNER)
    try:
        remove_member(household=home, user=user_of(request), member=found)
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
        return redirect("members", home.pk)
    if leaving:
        messages.success(request, f"You left {home}.")
        return redirect("households")
    messages.success(request, f"{found.user} has no access any more.")
    return redirect("members", home.pk)


@require_POST
@never_cache
def invite(request: HttpRequest, household: int) -> HttpResponse:
    """Invite somebody by mail."""
    home = household_for(request.user, household, Role.OWNER)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, home, form, status=422)
    try:
        invitation, token = invitations.invite(
            household=home, user=user_of(request), now=timezone.now(), **form.cleaned_data
        )
    except RefusedChangeError as refused:
        form.add_error("email", str(refused))
        return _page(request, home, form, status=422)
    _send(request, home, invitation, token)
    return redirect("members", home.pk)


def _send(request: HttpRequest, home: Household, invitation: Invitation, token: str) -> None:
    """Send the link; an invitation that nobody hears of is withdrawn."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    try:
        invitations.send_invitation(invitation, link)
        messages.success(request, f"An invitation is on its way to {invitation.email}.")
    except OSError:
        invitations.withdraw(household=home, user=user_of(request), invitation=invitation)
        messages.error(request, "The mail could not be sent. Try again later.")


@require_POST
@never_cache
def invitation_withdraw(request: HttpRequest, household: int, invitation: int) -> HttpResponse:
    """Make the link void."""
    home = household_for(request.user, household, Role.OWNER)
    found = invitation_in(home, invitation)
    invitations.withdraw(household=home, user=user_of(request), invitation=found)
    messages.success(request, f"The link sent to {found.email} is void now.")
    return redirect("members", home.pk)
