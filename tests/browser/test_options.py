"""The ways out in a browser: while one types, each part of a way, without a script, and axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, field
from tests.browser.household_shots import demo_owner
from tests.browser.test_looks import NARROW, flaws, overflow
from tests.browser.visits import look_at

_OPEN = "one => { for (const at of one.querySelectorAll('details')) at.open = true }"


@pytest.fixture
def demo(transactional_db):
    owner, home = demo_owner()
    return owner, f"/households/{home.pk}/years/2026/options/"


def test_the_ways_move_while_one_types(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    # Daniel: $5,068 of what he converted is taxable. 37% of it is $1,875.16.
    nothing, advice = page.locator("#line-p2-do_nothing"), page.locator("#advice-p2")
    expect(nothing).to_contain_text("$1,216")
    field(page, "rate").fill("37")
    expect(nothing).to_contain_text("$1,875")
    expect(advice).to_contain_text("$1,875 of tax")
    expect(field(page, "rate")).to_be_focused()
    field(page, "rate").fill("lots")
    expect(page.locator("#id_rate_error")).to_contain_text("is not a percentage")
    expect(page.locator("#advice")).to_contain_text("the rest is worked out")
    # A link of the table opens its way, and a figure its why.
    expect(page.locator("#in-p2-do_nothing")).to_be_hidden()
    page.locator("#figures-p2 a[href$=in-p2-do_nothing]").click()
    expect(page.locator("#in-p2-do_nothing")).to_be_visible()
    page.locator("#figures-p2 a[href$=convert_all-taxable]").click()
    expect(page.locator("#why-p2-convert_all-taxable")).to_be_visible()
    field(page, "rate").fill("10")
    expect(nothing).to_contain_text("$507")
    expect(page.locator("#p2-convert_all[open]")).to_have_count(1)
    with page.expect_response("**/options/"):
        page.get_by_role("button", name="Work it out").click()
    assert page.url.partition("#")[0].endswith("/options/")


@pytest.mark.slow
def test_all_of_a_way_in_each_look(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    way = page.locator("#p2-spread")
    way.locator("> summary").click()
    way.evaluate(_OPEN)
    expect(way).to_contain_text("From 2029 on every year is clean")
    expect(way).to_contain_text("This way is worth it")
    way.locator("[name=show][value='p2/spread/2027']").click()
    expect(page.locator("#form-p2-spread")).to_contain_text("Form 8606, 2027")
    way.evaluate(_OPEN)
    assert flaws(page) == []
    look_at(page, viewport=PHONE, color_scheme="dark")
    page.locator("#desk > summary").click()
    expect(field(page, "rate")).to_be_visible()
    assert flaws(page) == []
    for viewport in (PHONE, NARROW):
        page.set_viewport_size(viewport)
        assert overflow(page) == [], viewport
    inside = "#found table:not(.chart-table):visible, #p2-spread [name=show]:visible"
    for part in page.locator(inside).all():
        box = part.bounding_box()
        assert box["x"] + box["width"] <= NARROW["width"] - 15, part
    for button, begins in (
        ("[formaction$='comparison.pdf']", "ways-out-2026"),
        ("[name=of][value='p2/spread']", "plan-form-8606-2026-daniel"),
    ):
        with page.expect_download() as saved:
            page.locator(button).click()
        assert saved.value.suggested_filename.startswith(begins)


def test_without_a_script_buttons_do_it(signed_in, demo):
    page = signed_in(*demo, java_script_enabled=False)
    field(page, "rate").fill("37")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#line-p2-do_nothing")).to_contain_text("$1,875")
    expect(field(page, "rate")).to_have_value("37")
    page.locator("#p2-roll_in .way-years > summary").click()
    page.locator("[name=show][value='p2/roll_in/2026']").click()
    expect(page.locator("#form-p2-roll_in")).to_contain_text("Form 8606, 2026")
    # The years ahead and a picture, each by the button that stands where it will be.
    field(page, "price").select_option("return")
    field(page, "ordinary_income").fill("180,000")
    page.locator("#p2-spread > summary").click()
    card = page.locator("#p2-spread")
    card.get_by_text("Where each extra dollar lands", exact=True).click()
    # Priced at one rate there was no picture yet: the button comes with the whole return.
    page.get_by_role("button", name="Work it out").click()
    page.locator("#p2-spread > summary").click()
    card.get_by_text("Where each extra dollar lands", exact=True).click()
    card.get_by_role("button", name="Show where each extra dollar lands").click()
    expect(card.locator(".landing-returns")).to_contain_text("What it costs")
    card.get_by_role("button", name="2027").first.click()
    expect(card).to_contain_text("Where each extra dollar of 2027 lands, on projected amounts")
    card.locator(".way-outlook > summary", has_text="Every year ahead").click()
    page.locator("[name=show][value='p2/spread/ahead']").click()
    expect(card).to_contain_text("From 2029 on every year is clean")
    assert "?" not in page.url


def test_a_whole_return_is_drawn_where_its_dollars_land(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    expect(page.locator(".ways-income")).to_be_hidden()
    field(page, "price").select_option("return")
    expect(page.locator(".ways-income")).to_be_visible()
    field(page, "ordinary_income").fill("180,000")
    expect(page.locator("#assuming")).to_contain_text("ordinary income $180,000")
    field(page, "gains").fill("10,000")
    expect(page.locator("#assuming")).to_contain_text("long-term gains $10,000")
    card = page.locator("#p2-convert_all")
    card.locator("> summary").click()
    card.get_by_text("Where each extra dollar lands", exact=True).click()
    expect(card.locator(".landing-returns")).to_contain_text("What it costs")
    card.locator(".chart-figures > summary").click()
    expect(card.locator(".chart-table")).to_contain_text("In the 22% bracket")
    assert flaws(page) == []
    page.set_viewport_size(NARROW)
    assert overflow(page) == []
    page.locator("#desk > summary").click()
    field(page, "gains").fill("ten")
    expect(page.locator("#id_gains_error")).to_be_visible()
    field(page, "price").select_option("rate")
    expect(page.locator("#id_gains_error")).to_be_visible()
