"""Packets of many clients in a browser: chosen and watched, with and without a script."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from planner.models import JobState, PacketJob, PacketStep
from planner.services.practice.packet_jobs import claim
from tests.browser.test_looks import each_look, flaws, overflow
from tests.packets import book


@pytest.fixture
def oaks(transactional_db, tmp_path, settings):
    settings.PACKETS_DIR = tmp_path
    return book()


def is_fine(page):
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) == []


def test_a_job_is_watched_until_it_is_done(signed_in, oaks):
    address = f"/practices/{oaks.oaks.practice.pk}/packets/"
    job = oaks.ask()
    claim(job.pk, timezone.now())
    page = signed_in(oaks.oaks.user("principal"), address, reduced_motion="reduce")
    is_fine(page)
    page.get_by_role("link", name="4 clients, 2025").click()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "0")
    is_fine(page)
    page.get_by_role("button", name="Cancel").focus()
    first, *others = [step.pk for step in PacketStep.objects.filter(job=job)]
    PacketStep.objects.filter(pk=first).update(is_done=True)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    PacketStep.objects.filter(pk__in=others).update(is_done=True, problem="No form is due.")
    PacketJob.objects.update(state=JobState.DONE, finished_at=timezone.now())
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.locator("#progress")).not_to_have_attribute("hx-trigger", "every 1s")
    expect(page.locator("#progress")).to_contain_text("3 of them not printed")
    is_fine(page)


def test_without_a_script(signed_in, oaks):
    address = f"/practices/{oaks.oaks.practice.pk}/packets/?q=cleo"
    page = signed_in(oaks.oaks.user("principal"), address, java_script_enabled=False)
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("alert")).to_have_text("Choose at least one client.")
    page.get_by_label("Cleo <b>").check()
    page.get_by_label("Year", exact=True).select_option("2020")
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("link", name="Fetch the ZIP").click()
    assert found.value.suggested_filename.startswith("packets-2020-oaks-advisors")
    waits = oaks.ask()
    page.goto(page.url.rsplit("/", 2)[0] + f"/{waits.pk}/")
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "4")
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()
