"""Visits to the running site; each ends with a look at what the browser complained about."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Route

from planner.models.user import User
from tests.browser.site import chromium, served_site, session_of

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

# Reported, but meant: the page's own 404 and 422, and requests that newer ones replace.
_EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of 4(04|22)"
    r"|htmx:(afterRequest|sendAbort), "
)

# Chromium's PDF viewer is an extension and loads itself.
_OF_THE_BROWSER = ("chrome-extension:", "chrome:", "data:", "blob:")

type Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    with served_site() as address:
        yield address


# Playwright keeps an event loop in this thread, where Django forbids the database: a test waits
# for its own queries, so nothing else is held up. Stopped with the package.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, chromium() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@dataclass
class Watch:
    """Every request of a visit, and what the browser complained about."""

    site: str
    requests: list[Request] = dataclass_field(default_factory=list)
    complaints: list[str] = dataclass_field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of ``context``."""
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._see)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.match(message.text):
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.site, *_OF_THE_BROWSER)):
            self.complaints.append(f"left the site: {request.url}")


@pytest.fixture
def watch(site: str) -> Watch:
    """What a visit leaves behind; a test that provokes complaints clears them."""
    return Watch(site)


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Opens a page in a fresh context: ``visit("/rule/", viewport=PHONE)``.

    The site may use the database where the test asks for ``transactional_db`` (or ``signed_in``,
    which does); elsewhere any query is an error. It is emptied after the last page is closed.
    """
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
    contexts = []

    def open_page(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=watch.site, **({"viewport": DESKTOP} | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    if "transactional_db" in request.fixturenames:
        cache.clear()  # a table that belongs to no model, which no test empties by itself
    assert watch.complaints == []


@pytest.fixture
def signed_in(transactional_db: None, visit: Visit) -> Callable[..., Page]:
    """Opens a page as somebody: ``signed_in(user, "/households/", viewport=PHONE)``."""

    def open_page(user: User, path: str = "/", **options: Any) -> Page:
        return visit(path, storage_state=session_of(user), **options)

    return open_page


class Gate:
    """Holds back what is posted to the page until it is opened."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] | None = []
        page.route("**/", self._meet)

    def _meet(self, route: Route) -> None:
        if self._held is None or route.request.method != "POST":
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        """Let everything through that is still wanted, and all that comes."""
        held, self._held = self._held or [], None
        for route in held:
            with suppress(Error):  # replaced by a newer request meanwhile
                route.continue_()


def field(page: Page, name: str) -> Any:
    """The field called ``name``."""
    return page.locator(f'[name="{name}"]')
