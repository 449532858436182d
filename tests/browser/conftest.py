"""Visits to the running site; each ends with a look at what the browser complained about."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Error, Page, Route

from planner.models.user import User
from tests.browser.site import chromium, served_site, session_of
from tests.browser.visits import DESKTOP, PHONE, Visits, Warm, Watch

__all__ = ["DESKTOP", "PHONE", "Gate", "field"]

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


@pytest.fixture(scope="package")
def warm(browser: Browser) -> Warm:
    return Warm(browser)


@pytest.fixture
def watch(site: str) -> Watch:
    """What a visit leaves behind; a test that provokes complaints clears them."""
    return Watch(site)


@pytest.fixture
def visit(request: pytest.FixtureRequest, warm: Warm, watch: Watch) -> Iterator[Visit]:
    """Opens a page of nobody yet: ``visit("/rule/", viewport=PHONE)``.

    The first of a test finds the site's files in the cache, unless it ``is_new`` or asks for what
    no page can be given later. Each other has a context of its own.

    The site may use the database where the test asks for ``transactional_db`` (or ``signed_in``,
    which does); elsewhere any query is an error. It is emptied after the last page is closed.
    """
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
    visits = Visits(warm, watch)
    yield visits.open
    visits.end()
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
