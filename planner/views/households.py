"""The household itself: the list, starting one, its overview, its settings, its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import (
    deletable_household_for,
    household_for,
    households_of,
    practices_of,
    resting_household_for,
    resting_households_of,
)
from planner.bridge import household_records
from planner.forms.households import SettingsForm, StartForm, SureForm
from planner.models import Role
from planner.services.households.overview import overview
from planner.services.households.starting import (
    delete_household,
    restore_household,
    save_settings,
    start_household,
)
from planner.services.practice.engagements import earlier_practices
from planner.views.asking import member


@require_safe
def households(request: HttpRequest) -> HttpResponse:
    """One's own and one's practices; straight to the only one where nothing else is to be seen."""
    user = member(request)
    found = households_of(user)
    deleted = resting_households_of(user, timezone.now())
    works = practices_of(user)
    if "all" not in request.GET and not deleted:
        if len(found) == 1 and not works:
            return redirect("household", found[0].pk)
        if len(works) == 1 and not found:
            return redirect("practice", works[0].practice_id)
    context = {"mine": found, "works": works, "deleted": deleted}
    return render(request, "planner/households.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A new household with its people and their usual accounts."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.household.cleaned_data
        household = start_household(
            owner=member(request),
            name=typed["name"],
            rounding=typed["rounding"],
            people=form.people,
        )
        return redirect("household", household.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "planner/household_new.html", {"form": form}, status=status)


@require_safe
def household(request: HttpRequest, household: int) -> HttpResponse:
    """Each person's year in a sentence, and their accounts."""
    home = household_for(request.user, household)
    today = timezone.localdate()
    cards = overview(household_records(home), today.year, today)
    context = {
        "household": home,
        "area": "overview",
        "cards": cards,
        "year": today.year,
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    return render(request, "planner/household.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, household: int) -> HttpResponse:
    """The name and how lines are rounded; the way to members, the bin and the export."""
    posted = request.method == "POST"
    home = household_for(request.user, household, Role.EDITOR if posted else Role.READER)
    form = SettingsForm.of(home, request.POST if posted else None)
    if posted and form.is_valid():
        save_settings(household=home, user=member(request), **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("household-settings", home.pk)
    context = {
        "household": home,
        "area": "settings",
        "form": form,
        "may_edit": Role(home.role).allows(Role.EDITOR),
        "may_delete": home.may_delete,
    }
    return render(request, "planner/settings.html", context, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, household: int) -> HttpResponse:
    """Let a household rest for 30 days, once its name has been typed again."""
    home = deletable_household_for(request.user, household)
    posted = request.method == "POST"
    form = SureForm(request.POST if posted else None, wanted=str(home))
    if posted and form.is_valid():
        delete_household(household=home, user=member(request), now=timezone.now())
        messages.success(request, f"Deleted {home}. You can restore it here for 30 days.")
        return redirect("households")
    has_had = bool(home.engaged_to or earlier_practices(home))
    context = {"household": home, "area": "settings", "form": form, "has_had_practice": has_had}
    return render(request, "planner/household_delete.html", context, status=422 if posted else 200)


@require_POST
def restore(request: HttpRequest, household: int) -> HttpResponse:
    """Bring a deleted household back."""
    user = member(request)
    home = resting_household_for(user, household, timezone.now())
    restore_household(household=home, user=user)
    messages.success(request, f"{home} is back.")
    return redirect("household", home.pk)
