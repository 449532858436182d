"""An import in a browser: a table of another program, its columns, its rows, in and back out."""

import pytest
from playwright.sync_api import expect

from tests.book_rows import csv_of
from tests.browser.conftest import field
from tests.browser.test_looks import each_look, flaws, overflow
from tests.practices import practices

HEADER = ["Sort", "Client ID", "Who", "Account no", "Name", "Kind", "Year end", "Balance"]
ROWS = [
    ["client", "A-1", "", "", "The Parks of Cedar Rapids", "", "", ""],
    ["person", "A-1", "dana", "", "Dana Park", "", "", ""],
    ["account", "A-1", "dana", "ira-with-a-long-number-000123456789", "", "rollover", "", ""],
    *(
        ["value", "A-1", "dana", "ira-with-a-long-number-000123456789", "", "", str(year), "84500"]
        for year in range(2018, 2026)
    ),
]


def looks(page):
    for look in each_look(page):
        assert flaws(page) == [], (page.url, look)
        assert overflow(page) == [], (page.url, look)
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) == [], page.url


def choose(page, content):
    file = {"name": "clients of our old program.csv", "mimeType": "text/csv", "buffer": content}
    field(page, "file").set_input_files(file)
    page.get_by_role("button", name="Look inside").click()


@pytest.mark.slow
def test_a_table_is_imported_and_taken_back_in_every_look(signed_in, transactional_db):
    world = practices()
    address = f"/practices/{world.oaks.practice.pk}/imports/"
    page = signed_in(world.oaks.user("principal"), address, reduced_motion="reduce")
    page.get_by_text("What a table may hold").click()
    looks(page)
    choose(page, b"A,A\n=1\n")
    expect(page.get_by_role("alert").first).to_contain_text("both called")
    looks(page)
    choose(page, csv_of([*ROWS, ["value", "A-1", "lee", *[""] * 5]], HEADER))
    expect(page.get_by_label("Sort")).to_have_value("")
    page.get_by_label("Sort").select_option("record")
    page.get_by_label("Who").select_option("person")
    page.get_by_label("Year end").select_option("year")
    looks(page)
    page.get_by_role("button", name="Look at the rows").click()
    expect(page.locator(".imports-rows tbody tr")).to_have_count(1)
    expect(page.locator(".imports-why").first).to_contain_text("names nobody of this client")
    looks(page)
    page.get_by_role("link", name="Choose another file").click()
    choose(page, csv_of(ROWS, HEADER))
    expect(page.locator(".imports-rows tbody tr")).to_have_count(11)
    looks(page)
    page.get_by_role("button", name="Import all of it").click()
    expect(page.locator(".notes")).to_contain_text("was imported")
    page.get_by_text("Take back the whole import").click()
    looks(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".notes")).to_contain_text("everything is as it was before")
    expect(page.get_by_role("button", name="Import all of it")).to_have_count(0)
