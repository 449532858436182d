"""Who works for a practice: invited, let in once, given a role, let go."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from planner.models import Household, Role, Staff, StaffInvitation, StaffRole
from planner.services.history.changes import RefusedChangeError
from planner.services.households.invitations import digest_of, invite
from planner.services.practice.practices import found_practice
from planner.services.practice.staff import (
    accept_staff_invitation,
    invite_staff,
    open_staff_invitations,
    people_of,
    remove_staff,
    send_staff_invitation,
    set_staff_role,
    staff_refusal,
)
from tests.households import join, user
from tests.practices import firm, practices

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def oaks():
    return firm("Oaks Advisors")


@pytest.fixture
def guest():
    found = user("guest")
    EmailAddress.objects.create(user=found, email="guest@example.com", verified=True)
    return found


def ask(oaks, email="guest@example.com", role=StaffRole.REVIEWER, now=NOW):
    return invite_staff(
        practice=oaks.practice, user=oaks.user("principal"), email=email, role=role, now=now
    )


def test_who_founds_a_practice_runs_it():
    staff = found_practice(user=user("ann"), name="Ann CPA")
    assert (staff.role, str(staff.practice)) == ("principal", "Ann CPA")


def test_five_practices_are_enough():
    ann = user("ann")
    for number in range(5):
        found_practice(user=ann, name=f"Ann {number}")
    with pytest.raises(RefusedChangeError, match="You run 5 practices"):
        found_practice(user=ann, name="One more")


def test_people_stand_in_the_order_of_their_roles(oaks):
    assert [one.role for one in people_of(oaks.practice)] == [
        "principal",
        "advisor",
        "advisor",
        "assistant",
        "reviewer",
        "compliance",
    ]


def test_an_invitation_keeps_only_a_digest_and_lets_in_once(oaks, guest):
    invitation, token = ask(oaks)
    kept = StaffInvitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(kept)
    assert kept["digest"] == digest_of(token)
    staff = accept_staff_invitation(invitation=invitation, user=guest, now=NOW)
    assert (staff.practice, staff.role) == (oaks.practice, "reviewer")
    with pytest.raises(RefusedChangeError, match="no longer good"):
        accept_staff_invitation(
            invitation=StaffInvitation(pk=99, practice=oaks.practice), user=guest, now=NOW
        )


def test_the_mail_says_who_what_and_where(oaks):
    oaks.practice.name = "Oaks\r\nBcc: all@example.com"
    invitation, _ = ask(oaks)
    send_staff_invitation(invitation, "https://prorata.example/practices/invitations/secret/")
    (sent,) = mail.outbox
    assert sent.to == ["guest@example.com"]
    assert sent.subject == (
        "Oaks-Principal invites you to work with Oaks Bcc: all@example.com on Prorata"
    )
    for words in (
        "Reviewer: reads every client",
        "https://prorata.example/practices/invitations/secret/\n",
        "for 14 days",
    ):
        assert words in sent.body


def test_an_invitation_of_another_address_or_of_last_month_lets_nobody_in(oaks, guest):
    invitation, _ = ask(oaks, "somebody@example.org")
    assert "another address" in staff_refusal(invitation, guest, NOW)
    late, _ = ask(oaks)
    with pytest.raises(RefusedChangeError, match="has expired"):
        accept_staff_invitation(invitation=late, user=guest, now=NOW + timedelta(days=14))
    assert not Staff.objects.filter(user=guest).exists()


def test_inviting_again_replaces_and_who_works_here_is_not_invited(oaks):
    ask(oaks)
    ask(oaks, "GUEST@example.com", StaffRole.ADVISOR)
    (kept,) = open_staff_invitations(oaks.practice, NOW)
    assert (kept.email, kept.role) == ("guest@example.com", "advisor")
    with pytest.raises(RefusedChangeError, match="works here already"):
        ask(oaks, "Oaks-Advisor@example.com")
    assert open_staff_invitations(oaks.practice, NOW + timedelta(days=15)) == []


def test_fifty_may_be_open(oaks):
    for number in range(50):
        ask(oaks, f"a{number}@example.org")
    with pytest.raises(RefusedChangeError, match="50 invitations are open"):
        ask(oaks, "b@example.org")


def test_a_practice_keeps_a_principal(oaks):
    staff = oaks.staff["principal"]
    for attempt in (
        lambda: set_staff_role(staff=staff, role=StaffRole.ADVISOR),
        lambda: remove_staff(staff=staff),
    ):
        with pytest.raises(RefusedChangeError, match="needs a principal"):
            attempt()
    set_staff_role(staff=oaks.staff["advisor"], role=StaffRole.PRINCIPAL)
    remove_staff(staff=staff)
    assert not Staff.objects.filter(pk=staff.pk).exists()


@pytest.mark.parametrize(
    "decide", [remove_staff, partial(set_staff_role, role=StaffRole.REVIEWER)], ids=["go", "role"]
)
def test_of_whom_somebody_else_decided_meanwhile_nothing_is_decided(oaks, decide):
    stale = oaks.staff["assistant"]
    promoted = Staff.objects.get(pk=stale.pk)
    set_staff_role(staff=promoted, role=StaffRole.PRINCIPAL)
    remove_staff(staff=oaks.staff["principal"])
    with pytest.raises(RefusedChangeError, match="Somebody changed what Oaks-Assistant does"):
        decide(staff=stale)
    assert Staff.objects.get(pk=stale.pk).role == StaffRole.PRINCIPAL


def test_a_principal_who_cannot_sign_in_does_not_count(oaks):
    set_staff_role(staff=oaks.staff["advisor"], role=StaffRole.PRINCIPAL)
    oaks.user("advisor").is_active = False
    oaks.user("advisor").save()
    with pytest.raises(RefusedChangeError, match="needs a principal"):
        remove_staff(staff=oaks.staff["principal"])


def test_who_runs_the_practice_no_more_has_invited_nobody(oaks):
    invitation, _ = ask(oaks)
    set_staff_role(staff=oaks.staff["advisor"], role=StaffRole.PRINCIPAL)
    set_staff_role(staff=oaks.staff["principal"], role=StaffRole.ASSISTANT)
    assert not StaffInvitation.objects.filter(pk=invitation.pk).exists()


def test_who_is_let_go_looks_after_nobody_and_their_word_counts_no_more():
    world = practices()
    home, staff = world.people.household, world.oaks.staff["advisor"]
    set_staff_role(staff=staff, role=StaffRole.PRINCIPAL)
    for by in (staff.user, world.people.owner):
        invite(household=home, user=by, email=f"{by.pk}@example.org", role=Role.READER, now=NOW)
    remove_staff(staff=staff)
    world.client.refresh_from_db()
    assert world.client.advisor is None
    assert [one.invited_by for one in home.invitations.all()] == [world.people.owner]
    assert list(Household.objects.visible_to(staff.user)) == []


def test_who_is_let_go_stays_a_member_of_their_own_household():
    world = practices()
    staff = world.oaks.staff["compliance"]
    join(world.people.household, world.people.owner, staff.user, Role.OWNER)
    invite(
        household=world.people.household,
        user=staff.user,
        email="x@example.org",
        role=Role.READER,
        now=NOW,
    )
    remove_staff(staff=staff)
    (found,) = Household.objects.visible_to(staff.user)
    assert (found.role, found.staff_role) == ("owner", None)
    assert world.people.household.invitations.count() == 1
