"""What one does with results: open a why, add a spouse, copy a link, print the worksheet."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Gate, field

TAXABLE_OF_EXAMPLE = "$6,951 of your $7,500 conversion is taxable"


def summary(page, person=0):
    return page.locator("[data-summary]").nth(person)


# --- Why -----------------------------------------------------------------------------------------


def test_why_opens_in_place_with_the_real_numbers(visit):
    page = visit()
    line = page.locator("#you-line-10")
    line.locator("summary").click()
    expect(line.locator(".line-sum")).to_contain_text("7,500 ÷ 102,500")
    expect(line.locator(".line-caption")).to_be_visible()


def test_what_is_open_stays_open_over_updates(visit):
    page = visit()
    for number in ("10", "18"):
        page.locator(f"#you-line-{number} summary").click()
    field(page, "you-conversion").fill("5,000")
    expect(summary(page)).to_contain_text("$4,625")
    expect(page.locator(".line[open]")).to_have_count(2)
    expect(page.locator("#you-line-18 .line-sum")).to_contain_text("5,000 − 375")


@pytest.mark.parametrize(
    "target", ["#you-line-11 summary", "text=Print worksheet", "text=Copy link"]
)
def test_focus_inside_the_results_outlives_an_update(visit, target):
    page = visit()
    gate = Gate(page)
    field(page, "you-conversion").fill("5,000")
    expect(page.locator("#results.htmx-request")).to_have_count(1)
    page.locator(target).focus()
    gate.open()
    expect(summary(page)).to_contain_text("$4,625")
    expect(page.locator(target)).to_be_focused()


# --- A spouse ------------------------------------------------------------------------------------


def test_a_spouse_is_a_second_column_and_a_second_form(visit):
    page = visit()
    expect(field(page, "spouse-conversion")).to_be_hidden()
    page.get_by_label("I have a spouse").check()
    expect(field(page, "spouse-conversion")).to_be_visible()
    expect(page.get_by_role("heading", name="Your spouse")).to_be_visible()
    expect(summary(page, 1)).to_contain_text("None of your $7,500 conversion is taxable.")
    expect(page.locator(".total")).to_contain_text("both forms together: $6,951 taxable")


def test_a_spouse_comes_and_goes_and_nothing_is_lost(visit):
    page = visit()
    tick = page.get_by_label("I have a spouse")
    tick.check()
    field(page, "spouse-conversion").fill("1,234")
    expect(summary(page, 1)).to_contain_text("$1,234")
    tick.uncheck()
    expect(page.locator("[data-summary]")).to_have_count(1)
    tick.check()
    expect(summary(page, 1)).to_contain_text("$1,234")


# --- The link ------------------------------------------------------------------------------------


def test_a_link_carries_everything_where_no_server_sees_it(visit, watch, site):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("I have a spouse").check()
    field(page, "you-conversion").fill("6,543")
    field(page, "spouse-year_end_value").fill("98,765")
    field(page, "tax_year").select_option("2025")
    expect(summary(page, 1)).to_contain_text("of your $7,500")
    expect(page.get_by_text("Form 8606, 2025").first).to_be_visible()
    page.get_by_role("button", name="Copy link").first.click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('#')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{site}/#\S+", link)
    assert page.url == link

    other = visit(link.removeprefix(site))
    expect(summary(other, 1)).to_have_text(summary(page, 1).inner_text())
    expect(summary(other)).to_contain_text("of your $6,543 conversion")
    for name in ("you-conversion", "spouse-year_end_value", "you-contribution", "rate"):
        expect(field(other, name)).to_have_value(field(page, name).input_value())
    expect(field(other, "tax_year")).to_have_value("2025")
    expect(other.get_by_label("I have a spouse")).to_be_checked()
    addresses = {request.url.partition("#")[0] for request in watch.requests}
    assert f"{site}/" in addresses
    assert not re.search("6,?543|98,?765|%2C", " ".join(addresses))


@pytest.mark.parametrize(
    ("permissions", "says"),
    [(["clipboard-write"], "Link copied"), ([], "The link is in the address bar")],
    ids=["allowed", "refused"],
)
def test_the_button_says_where_the_link_is(visit, permissions, says):
    page = visit(permissions=permissions)
    page.evaluate(
        "allowed => { if (!allowed) navigator.clipboard.writeText = () => Promise.reject(); }",
        bool(permissions),
    )
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name=says)).to_be_focused()
    expect(page).to_have_url(re.compile("#tax_year=2026&"))


def test_a_link_opens_the_questions_it_answers(visit):
    page = visit("/#tax_year=2026&you-contribution=7500&you-distribution=2000&you-prior_basis=0")
    expect(field(page, "you-distribution")).to_be_visible()
    expect(field(page, "you-distribution")).to_have_value("2,000")
    expect(field(page, "you-year_end_value")).to_have_value("")
    expect(summary(page)).to_contain_text("Not known yet.")


def test_a_link_changed_by_hand_is_followed(visit):
    page = visit()
    page.evaluate("location.hash = 'tax_year=2026&you-contribution=1000&you-prior_basis=0'")
    expect(summary(page)).to_contain_text("$1,000 of already-taxed money is carried to 2027")


@pytest.mark.parametrize("fragment", ["#", "#main", "#x=%", "#you-conversion=1", "#%E0%A4%A"])
def test_any_other_fragment_changes_nothing(visit, fragment):
    page = visit(f"/{fragment}")
    expect(field(page, "you-conversion")).to_have_value("7,500")
    expect(summary(page)).to_contain_text(TAXABLE_OF_EXAMPLE)


def test_a_link_that_cannot_be_read_says_what_is_wrong(visit):
    page = visit("/#tax_year=1999&you-conversion=seven")
    expect(page.locator("#problems")).to_contain_text("Tax year")
    expect(page.locator("#id_you-conversion_error")).to_contain_text("“seven” is not an amount.")
    expect(field(page, "you-conversion")).to_have_value("seven")


# --- The worksheet -------------------------------------------------------------------------------


def test_the_worksheet_opens_beside_the_page(visit):
    page = visit()
    field(page, "you-conversion").fill("5,000")
    expect(summary(page)).to_contain_text("$4,625")
    with (
        page.context.expect_event("response", lambda answer: ".pdf" in answer.url) as answered,
        page.context.expect_page() as opened,
    ):
        page.get_by_role("button", name="Print worksheet").click()
    assert answered.value.status == 200
    assert answered.value.headers["content-type"] == "application/pdf"
    assert answered.value.request.method == "POST"
    assert "you-conversion=5%2C000" in (answered.value.request.post_data or "")
    assert opened.value != page
    expect(field(page, "you-conversion")).to_have_value("5,000")

    # The form still goes where it went before.
    field(page, "you-conversion").fill("7,500")
    expect(summary(page)).to_contain_text(TAXABLE_OF_EXAMPLE)


def test_each_spouse_prints_a_worksheet_of_their_own(visit):
    page = visit("/?example=two-spouses")
    with page.context.expect_event("response", lambda answer: ".pdf" in answer.url) as answered:
        page.get_by_role("button", name="Print worksheet").nth(1).click()
    assert answered.value.url.endswith("/worksheet/spouse.pdf")
    assert answered.value.status == 200


# --- Keys alone ----------------------------------------------------------------------------------

WHERE = """
() => {
  const at = document.activeElement;
  const words = (part) => part.textContent.replace(/\\s+/g, " ").trim();
  return at.name || (at.closest(".line") ? "why " + at.closest(".line").id : words(at));
}
"""


def stops(page, most=60):
    """What Tab reaches, from the top of the page until the address bar is next."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if page.evaluate("document.activeElement === document.body"):
            break
        found.append(stop)
    return found


