"""Signing in and out: what opens, what does not, and how often one may try."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from planner.models.user import User
from tests.html import Page
from tests.profile.visitor import ANOTHER, Visitor

WRONG = "The email address or the password is wrong."
TOO_OFTEN = "Too many tries. Wait five minutes, then try again."


def test_the_right_password_opens(ada):
    assert ada.sign_in().url == reverse("households")
    assert "Ada Lovelace" in ada.see("profile").words


def test_capital_letters_in_the_address_do_not_matter(ada):
    ada.email = "ADA@Example.com"
    ada.sign_in()
    assert ada.is_signed_in


def test_a_session_ends_with_the_browser_unless_asked_to_stay(ada):
    short = ada.sign_in().cookies["sessionid"]
    long = Visitor().sign_in(remember="on").cookies["sessionid"]
    assert not short["max-age"]
    assert long["max-age"] == 14 * 24 * 3600
    for cookie in (short, long):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_signing_in_begins_a_new_session(ada):
    ada.send("account_reset_password", email="nobody@example.com")
    before = ada.client.cookies["sessionid"].value
    ada.send("account_logout")
    ada.sign_in()
    assert ada.client.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_somebody_signed_in_needs_no_sign_in_page(ada_inside):
    for page in ("account_login", "account_signup"):
        response = ada_inside.client.get(reverse(page))
        assert response.headers["Location"] == reverse("households")


def test_a_closed_account_does_not_open(ada):
    User.objects.update(is_active=False)
    assert ada.sign_in().url == reverse("account_inactive")
    assert not ada.is_signed_in
    assert "This account is closed" in ada.see("account_inactive").words


def test_a_session_ends_when_its_account_is_closed(ada_inside):
    User.objects.update(is_active=False)
    assert not ada_inside.is_signed_in


# --- Wrong passwords -----------------------------------------------------------------------------


def test_a_wrong_password_says_the_same_as_an_unknown_address(ada):
    known = ada.refused("account_login", login="ada@example.com", password=ANOTHER)
    unknown = ada.refused("account_login", login="bob@example.com", password=ANOTHER)
    assert WRONG in known.words
    assert known.words == unknown.words


def test_an_unknown_address_takes_as_long_as_a_known_one(ada, monkeypatch):
    hashed = []

    def encode(*_):
        hashed.append(1)
        return "md5$salt$0"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)
    for address in ("ada@example.com", "bob@example.com"):
        ada.refused("account_login", login=address, password=ANOTHER)
    assert len(hashed) == 2


def test_after_five_wrong_passwords_even_the_right_one_waits(ada):
    for _ in range(5):
        assert WRONG in ada.refused("account_login", login=ada.email, password=ANOTHER).words
    page = ada.refused("account_login", login=ada.email, password=ada.password)
    assert TOO_OFTEN in page.words
    assert not ada.is_signed_in


def test_another_browser_does_not_reset_the_count(ada):
    for _ in range(5):
        Visitor().refused("account_login", login=ada.email, password=ANOTHER)
    assert TOO_OFTEN in ada.refused("account_login", login=ada.email, password=ada.password).words


def test_right_passwords_are_not_counted(ada):
    for _ in range(8):
        ada.sign_in()
        ada.sign_out()


def test_whoever_tries_many_addresses_is_stopped(ada):
    answers = [
        ada.client.post(
            reverse("account_login"), {"login": f"{number}@example.com", "password": ANOTHER}
        )
        for number in range(31)
    ]
    said = [Page(answer.content.decode()) for answer in answers]
    assert all(WRONG in page.words for page in said[:10])
    assert all(TOO_OFTEN in page.words for page in said[10:30])
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Too many tries in a short time." in said[30].words
    assert "Prorata" in said[30].words


def test_a_forged_address_of_the_computer_does_not_help(ada):
    def attempt(number):
        return ada.client.post(
            reverse("account_login"),
            {"login": f"{number}@example.com", "password": ANOTHER},
            headers={"X-Forwarded-For": f"198.51.100.{number}", "X-Real-IP": f"10.0.0.{number}"},
        )

    assert [attempt(number).status_code for number in range(31)][-1] == 429


def test_behind_a_proxy_each_visitor_is_counted_alone(ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def attempt(number):
        return ada.client.post(
            reverse("account_login"),
            {"login": f"{number}@example.com", "password": ANOTHER},
            headers={"X-Forwarded-For": f"spoofed, 198.51.100.{number}"},
        )

    assert {attempt(number).status_code for number in range(31)} == {200}


# --- Where it leads ------------------------------------------------------------------------------


def test_one_comes_back_to_the_page_one_wanted(ada):
    response = ada.client.get(reverse("profile-name"))
    assert response.headers["Location"] == "/account/sign-in/?next=/account/name/"
    page = Page(ada.client.get(response.headers["Location"]).content.decode())
    (wanted,) = {each["value"] for each in page.tags("input") if each.get("name") == "next"}
    assert ada.sign_in(next=wanted).url == "/account/name/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "\x01https://evil.example",
        "http://testserver@evil.example/",
    ],
)
@pytest.mark.parametrize("route", ["account_login", "account_logout"])
def test_no_link_leads_through_us_to_another_site(ada, route, elsewhere):
    inside = {"account_login": reverse("households"), "account_logout": "/"}[route]
    if route == "account_logout":
        ada.sign_in()
    data = {"login": ada.email, "password": ada.password, "next": elsewhere}
    assert ada.client.post(reverse(route), data).headers["Location"] == inside


# --- Out -----------------------------------------------------------------------------------------


def test_signing_out_is_asked_for_and_posted(ada_inside):
    assert "Sign out?" in ada_inside.see("account_logout").words
    assert ada_inside.is_signed_in
    assert ada_inside.sign_out().url == "/"
    assert not ada_inside.is_signed_in


def test_signing_out_leaves_nothing_behind(ada_inside):
    response = ada_inside.sign_out()
    assert response.cookies["sessionid"]["max-age"] == 0
    assert not Session.objects.exists()


def test_pages_of_a_session_are_kept_nowhere(ada_inside):
    for path in ("/account/", "/", "/rule/"):
        kept = ada_inside.client.get(path).headers["Cache-Control"]
        assert "no-store" in kept, path
        assert "private" in kept, path


def test_pages_for_everyone_may_be_kept(client):
    assert "no-store" not in client.get("/rule/").headers.get("Cache-Control", "")
