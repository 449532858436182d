"""Pages opened in Chromium, each of nobody yet, and what was asked and complained about meanwhile.

A new context fetches and compiles every file of the site in a process of its own. So one stays open
for each site, and nothing goes from one test to the next but what its cache holds.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

# Reported, but meant: the page's own 404 and 422, and requests that newer ones replace.
_EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of 4(04|22)"
    r"|htmx:(afterRequest|sendAbort), "
)

# Chromium's PDF viewer is an extension and loads itself.
_OF_THE_BROWSER = ("chrome-extension:", "chrome:", "data:", "blob:")

# What a page can be given in a context that is there already.
_LATER = {"viewport", "color_scheme", "reduced_motion", "storage_state", "permissions"}


@dataclass
class Watch:
    """Every request of a visit, and what the browser complained about."""

    site: str
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of ``context``."""
        self._each(context.on)

    def leave(self, context: BrowserContext) -> None:
        """Listen no longer."""
        self._each(context.remove_listener)

    def _each(self, do: Callable[[Any, Any], None]) -> None:
        do("console", self._listen)
        do("weberror", self._fail)
        do("request", self._see)

    def _fail(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.match(message.text):
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.site, *_OF_THE_BROWSER)):
            self.complaints.append(f"left the site: {request.url}")


class Warm:
    """Contexts that outlive a test: a new one fetches and compiles every file again.

    Nothing goes from one test to the next but what the browser has in its cache.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._kept: list[Page] = []

    def context(self, site: str) -> BrowserContext:
        """The one for ``site``, of which a page stays open and so the process that shows it."""
        if site not in self._contexts:
            self._contexts[site] = self.browser.new_context(base_url=site)
            self._kept.append(self._contexts[site].new_page())
            self._kept[-1].goto("/nowhere/")
        return self._contexts[site]

    def clean(self, context: BrowserContext) -> None:
        """Close what a test has opened, and forget who it was."""
        for page in context.pages:
            if page not in self._kept:
                page.close()
        context.clear_cookies()
        context.clear_permissions()


class Visits:
    """The pages of one test."""

    def __init__(self, warm: Warm, watch: Watch) -> None:
        self._warm = warm
        self._watch = watch
        self._kept: list[BrowserContext] = []
        self._new: list[BrowserContext] = []

    def open(self, path: str = "/", *, is_new: bool = False, **options: Any) -> Page:
        """A page at ``path``, of somebody without cookies unless a ``storage_state`` is given.

        The first of a test has the site's files in its cache unless it ``is_new``. Any other has a
        context of its own, as who wants what only a new one can be given.
        """
        options = {"viewport": DESKTOP} | options
        is_new = is_new or bool(self._kept) or not options.keys() <= _LATER
        context = self._make(options) if is_new else self._take(options)
        context.set_default_timeout(10_000)
        self._watch.follow(context)
        page = context.new_page()
        look_at(page, **options)
        page.goto(path)
        return page

    def end(self) -> None:
        """Leave nothing open, and no trace."""
        for context in self._new:
            context.close()
        for context in self._kept:
            self._warm.clean(context)
            self._watch.leave(context)

    def _make(self, options: dict[str, Any]) -> BrowserContext:
        self._new.append(self._warm.browser.new_context(base_url=self._watch.site, **options))
        return self._new[-1]

    def _take(self, options: dict[str, Any]) -> BrowserContext:
        context = self._warm.context(self._watch.site)
        self._kept.append(context)
        context.add_cookies(options.get("storage_state", {"cookies": []})["cookies"])
        context.grant_permissions(options.get("permissions", []))
        return context


def look_at(page: Page, *, viewport: Any, **options: Any) -> None:
    """Show ``page`` in a window of that size, to somebody with those preferences."""
    page.set_viewport_size(viewport)
    media = {key: options[key] for key in ("color_scheme", "reduced_motion") if key in options}
    page.emulate_media(**media)
