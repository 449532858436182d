"""The calculator as a browser asks for it, on a day that stands still."""

from datetime import date

import pytest
from django.utils import timezone

from tests.forms.people import typed
from tests.html import Page


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """A month before the last day of 2026; call it with another date to move it."""

    def set_to(day):
        monkeypatch.setattr(timezone, "localdate", lambda: day)

    set_to(date(2026, 11, 22))
    return set_to


@pytest.fixture
def post(client):
    """Sends the example with changes and gives the whole page."""

    def send(status=200, **changes):
        response = client.post("/", typed(**changes))
        assert response.status_code == status
        return Page(response.content.decode())

    return send


@pytest.fixture
def update(client):
    """The same as the page's script sends it: the response with its parsed ``page``."""

    def send(status=200, **changes):
        response = client.post("/", typed(**changes), headers={"HX-Request": "true"})
        assert response.status_code == status
        response.page = Page(response.content.decode())
        return response

    return send