def test_tab_follows_the_page(visit):
    found = stops(visit())
    lines = [*map(str, range(1, 15)), "15a", "15b", "15c", "16", "17", "18"]
    assert found[:5] == ["Skip to the content", "Prorata", "Calculator", "The rule", "Sources"]
    assert found[5:7] == ["Sign in", "Sign up"]
    found = found[2:]
    assert found[5:18] == [
        *("tax_year", "has_spouse", "you-contribution", "Some of it made in 2027?"),
        *("you-prior_basis", "you-year_end_value", "you-conversion"),
        *("Were there other withdrawals?", "Compare with a figure you have"),
        *("Put a name on the worksheet", "rate", "Match another program’s rounding"),
        "Print worksheet",
    ]
    assert found[18] == "Copy link"
    assert found[19 : 19 + len(lines)] == [f"why you-line-{number}" for number in lines]
    assert len(found) == 19 + len(lines) + 5


def test_everything_can_be_done_with_keys_alone(visit):
    page = visit()
    press = page.keyboard.press

    def tab_to(wanted, backwards=""):
        for _ in range(60):
            press(f"{backwards}Tab")
            if page.evaluate(WHERE) == wanted:
                return
        raise AssertionError(f"{wanted} cannot be reached")

    tab_to("has_spouse")
    press("Space")
    expect(summary(page, 1)).to_be_visible()
    tab_to("you-conversion")
    page.keyboard.type("5000")
    expect(summary(page)).to_contain_text("$4,625")
    tab_to("spouse-conversion")
    page.keyboard.type("1000")
    expect(summary(page, 1)).to_contain_text("$1,000")
    tab_to("Compare with a figure you have")
    press("Enter")
    tab_to("spouse-figure")
    page.keyboard.type("1000")
    expect(page.locator("[data-recognition]")).to_be_visible()
    tab_to("why you-line-18")
    press("Enter")
    expect(page.locator("#you-line-18 .line-trace")).to_be_visible()
    press("Enter")
    expect(page.locator("#you-line-18 .line-trace")).to_be_hidden()
    tab_to("Copy link", "Shift+")
    press("Enter")
    expect(page.locator("#announcement")).to_have_text(re.compile("Link copied|address bar"))
    tab_to("Print worksheet", "Shift+")
    with page.context.expect_event("response", lambda answer: ".pdf" in answer.url) as answered:
        press("Enter")
    assert answered.value.status == 200


