"""The years ahead and their worth in a browser: opened, kept open while one types, and closed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import field
from tests.browser.household_shots import demo_owner


@pytest.fixture
def demo(transactional_db):
    owner, home = demo_owner()
    return owner, f"/households/{home.pk}/years/2026/options/"


def test_the_years_open_and_stay_open_while_one_types(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    page.locator(".ways-asked > summary").click()
    card = page.locator("#p2-do_nothing")
    card.locator("> summary").click()
    card.get_by_text("Every year ahead").click()
    years = card.locator(".way-outlook", has_text="Every year ahead")
    worth = card.locator(".way-outlook", has_text="Is it worth it?")
    expect(years).to_contain_text("Trapped basis grows from $26,586")
    card.get_by_text("Is it worth it?").click()
    expect(worth).to_contain_text("money inside grows by 5% a year, other money by 4% after tax")
    field(page, "growth").fill("0")
    # Without growth the pool of $81,987 is what it was, with a backdoor of $7,500: $89,487.
    expect(years.locator(".outlook-years tbody tr").nth(18)).to_contain_text("$89,487")
    field(page, "growth").fill("6")
    expect(years.locator(".outlook-years tbody tr").nth(2)).to_contain_text("$94,406")
    expect(worth).to_contain_text("money inside grows by 6% a year")
    expect(field(page, "growth")).to_be_focused()
    years.locator("[value$='/ahead-2028']").click()
    expect(years).to_contain_text("Form 8606, 2028")
    years.locator("> summary").click()
    field(page, "growth").fill("7")
    expect(worth).to_contain_text("grows by 7% a year")
    expect(years).not_to_contain_text("Trapped basis")


def test_what_is_opened_while_an_answer_is_on_its_way_is_not_lost(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    card = page.locator("#p2-do_nothing")
    card.locator("> summary").click()
    field(page, "growth").fill("6")
    card.get_by_text("Every year ahead").click()
    expect(card).to_contain_text("$94,406")
    # The button is in focus while what was typed last is still on its way: that is no choice.
    field(page, "growth").fill("7")
    card.locator("[name=choose]").focus()
    with page.expect_response("**/options/") as answer:
        pass
    assert answer.value.ok
    expect(card).to_contain_text("$95,226")
    assert "/options/" in page.url
