"""The people of these tests, and a clock that stands still."""

import time
from functools import partial

import pytest

from planner.services.households.users import create_account
from tests.profile.visitor import PASSWORD, Visitor, stop_clock


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
    stop_clock(monkeypatch)
    return partial(stop_clock, monkeypatch)


@pytest.fixture
def wait(monkeypatch):
    """Lets seconds go by without waiting: ``wait(60)``."""
    passed = [0]
    clock = time.time
    monkeypatch.setattr("time.time", lambda: clock() + sum(passed))
    return passed.append
