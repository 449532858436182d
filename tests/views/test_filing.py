"""Marking years as filed in the browser, without any script."""

import io

import pytest
from pypdf import PdfReader

from planner.models import Change, Event, FiledForm, Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import clean, store

pytestmark = pytest.mark.django_db

COMPUTED = {"line-1": "6,000", "line-2": "0", "line-3": "6,000", "line-14": "6,000"}


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, clean())


@pytest.fixture
def base(home):
    return f"/households/{home.pk}/ledger/{home.people.get().pk}/2019/"


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def mark(client, base, **typed):
    return client.post(f"{base}file/", COMPUTED | {"on": "2020-04-10", "do": "file"} | typed)


def test_the_form_holds_the_lines_as_worked_out(browser, base):
    values = page(browser.get(f"{base}file/")).values()
    assert {name: text for name, text in values.items() if text} == COMPUTED


def test_the_lines_as_worked_out_keep_the_worksheet_of_the_day(browser, base, home):
    assert mark(browser, base).status_code == 302
    form = FiledForm.objects.get()
    assert form.lines == {"1": "6000", "2": "0", "3": "6000", "14": "6000"}
    assert form.document
    assert bytes(form.document).startswith(b"%PDF-1.7")
    served = browser.get(f"{base}filed.pdf")
    assert served.content == bytes(form.document)
    assert served.headers["Content-Type"] == "application/pdf"
    words = page(browser.get(f"/households/{home.pk}/ledger/")).words
    assert "filed Apr 10, 2020" in words
    assert "The worksheet of today is kept with it." in words


def test_what_is_served_stays_as_it_was(browser, base, monkeypatch):
    mark(browser, base)
    before = browser.get(f"{base}filed.pdf").content
    browser.post(f"{base}unlock/", {"unlock-reason": "A slip"})
    Event.objects.update(amount=1)
    monkeypatch.setattr("planner.views.filing_page.year_pdf", lambda *_, **__: b"newer")
    assert browser.get(f"{base}filed.pdf").content == before


def test_a_typed_return_keeps_no_worksheet_and_says_so(browser, base, home):
    mark(browser, base, **{"line-2": "0", "line-3": "5,500", "line-14": "$5,500", "line-10": ".5"})
    form = FiledForm.objects.get()
    assert form.lines["14"] == "5500"
    assert form.document is None
    assert browser.get(f"{base}filed.pdf").status_code == 404
    words = page(browser.get(f"{base}file/")).words
    assert "No worksheet was kept: these lines were typed from a return" in words
    row = page(browser.get(f"/households/{home.pk}/ledger/")).words_of("y2019")
    assert "filed 5,500, should be 6,000" in row


def test_no_form_at_all(browser, base, home):
    browser.post(f"{base}file/", {"is_none": "on"})
    row = page(browser.get(f"/households/{home.pk}/ledger/")).words_of("y2019")
    assert "filed no form, should be 6,000" in row
    assert not FiledForm.objects.get().is_locked


def test_bad_input_keeps_what_was_typed_and_says_what_and_where(browser, base):
    found = page(mark(browser, base, **{"line-1": "six", "line-10": "3.4", "on": "x"}), 422)
    assert found.values()["line-1"] == "six"
    assert found.values()["line-14"] == "6,000"
    assert "Line 1: “six” is not an amount. Write it like 7,500 or 7500.00." in found.words
    assert "Line 10: Write it as a decimal from 0 to 1, like 0.034." in found.words
    assert "Date filed: This is not a date. Write it like 2026-04-10." in found.words
    [link] = [one for one in found.tags("a") if one["href"] == "#id_line-1"]
    assert link
    assert not FiledForm.objects.exists()


