"""A household asks a practice, a principal accepts, an owner dismisses it; clients."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from planner.models import Change, Engagement, GuestLink, Household, Membership, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.history.purging import purge_household
from planner.services.households.guests import make_guest_link
from planner.services.households.invitations import digest_of, invite
from planner.services.households.members import remove_member, set_role
from planner.services.households.starting import NewPerson, delete_household
from planner.services.practice.clients import assign, start_client
from planner.services.practice.engagements import (
    accept_offer,
    dismiss,
    earlier_practices,
    offer,
    offer_refusal,
    open_offers,
    practice_of,
    resign,
    send_offer,
    withdraw_offer,
)
from tests.households import join, user
from tests.practices import practices

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def world():
    return practices(NOW - timedelta(days=30))


def confirm(staff):
    EmailAddress.objects.create(user=staff.user, email=staff.user.email, verified=True)
    return staff.user.email


def asked(world, staff):
    """The Others, who dismiss whom they have, ask somebody of the Oaks."""
    dismiss(household=world.people.others, user=world.people.stranger, now=NOW)
    return offer(
        household=world.people.others, user=world.people.stranger, email=confirm(staff), now=NOW
    )


# --- Asking and accepting ------------------------------------------------------------------------


def test_a_principal_with_the_address_accepts(world):
    staff = world.oaks.staff["principal"]
    made, token = asked(world, staff)
    assert made.digest == digest_of(token)
    engagement = accept_offer(offer=made, staff=staff, now=NOW)
    found = practice_of(world.people.others)
    assert found == engagement
    assert (found.practice, found.advisor) == (world.oaks.practice, None)
    assert (
        Change.objects.all()[0].summary
        == "Oaks Advisors looks after the household, asked by Stranger"
    )
    assert open_offers(world.people.others, NOW) == []


def test_whoever_else_reads_the_letter_accepts_nothing(world):
    made, _ = asked(world, world.oaks.staff["advisor"])
    with pytest.raises(RefusedChangeError, match="Only a principal"):
        accept_offer(offer=made, staff=world.oaks.staff["advisor"], now=NOW)
    with pytest.raises(RefusedChangeError, match="another address"):
        accept_offer(offer=made, staff=world.oaks.staff["principal"], now=NOW)
    assert practice_of(world.people.others) is None


def test_an_offer_expires_is_withdrawn_and_replaced(world):
    staff = world.oaks.staff["principal"]
    made, _ = asked(world, staff)
    assert "has expired" in offer_refusal(made, staff.user, NOW + timedelta(days=14))
    home, owner = world.people.others, world.people.stranger
    again, _ = offer(household=home, user=owner, email=staff.user.email.upper(), now=NOW)
    assert open_offers(home, NOW) == [again]
    with pytest.raises(RefusedChangeError, match="no longer good"):
        accept_offer(offer=made, staff=staff, now=NOW)
    withdraw_offer(household=home, user=owner, offer=again)
    assert open_offers(home, NOW) == []


def test_five_may_be_asked_and_nobody_where_a_practice_is_there(world):
    home, owner = world.people.household, world.people.owner
    with pytest.raises(RefusedChangeError, match="looks after this household already"):
        offer(household=home, user=owner, email="a@example.org", now=NOW)
    dismiss(household=home, user=owner, now=NOW)
    for number in range(5):
        offer(household=home, user=owner, email=f"a{number}@example.org", now=NOW)
    with pytest.raises(RefusedChangeError, match="5 practices have been asked"):
        offer(household=home, user=owner, email="b@example.org", now=NOW)


def test_the_letter_names_who_asks_and_what_is_not_open_yet(world):
    made, _ = asked(world, world.oaks.staff["principal"])
    send_offer(made, "https://prorata.example/practices/offers/secret/")
    (sent,) = mail.outbox
    assert sent.subject == "Stranger asks your practice to look after a household on Prorata"
    assert "https://prorata.example/practices/offers/secret/\n" in sent.body
    assert "nothing of the household is open to you" in sent.body


# --- The end -------------------------------------------------------------------------------------


def test_what_is_left_of_a_practice_that_was_dismissed(world):
    home = world.people.household
    set_up = {"household": home, "user": world.oaks.user("principal")}
    invite(**set_up, email="x@example.org", role=Role.READER, now=NOW)
    link, _ = make_guest_link(
        **set_up, label="Lender", expires_on=date(2026, 12, 1), today=date(2026, 11, 22)
    )
    own, _ = make_guest_link(
        household=home,
        user=world.people.owner,
        label="CPA",
        expires_on=date(2026, 12, 1),
        today=date(2026, 11, 22),
    )
    dismiss(household=home, user=world.people.owner, now=NOW)
    ended = Engagement.objects.get(pk=world.client.pk)
    assert (ended.name, ended.ended_by, ended.ended_at) == ("The Garcias", "Owner", NOW)
    assert ended.advisor is None
    assert home.invitations.count() == 0
    assert GuestLink.objects.get(pk=link.pk).withdrawn_at == NOW
    assert GuestLink.objects.get(pk=own.pk).withdrawn_at is None
    assert [one.practice.name for one in earlier_practices(home)] == [
        "Oaks Advisors",
        "Elms & Sons",
    ]
    with pytest.raises(RefusedChangeError, match="No practice looks after"):
        dismiss(household=home, user=world.people.owner, now=NOW)


def test_a_practice_resigns_only_from_a_household_with_an_owner(world):
    staff = world.oaks.staff["principal"]
    resign(household=world.people.household, staff=staff, now=NOW)
    assert practice_of(world.people.household) is None
    client = start_client(staff=staff, name="The Lees")
    with pytest.raises(RefusedChangeError, match="Nobody could open"):
        resign(household=client.home, staff=staff, now=NOW)


def test_a_record_outlives_the_household(world):
    delete_household(household=world.people.household, user=world.people.owner, now=NOW)
    purge_household(world.people.household)
    ended = Engagement.objects.get(pk=world.client.pk)
    assert (ended.household, ended.name, ended.ended_by) == (None, "The Garcias", "Prorata")


# --- Clients of the practice ---------------------------------------------------------------------


def test_a_client_is_started_without_a_member(world):
    client = start_client(
        staff=world.oaks.staff["assistant"],
        name="The Lees",
        people=[NewPerson("Kim", None, ("traditional", "roth"))],
        reference="0042",
    )
    assert Membership.objects.filter(household=client.home).count() == 0
    assert client.home.is_owned is False
    (kim,) = client.home.people.all()
    assert kim.accounts.count() == 2
    seen = Household.objects.visible_to(world.oaks.user("assistant"))
    assert [str(one) for one in seen] == ["The Garcias", "The Lees"]


def test_an_advisor_looks_after_those_they_start(world):
    client = start_client(staff=world.oaks.staff["idle"], name="The Lees")
    assert client.advisor == world.oaks.staff["idle"]
    assert list(Household.objects.visible_to(world.oaks.user("idle"))) == [client.home]
    assert list(Household.objects.visible_to(world.oaks.user("advisor"))) == [
        world.people.household
    ]


def test_a_number_belongs_to_one_client_of_the_practice(world):
    staff = world.oaks.staff["principal"]
    start_client(staff=staff, name="The Lees", reference="7")
    start_client(staff=world.firs.staff["principal"], name="Others", reference="7")
    with pytest.raises(RefusedChangeError, match="Another client has this number"):
        start_client(staff=staff, name="The Moores", reference="7")
    assert not Household.objects.filter(name="The Moores").exists()


def test_assigning_is_told_in_the_history_and_the_number_is_not(world):
    staff, idle = world.oaks.staff["principal"], world.oaks.staff["idle"]
    assign(staff=staff, engagement=world.client, advisor=idle, reference="12")
    assert Change.objects.all()[0].summary == "Oaks-Idle of Oaks Advisors is assigned"
    count = Change.objects.count()
    assign(staff=staff, engagement=world.client, advisor=idle, reference="13")
    assert Change.objects.count() == count
    assign(staff=staff, engagement=world.client, advisor=None, reference="13")
    world.client.refresh_from_db()
    assert (world.client.advisor, world.client.reference) == (None, "13")


# --- Owners --------------------------------------------------------------------------------------


def member(world, name):
    return Membership.objects.get(
        household=world.people.household, user=getattr(world.people, name)
    )


def test_a_principal_decides_about_members_but_not_about_owners(world):
    home, principal = world.people.household, world.oaks.user("principal")
    join(home, world.people.owner, user("second"), Role.OWNER)
    set_role(household=home, user=principal, member=member(world, "reader"), role=Role.EDITOR)
    remove_member(household=home, user=principal, member=member(world, "reader"))
    for attempt in (
        lambda: remove_member(household=home, user=principal, member=member(world, "owner")),
        lambda: set_role(
            household=home, user=principal, member=member(world, "owner"), role=Role.READER
        ),
        lambda: set_role(
            household=home, user=principal, member=member(world, "editor"), role=Role.OWNER
        ),
        lambda: invite(
            household=home, user=principal, email="x@example.org", role=Role.OWNER, now=NOW
        ),
    ):
        with pytest.raises(RefusedChangeError, match="Only an owner"):
            attempt()


def test_a_client_nobody_owns_is_handed_over_by_inviting_an_owner(world):
    staff = world.oaks.staff["principal"]
    client = start_client(staff=staff, name="The Lees")
    invitation, _ = invite(
        household=client.home,
        user=staff.user,
        email="kim@example.org",
        role=Role.OWNER,
        now=NOW,
    )
    assert invitation.role == "owner"


def test_a_principal_deletes_and_restores_only_what_nobody_owns(world):
    staff = world.oaks.staff["principal"]
    client = start_client(staff=staff, name="The Lees")
    delete_household(household=client.home, user=staff.user, now=timezone.now())
    found = Household.objects.resting(staff.user, timezone.now())
    assert [str(one) for one in found] == ["The Lees"]
    assert not Household.objects.resting(world.oaks.user("assistant"), timezone.now())
    delete_household(household=world.people.household, user=world.people.owner, now=timezone.now())
    assert Household.objects.resting(staff.user, timezone.now()).count() == 1
    assert Household.objects.resting(world.people.owner, timezone.now()).count() == 1
