"""The site in a thread of this process, on a day that stands still, and Chromium to visit it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Thread
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from planner.models.user import User

TODAY = date(2026, 11, 22)

# Nothing but the pages under test may reach the network or decide about speed.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--disable-lcd-text",
    "--disable-partial-raster",
]


@contextmanager
def empty_database() -> Iterator[None]:
    """A migrated database in a file of its own; tests have pytest-django's instead."""
    made = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(made, verbosity=0)


def session_of(user: User) -> dict[str, Any]:
    """What a browser keeps of ``user`` signed in: a context's ``storage_state``."""
    client = Client()
    client.force_login(user)
    return state_of(client)


def state_of(client: Client) -> dict[str, Any]:
    """The session that ``client`` has, for a browser to go on with it."""
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "domain": "127.0.0.1",
        "path": "/",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    return {"cookies": [cookie], "origins": []}


@contextmanager
def served_site() -> Iterator[str]:
    """The address of the running site."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    with patch.object(timezone, "localdate", lambda: TODAY):
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
    server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=_ARGUMENTS
        )
        yield browser
        browser.close()
