"""Roles and leaving: somebody always decides, and a word that no longer counts lets nobody in."""

import pytest
from django.utils import timezone

from planner.models import Change, Invitation, Membership, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.invitations import invite
from planner.services.households.members import members, remove_member, set_role
from tests.households import cast, join, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def member(people, name):
    return Membership.objects.get(household=people.household, user=getattr(people, name))


def change_role(people, name, role):
    set_role(household=people.household, user=people.owner, member=member(people, name), role=role)


def remove(people, name, by="owner"):
    found = member(people, name)
    remove_member(household=people.household, user=getattr(people, by), member=found)


def roles(people):
    return {one.user.name: one.role for one in members(people.household)}


def test_owners_come_first(people):
    assert list(roles(people)) == ["Owner", "Editor", "Reader"]


def test_a_role_is_changed_and_told(people):
    change_role(people, "reader", Role.EDITOR)
    assert roles(people)["Reader"] == "editor"
    assert Change.objects.all()[0].summary == "Made Reader editor instead of reader"


def test_the_same_role_is_no_change(people):
    count = Change.objects.count()
    change_role(people, "reader", Role.READER)
    assert Change.objects.count() == count


@pytest.mark.parametrize("role", [Role.EDITOR, Role.READER])
def test_the_last_owner_stays_owner(people, role):
    with pytest.raises(RefusedChangeError, match="needs an owner"):
        change_role(people, "owner", role)
    with pytest.raises(RefusedChangeError, match="needs an owner"):
        remove(people, "owner")
    assert roles(people)["Owner"] == "owner"


def test_an_owner_who_cannot_sign_in_does_not_count(people):
    change_role(people, "editor", Role.OWNER)
    people.editor.is_active = False
    people.editor.save()
    with pytest.raises(RefusedChangeError, match="needs an owner"):
        remove(people, "owner")


def test_one_of_two_owners_may_go(people):
    change_role(people, "editor", Role.OWNER)
    remove(people, "owner")
    assert roles(people) == {"Editor": "owner", "Reader": "reader"}
    assert Change.objects.all()[0].summary == "Owner left"


def test_somebody_is_removed_and_may_open_nothing(people):
    remove(people, "reader")
    assert "Reader" not in roles(people)
    assert not people.reader.memberships.exists()
    assert Change.objects.all()[0].summary == "Removed Reader, reader"


def test_who_is_no_owner_any_more_has_invited_nobody(people):
    other = user("other")
    join(people.household, people.owner, other, Role.OWNER)
    for name in ("one", "two"):
        invite(
            household=people.household,
            user=other,
            email=f"{name}@example.org",
            role=Role.READER,
            now=timezone.now(),
        )
    found = Membership.objects.get(household=people.household, user=other)
    set_role(household=people.household, user=people.owner, member=found, role=Role.EDITOR)
    assert not Invitation.objects.exists()
