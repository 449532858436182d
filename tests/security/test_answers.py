"""What protects every answer of the site, and what its pages lead to."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.urls import resolve

from tests.html import Page
from tests.profile.visitor import stop_clock
from tests.security.answers import (
    PAGES,
    POLICY,
    entrance_answers,
    household_answers,
    practice_answers,
    profile_answers,
    public_answers,
)

ROOT = Path(__file__).resolve().parents[2]
OF_NOTHING = ["Ada lost", "owner household-work"]
"""What is not found: an address of nothing, and to a household's people the work of a practice."""

# For ``with_accounts``; what visitors see is asked for before any test may use the database.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def to_visitors():
    """What the site says without a database."""
    found = dict(public_answers())
    assert {name: answer.status_code for name, answer in found.items()} == {
        **{f"GET {path}": 200 for path in PAGES},
        "GET /nowhere/": 404,
        "POST": 200,
        "wrong": 422,
        "update": 200,
        "forged": 403,
        "method": 405,
        "too much": 400,
        "worksheet": 200,
        "icon": 302,
        **{name: 200 for name in found if name.startswith("GET /account/")},
        "static": 200,
    }
    return found


@pytest.fixture(scope="module")
def with_accounts(django_db_setup, django_db_blocker):
    """What it says on the way in and inside; nothing of it stays."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        stop_clock(patch)
        found = dict(profile_answers()) | dict(entrance_answers()) | dict(household_answers())
        transaction.set_rollback(True)
    with django_db_blocker.unblock(), transaction.atomic():
        found |= dict(practice_answers())
        transaction.set_rollback(True)
    assert {answer.status_code for answer in found.values()} <= {200, 302, 404, 405, 422, 429}
    assert [name for name, answer in found.items() if answer.status_code == 404] == OF_NOTHING
    return found


@pytest.fixture(scope="module")
def every_answer(to_visitors, with_accounts):
    return to_visitors | with_accounts


@pytest.fixture(scope="module")
def every_page(every_answer):
    """The pages among them, parsed."""
    return {
        name: Page(answer.content.decode())
        for name, answer in every_answer.items()
        if not answer.streaming
        and answer.content
        and answer.headers.get("Content-Type", "").startswith("text/html")
    }


# --- What protects every answer ------------------------------------------------------------------


def test_every_answer_carries_the_policy(every_answer):
    for name, answer in every_answer.items():
        policy = answer.headers["Content-Security-Policy"]
        assert set(policy.split("; ")) == POLICY, name
        assert "unsafe" not in policy


def test_every_answer_says_what_it_is_and_to_whom_it_belongs(every_answer):
    for name, answer in every_answer.items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        if name != "static":
            assert answer.headers["X-Frame-Options"] == "DENY", name


def test_nobody_else_may_read_an_answer(every_answer):
    for name, answer in every_answer.items():
        assert "Access-Control-Allow-Origin" not in answer.headers, name


def test_a_visitor_has_only_the_cookie_against_forgery(to_visitors):
    for name, answer in to_visitors.items():
        assert set(answer.cookies) <= {"csrftoken"}, name


def test_others_have_only_that_of_their_session_besides(every_answer):
    for name, answer in every_answer.items():
        assert set(answer.cookies) <= {"csrftoken", "sessionid"}, name
        for cookie in answer.cookies.values():
            assert cookie["httponly"] or not cookie.value, name
            assert cookie["samesite"] == "Lax", name
            assert not cookie["domain"], name


def test_what_only_some_may_see_is_kept_by_nobody(with_accounts):
    for name, answer in with_accounts.items():
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"], name


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(every_page):
    assert len(every_page) > 40
    for name, page in every_page.items():
        for tag, attributes in page.elements:
            assert tag not in {"style", "base", "iframe", "object", "embed", "applet"}, name
            assert tag != "script" or attributes["src"], name
            assert not [key for key in attributes if key.startswith(("on", "hx-on"))], name
            assert "style" not in attributes, name
            assert not [text for text in attributes.values() if "javascript:" in text.lower()]


def test_no_page_runs_what_its_script_library_could(every_page):
    for attributes in (each for page in every_page.values() for each in page.tags("meta")):
        if attributes.get("name") == "htmx-config":
            assert '"allowEval": false' in attributes["content"]
            assert '"includeIndicatorStyles": false' in attributes["content"]


def test_names_are_words_and_never_markup(every_page):
    for name, page in every_page.items():
        if name.startswith("Ada "):
            assert "Account of Ada <b>Lovelace" in page.words, name
    assert "Key <i>" in every_page["Ada /account/passkeys/"].words


def test_every_page_has_a_title_of_its_own_and_one_heading(every_page):
    for name, page in every_page.items():
        if page.tags("html"):
            assert len(page.tags("h1")) == 1, name
            # The title of a picture has an id, by which the picture is named.
            assert len([one for one in page.tags("title") if "id" not in one]) == 1, name
            ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
            assert len(ids) == len(set(ids)), name


# --- What pages lead to --------------------------------------------------------------------------


def links(page):
    for _, attributes in page.elements:
        for key in ("href", "src", "action", "formaction", "hx-post", "hx-get"):
            if key in attributes:
                yield attributes[key]


def test_everything_a_page_points_to_is_here(every_page):
    for name, page in every_page.items():
        ids = {attributes.get("id") for _, attributes in page.elements}
        for link in links(page):
            parts = urlsplit(link)
            assert not parts.scheme, (name, link)
            assert not parts.netloc, (name, link)
            if link.startswith("#"):
                # A partial points into the page it is swapped into.
                assert parts.fragment in ids or name == "update", (name, link)


def test_everything_a_page_points_to_exists(every_answer, every_page):
    found = {
        urlsplit(urljoin(every_answer[name].request["PATH_INFO"], link)).path
        for name, page in every_page.items()
        for link in links(page)
    }
    assert len(found) > 40
    for link in found - {"/nowhere/"}:
        if link.startswith("/static/"):
            assert finders.find(link.removeprefix("/static/")), link
        else:
            assert resolve(link).url_name, link


def test_every_form_carries_the_token(every_page):
    for name, page in every_page.items():
        posting = [form for form in page.tags("form") if form.get("method", "get") == "post"]
        tokens = [
            field for field in page.tags("input") if field.get("name") == "csrfmiddlewaretoken"
        ]
        assert len(tokens) == len(posting), name


@pytest.mark.parametrize("sheet", sorted(path.name for path in ROOT.glob("static/css/*.css")))
def test_style_sheets_point_to_files_that_exist(sheet):
    text = (ROOT / "static/css" / sheet).read_text()
    for link in re.findall(r"url\(\"?([^\")]+)", text):
        assert finders.find("css/" + link) or finders.find(link.removeprefix("../")), link
    assert "@import" not in text
