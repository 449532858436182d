"""The slider of December 31 in a browser: by key and by mouse, what stays, on phones, and axe."""

import pytest
from playwright.sync_api import expect

from planner.services.households.storing import store_new
from tests.browser.conftest import field
from tests.browser.test_looks import NARROW, flaws, overflow
from tests.decembers import household_of
from tests.households import user


@pytest.fixture
def open_value(transactional_db):
    owner = user("owner")
    home = store_new(owner=owner, fact=household_of("212400"), summary="Stored")
    return owner, f"/households/{home.pk}/years/2026/options/"


def top(page):
    return page.locator("#slide-dan").bounding_box()["y"]


def test_the_ways_move_with_the_slider(signed_in, open_value):
    page = signed_in(*open_value, reduced_motion="reduce")
    slider = page.get_by_role("slider", name="All IRAs together")
    expect(page.locator("[data-band]")).to_contain_text("Above $212,400")
    page.evaluate("document.getElementById('slide-dan').isTheSame = true")
    why = page.locator("#why-dan-roll_in-roll_in")
    page.locator("#figures-dan a[href$=roll_in-roll_in]").first.click()
    expect(why).to_be_visible()
    slider.focus()
    before = top(page)
    # 20,000 of basis: 192,400 are pre-tax, and 1,000 more with each step to the right.
    expect(why).to_contain_text("$192,400")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#told-dan")).to_contain_text("$212,700 in all IRAs together")
    expect(why).to_contain_text("$192,700")
    expect(field(page, "dan-inside")).to_have_value("212,700")
    expect(slider).to_have_attribute("aria-valuetext", "$212,700")
    expect(slider).to_be_focused()
    assert top(page) == before
    page.keyboard.press("End")
    expect(page.locator("#told-dan")).to_contain_text("$245,000")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    expect(page.locator("#told-dan")).to_contain_text("$180,000 in all IRAs together")
    assert page.evaluate("document.getElementById('slide-dan').isTheSame")
    assert (
        page.locator(".chart-picture .chart-here")
        .get_attribute("transform")
        .startswith("translate(-")
    )
    page.get_by_text("Type the value or the range").click()
    field(page, "dan-inside").fill("200,000")
    expect(slider).to_have_value("200000")
    field(page, "dan-low").fill("190k")
    expect(slider).to_have_attribute("min", "190000")
    expect(slider).to_have_value("200000")
    assert flaws(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == []


def test_without_a_script_the_field_and_the_button_do_it(signed_in, open_value):
    page = signed_in(*open_value, java_script_enabled=False)
    expect(page.locator("#slide-dan")).to_be_hidden()
    page.get_by_text("Type the value or the range").click()
    field(page, "dan-inside").fill("200,000")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#figures-dan")).to_contain_text("$180,000")
    expect(page.locator("[data-band]")).to_contain_text("Above $212,400")
    expect(field(page, "dan-inside")).to_have_value("200,000")
