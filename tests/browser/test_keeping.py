"""Answering and keeping in a browser: each state while one answers, and nothing kept by that."""

import pytest
from playwright.sync_api import expect

from planner.models import Change, PersonYear
from tests.browser.conftest import field
from tests.browser.household_shots import demo_owner
from tests.browser.test_looks import NARROW, flaws, overflow

KEEP = "Keep these answers and assumptions"
_OPEN = "parts => parts.forEach((part) => { part.open = true; })"


@pytest.fixture
def demo(transactional_db):
    owner, home = demo_owner()
    return owner, f"/households/{home.pk}/years/2026/options/"


def test_an_answer_is_tried_and_then_kept(signed_in, demo):
    page = signed_in(*demo, reduced_motion="reduce")
    count = Change.objects.count()
    expect(page.locator("#left-p2")).to_have_text("3 not known")
    page.locator("#asked-p2 > summary").click()
    state = page.locator("#state-p2-self_employed")
    expect(state).to_contain_text("not known")
    field(page, "p2-self_employed").select_option("yes")
    expect(state).to_contain_text("There is.")
    expect(page.locator("#left-p2")).to_have_text("2 not known")
    field(page, "p2-has_employees").select_option("no")
    field(page, "p2-can_finish").select_option("yes")
    expect(page.locator("#left-p2")).to_have_text("all known")
    expect(page.locator("#p2-solo_401k")).not_to_contain_text("Ask first.")
    expect(page.locator("#not-kept")).to_contain_text("Daniel Rivera: Income from self-employment")
    page.locator(".asked").evaluate_all(_OPEN)
    page.locator(".asked-why").evaluate_all(_OPEN)
    assert flaws(page) == []
    page.set_viewport_size(NARROW)
    page.locator("#desk > summary").click()
    assert overflow(page) == []
    # The button is in focus while what was typed last is still on its way: that is no keeping.
    page.get_by_role("button", name=KEEP).focus()
    field(page, "growth").evaluate(
        "one => { one.value = '6'; one.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    expect(page.locator("#not-kept")).to_contain_text("Growth of the money inside")
    assert Change.objects.count() == count
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("main")).to_contain_text("Kept for 2026.")
    expect(field(page, "growth")).to_have_value("6")
    expect(page.locator("#left-p2")).to_have_text("all known")
    expect(page.locator("#not-kept")).to_have_text("")
    assert Change.objects.count() == count + 1


def test_without_a_script_it_is_kept_too(signed_in, demo):
    page = signed_in(*demo, java_script_enabled=False)
    page.locator("#asked-p2 > summary").click()
    field(page, "p2-has_employees").select_option("yes")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#p2-solo_401k")).to_contain_text("there are other employees")
    expect(page.locator("#state-p2-has_employees")).to_contain_text("There are.")
    expect(page.locator("#not-kept")).to_contain_text("Employees other than a spouse")
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("main")).to_contain_text("Kept for 2026.")
    assert PersonYear.objects.get(person__key="p2", year=2026).has_employees is True
    assert "?" not in page.url
