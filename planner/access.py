"""From an id in an address to an object for a user: 404 to strangers, 403 to who may only read.

The only place that does so. What is found here was reached through the user's membership.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from planner.models import (
    RESTS_FOR,
    Account,
    Change,
    Deletion,
    Dismissal,
    Household,
    Invitation,
    Membership,
    Paper,
    Person,
    Role,
    User,
)


def household_for(user: User | AnonymousUser, pk: int, needed: Role = Role.READER) -> Household:
    """The household, if ``user`` may do what ``needed`` may; its ``role`` says what they are."""
    household = get_object_or_404(Household.objects.visible_to(user), pk=pk)
    if not Role(household.role).allows(needed):
        raise PermissionDenied(f"This needs to be done by an {needed.value} of the household.")
    return household


def resting_household_for(user: User, pk: int, now: datetime) -> Household:
    """A household that ``user`` owned and deleted less than 30 days before ``now``."""
    return get_object_or_404(Household.objects.resting(user, now), pk=pk)


def change_in(household: Household, pk: int) -> Change:
    """A change of a household that was reached by ``household_for``."""
    return get_object_or_404(Change, household=household, pk=pk)


def deletion_in(household: Household, pk: int, now: datetime) -> Deletion:
    """What was deleted in the household less than 30 days before ``now``."""
    return get_object_or_404(Deletion, household=household, pk=pk, at__gt=now - RESTS_FOR)


def member_in(household: Household, pk: int) -> Membership:
    """A membership of a household that was reached by ``household_for``."""
    found = Membership.objects.select_related("user")
    return get_object_or_404(found, household=household, pk=pk)


def invitation_in(household: Household, pk: int) -> Invitation:
    """An invitation to a household that was reached by ``household_for``."""
    return get_object_or_404(Invitation, household=household, pk=pk)


def invitation_for(digest: str) -> Invitation:
    """The invitation whose secret has this digest: knowing the secret is the way to it."""
    found = Invitation.objects.select_related("household", "invited_by")
    return get_object_or_404(found, digest=digest, household__deleted_at=None)


def households_of(user: User | AnonymousUser) -> list[Household]:
    """Every household that ``user`` is a member of."""
    return list(Household.objects.visible_to(user))


def resting_households_of(user: User, now: datetime) -> list[Household]:
    """What ``user`` owned and deleted, as long as it can be brought back."""
    return list(Household.objects.resting(user, now))


def person_in(household: Household, pk: int) -> Person:
    """A live person of a household that was reached by ``household_for``."""
    return get_object_or_404(Person.objects.live(), household=household, pk=pk)


def account_in(household: Household, pk: int) -> Account:
    """A live account of a live person of the household."""
    live = Account.objects.live().select_related("person")
    return get_object_or_404(live, household=household, pk=pk, person__deletion=None)


def paper_in(household: Household, year: int, pk: int) -> Paper:
    """A live paper for ``year`` of a live person of the household."""
    live = Paper.objects.live().select_related("person", "account")
    return get_object_or_404(live, household=household, year=year, pk=pk, person__deletion=None)


def dismissals_of(household: Household) -> list[Dismissal]:
    """Everything that was set aside in the household."""
    return list(Dismissal.objects.select_related("person").filter(household=household))


def dismissal_in(household: Household, pk: int) -> Dismissal:
    """What was set aside in the household."""
    found = Dismissal.objects.select_related("person")
    return get_object_or_404(found, household=household, pk=pk)


def year_in(year: int, earliest: int, latest: int) -> int:
    """A year that the household may open; 404 for any other."""
    if not earliest <= year <= latest:
        raise Http404
    return year
