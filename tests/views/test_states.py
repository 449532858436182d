"""How a person's year stands is one word, the same on every screen that says it."""

import re

import pytest
from django.test import Client

from planner.engine.state import StateCode
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from planner.templatetags.amounts import chip_kind
from tests.households import account, cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def home(people):
    return store_new(owner=people.owner, fact=demo_facts(), summary="Imported")


WORDS = "excess|history unknown|incomplete|pre-tax money present|split year|clean"
CHIP = re.compile(rf'<span class="chip chip-[a-z]+"[^>]*>({WORDS})</span>')


def chips(client, address):
    """The words of every chip of the page that says how somebody's year stands."""
    response = client.get(address)
    assert response.status_code == 200
    return CHIP.findall(response.content.decode())


def test_every_screen_says_the_same(people, home):
    """The demo: one contributed in spring for the year before, the other has a rollover IRA."""
    client = Client()
    client.force_login(people.owner)
    base = f"/households/{home.pk}/"
    first, daniel = home.people.order_by("id")
    said = ["split year", "pre-tax money present"]
    assert chips(client, base) == said
    assert chips(client, f"{base}years/2026/") == said
    assert chips(client, f"{base}mistakes/?year=2026") == said
    assert chips(client, f"{base}ledger/{first.pk}/") == said[:1]
    assert chips(client, f"{base}ledger/{daniel.pk}/") == said[1:]


def test_who_has_no_account_has_no_state(people):
    ana = person(people.household, people.owner)
    client = Client()
    client.force_login(people.owner)
    address = f"/households/{people.household.pk}/"
    assert chips(client, address) == []
    account(ana, people.owner)
    assert chips(client, address) == ["incomplete"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("clean", "ok"),
        ("split_year", "calm"),
        ("pre_tax_present", "cost"),
        ("incomplete", "cost"),
        ("history_unknown", "stop"),
        ("excess", "stop"),
    ],
)
def test_a_chip_says_by_its_kind_how_bad_it_is(code: StateCode, kind: str):
    assert chip_kind(code) == kind
