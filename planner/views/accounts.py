"""Adding, changing and deleting the accounts of a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from planner.access import account_in, household_for, person_in
from planner.bridge import account_facts
from planner.forms.accounts import AccountForm
from planner.models import Account, Household, Person, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.people import (
    delete_account,
    going_with_account,
    named,
    new_account,
    save_account,
)
from planner.views.asking import member
from planner.views.people import records_of
from planner.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """Add an account; ``another`` stays here for the next one."""
    home = household_for(request.user, household, Role.EDITOR)
    owner = person_in(home, person)
    posted = request.method == "POST"
    form = AccountForm(request.POST if posted else None)
    if posted and form.is_valid():
        account = form.fill(Account(person=owner))
        new_account(household=home, user=member(request), account=account)
        messages.success(request, f"Added {named(account)}.")
        if "another" in request.POST:
            return redirect("account-new", home.pk, owner.pk)
        return redirect("household", home.pk)
    return _page(request, home, owner, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, household: int, account: int) -> HttpResponse:
    """What is known of an account, to be changed by who may."""
    posted = request.method == "POST"
    home = household_for(request.user, household, Role.EDITOR if posted else Role.READER)
    found = account_in(home, account)
    form = AccountForm.of(found, request.POST if posted else None)
    if posted and form.is_valid() and _saved(request, home, form, found):
        messages.success(request, "Saved.")
        return redirect("household", home.pk)
    return _page(request, home, found.person, form, account_in(home, account))


def _saved(request: HttpRequest, home: Household, form: AccountForm, found: Account) -> bool:
    person = records_of(home, found.person)
    try:
        save_account(household=home, user=member(request), account=form.fill(found), person=person)
    except RefusedChangeError as error:
        refuse(form, error)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: HttpRequest, household: int, account: int) -> HttpResponse:
    """Let an account rest with its entries and values, after saying how many there are."""
    home = household_for(request.user, household, Role.EDITOR)
    found = account_in(home, account)
    person = records_of(home, found.person)
    problem = ""
    if request.method == "POST":
        try:
            delete_account(household=home, user=member(request), account=found, person=person)
        except RefusedChangeError as error:
            problem = str(error)
        else:
            messages.success(request, f"Deleted {named(found)}. The bin keeps it for 30 days.")
            return redirect("household", home.pk)
    going = going_with_account(person, found)
    context = {"household": home, "area": "overview", "account": found}
    context |= {"going": going, "problem": problem}
    return render(request, "planner/account_delete.html", context, status=422 if problem else 200)


def _page(
    request: HttpRequest, home: Household, owner: Person, form: AccountForm, found: Account | None
) -> HttpResponse:
    context = {
        "household": home,
        "area": "overview",
        "form": form,
        "person": owner,
        "account": found,
        "because": account_facts(found).because if found else "",
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planner/account.html", context, status=status)
