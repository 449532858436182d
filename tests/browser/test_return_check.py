"""The return check in a browser: while one types, without a script, on phones, and axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import field
from tests.browser.test_looks import each_look, flaws, overflow
from tests.households import user
from tests.ledgers import ana, store


@pytest.fixture
def owner(transactional_db):
    return user("owner")


@pytest.fixture
def address(owner):
    return f"/households/{store(owner, ana()).pk}/years/2025/check/"


def test_figures_are_checked_while_one_types(signed_in, owner, address):
    page = signed_in(owner, address, reduced_motion="reduce")
    for look in each_look(page):
        assert flaws(page) == [], look
    field(page, "p1-2").fill("6,000")
    expect(page.locator("#found h2")).to_have_text("1 figure differs.")
    field(page, "p1-8").fill("7,000")
    expect(page.locator("#found")).to_contain_text("Confirmed")
    expect(field(page, "p1-8")).to_be_focused()
    field(page, "p1-1").fill("lots")
    expect(page.locator("#id_p1-1_error")).to_contain_text("is not an amount")
    page.locator("#found summary").click()
    expect(page.locator("#found.htmx-request")).to_have_count(0)
    expect(page.locator("#found")).to_have_css("opacity", "1")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look


def test_without_a_script_a_button_checks(signed_in, owner, address):
    page = signed_in(owner, address, java_script_enabled=False)
    field(page, "p1-18").fill("7,000")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#found h2")).to_have_text("1 figure differs.")
    expect(page.locator("#found")).to_contain_text("all of the conversion was taxed")
    expect(field(page, "p1-18")).to_have_value("7,000")
