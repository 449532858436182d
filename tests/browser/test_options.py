"""The ways out in a browser: while one types, each form, without a script, on phones, and axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import field
from tests.browser.household_shots import demo_owner
from tests.browser.test_looks import NARROW, each_look, flaws, open_everything, overflow


@pytest.fixture
def demo(transactional_db):
    owner, home = demo_owner()
    return owner, f"/households/{home.pk}/years/2026/options/"


def test_the_ways_move_while_one_types(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    for look in each_look(page):
        assert flaws(page) == [], look
    # Daniel: $5,068 of what he converted is taxable. 37% of it is $1,875.16.
    nothing = page.locator("#p2-do_nothing")
    expect(nothing).to_contain_text("$1,216")
    field(page, "rate").fill("37")
    expect(nothing).to_contain_text("$1,875")
    expect(field(page, "rate")).to_be_focused()
    field(page, "rate").fill("lots")
    expect(page.locator("#id_rate_error")).to_contain_text("is not a percentage")
    page.locator("#figures-p2 a[href$=roll_in-taxable]").first.click()
    expect(page.locator("#why-p2-roll_in-taxable")).to_be_visible()
    open_everything(page)
    page.locator("[name=show][value='p2/spread/2027']").click()
    expect(page.locator("#form-p2-spread")).to_contain_text("Form 8606, 2027")
    open_everything(page)
    expect(page.locator("#found")).to_have_css("opacity", "1")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    field(page, "rate").fill("10")
    expect(nothing).to_contain_text("$507")
    open_everything(page)
    with page.expect_response("**/options/"):
        page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#found")).to_have_css("opacity", "1")
    expect(page.locator("#p2-spread .way-more[open]")).to_have_count(1)
    assert page.url.partition("#")[0].endswith("/options/")
    open_everything(page)
    for button, begins in (
        ("[formaction$='comparison.pdf']", "ways-out-2026"),
        ("[name=of][value='p2/spread']", "plan-form-8606-2026-daniel"),
    ):
        with page.expect_download() as saved:
            page.locator(button).click()
        assert saved.value.suggested_filename.startswith(begins)
    page.set_viewport_size(NARROW)
    assert overflow(page) == []
    for part in page.locator("#found table:not(.chart-table), #p2-spread [name=show]").all():
        box = part.bounding_box()
        assert box["x"] + box["width"] <= NARROW["width"] - 15, part


def test_without_a_script_buttons_do_it(signed_in, demo):
    page = signed_in(*demo, java_script_enabled=False)
    field(page, "rate").fill("37")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#p2-do_nothing")).to_contain_text("$1,875")
    expect(field(page, "rate")).to_have_value("37")
    page.locator("#p2-roll_in .way-years > summary").click()
    page.locator("[name=show][value='p2/roll_in/2026']").click()
    expect(page.locator("#form-p2-roll_in")).to_contain_text("Form 8606, 2026")
    assert "?" not in page.url


def test_a_whole_return_is_drawn_where_its_dollars_land(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    expect(page.locator(".ways-income")).to_be_hidden()
    field(page, "price").select_option("return")
    expect(page.locator(".ways-income")).to_be_visible()
    field(page, "ordinary_income").fill("180,000")
    with page.expect_response(page.url):
        field(page, "gains").fill("10,000")
    card = page.locator("#p2-convert_all")
    expect(card.locator("tbody")).to_contain_text("$60,469")
    card.locator(".way-more > summary").click()
    card.get_by_text("Where each extra dollar lands", exact=True).click()
    expect(card.locator(".landing-returns")).to_contain_text("What it costs")
    card.locator(".chart-figures > summary").click()
    expect(card.locator(".chart-table")).to_contain_text("In the 22% bracket")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.set_viewport_size(NARROW)
    assert overflow(page) == []
    field(page, "gains").fill("ten")
    expect(page.locator("#id_gains_error")).to_be_visible()
    field(page, "price").select_option("rate")
    expect(page.locator("#id_gains_error")).to_be_visible()


def test_without_a_script_a_picture_is_drawn_too(signed_in, demo):
    page = signed_in(*demo, java_script_enabled=False)
    field(page, "price").select_option("return")
    field(page, "ordinary_income").fill("180,000")
    page.get_by_role("button", name="Work it out").click()
    card = page.locator("#p2-spread")
    card.locator(".way-more > summary").click()
    card.get_by_text("Where each extra dollar lands", exact=True).click()
    card.get_by_role("button", name="Show where each extra dollar lands").click()
    expect(card.locator(".landing-returns")).to_contain_text("What it costs")
    card.get_by_role("button", name="2027").first.click()
    expect(card).to_contain_text("Where each extra dollar of 2027 lands, on projected amounts")
