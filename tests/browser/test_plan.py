"""From choice to done in a browser: chosen on its card, marked, entered, in every look, and axe."""

import json
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from planner.engine.household_reading import read_household
from planner.services.households.storing import store_new
from planner.services.households.users import create_account
from tests.browser.test_looks import NARROW, each_look, flaws, open_everything, overflow
from tests.engine.test_todo_gold import gold


@pytest.fixture
def ana(transactional_db, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 22))
    owner = create_account(email="ana@example.com", name="Ana")
    fact = read_household(json.dumps({"name": "Ana"} | gold("roll_in")["household"]))
    home = store_new(owner=owner, fact=fact, summary="Stored")
    return owner, f"/households/{home.pk}/years/2026/options/"


def test_a_way_is_chosen_and_done(signed_in, ana):
    page = signed_in(*ana, reduced_motion="reduce")
    page.locator("#ana-roll_in > summary").click()
    page.get_by_role("button", name="Choose for ana: Roll into an employer plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roll into an employer plan")
    open_everything(page)
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.set_viewport_size(NARROW)
    assert overflow(page) == []
    page.locator("#step-ask-plan a.button").click()
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator("#step-ask-plan")).to_contain_text("marked as done on")
    page.locator("#step-request-rollover a.button").click()
    expect(page.locator("[name=entry-amount]")).to_have_value("192,500")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator("#step-request-rollover")).to_contain_text("as entered")
    expect(page.locator("#step-convert")).to_contain_text("Convert $17,500")
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar file").click()
    assert download.value.suggested_filename == "plan-2026-ana.ics"
    page.get_by_role("link", name="Plans for 2026").click()
    expect(page.locator("main")).to_contain_text("Next: Convert, $17,500")
    for look in each_look(page):
        assert flaws(page) == [], look
