"""The board in a browser: every look, axe, the narrowest phone, searching, and its keys."""

import pytest
from playwright.sync_api import expect

from planner.models import ClientState
from planner.services.practice.board_work import waiting_anywhere, work_out_all
from planner.services.practice.follow_ups import save_filter
from tests.browser.site import TODAY
from tests.browser.test_looks import each_look, flaws, overflow
from tests.performance.practice import fill
from tests.practices import practices


@pytest.fixture
def world(transactional_db):
    found = practices()
    fill(found.oaks.practice, 40, [found.oaks.staff["advisor"]])
    work_out_all(waiting_anywhere(TODAY.year, TODAY), TODAY.year, TODAY)
    save_filter(staff=found.oaks.staff["principal"], name="Open", query="contact=open")
    return found


@pytest.mark.slow
def test_every_page_of_the_board_in_every_look(signed_in, world):
    board = f"/practices/{world.oaks.practice.pk}/board/"
    page = signed_in(world.oaks.user("principal"), board, reduced_motion="reduce")
    site = page.url.removesuffix(board)
    state = ClientState.objects.filter(to_move__gt=0)[0]
    one = f"{board}{state.client_id}/{state.person_id}/"
    for path in (board, f"{board}?state=pre_tax_present", f"{board}december/", one):
        page.goto(site + path)
        for look in each_look(page):
            assert flaws(page) == [], (path, look)
            assert overflow(page) == [], (path, look)
        page.set_viewport_size({"width": 320, "height": 640})
        assert overflow(page) == [], path


def test_searching_while_typing_and_going_through_with_keys(signed_in, world):
    board = f"/practices/{world.oaks.practice.pk}/board/"
    page = signed_in(world.oaks.user("principal"), board, reduced_motion="reduce")
    rows = page.locator(".board-table tbody tr")
    current = page.locator(".board-table tr.current")
    every = rows.count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.first).to_have_class("current")
    page.locator(".board-table tbody tr:not([data-exception])").first.wait_for()
    page.keyboard.press("n")
    assert current.get_attribute("data-exception") is not None
    assert rows.nth(1).get_attribute("class") == "current"
    page.keyboard.press("/")
    page.keyboard.type("chen")
    expect(page.locator(".board-total")).not_to_contain_text(f"{every} people")
    for name in page.locator("[data-open]").all_inner_texts():
        assert "Chen" in name
    assert page.locator("#id_q").input_value() == "chen"
    assert page.url.endswith("?q=chen")
    people = int(page.locator(".board-total").inner_text().split()[0])
    assert sum(map(int, page.locator(".tile b").all_inner_texts())) == people == rows.count()
    page.locator(".tile-words").first.click()  # leaves the field; a tile keeps the search
    expect(page.locator("#id_q")).to_have_value("chen")
    page.goto(page.url.split("?")[0])
    page.keyboard.press("j")
    opened = page.locator("[data-open]").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{opened}")
