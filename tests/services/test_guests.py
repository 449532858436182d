"""Guest links: a secret that is kept nowhere, for one household, until the end of a day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser

from planner.models import Change, Guest, GuestLink, Household
from planner.services.history.changes import RefusedChangeError
from planner.services.households.guests import (
    guest_links,
    make_guest_link,
    opened,
    withdraw_guest_link,
)
from planner.services.households.invitations import digest_of
from tests.households import cast

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def people():
    return cast()


def make(people, until=TODAY, label="Olive Chen, CPA"):
    return make_guest_link(
        household=people.household,
        user=people.owner,
        label=label,
        expires_on=until,
        today=TODAY,
    )


def shown(link, on=TODAY):
    return list(Household.objects.visible_to(Guest(link.pk, on)))


def test_only_a_digest_is_kept_and_the_history_tells_it(people):
    link, token = make(people, date(2026, 12, 31))
    assert len(token) == 43
    assert token not in str(GuestLink.objects.filter(pk=link.pk).values().get())
    assert link.digest == digest_of(token)
    summary = "Let Olive Chen, CPA read by a link until December 31, 2026"
    assert Change.objects.all()[0].summary == summary


def test_it_opens_one_household_to_read_until_the_end_of_its_day(people):
    link, _ = make(people)
    (found,) = shown(link)
    assert found == people.household
    assert (found.role, found.rights) == ("reader", frozenset())
    assert shown(link, TODAY + timedelta(days=1)) == []
    assert not Household.objects.visible_to(Guest(link.pk, TODAY), people.others.pk)


def test_it_opens_nothing_once_withdrawn(people):
    link, _ = make(people)
    withdraw_guest_link(household=people.household, user=people.owner, link=link, now=NOW)
    assert shown(link) == []
    assert guest_links(people.household, TODAY) == []
    assert Change.objects.all()[0].summary == "Withdrew the link of Olive Chen, CPA"


@pytest.mark.parametrize("days", [-1, 366])
def test_a_day_is_neither_past_nor_far(people, days):
    with pytest.raises(RefusedChangeError, match="at most a year ahead"):
        make(people, TODAY + timedelta(days=days))
    make(people, TODAY + timedelta(days=365))


def test_twenty_are_good_at_a_time(people):
    for _ in range(20):
        make(people)
    with pytest.raises(RefusedChangeError, match="20 links are good"):
        make(people)


def test_when_it_was_opened_is_kept(people):
    link, _ = make(people)
    opened(link, NOW)
    assert guest_links(people.household, TODAY)[0].opened_at == NOW


def test_a_guest_is_nobody_else(people):
    assert isinstance(Guest(1, TODAY), AnonymousUser)
    assert not Guest(1, TODAY).is_authenticated
    assert str(Guest(1, TODAY)) == "Guest"
