"""The pages around a household: axe, narrow screens, fields of a kind, starting and taking back."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from planner.models import Event, Household, YearEndValue
from planner.services.history.changes import recording
from planner.services.households.people import delete_person
from tests.browser.conftest import field
from tests.browser.test_looks import NARROW, each_look, flaws, open_everything
from tests.households import account, cast, person


@pytest.fixture
def people(transactional_db):
    """Ana with an account of each sort and a value, and somebody in the bin."""
    found = cast()
    home, owner = found.household, found.owner
    ana = person(home, owner)
    kinds = ("traditional", "roth", "401k")
    ira, *_ = [account(ana, owner, kind, custodian="A custodian of old") for kind in kinds]
    with recording(home, owner, "Typed a value", person=ana, year=2025):
        YearEndValue.objects.create(
            household=home, person=ana, account=ira, year=2025, amount=Decimal("101000.50")
        )
    delete_person(household=home, user=owner, person=person(home, owner, "Ben"))
    return found


@pytest.fixture
def paths(people):
    base = f"/households/{people.household.pk}"
    ana = people.household.people.live().get()
    ira = ana.accounts.first()
    of_base = ("", "/settings", "/delete", "/history", "/bin", f"/people/{ana.pk}")
    more = ("/people/new", f"/people/{ana.pk}/accounts/new", f"/accounts/{ira.pk}/delete")
    return ["/households/?all=1", "/households/new/", *(f"{base}{one}/" for one in of_base + more)]


@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_scrolls_sideways(signed_in, people, paths):
    page = signed_in(people.owner)
    for path in paths:
        page.goto(path)
        open_everything(page)
        for look in each_look(page):
            assert flaws(page) == [], (path, look)
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("traditional", []),
        ("simple", ["participation_began"]),
        ("inherited_traditional", ["inherited_from", "treated_as_own"]),
        ("inherited_roth", ["inherited_from"]),
        ("tsp", ["accepts_rollovers"]),
    ],
)
def test_only_the_fields_of_the_kind_are_shown(signed_in, people, paths, kind, shown):
    page = signed_in(people.owner, paths[-2])
    field(page, "kind").select_option(kind)
    for name in ("inherited_from", "treated_as_own", "participation_began", "accepts_rollovers"):
        expect(field(page, name)).to_be_visible(visible=name in shown)


def test_a_household_is_started_with_the_keyboard(signed_in, people):
    page = signed_in(people.stranger, "/households/new/")
    field(page, "name").fill("The Parkers")
    field(page, "first-name").fill("Kim")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("The Parkers")
    expect(page.locator(".person-card")).to_contain_text("Nothing has been entered yet.")
    assert Household.objects.filter(name="The Parkers").exists()


@pytest.mark.slow
def test_a_change_is_taken_back_from_the_history(signed_in, people):
    page = signed_in(people.editor, f"/households/{people.household.pk}/history/")
    change = page.locator(".change", has_text="Typed a value")
    change.locator("summary").click()
    expect(change).to_contain_text("$101,000.50")
    change.get_by_role("button", name="Take back").click()
    expect(page.locator(".note")).to_have_text("Took back: Typed a value")
    assert not YearEndValue.objects.live().exists()
    assert not Event.objects.exists()
