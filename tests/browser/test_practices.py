"""The pages of a practice and of a guest in a browser: every look, axe, the narrowest phone."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from planner.models import StaffRole, StepKind
from planner.services.households.starting import NewPerson
from planner.services.practice.clients import start_client
from planner.services.practice.figures import Figures
from planner.services.practice.notes import correct_note, notes_of, write_note
from planner.services.practice.practices import save_logo
from planner.services.practice.staff import invite_staff
from planner.services.practice.steps import take_step
from planner.services.practice.tasks import add_task
from tests.browser.conftest import field
from tests.browser.test_looks import each_look, flaws, overflow
from tests.households import person
from tests.practices import picture, practices


@pytest.fixture
def world(transactional_db):
    found = practices()
    staff = found.oaks.staff["principal"]
    for number, name in enumerate(("The Lees", "Moore", "The Patels of Cedar Rapids, Iowa")):
        start_client(
            staff=staff, name=name, reference=f"A-{number}", people=[NewPerson("Kim", None)]
        )
    save_logo(practice=found.oaks.practice, logo=picture(300, 80))
    ana = person(found.people.household, found.people.owner)
    mine: dict[str, Any] = {
        "staff": staff,
        "client": found.client,
        "now": timezone.now(),
        "person": ana,
    }
    note = write_note(**mine, text="Page 2 of the statement is missing.", year=2025)
    (written,) = notes_of(found.client)
    mine.pop("person")
    correct_note(**mine, note=written, text=f"{note}\n\nAsked on Monday.")
    for title, day in (("Call Kim", date(2026, 11, 2)), ("File", date(2027, 4, 15))):
        add_task(**mine, title=title, due=day, assignee=staff, person=ana, year=2025)
    seen = Figures().seen
    kinds: dict[str, Any] = {"person": ana, "year": 2025, "kind": StepKind.PREPARED, "seen": seen}
    take_step(**mine | {"staff": found.oaks.staff["assistant"]}, **kinds)
    invite_staff(
        practice=found.oaks.practice,
        user=staff.user,
        email="somebody.with.a.long.address@accountants.example",
        role=StaffRole.COMPLIANCE,
        now=timezone.now(),
    )
    return found


@pytest.mark.slow
def test_every_page_of_a_practice_in_every_look(signed_in, world):
    address = f"/practices/{world.oaks.practice.pk}/"
    home = f"/households/{world.people.household.pk}/"
    page = signed_in(world.oaks.user("principal"), address, reduced_motion="reduce")
    for path in (
        address,
        f"{address}?q=nobody",
        f"{address}clients/new/",
        f"{address}clients/{world.client.pk}/",
        f"{address}clients/{world.client.pk}/workflow/",
        f"{address}clients/{world.client.pk}/workflow/{world.people.household.people.get().pk}/2025/",
        f"{address}clients/{world.client.pk}/workflow/tasks/",
        f"{address}tasks/",
        f"{address}people/",
        f"{address}settings/",
        "/practices/new/",
        "/households/?all=1",
        f"{home}practice/",
        f"{home}guests/",
    ):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        for look in each_look(page):
            assert flaws(page) == [], (path, look)
            assert overflow(page) == [], (path, look)
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) == [], path


def test_a_guest_reads_and_a_withdrawn_link_closes(signed_in, visit, world):
    home = f"/households/{world.people.household.pk}/"
    page = signed_in(world.people.owner, f"{home}guests/")
    field(page, "label").fill("Olive Chen, CPA")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("#link").input_value()
    assert flaws(page) == []
    guest = visit(link.removeprefix(page.url.split("/households")[0]))
    assert flaws(guest) == []
    guest.get_by_role("button", name="Read").click()
    expect(guest.locator(".household-nav .role")).to_have_text("guest")
    assert "guests" not in guest.url
    guest.get_by_role("link", name="Papers", exact=True).click()
    expect(guest.locator("h1")).to_be_visible()
    assert flaws(guest) == []
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".notes")).to_contain_text("opens nothing any more")