def test_the_first_tab_skips_to_the_content(visit):
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(field(page, "tax_year")).to_be_focused()


def test_focus_is_always_seen(visit):
    page = visit()
    for _ in range(45):
        page.keyboard.press("Tab")
        ringed = page.evaluate(
            """() => {
              for (let part = document.activeElement; part; part = part.parentElement) {
                const { outlineStyle, outlineWidth } = getComputedStyle(part);
                if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) return true;
              }
            }"""
        )
        assert ringed or page.evaluate("document.activeElement === document.body")


# --- Without a script ----------------------------------------------------------------------------


def test_without_a_script_the_form_is_sent_and_comes_back(visit):
    page = visit(java_script_enabled=False)
    field(page, "you-conversion").fill("5k")
    page.get_by_role("button", name="Work it out").click()
    expect(summary(page)).to_contain_text("$4,625 of your $5,000 conversion is taxable")
    expect(field(page, "you-conversion")).to_have_value("5k")
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_without_a_script_an_error_keeps_everything(visit):
    page = visit(java_script_enabled=False)
    page.get_by_label("I have a spouse").check()
    field(page, "spouse-conversion").fill("seven")
    field(page, "you-conversion").fill("5,000")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#problems")).to_contain_text("Your spouse: Converted to Roth")
    expect(field(page, "spouse-conversion")).to_have_value("seven")
    expect(field(page, "you-conversion")).to_have_value("5,000")
    expect(page.locator("#id_spouse-conversion_error")).to_be_visible()


def test_without_a_script_the_worksheet_is_printed_too(visit):
    page = visit(java_script_enabled=False)
    with page.context.expect_event("response", lambda answer: ".pdf" in answer.url) as answered:
        page.get_by_role("button", name="Print worksheet").click()
    assert answered.value.headers["content-type"] == "application/pdf"
