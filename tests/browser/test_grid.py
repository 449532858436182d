"""The year's sheet under a real keyboard: moving, pasting, saving in order, two at one cell."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from planner.models import Event, YearEndValue
from tests.browser.conftest import PHONE
from tests.browser.test_looks import each_look, flaws, open_everything
from tests.households import account, cast, person


@pytest.fixture
def people(transactional_db):
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def accounts(people, ana):
    kinds = ("traditional", "rollover", "sep", "roth")
    return [account(ana, people.owner, kind) for kind in kinds]


@pytest.fixture
def sheet(signed_in, people, accounts):
    """Opens the sheet of a year; ``who`` looks at it."""

    def open_sheet(year=2026, who=None, **options):
        path = f"/households/{people.household.pk}/years/{year}/"
        return signed_in(who or people.owner, path, **options)

    return open_sheet


def cell(page, account, column):
    return page.locator(f"#c-a{account.pk}\\.{column}")


def settled(page):
    """Nothing waits to be saved."""
    expect(page.locator(".is-waiting")).to_have_count(0)


def amounts(kind):
    return {
        (event.account_id, event.tax_year or event.on.year): event.amount
        for event in Event.objects.live().filter(kind=kind)
    }


# --- One cell ------------------------------------------------------------------------------------


def test_a_cell_saves_itself_and_shows_that_it_did(sheet, accounts):
    page = sheet()
    here = cell(page, accounts[0], "made")
    here.focus()
    page.keyboard.type("7.5k")
    page.keyboard.press("Enter")
    expect(here).to_have_value("7,500")
    expect(page.locator("td.is-saved")).to_have_count(1)
    expect(page.locator("#saved")).to_contain_text("→ 7,500")
    assert amounts("contribution") == {(accounts[0].pk, 2026): 7500}


def test_results_are_swapped_and_the_cell_in_use_is_not(sheet, ana, accounts):
    page = sheet()
    page.locator(f"#c-p{ana.pk}\\.deducted").fill("0")
    page.locator(f"#c-p{ana.pk}\\.first_year").select_option("yes")
    first, second = cell(page, accounts[0], "made"), cell(page, accounts[1], "value")
    first.fill("7500")
    second.focus()
    page.keyboard.type("92")
    expect(page.locator("#results")).to_contain_text("basis is carried to 2027")
    expect(second).to_be_focused()
    page.keyboard.type("500")
    assert second.input_value() == "92500"
    page.keyboard.press("Tab")
    settled(page)
    expect(second).to_have_value("92,500")


def test_esc_takes_back_what_was_typed(sheet, accounts):
    page = sheet()
    here = cell(page, accounts[0], "value")
    here.fill("100")
    page.keyboard.press("Enter")
    settled(page)
    here.focus()
    page.keyboard.type("999")
    page.keyboard.press("Escape")
    assert here.input_value() == "100"
    page.keyboard.press("Tab")
    settled(page)
    assert YearEndValue.objects.get().amount == 100


def test_an_error_is_told_at_the_cell_and_what_was_typed_stays(sheet, accounts):
    page = sheet()
    here = cell(page, accounts[0], "value")
    here.fill("a lot")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).to_contain_text("“a lot” is not an amount.")
    expect(here).to_have_value("a lot")
    expect(here).to_have_attribute("aria-invalid", "true")
    here.fill("5")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).not_to_contain_text("amount")
    assert YearEndValue.objects.get().amount == 5


def test_undo_on_the_server(sheet, accounts):
    page = sheet()
    cell(page, accounts[0], "value").fill("100")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Undo")
    page.get_by_role("button", name="Undo").click()
    expect(cell(page, accounts[0], "value")).to_have_value("")
    assert not YearEndValue.objects.live().exists()


def test_a_value_that_has_come_has_a_source_at_once(sheet, accounts):
    page = sheet()
    cell(page, accounts[0], "value").fill("100")
    page.keyboard.press("Enter")
    source = cell(page, accounts[0], "source")
    source.select_option("form_5498")
    settled(page)
    expect(source.locator("xpath=ancestor::td")).to_have_class(re.compile("is-saved"))
    assert YearEndValue.objects.get().source == "form_5498"


# --- Keys alone ----------------------------------------------------------------------------------


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_the_arrows_and_enter_move_over_the_sheet(sheet, accounts):
    page = sheet()
    first, second, third, roth = accounts
    cell(page, first, "made").focus()
    moves = [
        ("ArrowRight", f"c-a{first.pk}.late"),
        ("ArrowDown", f"c-a{second.pk}.late"),
        ("Enter", f"c-a{third.pk}.late"),
        ("Shift+Enter", f"c-a{second.pk}.late"),
        ("ArrowLeft", f"c-a{second.pk}.made"),
        ("ArrowUp", f"c-a{first.pk}.made"),
        ("Tab", f"c-a{first.pk}.late"),
        ("ArrowRight", f"c-a{first.pk}.converted"),
        ("ArrowDown", f"c-a{second.pk}.converted"),
        ("ArrowDown", f"c-a{third.pk}.converted"),
    ]
    for key, where in moves:
        page.keyboard.press(key)
        assert focused(page) == where, key
    assert roth


def test_typing_replaces_and_f2_edits(sheet, accounts):
    page = sheet()
    here = cell(page, accounts[0], "value")
    here.fill("1000")
    page.keyboard.press("Enter")
    expect(here).to_have_value("1,000")
    here.focus()
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"c-a{accounts[0].pk}.value"
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(here).to_have_value("10,050")


def test_the_details_open_and_close_by_keys_and_give_the_focus_back(sheet, people, accounts):
    page = sheet()
    cell(page, accounts[0], "withdrawn").focus()
    page.keyboard.press("Alt+ArrowDown")
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    expect(drawer.locator("h2")).to_have_text("Withdrawn in 2026")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert focused(page) == f"c-a{accounts[0].pk}.withdrawn"


def test_an_entry_with_a_special_kind_is_made_in_the_drawer(sheet, accounts):
    page = sheet()
    cell(page, accounts[0], "withdrawn").focus()
    page.keyboard.press("Alt+ArrowDown")
    drawer = page.locator("#drawer")
    drawer.get_by_label("Taken on").fill("2026-06-01")
    drawer.get_by_label("Amount", exact=True).fill("much")
    drawer.get_by_label("What it was").select_option("qcd")
    drawer.get_by_role("button", name="Add").click()
    expect(drawer).to_contain_text("“much” is not an amount.")
    drawer.get_by_label("Amount", exact=True).fill("5,000")
    drawer.get_by_role("button", name="Add").click()
    expect(cell(page, accounts[0], "withdrawn")).to_have_value("5,000")
    expect(page.locator("#sheet")).to_contain_text("Qualified charitable distribution")
    assert Event.objects.get().character == "qcd"
    assert focused(page) == f"c-a{accounts[0].pk}.withdrawn"


# --- A block from a spreadsheet ------------------------------------------------------------------

PASTE = """
([id, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById(id).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


def test_a_block_is_pasted_where_it_belongs(sheet, accounts):
    page = sheet()
    first, second, third, _ = accounts
    block = "7,000\t500\t$7,500\r\n1000\t\t2k\r\n3\t4\t\r\n"
    cell(page, first, "made").focus()
    page.evaluate(PASTE, [f"c-a{first.pk}.made", block])
    settled(page)
    assert {one.amount for one in Event.objects.filter(account=first)} == {7000, 500, 7500}
    assert {one.amount for one in Event.objects.filter(account=second)} == {1000, 2000}
    assert {one.amount for one in Event.objects.filter(account=third)} == {3, 4}


def test_a_column_of_values_with_their_sources(sheet, accounts):
    page = sheet()
    first, *_ = accounts
    cell(page, first, "value").focus()
    page.evaluate(PASTE, [f"c-a{first.pk}.value", "100\n200.50"])
    settled(page)
    assert [one.amount for one in YearEndValue.objects.order_by("amount")] == [
        100,
        Decimal("200.50"),
    ]


def test_what_has_no_place_is_told(sheet, accounts):
    page = sheet()
    roth = accounts[3]
    cell(page, roth, "late").focus()
    page.evaluate(PASTE, [f"c-a{roth.pk}.late", "1\t2\t3"])
    expect(page.locator("#announcement")).to_contain_text("1 of the pasted cells had no place")
    settled(page)
    assert amounts("contribution") == {(roth.pk, 2026): 1}
    assert amounts("distribution") == {(roth.pk, 2026): 3}


# --- In order, and nothing lost ------------------------------------------------------------------


@pytest.mark.slow
def test_a_hundred_saves_as_fast_as_can_be_typed_are_all_kept_in_order(sheet, people, accounts):
    page = sheet()
    ids = [f"c-a{one.pk}.{column}" for one in accounts[:3] for column in ("made", "withdrawn")]
    ids += [f"c-a{one.pk}.value" for one in accounts]
    for number in range(100):
        page.evaluate("id => document.getElementById(id).focus()", ids[number % len(ids)])
        page.keyboard.type(str(number + 1))
        page.keyboard.press("Enter")
    settled(page)
    for at, key in enumerate(ids):
        latest = 91 + at
        assert page.locator(f"[id='{key}']").input_value() == str(latest)
    kept = {f"c-a{one.account_id}.value": one.amount for one in YearEndValue.objects.all()}
    for event in Event.objects.live():
        column = "made" if event.kind == "contribution" else "withdrawn"
        kept[f"c-a{event.account_id}.{column}"] = event.amount
    assert kept == {key: 91 + at for at, key in enumerate(ids)}
    assert not page.locator("#replies").count()
    total = sum(91 + at for at, key in enumerate(ids) if "value" in key and at < 9)
    expect(page.locator(f"#p{people.household.people.get().pk}-value")).to_have_text(str(total))


def test_a_server_that_does_not_answer_loses_nothing(sheet, accounts, watch):
    page = sheet()
    page.route("**/years/2026/", lambda route: route.abort())
    cell(page, accounts[0], "value").fill("100")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Not saved: 1 cell.")
    cell(page, accounts[1], "value").fill("200")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Not saved: 2 cells.")
    page.unroute("**/years/2026/")
    page.get_by_role("button", name="Try again").click()
    settled(page)
    assert {one.amount for one in YearEndValue.objects.all()} == {100, 200}
    watch.complaints.clear()


def test_two_at_one_cell_the_second_decides(sheet, people, accounts):
    mine, theirs = sheet(), sheet(who=people.editor)
    cell(theirs, accounts[0], "value").fill("111")
    theirs.keyboard.press("Enter")
    settled(theirs)
    here = cell(mine, accounts[0], "value")
    here.fill("222")
    mine.keyboard.press("Enter")
    expect(mine.locator("#problems")).to_contain_text("Editor changed this to 111 meanwhile.")
    assert YearEndValue.objects.get().amount == 111
    mine.get_by_role("button", name="Use my 222").click()
    settled(mine)
    expect(mine.locator("#problems")).not_to_contain_text("meanwhile")
    assert YearEndValue.objects.get().amount == 222


def test_two_at_one_cell_the_second_yields(sheet, people, accounts):
    mine, theirs = sheet(), sheet(who=people.editor)
    cell(theirs, accounts[0], "value").fill("111")
    theirs.keyboard.press("Enter")
    settled(theirs)
    here = cell(mine, accounts[0], "value")
    here.fill("222")
    mine.keyboard.press("Enter")
    mine.get_by_role("button", name="Keep 111").click()
    expect(here).to_have_value("111")
    assert YearEndValue.objects.get().amount == 111


# --- Without a script, and on a phone ------------------------------------------------------------


def test_without_a_script_the_sheet_is_a_form(sheet, accounts):
    page = sheet(java_script_enabled=False)
    cell(page, accounts[0], "made").fill("7,000")
    cell(page, accounts[1], "value").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".notes")).to_contain_text("Saved 2 cells.")
    expect(cell(page, accounts[0], "made")).to_have_value("7,000")
    page.locator(f"a[href='a{accounts[0].pk}.made/']").click()
    expect(page.get_by_role("heading", name="Contributed in 2026")).to_be_visible()
    page.get_by_label("Made on").first.fill("2026-02-03")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#timeline")).to_contain_text("Feb 3 contribution 7,000")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_every_account_is_a_card(sheet, accounts, width):
    page = sheet(viewport=PHONE | {"width": width})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    here = cell(page, accounts[0], "value")
    here.scroll_into_view_if_needed()
    here.fill("100")
    page.keyboard.press("Enter")
    settled(page)
    assert here.bounding_box()["height"] >= 44
    assert YearEndValue.objects.get().amount == 100


# --- Axe -----------------------------------------------------------------------------------------


def axe_finds_nothing(page):
    for look in each_look(page):
        assert flaws(page) == [], look


def test_axe_finds_nothing(sheet, ana, accounts):
    page = sheet(reduced_motion="reduce")
    axe_finds_nothing(page)
    page.locator(f"#c-p{ana.pk}\\.deducted").fill("0")
    cell(page, accounts[0], "made").fill("7,500")
    cell(page, accounts[0], "converted").fill("7,500")
    cell(page, accounts[1], "value").fill("a lot")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).to_contain_text("is not an amount")
    settled(page)
    open_everything(page)
    axe_finds_nothing(page)
    page.goto(f"{page.url}a{accounts[0].pk}.withdrawn/")
    open_everything(page)
    axe_finds_nothing(page)


def test_axe_finds_nothing_in_the_drawer(sheet, accounts):
    page = sheet()
    cell(page, accounts[0], "converted").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#drawer")).to_be_visible()
    open_everything(page)
    assert flaws(page) == []
