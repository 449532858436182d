"""The ledger in a browser: years that open, live previews, phones, and what axe says."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_looks import NARROW, each_look, flaws, overflow
from tests.households import user
from tests.ledgers import ana, ben, store
from tests.rose import store_rose


@pytest.fixture
def owner(transactional_db):
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana(), ben())


@pytest.fixture
def base(home):
    return f"/households/{home.pk}/ledger/{home.people.get(key='p1').pk}/"


def test_a_number_opens_its_line_and_escape_closes_it(signed_in, owner, base):
    page = signed_in(owner, base)
    page.locator("#y2025 td a").last.click()
    line = page.locator("#why-2025-1-14")
    expect(line).to_contain_text("23,500 − 1,982 = 21,518")
    expect(line.locator("summary")).to_be_focused()
    expect(page.locator("#y2025 th a")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".why-row")).to_have_count(0)
    expect(page.locator("#y2025 th a")).to_be_focused()


def test_a_year_opens_and_closes_by_keyboard(signed_in, owner, base):
    page = signed_in(owner, base)
    page.locator("#y2025 th a").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Form 8606 for 2025")).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#y2025 th a")).to_be_focused()
    expect(page.locator(".why-row")).to_have_count(0)


def test_without_a_script_a_year_is_a_page(signed_in, owner, base):
    page = signed_in(owner, base, java_script_enabled=False)
    page.locator("#y2025 td a").last.click()
    expect(page.locator("h1")).to_have_text("2025, Ana")
    expect(page.locator("#why-2025-1-14")).to_have_attribute("open", "")


@pytest.mark.slow
def test_a_correction_shows_what_moves_while_typing(signed_in, owner, home, base):
    page = signed_in(owner, f"{base}2019/correct/")
    field = page.locator(f'[name="c:a{home.accounts.get(key="ira", person__key="p1").pk}.made"]')
    field.fill("6500")
    expect(page.locator("#moves h2")).to_have_text("22 lines would move")
    expect(field).to_be_focused()
    field.fill("lots")
    expect(page.locator("#moves")).to_contain_text("What is marked cannot be taken")
    field.fill("6,500")
    page.locator("#id_reason").fill("The 5498")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".notes")).to_contain_text("Corrected 2019.")
    expect(page.locator("#y2019")).to_contain_text("6,500")


def test_enter_shows_what_moves_and_does_not_save(signed_in, owner, home, base):
    page = signed_in(owner, f"{base}2019/correct/")
    page.locator("#id_reason").fill("Because")
    field = page.locator(f'[name="c:a{home.accounts.get(key="ira", person__key="p1").pk}.made"]')
    field.fill("6500")
    with page.expect_navigation():
        field.press("Enter")
    expect(page.locator("#moves h2")).to_have_text("22 lines would move")
    expect(page.locator("#id_reason")).to_have_value("Because")
    assert page.url.endswith("/2019/correct/")


def test_a_start_shows_what_moves_while_typing(signed_in, owner, base):
    page = signed_in(owner, f"{base}start/")
    page.locator('[name="after_year"]').fill("2017")
    page.locator('[name="amount"]').fill("1k")
    expect(page.locator("#moves h2")).to_contain_text("lines would move")


@pytest.mark.slow
def test_axe_finds_nothing_and_no_page_scrolls_sideways(signed_in, owner, base):
    page = signed_in(owner, base, reduced_motion="reduce")
    page.locator("#y2025 td a").last.click()
    expect(page.locator("#why-2025-1-14 .line-trace")).to_be_visible()
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    for path in ("2025/", "2019/file/", "2023/file/", "2019/correct/", "start/"):
        page.goto(base + path)
        for look in each_look(page):
            assert flaws(page) == [], (path, look)
            assert overflow(page) == [], (path, look)


def test_both_ways_of_a_year_fit_every_screen(signed_in, owner):
    home = store_rose(owner, filed_route="plain_form")
    address = f"/households/{home.pk}/ledger/{home.people.get().pk}/2023/ways/"
    page = signed_in(owner, address, reduced_motion="reduce")
    page.locator("#worksheet-1-1-line-8 summary").click()
    expect(page.locator("#worksheet-1-1-line-8")).to_contain_text("5,000 × 0.092 = 460")
    for look in each_look(page):
        assert flaws(page) == [], look
        assert overflow(page) == [], look
    page.set_viewport_size(NARROW)
    assert overflow(page) == []


def test_the_year_stays_while_the_table_scrolls(signed_in, owner, base):
    page = signed_in(owner, base, viewport=PHONE)
    before = page.locator("#y2019 th").bounding_box()
    page.locator(".ledger-scroll").first.evaluate("(box) => { box.scrollLeft = 300 }")
    after = page.locator("#y2019 th").bounding_box()
    assert before["x"] == after["x"]


def test_the_head_stays_while_the_page_scrolls(signed_in, owner, base):
    page = signed_in(owner, base, viewport={"width": 1280, "height": 500})
    page.evaluate("scrollTo(0, 520)")
    assert page.locator(".ledger-table thead th").first.bounding_box()["y"] == 0
