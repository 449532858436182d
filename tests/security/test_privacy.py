"""Numbers stay out of addresses and logs."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client

from tests.forms.people import typed
from tests.html import Page
from tests.security.answers import POLICY
from tests.security.test_answers import links

PRIVATE = {"contribution": "7,137", "year_end_value": "93,807", "name": "Zacharias"}
TOLD = re.compile(r"7,?137|93,?807|Zacharias")


@pytest.fixture
def log(caplog):
    """Everything any logger says, at the level that says most."""
    libraries = ("fontTools", "pikepdf", "weasyprint")
    for name in (None, "django", "django.request", "django.server", *libraries):
        caplog.set_level(logging.DEBUG, logger=name)
    return lambda: caplog.text


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.post("/", typed(you=PRIVATE)),
        lambda client: client.post("/", typed(you=PRIVATE), headers={"HX-Request": "true"}),
        lambda client: client.post("/", typed(you=PRIVATE | {"conversion": "93,807x"})),
        lambda client: client.post("/worksheet/you.pdf", typed(you=PRIVATE)),
        lambda client: client.post("/worksheet/nobody.pdf", typed(you=PRIVATE)),
        lambda client: client.get("/", {"you-contribution": "7137", "example": "clean"}),
        lambda client: client.get("/nowhere/", {"you-name": "Zacharias"}),
    ],
    ids=["page", "update", "wrong", "worksheet", "nobody's", "query", "lost"],
)
def test_no_log_line_holds_what_was_typed(client, log, send):
    send(client)
    assert "request_finished" in log()
    assert not TOLD.search(log())


@pytest.mark.parametrize("path", ["sign-in", "sign-up", "sign-up/passkey", "password/forgotten"])
def test_no_log_line_holds_an_address_a_password_or_a_code(db, client, log, path):
    fields = {"login": "zacharias@example.com", "email": "zacharias@example.com"}
    typed = fields | {"password": "Zacharias 93,807", "password1": "Zacharias 93,807", "name": ""}
    client.post(f"/account/{path}/", typed)
    told = [str(letter.body) for letter in mail.outbox]
    assert "request_finished" in log()
    assert "acharias" not in log()
    assert not [
        code for body in told for code in re.findall("[A-Z]{4}-[A-Z]{4}", body) if code in log()
    ]


def test_a_failure_is_logged_without_what_was_typed(monkeypatch, log):
    def fail(facts):
        raise RuntimeError("out of order")

    monkeypatch.setattr("planner.views.results.worksheet", fail)
    response = Client(raise_request_exception=False).post("/", typed(you=PRIVATE))
    assert response.status_code == 500
    assert b"Something went wrong on our side." in response.content
    assert b"Traceback" not in response.content
    assert b"out of order" not in response.content
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "RuntimeError: out of order" in log()
    assert not TOLD.search(log())


def test_no_address_on_a_page_holds_what_was_typed(client):
    page = Page(client.post("/", typed(you=PRIVATE, spouse=PRIVATE)).content.decode())
    assert TOLD.search(page.values()["you-contribution"])
    assert not [link for link in links(page) if TOLD.search(link)]


def test_numbers_are_only_ever_sent_in_a_body(client):
    for path in ("/", "/rule/", "/sources/", "/sums/"):
        for form in Page(client.get(path).content.decode()).tags("form"):
            assert form["method"] == "post"
            assert not re.search(r"\d", form["action"])
