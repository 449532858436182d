"""Invitations: a secret that is kept nowhere, good once, for one address, for fourteen days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from planner.models import Change, Invitation, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households import invitations
from planner.services.households.invitations import (
    accept,
    digest_of,
    invite,
    refusal,
    send_invitation,
)
from tests.households import cast, user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def guest():
    found = user("guest")
    verify(found, "guest@example.com")
    return found


def verify(found, email, *, verified=True):
    EmailAddress.objects.create(user=found, email=email, verified=verified)


def ask(people, email="guest@example.com", role=Role.EDITOR, *, now=NOW, by=None, into=None):
    return invite(
        household=into or people.household, user=by or people.owner, email=email, role=role, now=now
    )


def role_of(people, who):
    member = people.household.memberships.filter(user=who).first()
    return member and member.role


def test_only_a_digest_of_a_long_secret_is_kept(people):
    invitation, token = ask(people)
    assert len(token) == 43  # 256 bits
    kept = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(kept)
    assert kept["digest"] == digest_of(token)
    assert kept["expires_at"] == NOW + timedelta(days=14)
    assert not [one for one in Change.objects.all() if token in one.summary]


def test_the_mail_says_who_what_and_where(people):
    people.household.name = "The\r\nBcc: all@example.com Garcias"
    invitation, _ = ask(people)
    send_invitation(invitation, "https://prorata.example/invitations/secret/")
    (sent,) = mail.outbox
    assert sent.to == ["guest@example.com"]
    assert sent.subject == "Owner invites you to a household on Prorata"
    for words in (
        "Owner (owner@example.com) invites you",
        'household "The Bcc: all@example.com Garcias"',
        "Editor: sees and changes everything",
        "https://prorata.example/invitations/secret/\n",
        "for 14 days",
        "If you did not expect this, ignore this mail",
    ):
        assert words in sent.body
    assert "&" not in sent.body


def test_a_long_name_does_not_fill_the_mail(people):
    people.owner.name = "x" * 120
    people.owner.save()
    invitation, _ = ask(people)
    send_invitation(invitation, "https://prorata.example/")
    assert f"{'x' * 60}…" in mail.outbox[0].subject


def test_accepting_makes_a_member_once(people, guest):
    invitation, _ = ask(people)
    assert accept(invitation=invitation, user=guest, now=NOW) == people.household
    assert role_of(people, guest) == "editor"
    summary = "Guest joined as editor, invited by Owner"
    assert Change.objects.all()[0].summary == summary
    assert not Invitation.objects.exists()
    again = Invitation(pk=99, household=people.household, expires_at=NOW, role="editor")
    with pytest.raises(RefusedChangeError, match="no longer good"):
        accept(invitation=again, user=guest, now=NOW)


@pytest.mark.parametrize("address", ["Guest@Example.com", "guest@example.com"])
def test_capital_letters_do_not_matter(people, guest, address):
    invitation, _ = ask(people, address)
    assert refusal(invitation, guest, NOW) == ""


def test_another_verified_address_of_the_user_counts(people, guest):
    verify(guest, "second@example.org")
    invitation, _ = ask(people, "second@example.org")
    accept(invitation=invitation, user=guest, now=NOW)
    assert role_of(people, guest) == "editor"


def test_an_address_that_was_not_verified_does_not_count(people, guest):
    verify(guest, "second@example.org", verified=False)
    invitation, _ = ask(people, "second@example.org")
    with pytest.raises(RefusedChangeError, match="another address than yours"):
        accept(invitation=invitation, user=guest, now=NOW)
    assert role_of(people, guest) is None
    assert Invitation.objects.exists()


def test_it_expires(people, guest):
    invitation, _ = ask(people)
    with pytest.raises(RefusedChangeError, match="has expired"):
        accept(invitation=invitation, user=guest, now=NOW + timedelta(days=14))
    assert role_of(people, guest) is None
    accept(invitation=invitation, user=guest, now=NOW + timedelta(days=13, hours=23))


def test_inviting_again_replaces(people):
    _, first = ask(people)
    _, second = ask(people, "GUEST@example.com", Role.READER)
    kept = Invitation.objects.get()
    assert kept.digest == digest_of(second) != digest_of(first)
    assert (kept.role, kept.email) == ("reader", "guest@example.com")


def test_a_member_gains_a_greater_role_and_never_a_lesser(people):
    verify(people.reader, "other@example.org")
    verify(people.editor, "more@example.org")
    invitation, _ = ask(people, "unused@example.org", Role.EDITOR)
    Invitation.objects.filter(pk=invitation.pk).update(email="other@example.org")
    invitation.refresh_from_db()
    accept(invitation=invitation, user=people.reader, now=NOW)
    assert role_of(people, people.reader) == "editor"
    invitation, _ = ask(people, "unused@example.org", Role.READER)
    Invitation.objects.filter(pk=invitation.pk).update(email="more@example.org")
    invitation.refresh_from_db()
    accept(invitation=invitation, user=people.editor, now=NOW)
    assert role_of(people, people.editor) == "editor"


def test_a_member_is_not_invited(people):
    verify(people.reader, "second@example.org")
    for address in ("Reader@example.com", "second@example.org"):
        with pytest.raises(RefusedChangeError, match="address of a member"):
            ask(people, address)
    assert not Invitation.objects.exists()


def test_twenty_may_be_open_and_expired_ones_do_not_count(people):
    for at in range(20):
        ask(people, f"a{at}@example.org", now=NOW - timedelta(days=20))
    for at in range(20):
        ask(people, f"b{at}@example.org")
    assert Invitation.objects.count() == 20
    with pytest.raises(RefusedChangeError, match="20 invitations are open"):
        ask(people, "c@example.org")
    ask(people, "b3@example.org")
    assert len(invitations.open_invitations(people.household, NOW)) == 20
    assert invitations.open_invitations(people.household, NOW + timedelta(days=15)) == []


def test_twenty_of_one_user_in_all_households(people):
    for at in range(20):
        ask(people, f"a{at}@example.org", by=people.stranger, into=people.others)
    with pytest.raises(RefusedChangeError, match="20 invitations are open"):
        ask(people, "b@example.org", by=people.stranger)