def test_unlocking_asks_why(browser, base):
    mark(browser, base)
    found = page(browser.post(f"{base}unlock/", {"unlock-reason": " "}), 422)
    assert "Say why; it stays in the history." in found.words
    assert FiledForm.objects.get().is_locked
    assert browser.post(f"{base}unlock/", {"unlock-reason": "A 5498"}).status_code == 302
    assert not FiledForm.objects.get().is_locked
    assert Change.objects.latest("pk").reason == "A 5498"
    assert "unlocked" in page(browser.get(f"{base}file/")).words
    assert browser.post(f"{base}lock/").status_code == 302
    assert FiledForm.objects.get().is_locked


def test_removing_asks_why(browser, base):
    mark(browser, base)
    found = page(browser.post(f"{base}file/", {"do": "remove", "remove-reason": ""}), 422)
    assert "Say why; it stays in the history." in found.words
    assert FiledForm.objects.exists()
    browser.post(f"{base}file/", {"do": "remove", "remove-reason": "Wrong year"})
    assert not FiledForm.objects.exists()
    assert Change.objects.latest("pk").reason == "Wrong year"


def test_a_locked_year_cannot_be_marked_over(browser, base):
    mark(browser, base)
    assert mark(browser, base, **{"line-14": "1"}).status_code == 422
    assert FiledForm.objects.get().lines["14"] == "6000"


def test_what_is_gone_already_is_said(browser, base):
    for verb, data in (("unlock", {"unlock-reason": "x"}), ("lock", {})):
        words = page(browser.post(f"{base}{verb}/", data, follow=True)).words
        assert "2019 is not marked as filed." in words
    data = {"do": "remove", "remove-reason": "x"}
    assert "not marked as filed" in page(browser.post(f"{base}file/", data, follow=True)).words


def test_a_year_that_is_not_over_cannot_be_filed(browser, base):
    assert browser.get(base.replace("2019", "2026") + "file/").status_code == 404
    assert browser.get(base.replace("2019", "1974") + "file/").status_code == 404


def test_years_before_our_forms_are_filed_without_a_worksheet(browser, base):
    old = base.replace("2019", "2014")
    assert "Mark 2014 as filed" in page(browser.get(f"{old}file/")).words
    browser.post(f"{old}file/", {"line-14": "12,000"})
    assert FiledForm.objects.get().document is None


POSTS = [
    ("file/", COMPUTED),
    ("file/", {"do": "remove", "remove-reason": "x"}),
    ("unlock/", {"unlock-reason": "x"}),
    ("lock/", {}),
]


@pytest.mark.parametrize("post", POSTS)
def test_who_may(client, base, home, owner, post):
    path, data = post
    reader, stranger = user("reader"), user("stranger")
    join(home, owner, reader, Role.READER)
    store(stranger, clean(), name="Others")
    assert client.post(base + path, data).status_code == 302
    for somebody, status in ((stranger, 404), (reader, 403)):
        client.force_login(somebody)
        assert client.post(base + path, data).status_code == status
    assert not FiledForm.objects.exists()


def test_an_editor_may_and_a_reader_may_read(client, base, home, owner):
    editor, reader = user("editor"), user("reader")
    join(home, owner, editor, Role.EDITOR)
    join(home, owner, reader, Role.READER)
    client.force_login(editor)
    assert mark(client, base).status_code == 302
    client.force_login(reader)
    assert client.get(f"{base}filed.pdf").status_code == 200
    assert client.get(f"{base}file/").status_code == 403
    assert "As filed (PDF)" in page(client.get(base)).words


def test_only_posts_write(browser, base):
    assert browser.get(f"{base}unlock/").status_code == 405
    assert browser.get(f"{base}lock/").status_code == 405


def test_the_kept_worksheet_is_the_one_that_was_printed_before(browser, base, home):
    """What somebody printed and filed from is what is kept, with the lines worked out by hand."""
    person = home.people.get(name="Cleo").pk
    printed = browser.get(f"/households/{home.pk}/papers/{person}/2019.pdf").content
    mark(browser, base)
    kept = browser.get(f"{base}filed.pdf").content
    assert kept == printed
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(kept)).pages)
    assert "Cleo" in text
    assert text.count("6,000") >= 3
