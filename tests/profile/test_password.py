"""Changing a password, and choosing a new one when it is lost."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from planner.models.user import User
from planner.services.households.users import create_account
from tests.profile.visitor import ANOTHER, PASSWORD, Visitor, app_code, mailed_code

FORGOTTEN = "account_reset_password"
CODE = "account_confirm_password_reset_code"
NEW = "account_complete_password_reset"


def ask(visitor):
    """Get as far as the page that waits for the code."""
    assert visitor.send(FORGOTTEN, email=visitor.email).url == reverse(CODE)


def reset(visitor):
    """Choose a new password with a mailed code."""
    ask(visitor)
    assert visitor.send(CODE, code=mailed_code(visitor.email)).url == reverse(NEW)
    visitor.send(NEW, password1=ANOTHER)


# --- Known ---------------------------------------------------------------------------------------


def test_change_it(ada_inside):
    response = ada_inside.send("account_change_password", oldpassword=PASSWORD, password1=ANOTHER)
    assert response.url == reverse("profile")
    assert "Your new password is saved." in ada_inside.see("profile").words
    ada_inside.sign_out()
    ada_inside.password = ANOTHER
    ada_inside.sign_in()
    assert ada_inside.is_signed_in


def test_changing_it_signs_out_everywhere_else(ada_inside):
    elsewhere = Visitor()
    elsewhere.sign_in()
    ada_inside.send("account_change_password", oldpassword=PASSWORD, password1=ANOTHER)
    assert ada_inside.is_signed_in
    assert not elsewhere.is_signed_in


@pytest.mark.parametrize(
    ("current", "new", "says"),
    [
        (ANOTHER, ANOTHER, "This is not your current password."),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "ada.lovelace@", "too similar"),
        (PASSWORD, "", "required"),
    ],
)
def test_a_change_that_is_refused(ada_inside, current, new, says):
    page = ada_inside.refused("account_change_password", oldpassword=current, password1=new)
    assert says in page.words
    assert User.objects.get().check_password(PASSWORD)


def test_nobody_guesses_the_current_one(ada_inside):
    answers = [
        ada_inside.client.post(
            reverse("account_change_password"), {"oldpassword": "guess", "password1": ANOTHER}
        ).status_code
        for _ in range(6)
    ]
    assert answers == [200] * 5 + [429]


# --- Lost ----------------------------------------------------------------------------------------


def test_a_mailed_code_gives_a_new_one(ada):
    reset(ada)
    assert not ada.is_signed_in, "a mailbox alone must not open what a second step protects"
    ada.refused("account_login", login=ada.email, password=PASSWORD)
    ada.password = ANOTHER
    ada.sign_in()
    assert ada.is_signed_in


def test_it_signs_out_everywhere(ada_inside):
    reset(Visitor())
    assert not ada_inside.is_signed_in


def test_the_second_step_stays(ada_inside, still_clock):
    secret = ada_inside.add_app()
    other = Visitor(password=ANOTHER)
    reset(other)
    assert other.sign_in().url == reverse("mfa_authenticate")
    other.send("mfa_authenticate", code=app_code(secret))
    assert other.is_signed_in


def test_a_code_works_once_and_only_here(ada):
    ask(ada)
    code = mailed_code(ada.email)
    thief = Visitor()
    assert thief.send(CODE, code=code).url == reverse("account_login")
    ada.send(CODE, code=code)
    ada.send(NEW, password1=ANOTHER)
    assert ada.send(CODE, code=code).url == reverse("account_login")
    assert ada.send(NEW, password1=PASSWORD).url == reverse(FORGOTTEN)
    assert User.objects.get().check_password(ANOTHER)


def test_no_new_password_without_the_code(ada):
    ask(ada)
    assert ada.send(NEW, password1=ANOTHER).url == reverse(CODE)
    assert User.objects.get().check_password(PASSWORD)


def test_three_wrong_codes_are_all(ada):
    ask(ada)
    code = mailed_code(ada.email)
    for _ in range(2):
        assert "does not match" in ada.refused(CODE, code="AAAA-AAAA").words
    assert ada.send(CODE, code="AAAA-AAAA").url == reverse("account_login")
    assert ada.send(CODE, code=code).url == reverse("account_login")


def test_a_code_is_good_for_a_quarter_of_an_hour(ada, wait):
    ask(ada)
    code = mailed_code(ada.email)
    wait(15 * 60 + 1)
    assert ada.send(CODE, code=code).url == reverse("account_login")


def test_a_mailbox_cannot_be_flooded(ada):
    answers = [
        Visitor().client.post(reverse(FORGOTTEN), {"email": ada.email}).status_code
        for _ in range(6)
    ]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_a_known_address_is_answered_like_an_unknown_one(ada):
    def answers(address):
        visitor = Visitor(address)
        ask(visitor)
        pages = [visitor.see(CODE), visitor.refused(CODE, code="AAAA-AAAA")]
        return [re.sub(r"\w+@example\.com", "…", page.words) for page in pages]

    assert answers("ada@example.com") == answers("bob@example.com")
    known, unknown = mail.outbox
    assert known.to == ["ada@example.com"]
    assert unknown.to == ["bob@example.com"]
    assert unknown.subject == "No Prorata account has this address"


# --- None yet ------------------------------------------------------------------------------------


def test_an_account_without_a_password_can_get_one(db):
    create_account(email="ada@example.com")
    ada = Visitor()
    ada.client.force_login(User.objects.get())
    assert "None: your passkey is enough" in ada.see("profile").words
    ada.send("account_set_password", password1=PASSWORD)
    ada.sign_out()
    ada.sign_in()
    assert ada.is_signed_in
