"""What is mailed: plain text in our words, codes in the text alone, and word of every change."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from planner.services.households.users import create_account
from tests.profile.visitor import ANOTHER, PASSWORD, Visitor, mailed_code


def change_password(ada):
    ada.send("account_change_password", oldpassword=PASSWORD, password1=ANOTHER)


def forget_password(ada):
    ada.send("account_reset_password", email=ada.email)
    ada.send("account_confirm_password_reset_code", code=mailed_code(ada.email))
    ada.send("account_complete_password_reset", password1=ANOTHER)


def add_app(ada):
    ada.add_app()


def remove_app(ada):
    ada.add_app()
    ada.send("mfa_deactivate_totp")


def make_codes(ada):
    ada.add_app()
    ada.send("mfa_generate_recovery_codes")


def change_address(ada):
    ada.prove()
    ada.send("account_email", email="ada@example.org", action_add="1")
    ada.send("account_email_verification_sent", code=mailed_code("ada@example.org"))


@pytest.fixture
def telling(transactional_db, ada_inside, still_clock):
    """Does something and gives the newest mail; some are only sent once all is stored."""

    def send(do):
        do(ada_inside)
        return mail.outbox[-1]

    yield send
    cache.clear()


@pytest.mark.parametrize(
    ("do", "subject"),
    [
        (change_password, "Your Prorata password was changed"),
        (forget_password, "Your Prorata password was reset"),
        (add_app, "An authenticator app was added to your Prorata account"),
        (remove_app, "The authenticator app was removed from your Prorata account"),
        (make_codes, "New recovery codes for your Prorata account"),
        (change_address, "Your Prorata email was changed"),
    ],
)
def test_a_change_is_told_to_whom_it_concerns(telling, do, subject):
    letter = telling(do)
    assert letter.subject == subject
    assert letter.to == ["ada@example.com"], "at the old address, should it have been taken over"
    for words in ("When: ", "With: ", "From: 127.0.0.1", "Was it you?", "Forgot your password?"):
        assert words in letter.body


def test_every_mail_is_plain_and_ours(telling):
    telling(add_app)
    telling(change_address)
    Visitor("bob@example.org").send("account_reset_password", email="bob@example.org")
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        assert letter.message().get_content_type() == "text/plain"
        assert letter.from_email == "Prorata <prorata@localhost>"
        assert letter.body.endswith("Prorata, testserver")
        for theirs in ("Hello from", "Thank you for using", "example.com!", "&#x27;", "{{"):
            assert theirs not in letter.body


def test_a_code_is_not_in_the_subject_that_locked_screens_show(db):
    ada = Visitor()
    ada.sign_up()
    assert mail.outbox[0].subject == "Your code for Prorata"
    assert mailed_code(ada.email) in mail.outbox[0].body


# --- Another address -----------------------------------------------------------------------------


def test_a_new_address_counts_once_it_is_confirmed(ada_inside):
    ada_inside.prove()
    ada_inside.send("account_email", email="ada@example.org", action_add="1")
    assert "ada@example.com" in ada_inside.see("profile").words
    assert ada_inside.send(
        "account_email_verification_sent", code=mailed_code("ada@example.org")
    ).url == reverse("profile")
    words = ada_inside.see("profile").words
    assert "ada@example.org" in words
    assert "ada@example.com" not in words
    ada_inside.sign_out()
    ada_inside.refused("account_login", login="ada@example.com", password=PASSWORD)
    ada_inside.email = "ada@example.org"
    ada_inside.sign_in()
    assert ada_inside.is_signed_in


def test_changing_it_needs_the_password_once_more(ada_inside):
    response = ada_inside.send("account_email", email="ada@example.org", action_add="1")
    assert response.url.startswith("/account/confirm/password/")
    assert not mail.outbox


def test_an_address_of_somebody_else_is_answered_like_a_free_one(ada_inside):
    create_account(email="bob@example.com", password=PASSWORD)
    ada_inside.prove()
    answers = [
        ada_inside.send("account_email", email=address, action_add="1").url
        for address in ("bob@example.com", "free@example.com")
    ]
    assert answers[0] == answers[1]
