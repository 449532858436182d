"""Every address of the site: who may do what, what protects it, and what it leads to.

A new route without a row in ``EXPECTED`` fails here.
"""

import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.forms.people import typed
from tests.html import Page

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READ_ONLY = dict.fromkeys(METHODS, 405) | {"GET": 200, "HEAD": 200}

# For an anonymous visitor; a POST carries the calculator's example.
EXPECTED: dict[str, tuple[dict[str, object], dict[str, int]]] = {
    "calculator": ({}, READ_ONLY | {"POST": 200}),
    "worksheet": ({"person": "you"}, dict.fromkeys(METHODS, 405) | {"POST": 200}),
    "rule": ({}, READ_ONLY),
    "sources": ({}, READ_ONLY),
    "favicon": ({}, READ_ONLY | {"GET": 302, "HEAD": 302}),
}

PAGES = ["/", "/?example=two-spouses", "/?example=split-year", "/rule/", "/sources/", "/nowhere/"]


def routes(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern


ROUTES = list(routes(get_resolver().url_patterns))


def address(route):
    arguments, _ = EXPECTED[route.name]
    return "/" + re.sub(
        r"<[^>]*?(\w+)>", lambda found: str(arguments[found[1]]), str(route.pattern)
    )


def answers():
    """Every answer there is, by what was asked, each from a visitor of its own."""
    yield from ((f"GET {path}", Client().get(path)) for path in PAGES)
    yield "POST", Client().post("/", typed(spouse={}))
    yield "wrong", Client().post("/", typed(you={"conversion": "x"}, spouse={"conversion": "y"}))
    yield "update", Client().post("/", typed(), headers={"HX-Request": "true"})
    yield "forged", Client(enforce_csrf_checks=True).post("/", typed())
    yield "method", Client().put("/")
    yield "too much", Client().post("/", {"name": "x" * 300_000})
    yield "worksheet", Client().post("/worksheet/you.pdf", typed())
    yield "icon", Client().get("/favicon.ico")
    sheet = Client().get("/static/css/tokens.css")
    sheet.close()
    yield "static", sheet


@pytest.fixture(scope="module")
def every_answer():
    found = dict(answers())
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
        "static": 200,
    }
    return found


@pytest.fixture(scope="module")
def every_page(every_answer):
    """The pages among them, parsed."""
    return {
        name: Page(answer.content.decode())
        for name, answer in every_answer.items()
        if not answer.streaming and answer.headers["Content-Type"].startswith("text/html")
    }


# --- The table -----------------------------------------------------------------------------------


def test_every_route_has_a_row_and_every_row_a_route():
    assert sorted(route.name for route in ROUTES) == sorted(EXPECTED)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_an_anonymous_visitor(client, route, method):
    _, statuses = EXPECTED[route.name]
    data = typed() if method == "POST" else None
    send = getattr(client, method.lower())
    response = send(address(route), data) if data else send(address(route))
    assert response.status_code == statuses[method]


@pytest.mark.parametrize(
    "path",
    [
        *("/admin/", "/.env", "/.git/config", "/manage.py", "/static/", "/static/../manage.py"),
        *("/static/css/../../manage.py", "/static/%2e%2e/manage.py", "/worksheet/", "/rule"),
        *("/\0", "/%00", "/%ff", "/" + "a" * 5_000),
    ],
)
def test_nothing_else_is_served(client, path):
    response = client.get(path)
    assert response.status_code in ({301} if path == "/rule" else {404})
    assert b"SECRET_KEY" not in response.content


# --- What protects every answer ------------------------------------------------------------------

POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "img", "connect", "manifest")),
    "form-action 'self'",
}


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


def test_the_only_cookie_is_the_one_against_forgery(every_answer):
    for name, answer in every_answer.items():
        assert set(answer.cookies) <= {"csrftoken"}, name


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(every_page):
    assert len(every_page) > 10
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


def test_everything_a_page_points_to_exists(client, every_page):
    found = {link for page in every_page.values() for link in links(page) if link[0] != "#"}
    for link in found:
        if link.startswith("/static/"):
            assert finders.find(link.removeprefix("/static/")), link
        else:
            assert client.get(link).status_code in ({405} if "worksheet" in link else {200}), link


def test_style_sheets_point_to_files_that_exist():
    for sheet in ("tokens", "base", "components", "print"):
        text = Path(str(finders.find(f"css/{sheet}.css"))).read_text()
        for link in re.findall(r"url\(\"?([^\")]+)", text):
            assert finders.find("css/" + link) or finders.find(link.removeprefix("../")), link
        assert "@import" not in text


# --- Numbers stay out of addresses and logs ------------------------------------------------------

PRIVATE = {"contribution": "7,137", "year_end_value": "93,807", "name": "Zacharias"}
TOLD = re.compile(r"7,?137|93,?807|Zacharias")


@pytest.fixture
def log(caplog):
    """Everything any logger says, at the level that says most."""
    for name in (None, "django", "django.request", "django.server", "fontTools", "weasyprint"):
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
    for path in ("/", "/rule/", "/sources/"):
        for form in Page(client.get(path).content.decode()).tags("form"):
            assert form["method"] == "post"
            assert not re.search(r"\d", form["action"])
