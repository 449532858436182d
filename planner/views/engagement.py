"""In a household: the practice that looks after it, asked for, and dismissed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import engagement_in, household_for, offer_in
from planner.forms.practices import OfferForm
from planner.models import EngagementOffer, Household, Right
from planner.services.history.changes import RefusedChangeError
from planner.services.practice import engagements
from planner.views.asking import member
from planner.views.refusals import refuse


@require_safe
@never_cache
def household_practice(request: HttpRequest, household: int) -> HttpResponse:
    """Who looks after the household, and how an owner asks for somebody."""
    return _page(request, household_for(request.user, household), OfferForm())


def _page(
    request: HttpRequest, home: Household, form: OfferForm, status: int = 200
) -> HttpResponse:
    decides = Right.DISMISS in home.rights
    context = {
        "household": home,
        "area": "settings",
        "engagement": engagements.practice_of(home),
        "earlier": engagements.earlier_practices(home),
        "decides": decides,
        "form": form,
        "open": engagements.open_offers(home, timezone.now()) if decides else [],
    }
    return render(request, "planner/household_practice.html", context, status=status)


@require_POST
@never_cache
def ask(request: HttpRequest, household: int) -> HttpResponse:
    """Ask whoever runs a practice, by mail."""
    home = household_for(request.user, household, right=Right.DISMISS)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return _page(request, home, form, status=422)
    email = form.cleaned_data["email"]
    try:
        made, token = engagements.offer(
            household=home, user=member(request), email=email, now=timezone.now()
        )
    except RefusedChangeError as refused:
        refuse(form, refused)
        return _page(request, home, form, status=422)
    _send(request, home, made, token)
    return redirect("household-practice", home.pk)


def _send(request: HttpRequest, home: Household, made: EngagementOffer, token: str) -> None:
    """Send the link; an offer that nobody hears of is withdrawn."""
    try:
        engagements.send_offer(made, request.build_absolute_uri(reverse("offer", args=[token])))
        messages.success(request, f"A letter is on its way to {made.email}.")
    except OSError:
        engagements.withdraw_offer(household=home, user=member(request), offer=made)
        messages.error(request, "The mail could not be sent. Try again later.")


@require_POST
@never_cache
def withdraw(request: HttpRequest, household: int, offer: int) -> HttpResponse:
    """Make the link void."""
    home = household_for(request.user, household, right=Right.DISMISS)
    found = offer_in(home, offer)
    engagements.withdraw_offer(household=home, user=member(request), offer=found)
    messages.success(request, f"The link sent to {found.email} is void now.")
    return redirect("household-practice", home.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def dismiss(request: HttpRequest, household: int) -> HttpResponse:
    """Say what the practice keeps; end it at once when posted."""
    home = household_for(request.user, household, right=Right.DISMISS)
    found = engagement_in(home)
    if request.method != "POST":
        context = {"household": home, "area": "settings", "engagement": found}
        return render(request, "planner/household_dismiss.html", context)
    try:
        engagements.dismiss(household=home, user=member(request), now=timezone.now())
        messages.success(request, f"{found.practice} opens nothing here any more.")
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    return redirect("household-practice", home.pk)
