"""Correcting a year in the browser: shown before it is written, with and without a script."""

import pytest

from planner.models import Change, Event, FiledForm, Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import ana, clean, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana())


@pytest.fixture
def address(home):
    return f"/households/{home.pk}/ledger/{home.people.get().pk}/2019/correct/"


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def fields(browser, address):
    """Every field of the form as a browser would send it, with some typed over."""
    shown = Page(browser.get(address).content.decode())
    kept = {
        field["name"]: field.get("value", "")
        for field in shown.tags("input")
        if field.get("name", "").startswith(("c:", "s:"))
    }
    return lambda **typed: kept | typed


def made(home, account="ira"):
    return f"c:a{home.accounts.get(key=account).pk}.made"


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def test_the_form_holds_what_was_entered(fields, home):
    held = fields()
    assert held[made(home)] == "6,000"
    assert held[f"c:p{home.people.get().pk}.deducted"] == "0"


def test_a_preview_lists_every_line_and_writes_nothing(browser, address, fields, home):
    count = Change.objects.count()
    found = page(browser.post(address, fields(**{made(home): "6500", "do": "preview"})))
    assert "22 lines would move" in found.words
    assert "14Line 3 minus line 13: total basis in traditional IRAs for 2025 and earlier years" in (
        found.words
    )
    assert "21,51821,976" in found.words
    assert "2019, line 1: filed 6,000, should be 6,500 (so far it was right)" in found.words
    assert found.values()[made(home)] == "6500"
    assert Change.objects.count() == count


def test_to_htmx_only_what_moves_is_sent(browser, address, fields, home):
    response = browser.post(address, fields(**{made(home): "6500"}), headers={"HX-Request": "true"})
    found = page(response)
    assert found.words.startswith("22 lines would move")
    assert not found.tags("form")
    assert not [field for field in found.tags("input") if field.get("type") == "text"]


def test_a_preview_that_comes_after_the_button_does_not_write(browser, address, fields, home):
    """htmx sends the pressed button along with what was typed just before."""
    typed = fields(**{made(home): "6500", "do": "save", "reason": "The 5498"})
    count = Change.objects.count()
    found = page(browser.post(address, typed, headers={"HX-Request": "true"}))
    assert found.words.startswith("22 lines would move")
    assert Change.objects.count() == count


def test_saving_needs_a_reason_while_the_year_is_locked(browser, address, fields, home):
    typed = fields(**{made(home): "6500", "do": "save"})
    found = page(browser.post(address, typed), 422)
    assert "Say why; it stays in the history." in found.words_of("id_reason_error")
    assert found.values()[made(home)] == "6500"
    assert Event.objects.live().get(tax_year=2019).amount == 6000
    assert browser.post(address, typed | {"reason": "The 5498"}).status_code == 302
    assert Event.objects.live().get(tax_year=2019).amount == 6500
    assert Change.objects.latest("pk").reason == "The 5498"
    form = FiledForm.objects.get(person_year__year=2019)
    assert (form.is_locked, form.lines["1"]) == (True, "6000")


def test_the_ledger_shows_the_correction_beside_what_was_filed(browser, address, fields, home):
    typed = fields(**{made(home): "6500", "do": "save", "reason": "x"})
    words = page(browser.post(address, typed, follow=True)).words
    assert "Corrected 2019." in words
    assert "filed 6,000, should be 6,500" in words
    assert "it should be $21,976" in words


def test_bad_input_keeps_what_was_typed_and_says_what_and_where(browser, address, fields, home):
    key = made(home)
    for verb in ("preview", "save"):
        found = page(browser.post(address, fields(**{key: "lots", "do": verb, "reason": "x"})), 422)
        assert found.values()[key] == "lots"
        error = found.words_of(f"e-{key.removeprefix('c:')}")
        assert error == "“lots” is not an amount. Write it like 7,500 or 7500.00."
    assert Event.objects.live().get(tax_year=2019).amount == 6000


def test_somebody_faster_is_not_overwritten(browser, address, fields, home):
    typed = fields(**{made(home): "6500", "do": "save", "reason": "x"})
    browser.post(address, fields(**{made(home): "6200", "do": "save", "reason": "x"}))
    found = page(browser.post(address, typed), 422)
    assert "Somebody changed this meanwhile. It says 6,200 now." in found.words
    assert Event.objects.live().get(tax_year=2019).amount == 6200


def test_nothing_changed_is_no_change(browser, address, fields):
    count = Change.objects.count()
    typed = fields(do="save", reason="x")
    assert "Nothing had changed." in page(browser.post(address, typed, follow=True)).words
    assert Change.objects.count() == count


def test_years_out_of_reach(browser, address):
    assert browser.get(address.replace("2019", "1974")).status_code == 404
    assert browser.get(address.replace("2019", "2028")).status_code == 404
    assert browser.get(address.replace("2019", "2027")).status_code == 200


def test_who_may(client, owner, home, address):
    reader, editor, stranger = user("reader"), user("editor"), user("stranger")
    join(home, owner, reader, Role.READER)
    join(home, owner, editor, Role.EDITOR)
    store(stranger, clean(), name="Others")
    assert client.get(address).status_code == 302
    for somebody, status in ((stranger, 404), (reader, 403), (editor, 200)):
        client.force_login(somebody)
        assert client.get(address).status_code == status
        assert client.post(address, {"do": "preview"}).status_code == status
