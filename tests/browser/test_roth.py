"""Roth IRAs in a browser: a number opens its year in place, on phones too, and axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_looks import each_look, flaws, overflow
from tests.households import user
from tests.ledgers import store
from tests.roths import ana, cleo

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def owner(transactional_db):
    return user("owner")


@pytest.fixture
def address(owner):
    home = store(owner, ana(), cleo())
    return f"/households/{home.pk}/people/{home.people.get(key='p1').pk}/roth/"


def test_a_number_opens_its_year(signed_in, owner, address):
    page = signed_in(owner, address, reduced_motion="reduce")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.locator("#y2025 td a", has_text="12,000").click()
    line = page.locator("#roth-2025-out")
    expect(line).to_contain_text("5,500 + 6,500 = 12,000")
    expect(line.locator("summary")).to_be_focused()
    expect(page.locator("#why-2025-iii-23")).to_contain_text("3,500")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.keyboard.press("Escape")
    expect(page.locator(".why-row")).to_have_count(0)


def test_without_a_script_a_number_leads_to_a_page_on_the_narrowest_phone(
    signed_in, owner, address
):
    page = signed_in(owner, address, java_script_enabled=False, viewport=NARROW)
    page.get_by_role("link", name="Cleo").click()
    expect(page.locator(".roth-amount")).to_have_text("Not known")
    page.go_back()
    page.locator("#y2025 td a", has_text="12,000").click()
    expect(page.locator("#roth-2025-out")).to_have_attribute("open", "")
    expect(page.locator("#roth-2025-out")).to_contain_text("5,500 + 6,500 = 12,000")
    assert overflow(page) == []
