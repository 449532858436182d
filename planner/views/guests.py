"""Guest links: made, shown once, withdrawn; and the page that such a link opens first."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import guest_link_for, guest_link_in, household_for
from planner.forms.guests import GuestLinkForm
from planner.models import Household, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.guests import (
    guest_links,
    make_guest_link,
    opened,
    withdraw_guest_link,
)
from planner.services.households.invitations import digest_of
from planner.views.asking import member
from planner.views.guest_access import let_in
from planner.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guests(request: HttpRequest, household: int) -> HttpResponse:
    """Who reads by a link; a new one is shown this once."""
    home = household_for(request.user, household, Role.OWNER)
    today = timezone.localdate()
    if request.method != "POST":
        return _page(request, home, GuestLinkForm(today=today), today)
    form = GuestLinkForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, home, form, today, status=422)
    try:
        _, token = make_guest_link(
            household=home, user=member(request), today=today, **form.cleaned_data
        )
    except RefusedChangeError as refused:
        refuse(form, refused)
        return _page(request, home, form, today, status=422)
    link = request.build_absolute_uri(reverse("guest", args=[token]))
    return _page(request, home, GuestLinkForm(today=today), today, link=link)


def _page(  # noqa: PLR0913
    request: HttpRequest,
    home: Household,
    form: GuestLinkForm,
    today: date,
    *,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "household": home,
        "area": "settings",
        "form": form,
        "links": guest_links(home, today),
        "link": link,
    }
    return render(request, "planner/guests.html", context, status=status)


@require_POST
@never_cache
def withdraw(request: HttpRequest, household: int, link: int) -> HttpResponse:
    """Make the link open nothing any more."""
    home = household_for(request.user, household, Role.OWNER)
    found = guest_link_in(home, link)
    withdraw_guest_link(household=home, user=member(request), link=found, now=timezone.now())
    messages.success(request, f"The link of {found.label} opens nothing any more.")
    return redirect("guests", home.pk)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the link shows; open it when asked to. From then on no address holds the secret."""
    found = guest_link_for(digest_of(token), timezone.localdate())
    if request.method != "POST":
        response = render(request, "planner/guest.html", {"link": found})
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
    opened(found, timezone.now())
    let_in(request, found)
    return redirect("ledger", found.household_id)
