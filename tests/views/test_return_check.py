"""The return check as a page: confirmed, different or not known, and nothing is kept."""

import pytest
from django.test import Client

from planner.models import Change
from tests.households import cast, user
from tests.html import Page
from tests.ledgers import ana, ben, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana())


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def post(who, home, fields, year=2025, status=200, **headers):
    address = f"/households/{home.pk}/years/{year}/check/"
    response = as_user(who).post(address, fields, headers=headers)
    assert response.status_code == status
    return Page(response.content.decode())


def test_the_year_leads_to_it_and_it_begins_empty(owner, home):
    year = as_user(owner).get(f"/households/{home.pk}/years/2025/")
    address = f"/households/{home.pk}/years/2025/check/"
    assert f'href="{address}"' in year.content.decode()
    page = Page(as_user(owner).get(address).content.decode())
    assert "Type what the return says." in page.words
    assert page.by_id("id_p1-14").get("value", "") == ""


def test_differences_come_first_with_their_cause_and_their_steps(owner, home):
    # Ana: 7,000 × 23,500 ÷ 83,000 is 1,982 tax-free, so 5,018 is taxable; with 6,000 it is 6,494.
    typed = {"p1-2": "6,000", "p1-8": "7,000", "p1-18": "6,494"}
    words = post(owner, home, typed).words
    assert "2 figures differ." in words
    assert "It is line 14 as filed for 2021" in words
    assert "$1,476 more taxable income than is right." in words
    assert "It follows from line 2 as typed" in words
    assert words.index("line 18") < words.index("Confirmed") < words.rindex("line 8")
    for program in ("TurboTax", "H&R Block", "FreeTaxUSA"):
        assert program in words
    assert "renamed and moved from year to year" in words


def test_lost_basis_is_called_so(owner, home):
    words = post(owner, home, {"p1-14": "0"}).words
    assert "1 figure differs." in words
    assert "$21,518 of basis is lost and would be taxed later." in words
    assert "Difference−$21,518" in words
    assert "Difference+$482" in post(owner, home, {"p1-14": "22,000"}).words
    assert "taxable income" not in post(owner, home, {"p1-14": "22,000"}).words
    assert "$18 less taxable income" in post(owner, home, {"p1-18": "5,000"}).words


def test_equal_figures_are_confirmed(owner, home):
    words = post(owner, home, {"p1-18": "5018", "p1-8": "7000.00"}).words
    assert "What you typed agrees." in words
    assert "Form 8606 of Ana, line 18: $5,018" in words


def test_an_incomplete_year_says_what_is_missing(owner):
    home = store(owner, ben())
    words = post(owner, home, {"p2-14": "5", "return-4b": "5"}, year=2019).words
    assert "Not known yet." in words
    assert "No verdict yet" in words
    assert "Ben, 2019:" in words


def test_what_cannot_be_read_stays_and_the_rest_is_checked(owner, home):
    page = post(owner, home, {"p1-2": "lots", "p1-18": "5018"}, status=422)
    assert page.by_id("id_p1-2")["value"] == "lots"
    assert page.by_id("id_p1-2")["aria-invalid"] == "true"
    assert "“lots” is not an amount" in page.words_of("id_p1-2_error")
    assert "Confirmed" in page.words


def test_htmx_gets_only_what_changes(owner, home):
    page = post(owner, home, {"p1-2": "lots"}, status=422, **{"HX-Request": "true"})
    assert not list(page.tags("form"))
    assert "“lots” is not an amount" in page.words_of("id_p1-2_error")


def test_nothing_is_kept(owner, home):
    before = Change.objects.count()
    post(owner, home, {"p1-2": "5"})
    assert Change.objects.count() == before
    address = f"/households/{home.pk}/years/2025/check/"
    assert "value" not in Page(as_user(owner).get(address).content.decode()).by_id("id_p1-2")


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("editor", 200), ("reader", 200), ("stranger", 404)]
)
def test_the_cast(who, status):
    people = cast()
    for method in ("get", "post"):
        client = as_user(getattr(people, who))
        answer = getattr(client, method)(f"/households/{people.household.pk}/years/2025/check/")
        assert answer.status_code == status


def test_years_that_cannot_be_opened(owner, home):
    assert as_user(owner).get(f"/households/{home.pk}/years/1974/check/").status_code == 404
    assert as_user(owner).get(f"/households/{home.pk}/years/2028/check/").status_code == 404
