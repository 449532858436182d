"""An account: an address that is confirmed with a code, and a password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from planner.models.user import User
from tests.profile.visitor import ANOTHER, PASSWORD, Visitor, mailed_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace():
    return Visitor("Grace@Example.com".lower())


def test_sign_up_confirm_and_be_inside(grace):
    assert grace.sign_up().url == reverse("account_email_verification_sent")
    assert not grace.is_signed_in
    assert grace.type_code().url == reverse("households")
    assert grace.is_signed_in
    assert EmailAddress.objects.get().verified
    grace.sign_out()
    assert grace.sign_in().url == reverse("households")


def test_the_address_is_kept_in_small_letters_and_the_name_as_typed():
    Visitor().send("account_signup", email="Ada@EXAMPLE.com", name="Ada L.", password1=PASSWORD)
    user = User.objects.get()
    assert (user.email, user.name) == ("ada@example.com", "Ada L.")


def test_a_password_is_kept_as_a_hash(grace):
    grace.sign_up()
    assert PASSWORD not in User.objects.get().password


def test_without_the_code_a_password_does_not_sign_in(grace, wait):
    grace.sign_up()
    wait(11)
    elsewhere = Visitor(grace.email)
    assert elsewhere.sign_in().url == reverse("account_email_verification_sent")
    assert not elsewhere.is_signed_in


def test_a_code_works_only_in_the_browser_that_asked(grace):
    grace.sign_up()
    code = mailed_code(grace.email)
    thief = Visitor(grace.email)
    thief.send("account_email_verification_sent", code=code)
    assert not thief.is_signed_in
    assert not EmailAddress.objects.get().verified


def test_small_letters_and_no_dash_are_the_same_code(grace):
    grace.sign_up()
    code = mailed_code(grace.email).replace("-", "").lower()
    grace.send("account_email_verification_sent", code=f" {code} ")
    assert grace.is_signed_in


def test_three_wrong_codes_are_all(grace):
    grace.sign_up()
    code = mailed_code(grace.email)
    for _ in range(2):
        page = grace.refused("account_email_verification_sent", code="AAAA-AAAA")
        assert "This code does not match." in page.words
    assert grace.send("account_email_verification_sent", code="AAAA-AAAA").url == reverse(
        "account_login"
    )
    grace.send("account_email_verification_sent", code=code)
    assert not grace.is_signed_in


def test_a_new_code_takes_the_place_of_the_old_one(grace, wait):
    grace.sign_up()
    old = mailed_code(grace.email)
    wait(11)
    grace.send("account_email_verification_sent", action="resend")
    assert mailed_code(grace.email) != old
    grace.refused("account_email_verification_sent", code=old)
    grace.type_code()
    assert grace.is_signed_in


def test_codes_cannot_be_sent_without_end(grace, wait):
    grace.sign_up()
    grace.send("account_email_verification_sent", 429, action="resend")
    assert len(mail.outbox) == 1
    for _ in range(2):
        wait(11)
        grace.send("account_email_verification_sent", action="resend")
    assert len(mail.outbox) == 3
    assert "Send a new code" not in grace.see("account_email_verification_sent").words
    wait(11)
    grace.client.post(reverse("account_email_verification_sent"), {"action": "resend"})
    assert len(mail.outbox) == 3


def test_a_code_is_good_for_a_quarter_of_an_hour(grace, wait):
    grace.sign_up()
    code = mailed_code(grace.email)
    wait(15 * 60 + 1)
    grace.send("account_email_verification_sent", code=code)
    assert not grace.is_signed_in


def test_one_can_start_again_with_another_address(grace):
    grace.sign_up()
    page = grace.see("account_email_verification_sent")
    assert "Start again with another address" in page.words
    grace.send("account_logout", next=reverse("account_signup"))
    other = Visitor("grace@example.org", client=grace.client)
    other.sign_up()
    other.type_code()
    assert other.is_signed_in


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("elevenchars", "too short"),
        ("123456789012", "entirely numeric"),
        ("qwertyuiop123", "too common"),
        ("grace.hopper@", "too similar to the email"),
        ("", "required"),
    ],
)
def test_a_weak_password_is_refused(password, says):
    page = Visitor().refused(
        "account_signup", email="grace.hopper@example.com", password1=password, name=""
    )
    assert says in page.words
    assert not User.objects.exists()


def test_what_was_typed_stays_but_not_the_password():
    page = Visitor().refused(
        "account_signup", email="grace@example.com", name="Grace", password1="short"
    )
    (password,) = [each for each in page.tags("input") if each["type"] == "password"]
    assert "value" not in password
    assert password["aria-invalid"] == "true"
    (email,) = [each for each in page.tags("input") if each["type"] == "email"]
    assert email["value"] == "grace@example.com"


# --- Nobody learns who has an account ------------------------------------------------------------


def seen(page):
    """The page without what differs for everyone: tokens, and the address one typed oneself."""
    return re.sub(r"[a-z]+@example\.com", "…", page.words)


def test_a_known_address_is_answered_like_an_unknown_one(ada):
    known, unknown = Visitor("ada@example.com", ANOTHER), Visitor("grace@example.com", ANOTHER)
    assert known.sign_up().url == unknown.sign_up().url
    pages = [each.see("account_email_verification_sent") for each in (known, unknown)]
    assert seen(pages[0]) == seen(pages[1])
    wrong = [
        each.refused("account_email_verification_sent", code="AAAA-AAAA")
        for each in (known, unknown)
    ]
    assert seen(wrong[0]) == seen(wrong[1])


def test_a_known_address_takes_as_long_as_a_new_one(ada, monkeypatch):
    hashed = []

    def encode(*_):
        hashed.append(1)
        return "md5$salt$0"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)
    for count, address in enumerate(("ada@example.com", "grace@example.com"), start=1):
        Visitor(address, ANOTHER).sign_up()
        assert len(hashed) == count


def test_who_has_an_account_is_told_so_by_mail_and_nothing_changes(ada):
    Visitor("ada@example.com", ANOTHER).sign_up()
    (letter,) = mail.outbox
    assert letter.subject == "You already have a Prorata account"
    assert reverse("account_reset_password") in letter.body
    assert User.objects.count() == 1
    ada.sign_in()
    assert ada.is_signed_in
