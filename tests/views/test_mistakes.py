"""The mistakes found in a household: shown, set aside with a reason, and taken up again."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.models import Change, Dismissal, Role
from planner.services.history.undo import undo
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from tests.households import cast, join
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def home(people):
    made = store_new(owner=people.owner, fact=demo_facts(), summary="Imported")
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def daniel(home):
    return home.people.order_by("id")[1]


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def base(home):
    return f"/households/{home.pk}/mistakes/"


def test_what_was_filed_wrong_is_told_with_its_dollars(people, home):
    """Line 2 was left at 0 in 2019, 2020 and 2021 (see the design's ledger)."""
    words = page(as_user(people.owner).get(base(home))).words
    assert "Line 2 was filed for 2019 with $5,500 less basis than was brought forward." in words
    assert words.count("less basis than was brought forward") == 3
    # 81,987 in the IRAs less the 21,518 brought forward (7,500 came in and went out again).
    assert "Roll $60,469 into an employer plan" in words
    assert "until Dec 31, 2026" in words
    assert "A corrected form is taken at any time" in words


def test_a_day_that_has_passed_is_told(people, home):
    client = as_user(people.owner)
    late = page(client.get(f"{base(home)}?year=2025")).words
    assert "The last day to mend it was December 31, 2025." in late


@pytest.mark.parametrize(("query", "count"), [("year=2019", 1), ("year=2022", 0)])
def test_one_year_of_it(people, home, query, count):
    client = as_user(people.reader)
    found = page(client.get(f"{base(home)}?{query}", headers={"HX-Request": "true"}))
    assert found.words.count("less basis than was brought forward") == count
    assert ("Nothing to mend was found in 2022." in found.words) == (not count)
    assert not found.tags("form")


def test_one_person_of_it(people, home, daniel):
    clean = home.people.order_by("id")[0]
    client = as_user(people.owner)
    words = page(client.get(f"{base(home)}?person={clean.pk}")).words
    assert "less basis" not in words
    assert "less basis" in page(client.get(f"{base(home)}?person={daniel.pk}")).words


@pytest.mark.parametrize("query", ["year=x", "person=-1", "year=" + "9" * 30, "person=²"])
def test_a_query_that_means_nothing_narrows_nothing(people, home, query):
    assert "less basis" in page(as_user(people.owner).get(f"{base(home)}?{query}")).words


def wanted(daniel, **more):
    return {"code": "chain-broken", "person": daniel.pk, "year": 2019} | more


def test_one_is_set_aside_with_a_reason_that_is_kept(people, home, daniel):
    client = as_user(people.owner)
    typed = wanted(daniel, reason="Amended on paper")
    assert client.post(f"{base(home)}dismiss/", typed).status_code == 302
    found = page(client.get(base(home)))
    assert "Owner, " in found.words
    assert "Amended on paper" in found.words
    part = page(client.get(f"{base(home)}?year=2019", headers={"HX-Request": "true"}))
    assert "1 set aside." in part.words
    change = Change.objects.filter(household=home)[0]
    assert (change.summary, change.reason) == (
        "Set aside for 2019: chain broken",
        "Amended on paper",
    )
    assert "Amended on paper" in page(client.get(f"/households/{home.pk}/history/")).words


def test_it_can_be_looked_at_again(people, home, daniel):
    client = as_user(people.owner)
    client.post(f"{base(home)}dismiss/", wanted(daniel, reason="Known"))
    pk = Dismissal.objects.get().pk
    assert client.post(f"{base(home)}{pk}/take-up/").status_code == 302
    assert not Dismissal.objects.exists()
    assert "Known" not in page(client.get(base(home))).words


def test_setting_aside_is_taken_back_like_any_change(people, home, daniel):
    client = as_user(people.owner)
    client.post(f"{base(home)}dismiss/", wanted(daniel, reason="Known"))
    home.member_role = "owner"
    undo(household=home, user=people.owner, change=Change.objects.filter(household=home)[0])
    assert not Dismissal.objects.exists()


def test_without_a_reason_nothing_is_set_aside(people, home, daniel):
    response = as_user(people.owner).post(
        f"{base(home)}dismiss/", wanted(daniel, reason=" "), follow=True
    )
    assert "Say why; it stays in the history." in page(response).words
    assert not Dismissal.objects.exists()


def test_sent_twice_it_is_set_aside_once(people, home, daniel):
    for _ in range(2):
        response = as_user(people.owner).post(
            f"{base(home)}dismiss/", wanted(daniel, reason="Because")
        )
        assert response.status_code == 302
    assert Dismissal.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [{"code": "nothing"}, {"year": 1999}, {"person": 0}, {"year": "x"}, {"person": "'"}],
)
def test_what_was_not_found_cannot_be_set_aside(people, home, daniel, more):
    typed = wanted(daniel, reason="Because") | more
    assert as_user(people.owner).post(f"{base(home)}dismiss/", typed).status_code == 404


def test_a_reader_reads(people, home, daniel):
    client = as_user(people.reader)
    assert not page(client.get(base(home))).by_id(f"chain-broken-{daniel.pk}-2019").get("form")
    typed = wanted(daniel, reason="Because")
    assert client.post(f"{base(home)}dismiss/", typed).status_code == 403
    assert not Dismissal.objects.exists()


def test_the_page_asks_little_of_the_database(people, home):
    client = as_user(people.owner)
    with CaptureQueriesContext(connection) as found:
        client.get(base(home))
    assert len(found) == 10
