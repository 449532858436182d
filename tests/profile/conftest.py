"""The people of these tests, and a clock that stands still."""

import time

import pytest

from planner.services.users import create_account
from tests.profile.visitor import HALF_MINUTE, PASSWORD, Visitor


@pytest.fixture
def ada(db):
    """Has an account and is not signed in."""
    create_account(email="ada@example.com", password=PASSWORD, name="Ada Lovelace")
    return Visitor()


@pytest.fixture
def ada_inside(ada):
    """Has signed in."""
    ada.sign_in()
    return ada


@pytest.fixture
def still_clock(monkeypatch):
    """For the app it is always the same half minute; set another with ``still_clock(1)``."""

    def set_to(steps):
        monkeypatch.setattr(
            "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time",
            lambda: iter([HALF_MINUTE + steps]),
        )

    set_to(0)
    return set_to


@pytest.fixture
def wait(monkeypatch):
    """Lets seconds go by without waiting: ``wait(60)``."""
    passed = [0]
    clock = time.time
    monkeypatch.setattr("time.time", lambda: clock() + sum(passed))
    return passed.append
