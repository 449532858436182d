"""Trying the demo: a household of one's own on a developer's machine, and nothing anywhere else."""

import pytest

from planner.bridge import household_facts
from planner.models import Household, User
from planner.services.households.demo import demo_facts
from tests.households import cast
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
def test_outside_of_debug_there_is_nothing(client, method):
    assert getattr(client, method)("/demo/").status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/", "/account/sign-in/"])
def test_outside_of_debug_nothing_leads_there(client, path):
    assert b"/demo/" not in client.get(path).content


def test_a_visitor_gets_a_household_of_their_own(client, debug):
    response = client.post("/demo/")
    household = Household.objects.get()
    assert (response.status_code, response.url) == (302, f"/households/{household.pk}/")
    assert household_facts(household, with_papers=True) == demo_facts()
    page = Page(client.get(f"/households/{household.pk}/papers/").content.decode())
    assert "Daniel Rivera" in page.words


def test_two_visitors_do_not_meet(client, debug):
    first = client.post("/demo/").url
    client.logout()
    second = client.post("/demo/").url
    assert first != second
    assert client.get(f"{first}papers/").status_code == 404
    assert client.get(f"{second}papers/").status_code == 200


def test_looking_starts_nothing(client, debug):
    assert client.get("/demo/").status_code == 405
    assert not Household.objects.exists()


def test_who_is_signed_in_stays_who_they_are(client, debug):
    people = cast()
    client.force_login(people.owner)
    assert client.post("/demo/").url == "/households/"
    assert Household.objects.count() == 2
