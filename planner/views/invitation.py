"""Where the link of an invitation leads: who invites to what, and the decision."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import invitation_for
from planner.models import Invitation, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.invitations import accept, digest_of, refusal

_PAGE = "planner/invitation.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say what accepting would mean; accept when posted by whom it was sent to."""
    found = invitation_for(digest_of(token))
    now = timezone.now()
    if not request.user.is_authenticated:
        return _show(request, found, now)
    if request.method != "POST":
        return _show(request, found, now, refusal(found, request.user, now))
    try:
        household = accept(invitation=found, user=request.user, now=now)
    except RefusedChangeError as refused:
        return _show(request, found, now, str(refused), status=403)
    messages.success(request, f"You can open {household} now.")
    return redirect("household", household.pk)


def _show(
    request: HttpRequest, found: Invitation, now: datetime, reason: str = "", status: int = 200
) -> HttpResponse:
    """One that has expired only says so, whoever asks."""
    context = {
        "invitation": found,
        "role": Role(found.role).label,
        "is_expired": found.expires_at <= now,
        "reason": reason,
    }
    return render(request, _PAGE, context, status=status)
