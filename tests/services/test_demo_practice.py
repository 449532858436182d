"""The demo practice: every state of the board, one login a role, and nothing made twice."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from planner.bridge import household_facts
from planner.engine.client import client_years
from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from planner.models import ClientState, Engagement, FollowUp, Practice, Staff
from planner.services.practice.board import Wanted, board
from planner.services.practice.board_words import DESTINATIONS, STATES
from planner.services.practice.demo import ensure_demo_practice
from planner.services.practice.demo_book import demo_households

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
TODAY = date(2026, 11, 22)

_MEANT = {"missing-prior-basis", "pre-tax-money-beside-conversion", "contributed-over-the-limit"}


def test_the_clients_of_the_demo_stand_in_every_way():
    """The same each time, with no mistake but those they are made for."""
    homes = list(demo_households(24, 2026))
    assert homes == list(demo_households(24, 2026))
    found = [one for home in homes for one in client_years(home, 2026, TODAY)]
    assert {one.code for one in found} == set(STATES)
    moving = [one.move for one in found if one.move.dollars]
    assert {one.destination for one in moving} == set(DESTINATIONS)
    assert all(one.tax for one in moving)
    assert {code for one in found for code, *_ in one.mistakes} <= _MEANT
    assert all(read_household(write_household(home)) == home for home in homes[:5])


def test_a_year_without_amounts_yet_has_clients_too():
    [home] = demo_households(1, 2027)
    assert client_years(home, 2027, date(2027, 1, 5))


@pytest.mark.django_db
def test_a_practice_is_filled_up_and_never_doubled(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    passwords = ensure_demo_practice(clients=8, now=NOW)
    assert len(passwords) == Staff.objects.count() == 6
    assert ensure_demo_practice(clients=8, now=NOW) == {}
    assert set(ensure_demo_practice(clients=9, now=NOW, reset=True)) == set(passwords)
    practice = Practice.objects.get()
    clients = Engagement.objects.filter(practice=practice).order_by("pk")
    assert [one.reference for one in clients] == [f"C-{number:04}" for number in range(1, 10)]
    assert household_facts(clients[0].home) == next(iter(demo_households(1, 2026)))
    principal = Staff.objects.get(role="principal")
    seen = board(principal, Wanted(2026), 1, TODAY)
    assert seen.clients == 9
    assert not ClientState.objects.filter(is_stale=True).exists()
    assert FollowUp.objects.filter(client__practice=practice).exists()
    advisor = Staff.objects.filter(role="advisor")[0]
    assert board(advisor, Wanted(2026), 1, TODAY).clients == 3
