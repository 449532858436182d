"""Where one is signed in, and ending it from elsewhere."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from planner.services.households.users import create_account
from tests.profile.visitor import PASSWORD, Visitor

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
LAPTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/142.0.0.0 Safari/537.36"
)
PAGE = "usersessions_list"


def browser(user_agent, address):
    return Visitor(client=Client(headers={"user-agent": user_agent}, REMOTE_ADDR=address))


@pytest.fixture
def phone(ada):
    found = browser(PHONE, "198.51.100.7")
    found.sign_in()
    return found


@pytest.fixture
def laptop(ada):
    found = browser(LAPTOP, "203.0.113.9")
    found.sign_in()
    return found


def test_each_place_is_named(phone, laptop):
    words = laptop.see(PAGE).words
    assert re.search(r"Safari on iPhone Since \w+ \d+, \d+:\d\d [AP]M, from 198.51.100.7", words)
    assert "Chrome on Windows" in words
    assert words.count("This one") == 1
    assert words.index("Chrome on Windows") < words.index("This one")
    assert "In 2 places" in laptop.see("profile").words


def test_the_others_end_and_this_one_stays(phone, laptop):
    laptop.send(PAGE)
    page = laptop.see(PAGE)
    assert not phone.is_signed_in
    assert "You are signed out everywhere else." in page.words
    assert "Nowhere else." in page.words
    assert "Only here" in laptop.see("profile").words


def test_nobody_sees_or_ends_the_sessions_of_another(phone):
    create_account(email="bob@example.com", password=PASSWORD)
    bob = Visitor("bob@example.com")
    bob.sign_in()
    assert "iPhone" not in bob.see(PAGE).words
    bob.send(PAGE)
    assert phone.is_signed_in


def test_signing_out_takes_the_place_off_the_list(phone, laptop):
    phone.sign_out()
    assert "iPhone" not in laptop.see(PAGE).words


def test_with_a_session_all_that_is_known_of_it_goes(phone, laptop):
    phone.sign_out()
    assert [each.ip for each in UserSession.objects.all()] == ["203.0.113.9"]
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("clearsessions")
    assert not UserSession.objects.exists()


def test_what_a_browser_calls_itself_cannot_harm_the_page(ada):
    evil = browser("<script>alert(1)</script>" * 20, "198.51.100.7")
    evil.sign_in()
    assert "Another program" in evil.see(PAGE).words
    assert "alert(1)" not in evil.see(PAGE).words
