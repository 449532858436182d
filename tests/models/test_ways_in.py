"""The ways into a household: which there are, what they make of somebody, and what they cost."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from planner.models import Engagement, Household, Right, Role, StaffRole
from planner.models.roles import MEMBERS, STAFF
from planner.services.history.changes import recording
from planner.services.practice.engagements import dismiss
from tests.households import join, user
from tests.practices import engage, practices

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return practices()


def seen(user, home):
    """What ``user`` is in ``home``: as member, in its practice, the stronger of both."""
    found = Household.objects.visible_to(user, home.pk)
    return [(one.member_role, one.staff_role, one.role) for one in found]


# --- The table -----------------------------------------------------------------------------------


def test_every_role_has_its_powers():
    """Read by a person: what the table grants beyond reading, changing and deciding."""
    granted = {
        role.value: sorted(right.name for right in rights) for role, rights in MEMBERS.items()
    }
    assert granted == {
        "reader": ["EXPORT"],
        "editor": ["EXPORT", "FILE"],
        "owner": ["DELETE", "DISMISS", "EXPORT", "FILE", "LOOKED"],
    }
    in_a_practice = {
        role.value: (powers.role.value, sorted(right.name for right in powers.rights))
        for role, powers in STAFF.items()
    }
    every = ["ASSIGN", "EXPORT", "FILE", "LOG", "MANAGE", "NOTE", "PREPARE", "REVIEW", "TAKE_ON"]
    assert in_a_practice == {
        "principal": ("owner", every),
        "advisor": ("editor", ["EXPORT", "FILE", "NOTE", "PREPARE", "TAKE_ON"]),
        "assistant": ("editor", ["ASSIGN", "NOTE", "PREPARE", "TAKE_ON"]),
        "reviewer": ("reader", ["NOTE", "REVIEW"]),
        "compliance": ("reader", ["EXPORT", "LOG"]),
    }


def test_only_an_advisor_is_kept_to_those_assigned():
    assert {role for role, powers in STAFF.items() if not powers.every_client} == {"advisor"}
    assert list(STAFF) == list(StaffRole)


# --- Who sees what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("principal", "owner"),
        ("advisor", "editor"),
        ("assistant", "editor"),
        ("reviewer", "reader"),
        ("compliance", "reader"),
    ],
)
def test_staff_are_something_in_a_clients_household(world, name, role):
    home = world.people.household
    assert seen(world.oaks.user(name), home) == [(None, name, role)]


def test_a_member_needs_no_practice_and_gains_nothing_by_it(world):
    home = world.people.household
    assert seen(world.people.owner, home) == [("owner", None, "owner")]
    assert seen(world.people.reader, home) == [("reader", None, "reader")]


def test_an_advisor_sees_those_assigned_only(world):
    home = world.people.household
    assert seen(world.oaks.user("idle"), home) == []
    world.client.advisor = world.oaks.staff["idle"]
    world.client.save()
    assert seen(world.oaks.user("idle"), home) == [(None, "advisor", "editor")]
    assert seen(world.oaks.user("advisor"), home) == []


@pytest.mark.parametrize("firm", ["elms", "firs"])
def test_nobody_of_another_practice_sees_it(world, firm):
    for staff in getattr(world, firm).staff.values():
        assert seen(staff.user, world.people.household) == []


def test_the_stronger_of_both_ways_counts_and_the_household_is_listed_once(world):
    home, reader = world.people.household, world.oaks.user("reviewer")
    join(home, world.people.owner, reader, Role.EDITOR)
    assert seen(reader, home) == [("editor", "reviewer", "editor")]
    join(home, world.people.owner, world.oaks.user("principal"), Role.READER)
    assert seen(world.oaks.user("principal"), home) == [("reader", "principal", "owner")]
    assert list(Household.objects.visible_to(reader)) == [home]
    found = Household.objects.visible_to(reader).get()
    assert found.rights == {Right.EXPORT, Right.FILE, Right.NOTE, Right.REVIEW}


def test_a_member_who_is_an_advisor_of_others_stays_what_they_are(world):
    home, idle = world.people.household, world.oaks.user("idle")
    join(home, world.people.owner, idle, Role.READER)
    assert seen(idle, home) == [("reader", None, "reader")]


def test_somebody_in_two_practices_sees_the_clients_of_both(world):
    both = world.firs.user("compliance")
    world.oaks.practice.staff.create(user=both, role=StaffRole.ASSISTANT)
    found = Household.objects.visible_to(both)
    assert {str(one): one.role for one in found} == {
        "The Garcias": "editor",
        "The Others": "reader",
    }


def test_a_dismissed_practice_sees_nothing_from_that_moment(world):
    home = world.people.household
    dismiss(household=home, user=world.people.owner, now=world.people.owner.date_joined)
    for staff in world.oaks.staff.values():
        assert seen(staff.user, home) == []
        assert list(Household.objects.visible_to(staff.user)) == []


def test_a_deleted_household_is_seen_by_nobody(world):
    home = world.people.household
    with recording(home, world.people.owner, "Deleted"):
        home.deleted_at = world.people.owner.date_joined
        home.save()
    assert seen(world.oaks.user("principal"), home) == []


def test_what_a_member_may_open_is_not_mixed_with_clients(world):
    staff = world.oaks.user("principal")
    assert list(Household.objects.of_member(staff)) == []
    assert list(Household.objects.edited_by(world.people.editor)) == [world.people.household]
    assert list(Household.objects.edited_by(world.people.reader)) == []


# --- What it costs -------------------------------------------------------------------------------


def plan_of(found: QuerySet[Household]) -> str:
    return found.explain()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
def test_no_way_in_is_looked_for_in_a_whole_table(world):
    staff = world.oaks.user("principal")
    pk = world.people.household.pk
    for found in (
        Household.objects.visible_to(staff, pk),
        Household.objects.visible_to(staff),
        Household.objects.of_member(staff),
    ):
        assert "SCAN planner_" not in plan_of(found)


def test_one_query_says_who_somebody_is_there(world, django_assert_num_queries):
    home = world.people.household
    with django_assert_num_queries(1):
        found = Household.objects.visible_to(world.oaks.user("principal"), home.pk).get()
        assert (found.role, found.may_export, found.may_file) == ("owner", True, True)


def test_one_practice_at_a_time(world):
    with pytest.raises(Exception, match=r"(?i)unique"):
        engage(world.firs.practice, world.people.household)


def test_an_ended_engagement_keeps_the_names_and_nothing_else(world):
    ended = Engagement.objects.get(practice=world.elms.practice)
    assert (ended.name, ended.ended_by, ended.advisor) == ("The Garcias", "Owner", None)


def test_a_stranger_sees_nothing(world):
    assert seen(user("nobody"), world.people.household) == []
