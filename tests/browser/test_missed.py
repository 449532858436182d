"""The missed-8606 kit in a browser: while one types, the PDF, without a script, on phones, axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import field
from tests.browser.test_looks import each_look, flaws, overflow
from tests.engine.households import contribution, conversion, value
from tests.households import user
from tests.ledgers import ana, store


@pytest.fixture
def owner(transactional_db):
    return user("owner")


@pytest.fixture
def address(owner):
    """Ana's forms are wrong since 2018; of 2023 no record says what line 4b held."""
    late = ana()
    late["events"] += [contribution("2023-02-01", 2023), conversion("2023-02-02")]
    late["year_end_values"] += [value(2023, "0"), value(2023, "70000", "old")]
    late["years"] += [{"year": 2023, "deducted": "0"}]
    home = store(owner, late, years=[{"year": 2023, "marginal_rate": "0.24"}])
    return f"/households/{home.pk}/people/{home.people.get().pk}/missed/"


@pytest.mark.slow
def test_what_to_send_follows_what_is_typed(signed_in, owner, address):
    page = signed_in(owner, address, reduced_motion="reduce")
    for look in each_look(page):
        assert flaws(page) == [], look
    year = page.locator("#y2023")
    expect(year).to_contain_text("otherwise with Form 1040-X")
    field(page, "line-4b-2023").fill("7,000")
    expect(year).to_contain_text("Form 1040-X for 2023 with its Form 8606")
    expect(field(page, "line-4b-2023")).to_be_focused()
    field(page, "line-4b-2023").fill("lots")
    expect(page.locator("#id_line-4b-2023_error")).to_contain_text("is not an amount")
    year.locator("summary").click()
    expect(page.locator("#found.htmx-request")).to_have_count(0)
    expect(page.locator("#found")).to_have_css("opacity", "1")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    field(page, "line-4b-2023").fill("7,000")
    field(page, "cause").fill("Nobody told me.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Make the PDF").click()
    assert saved.value.suggested_filename == "late-form-8606-ana.pdf"
    assert "Nobody" not in page.url


def test_without_a_script_a_button_works_it_out(signed_in, owner, address):
    page = signed_in(owner, address, java_script_enabled=False)
    field(page, "line-4b-2023").fill("7,000")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#y2023")).to_contain_text("Form 1040-X for 2023 with its Form 8606")
    expect(field(page, "line-4b-2023")).to_have_value("7,000")


def test_the_narrowest_phone(signed_in, owner, address):
    page = signed_in(owner, address, viewport={"width": 320, "height": 640})
    assert overflow(page) == []
