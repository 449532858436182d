"""Papers received in a browser: typed box by box, on phones, without a script, and axe."""

import pytest
from playwright.sync_api import expect

from planner.models import YearEndValue
from tests.browser.conftest import field
from tests.browser.test_looks import NARROW, each_look, flaws, overflow
from tests.engine.households import conversion, person, value
from tests.engine.papers import slip_5498
from tests.households import user
from tests.ledgers import store


@pytest.fixture
def owner(transactional_db):
    return user("owner")


@pytest.fixture
def address(owner):
    ana = person(
        conversion("2025-03-12"),
        name="Ana",
        year_end_values=[value(2025, "10")],
        papers=[slip_5498("roth", b3="7500", b5="7600", b7="roth")],
    )
    return f"/households/{store(owner, ana).pk}/years/2025/papers/"


def test_a_paper_is_checked_while_one_types(signed_in, owner, address):
    page = signed_in(owner, address, reduced_motion="reduce")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.locator("a[href*='1099-r/?account=a']").click()
    field(page, "box-1").fill("7,000")
    field(page, "box-7").fill("G")
    expect(page.locator("#found")).to_contain_text("never with G")
    expect(field(page, "box-7")).to_be_focused()
    field(page, "box-7").fill("2")
    field(page, "box-2a").fill("7,000")
    field(page, "box-ira").check()
    expect(page.locator("#found")).to_contain_text("this is normal")
    field(page, "box-4").fill("lots")
    expect(page.locator("#id_box-4_error")).to_contain_text("is not an amount")
    expect(page.locator("#found.htmx-request")).to_have_count(0)
    expect(page.locator("#found")).to_have_css("opacity", "1")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look


def test_a_form_5498_is_kept_on_the_narrowest_phone(signed_in, owner, address):
    page = signed_in(owner, address, viewport=NARROW)
    assert overflow(page) == []
    page.locator("a[href*='5498/?account=a']").click()
    field(page, "box-5").fill("12.40")
    expect(page.locator("#found")).to_contain_text("Keeping the paper makes $12.40 the value")
    assert overflow(page) == []
    page.get_by_role("button", name="Keep this paper").click()
    expect(page.locator("main")).to_contain_text("Form 5498 for 2025 is kept.")
    assert overflow(page) == []
    assert YearEndValue.objects.get(account__key="ira").source == "form_5498"


def test_without_a_script_a_button_checks(signed_in, owner, address):
    page = signed_in(owner, f"{address}1099-r/", java_script_enabled=False)
    field(page, "account").select_option(index=1)
    field(page, "box-1").fill("7,000")
    field(page, "box-7").fill("27")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#found")).to_contain_text("Codes 2 and 7 never stand together")
    expect(field(page, "box-1")).to_have_value("7,000")
