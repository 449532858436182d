"""Where the letters to a practice lead: to work there, and to look after a household."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import offer_for, principal_places_of, staff_invitation_for
from planner.forms.practices import PlaceForm
from planner.models import EngagementOffer, StaffInvitation, StaffRole, User
from planner.services.history.changes import RefusedChangeError
from planner.services.households.invitations import digest_of
from planner.services.practice.engagements import accept_offer, offer_refusal
from planner.services.practice.staff import accept_staff_invitation, staff_refusal

_INVITATION = "planner/practice_invitation.html"
_OFFER = "planner/practice_offer.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say what accepting would mean; accept when posted by whom it was sent to."""
    found = staff_invitation_for(digest_of(token))
    now = timezone.now()
    if not isinstance(request.user, User):
        return _invitation(request, found)
    if request.method != "POST":
        return _invitation(request, found, staff_refusal(found, request.user, now))
    try:
        staff = accept_staff_invitation(invitation=found, user=request.user, now=now)
    except RefusedChangeError as refused:
        return _invitation(request, found, str(refused), status=403)
    messages.success(request, f"You work for {staff.practice} now.")
    return redirect("practice", staff.practice_id)


def _invitation(
    request: HttpRequest, found: StaffInvitation, reason: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "invitation": found,
        "role": StaffRole(found.role).label,
        "is_expired": found.expires_at <= timezone.now(),
        "reason": reason,
    }
    return render(request, _INVITATION, context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Say what is asked; take the household on when posted by a principal it was sent to."""
    found = offer_for(digest_of(token))
    if not isinstance(request.user, User):
        return _offer(request, found, None)
    now = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = PlaceForm(posted, places=principal_places_of(request.user))
    if posted is None:
        return _offer(request, found, form, offer_refusal(found, request.user, now))
    if not form.is_valid():
        return _offer(request, found, form, status=422)
    staff = form.cleaned_data["practice"]
    try:
        made = accept_offer(offer=found, staff=staff, now=now)
    except RefusedChangeError as refused:
        return _offer(request, found, form, str(refused), status=403)
    messages.success(request, f"{staff.practice} looks after {made.home} now.")
    return redirect("practice", staff.practice_id)


def _offer(
    request: HttpRequest,
    found: EngagementOffer,
    form: PlaceForm | None,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "offer": found,
        "form": form,
        "is_expired": found.expires_at <= timezone.now(),
        "reason": reason,
    }
    return render(request, _OFFER, context, status=status)
