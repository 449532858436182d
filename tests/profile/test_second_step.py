"""An authenticator app and recovery codes after the password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.profile.visitor import Visitor, app_code

STEP = "mfa_authenticate"


@pytest.fixture
def secret(ada_inside, still_clock):
    """Ada has an app; this is what it keeps."""
    return ada_inside.add_app()


@pytest.fixture
def at_the_step(secret):
    """Ada elsewhere, with the right password and nothing more."""
    other = Visitor()
    assert other.sign_in().url == reverse(STEP)
    return other


# --- Adding it -----------------------------------------------------------------------------------


def test_first_the_password_once_more(ada_inside):
    response = ada_inside.client.get(reverse("mfa_activate_totp"))
    assert response.headers["Location"] == "/account/confirm/password/?next=%2Faccount%2Fapp%2F"
    page = ada_inside.refused("account_reauthenticate", password="not it")
    assert "This is not your password." in page.words
    response = ada_inside.send(
        "account_reauthenticate", password=ada_inside.password, next="/account/app/"
    )
    assert response.url == "/account/app/"


def test_after_five_minutes_it_is_asked_again(ada_inside, wait):
    ada_inside.prove()
    assert ada_inside.client.get(reverse("mfa_activate_totp")).status_code == 200
    wait(5 * 60 + 1)
    assert ada_inside.client.get(reverse("mfa_activate_totp")).status_code == 302


def test_the_picture_and_the_key_say_the_same(ada_inside):
    ada_inside.prove()
    html = ada_inside.client.get(reverse("mfa_activate_totp"))
    assert html.context["totp_url"] == (
        f"otpauth://totp/ada%40example.com?secret={html.context['form'].secret}&issuer=Prorata"
    )
    assert b'<svg class="qr"' in html.content
    assert b"data:image" not in html.content


def test_a_wrong_code_adds_nothing(ada_inside, still_clock):
    ada_inside.prove()
    ada_inside.see("mfa_activate_totp")
    assert "does not match" in ada_inside.refused("mfa_activate_totp", code="000000").words
    assert not Authenticator.objects.exists()


def test_recovery_codes_come_with_it(ada_inside, secret):
    assert len(ada_inside.codes()) == 10
    assert "10 of 10 left" in ada_inside.see("profile").words


def test_a_copy_of_the_database_holds_no_secret(ada_inside, secret):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    for code in ada_inside.codes():
        assert code not in stored


def test_a_change_of_key_leaves_the_app_working(secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for the same site, long enough for every check there is"
    other = Visitor()
    other.sign_in()
    other.send(STEP, code=app_code(secret))
    assert other.is_signed_in


# --- Signing in with it --------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(at_the_step):
    assert not at_the_step.is_signed_in
    assert "One more step" in at_the_step.see(STEP).words


def test_the_code_opens(at_the_step, secret):
    at_the_step.send(STEP, code=app_code(secret))
    assert at_the_step.is_signed_in


def test_a_code_seen_over_the_shoulder_is_used_up(at_the_step, secret):
    at_the_step.send(STEP, code=app_code(secret))
    thief = Visitor()
    thief.sign_in()
    assert "does not match" in thief.refused(STEP, code=app_code(secret)).words
    assert not thief.is_signed_in


@pytest.mark.parametrize("steps", [-1, 1])
def test_only_the_code_of_this_half_minute_counts(at_the_step, secret, still_clock, steps):
    still_clock(steps)
    at_the_step.refused(STEP, code=app_code(secret))
    assert not at_the_step.is_signed_in


def test_nobody_guesses_codes(at_the_step, secret):
    for _ in range(5):
        at_the_step.refused(STEP, code="000000")
    assert "Too many tries" in at_the_step.refused(STEP, code=app_code(secret)).words
    assert not at_the_step.is_signed_in


def test_the_step_does_not_wait_for_ever(at_the_step, secret, wait):
    wait(15 * 60 + 1)
    assert at_the_step.send(STEP, code=app_code(secret)).url == reverse("account_login")
    assert not at_the_step.is_signed_in


# --- Recovery codes ------------------------------------------------------------------------------


def test_a_recovery_code_opens_once(ada_inside, at_the_step):
    code = ada_inside.codes()[3]
    at_the_step.send(STEP, code=code)
    assert at_the_step.is_signed_in
    again = Visitor()
    again.sign_in()
    assert "does not match" in again.refused(STEP, code=code).words
    assert not again.is_signed_in
    assert code not in ada_inside.codes()
    assert "9 of 10 left" in ada_inside.see("profile").words


def test_codes_are_shown_to_nobody_who_cannot_prove_themselves(ada_inside, secret, wait):
    wait(5 * 60 + 1)
    for page in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        response = ada_inside.client.get(reverse(page))
        assert response.headers["Location"].startswith("/account/confirm/"), page


def test_they_can_be_taken_along(ada_inside, secret):
    response = ada_inside.client.get(reverse("mfa_download_recovery_codes"))
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "attachment" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    assert re.findall(r"^\d{8}$", response.content.decode(), re.MULTILINE) == ada_inside.codes()


def test_new_ones_take_the_place_of_the_old(ada_inside, at_the_step):
    old = ada_inside.codes()
    page = ada_inside.see("mfa_generate_recovery_codes")
    assert "The 10 you have left stop working." in page.words
    ada_inside.send("mfa_generate_recovery_codes")
    assert not set(old) & set(ada_inside.codes())
    at_the_step.refused(STEP, code=old[0])


# --- Removing it ---------------------------------------------------------------------------------


def test_without_the_app_the_password_is_enough_again(ada_inside, secret):
    assert "Remove the authenticator app?" in ada_inside.see("mfa_deactivate_totp").words
    ada_inside.send("mfa_deactivate_totp")
    assert not Authenticator.objects.exists(), "codes without an app would open nothing"
    other = Visitor()
    other.sign_in()
    assert other.is_signed_in


def test_removing_it_needs_the_password_too(ada_inside, secret, wait):
    wait(5 * 60 + 1)
    ada_inside.send("mfa_deactivate_totp")
    assert Authenticator.objects.filter(type="totp").exists()
