"""Saying where a ledger starts: what it replaces and moves, then saved or taken away."""

import pytest

from planner.models import Change, Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import ana, ben, clean, store

pytestmark = pytest.mark.django_db

TYPED = {"after_year": "2018", "amount": "1,000", "evidence": "tax_return"}


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, clean())


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def address_of(home):
    return f"/households/{home.pk}/ledger/{home.people.first().pk}/start/"


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def test_it_says_what_it_replaces(browser, owner):
    found = page(browser.get(address_of(store(owner, ben()))))
    assert "It replaces line 14 for 2012: $12,000, by Form 8606 as filed." in found.words
    assert found.values()["after_year"] == "2012"
    assert found.values()["amount"] == "12,000"


def test_it_shows_what_moves_and_writes_nothing(browser, home):
    found = page(browser.post(address_of(home), TYPED | {"do": "preview"}))
    # 2019: lines 2, 3 and 14; 2020: lines 2, 3 and 14; 2021 to 2026: what is carried.
    assert "12 lines would move" in found.words
    assert "12,00013,000" in found.words
    assert home.people.get().basis_after_year is None


def test_to_htmx_only_what_moves_is_sent(browser, home):
    found = page(browser.post(address_of(home), TYPED, headers={"HX-Request": "true"}))
    assert found.words.startswith("12 lines would move")
    assert not found.tags("form")


def test_it_is_saved_and_taken_away(browser, home):
    browser.post(address_of(home), TYPED | {"do": "save"})
    assert home.people.get().basis_amount == 1000
    words = page(browser.post(address_of(home), {"do": "remove"}, follow=True)).words
    assert "The start is gone." in words
    assert home.people.get().basis_after_year is None


def test_bad_input_keeps_what_was_typed(browser, home):
    typed = TYPED | {"after_year": "soon", "amount": "", "do": "save"}
    found = page(browser.post(address_of(home), typed), 422)
    assert found.values()["after_year"] == "soon"
    assert "This is not a year. Write it like 2019." in found.words
    assert "Type line 14 of that form; 0 if it carried nothing." in found.words
    assert home.people.get().basis_after_year is None


def test_a_locked_year_that_stands_on_it_asks_why(browser, owner):
    home = store(owner, ana())
    typed = TYPED | {"do": "save"}
    found = page(browser.post(address_of(home), typed), 422)
    assert "2019 is filed and locked and stands on this." in found.words
    assert "Say why; it stays in the history." in found.words
    assert browser.post(address_of(home), typed | {"reason": "Found it"}).status_code == 302
    assert Change.objects.latest("pk").reason == "Found it"


def test_who_may(client, owner, home):
    reader, editor, stranger = user("reader"), user("editor"), user("stranger")
    join(home, owner, reader, Role.READER)
    join(home, owner, editor, Role.EDITOR)
    store(stranger, clean(), name="Others")
    assert client.get(address_of(home)).status_code == 302
    for somebody, status in ((stranger, 404), (reader, 403), (editor, 302)):
        client.force_login(somebody)
        assert client.post(address_of(home), TYPED | {"do": "save"}).status_code == status
