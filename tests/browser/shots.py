"""``python -m tests.browser.shots`` (``make shots``): pictures of every screen, into var/shots.

The day stands still and nothing moves, so the same code gives the same pictures.
"""

# ruff: noqa: E402
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()  # before anything that imports models

import pypdfium2
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.comparison import comparison_pdf
from planner.documents.december_letter import december_letter_pdf
from planner.documents.packet import packet_pdf
from planner.documents.way_forms import way_forms_pdf
from planner.engine.client_letter import movings
from planner.services.households.demo import demo_facts
from planner.services.practice.letterhead import Letterhead
from planner.services.ways_out.comparison import Assumptions, ways_out
from planner.services.ways_out.words import shown_sides
from tests.browser.household_shots import (
    VISITOR_SCREENS,
    Screens,
    demo_owner,
    household_screens,
)
from tests.browser.practice_shots import practice_screens
from tests.browser.profile_screens import ON_THE_WAY, profile_screens, steady
from tests.browser.site import chromium, empty_database, served_site, session_of
from tests.forms.people import typed

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
# A frame after everything has come.
_SETTLED = """async () => {
  scrollTo(0, 0);
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
MOST = "999,999,999,999.99"


def _set(page: Page, name: str, text: str) -> None:
    field = page.locator(f'[name="{name}"]')
    field.evaluate(
        "(field) => { const part = field.closest('details'); if (part) part.open = true }"
    )
    field.fill(text)


def _nothing(page: Page) -> None:
    """The example as a visitor first sees it."""


def _error(page: Page) -> None:
    _set(page, "you-conversion", "seven thousand five hundred dollars")
    _set(page, "you-prior_basis", "-5")
    expect(page.locator("#problems li")).to_have_count(2)


def _missing(page: Page) -> None:
    _set(page, "you-prior_basis", "")
    _set(page, "you-year_end_value", "")
    expect(page.locator(".missing li")).to_have_count(2)


def _compare(page: Page) -> None:
    _set(page, "you-figure", "6,908")
    expect(page.locator("[data-recognition]")).to_be_visible()


def _why(page: Page) -> None:
    for number in ("10", "11", "18"):
        page.locator(f"#you-line-{number} summary").click()


def _largest(page: Page) -> None:
    for person in ("you", "spouse"):
        for name in ("contribution", "prior_basis", "year_end_value", "conversion", "distribution"):
            _set(page, f"{person}-{name}", MOST)
    _set(page, "you-figure", "1")
    expect(page.locator("[data-recognition]")).to_be_visible()
    expect(page.locator("#spouse-line-9")).to_contain_text("3,000,000,000,000")
    expect(page.locator("#you-line-9")).to_contain_text("3,000,000,000,000")


def _failure(page: Page) -> None:
    page.route("**/", lambda route: route.abort())
    _set(page, "you-conversion", "5,000")
    expect(page.locator(".problems-title")).to_be_visible()


SCREENS: Screens = {
    "calculator": ("/", _nothing),
    "error": ("/", _error),
    "missing": ("/", _missing),
    "compare": ("/", _compare),
    "why": ("/", _why),
    "failure": ("/", _failure),
    "clean": ("/?example=clean", _nothing),
    "past": ("/?example=split-year", _nothing),
    "spouses": ("/?example=two-spouses", _nothing),
    "largest": ("/?example=two-spouses", _largest),
    "rule": ("/rule/", _nothing),
    "sources": ("/sources/", _nothing),
    "unverified": ("/unverified/", _nothing),
    "cases": ("/cases/", _nothing),
    "sums": ("/sums/", _nothing),
    "404": ("/nowhere/", _nothing),
}


def screens(
    browser: Browser, site: str, folder: Path, wanted: Screens, session: Any = None
) -> Iterator[Path]:
    """Each screen on a phone and on a desk, in light and dark; as who has ``session`` sees it."""
    for size, (width, height) in WIDTHS.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                base_url=site,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
                storage_state=session,
            )
            context.new_page().goto("/")  # the fonts are at hand from the first picture on
            for name, (path, prepare) in wanted.items():
                page = context.new_page()
                page.goto(path)
                prepare(page)
                expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
                page.evaluate(_SETTLED)
                found = folder / f"{name}-{size}-{scheme}.png"
                whole = not page.locator("dialog[open]").count()
                page.screenshot(path=found, full_page=whole, animations="disabled", caret="hide")
                page.close()
                yield found
            context.close()


def sheets(folder: Path) -> Iterator[Path]:
    """A worksheet, a packet's first pages, a statement, the ways side by side, and a plan."""
    household, prepared = demo_facts(), date(2026, 11, 22)
    _, wrong = household.people
    found = ways_out(household, Assumptions(year=2026, on=NOON.date()))
    _, shown = shown_sides(found)
    papers = {
        "worksheet": Client().post("/worksheet/you.pdf", typed()).content,
        "packet": packet_pdf(household, first=2018, last=2026, prepared=prepared),
        "statement": basis_statement_pdf(household, wrong, prepared=prepared),
        "comparison": comparison_pdf(found),
        "december-letter": december_letter_pdf(
            "The Riveras",
            movings(household, 2026, prepared),
            year=2026,
            today=prepared,
            letterhead=Letterhead("Harbor Street Advisors", "(555) 010-4400", "No tax return."),
        ),
        "plan": way_forms_pdf(found, shown, shown.ways[1], "Every dollar costs 24%."),
    }
    for name, pdf in papers.items():
        for number, page in enumerate(islice(pypdfium2.PdfDocument(pdf), 6), start=1):
            picture = folder / f"{name}-{number}.png"
            page.render(scale=1.5).to_pil().save(picture)
            yield picture


def main() -> None:
    """Take all pictures again and say where they are."""
    folder = Path(settings.VAR_DIR) / "shots"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    now = patch.object(timezone, "now", lambda: NOON)
    with empty_database(), now, steady(), served_site() as site:
        owner, household = demo_owner()
        session, of_household = session_of(owner), household_screens(household)
        profiles = [*profile_screens(), practice_screens(NOON)]
        with chromium() as browser:
            for found in chain(
                screens(browser, site, folder, SCREENS | VISITOR_SCREENS | ON_THE_WAY),
                screens(browser, site, folder, of_household, session),
                *(screens(browser, site, folder, shown, who) for who, shown in profiles),
            ):
                print(found.relative_to(settings.BASE_DIR))
    for found in sheets(folder):
        print(found.relative_to(settings.BASE_DIR))


if __name__ == "__main__":
    main()
