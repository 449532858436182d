"""Adding, changing and deleting the people of a household."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from planner.access import household_for, person_in
from planner.bridge import PersonRecords, household_records
from planner.forms.people import PersonDetailsForm
from planner.models import Household, Person, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.making import new_person
from planner.services.households.people import delete_person, going_with_person, save_person
from planner.views.asking import member
from planner.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest, household: int) -> HttpResponse:
    """Add a person; then their first account."""
    home = household_for(request.user, household, Role.EDITOR)
    posted = request.method == "POST"
    form = PersonDetailsForm(request.POST if posted else None)
    if posted and form.is_valid():
        person = new_person(household=home, user=member(request), person=form.fill(Person()))
        messages.success(request, f"Added {person}. Add their first account.")
        return redirect("account-new", home.pk, person.pk)
    return _page(request, home, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """What is known of a person, to be changed by who may."""
    posted = request.method == "POST"
    home = household_for(request.user, household, Role.EDITOR if posted else Role.READER)
    found = person_in(home, person)
    form = PersonDetailsForm.of(found, request.POST if posted else None)
    if posted and form.is_valid() and _saved(request, home, form, found):
        messages.success(request, "Saved.")
        return redirect("household", home.pk)
    return _page(request, home, form, person_in(home, person))


def _saved(request: HttpRequest, home: Household, form: PersonDetailsForm, found: Person) -> bool:
    was = records_of(home, found)
    try:
        save_person(household=home, user=member(request), person=form.fill(found), was=was)
    except RefusedChangeError as error:
        refuse(form, error)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def person_delete(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """Let a person rest, after saying what goes with them."""
    home = household_for(request.user, household, Role.EDITOR)
    found = person_in(home, person)
    if request.method == "POST":
        delete_person(household=home, user=member(request), person=found)
        messages.success(request, f"Deleted {found}. The bin keeps them for 30 days.")
        return redirect("household", home.pk)
    going = going_with_person(records_of(home, found))
    context = {"household": home, "area": "overview", "person": found, "going": going}
    return render(request, "planner/person_delete.html", context)


def records_of(home: Household, found: Person) -> PersonRecords:
    """A person with every live row that is theirs."""
    records = household_records(home).person(found.pk)
    if records is None:
        raise Http404
    return records


def _page(
    request: HttpRequest, home: Household, form: PersonDetailsForm, found: Person | None
) -> HttpResponse:
    context = {
        "household": home,
        "area": "overview",
        "form": form,
        "person": found,
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planner/person.html", context, status=status)
