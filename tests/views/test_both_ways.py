"""Both ways of a year in the browser, without any script: shown, marked, and taken off."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planner.models import Change, PersonYear, Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import store
from tests.rose import RETURNS, contribution, rose, store_rose

MORE = [contribution(f"{year}-01-05", "100") for year in range(2024, 2027) for _ in range(10)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store_rose(owner)


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def base(home, year=2023):
    return f"/households/{home.pk}/ledger/{home.people.get().pk}/{year}/"


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def chosen(found):
    return [one["value"] for one in found.tags("option") if "selected" in one]


def test_it_shows_both_ways_what_rests_on_them_and_the_worksheet(browser, home):
    words = page(browser.get(f"{base(home)}ways/")).words
    assert "Worksheet 1-1 of Publication 590-B used" in words
    assert "By Part I line by line $300 more is taxable in 2023, which is $66 more tax" in words
    assert "$300 more basis is carried on." in words
    assert "14 Basis carried out of 2023 $340 $640" in spaced(browser, home)
    assert "Modified AGI of $80,000 is entered, with the $4,540 in it" in words
    assert "It lets Rose deduct up to $1,950; $1,500 was deducted." in words
    assert "2025 2 Already-taxed money from earlier years 1,340 1,640" in spaced(browser, home)
    assert "Taxable part of the conversion" in words


def spaced(browser, home):
    """The words of the tables with a space between cells."""
    html = browser.get(f"{base(home)}ways/").content.decode()
    for cell in ("</td>", "</th>"):
        html = html.replace(cell, f" {cell}")
    return Page(html).words


def test_a_mark_is_set_and_taken_off(browser, home):
    response = browser.post(f"{base(home)}ways/", {"route": "plain_form"}, follow=True)
    found = page(response)
    assert "Marked 2023 of Rose as filed by Part I line by line." in found.words
    assert "The form for 2023 is marked as filed by Part I line by line" in found.words
    assert "$300 less is taxable in 2023, which is $66 less tax" in found.words
    assert chosen(found) == ["plain_form"]
    ledger = page(browser.get(base(home))).words
    assert "The form for 2023 is marked as filed by Part I line by line" in ledger
    response = browser.post(f"{base(home)}ways/", {"route": "not_said"}, follow=True)
    assert "Took off the mark" in page(response).words
    assert PersonYear.objects.get(year=2023).filed_route == ""
    response = browser.post(f"{base(home)}ways/", {"route": "not_said"}, follow=True)
    assert "Nothing had changed." in page(response).words


def test_the_history_tells_it(browser, home):
    browser.post(f"{base(home)}ways/", {"route": "plain_form", "reason": "The return"})
    words = page(browser.get(f"/households/{home.pk}/history/")).words
    assert "Marked 2023 of Rose as filed by Part I line by line" in words
    assert "The return" in words
    assert "Filed by" in words


@pytest.mark.parametrize("typed", [{}, {"route": "by hand"}])
def test_what_cannot_be_chosen_is_told(browser, home, typed):
    count = Change.objects.count()
    found = page(browser.post(f"{base(home)}ways/", typed | {"reason": "Because"}), 422)
    assert "Choose one of the three." in found.words
    assert found.values()["reason"] == "Because"
    assert Change.objects.count() == count


def test_a_locked_year_asks_why(browser, owner):
    home = store_rose(owner, filed={"lines": {"1": "500"}, "on": "2024-04-01"})
    found = page(browser.get(f"{base(home)}ways/"))
    assert "2023 is filed and locked: this is a correction, it asks why" in found.words
    found = page(browser.post(f"{base(home)}ways/", {"route": "plain_form"}), 422)
    assert "Say why; it stays in the history." in found.words
    assert chosen(found) == ["plain_form"]
    typed = {"route": "plain_form", "reason": "The return says so"}
    assert browser.post(f"{base(home)}ways/", typed).status_code == 302


def test_lines_on_file_decide_and_say_so(browser, owner):
    home = store_rose(owner, filed={"lines": {"9": "25000", "13": "160"}, "on": "2024-04-01"})
    found = page(browser.get(f"{base(home)}ways/"))
    assert "The lines on file for 2023 tell it: Part I line by line." in found.words
    typed = {"route": "worksheet_1_1", "reason": "Why not"}
    found = page(browser.post(f"{base(home)}ways/", typed), 422)
    assert "and they decide. If they are wrong, change what was filed." in found.words


def test_a_year_with_one_way_says_so_and_lets_a_mark_be_taken_off(browser, home):
    words = page(browser.get(f"{base(home, 2024)}ways/")).words
    assert "There is only one way to line 13 of Form 8606 for 2024." in words
    assert "Filed by" not in words
    PersonYear.objects.filter(year=2024).update(filed_route="plain_form")
    words = page(browser.get(f"{base(home, 2024)}ways/")).words
    assert "The mark has no effect while there is only one way." in words


def test_a_reader_sees_it_and_what_it_is_marked_with(client, home, owner):
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    PersonYear.objects.filter(year=2023).update(filed_route="plain_form")
    client.force_login(reader)
    found = page(client.get(f"{base(home)}ways/"))
    assert "Marked as filed by Part I line by line." in found.words
    assert not list(found.tags("select"))


@pytest.mark.parametrize("where", ["years/2023/", "ledger/{person}/2023/"])
def test_the_page_of_the_year_and_the_ledger_lead_there(browser, home, where):
    person = home.people.get().pk
    found = page(browser.get(f"/households/{home.pk}/{where.format(person=person)}"))
    assert f"{base(home)}ways/" in [link.get("href") for link in found.tags("a")]


def test_it_asks_the_database_no_more_for_a_longer_life(browser, home, owner):
    with CaptureQueriesContext(connection) as short:
        browser.get(f"{base(home)}ways/")
    longer = store(owner, rose() | {"events": rose()["events"] + MORE}, years=RETURNS)
    with CaptureQueriesContext(connection) as long:
        browser.get(f"{base(longer)}ways/")
    assert len(long) == len(short) <= 10


def test_years_out_of_reach(browser, home):
    assert browser.get(f"{base(home, 1974)}ways/").status_code == 404
    assert browser.get(f"{base(home, 2028)}ways/").status_code == 404
