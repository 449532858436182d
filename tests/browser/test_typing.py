"""Typing: results follow, the field in use is left alone, and nothing typed is ever lost."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Gate, field

# What is recorded while keys are pressed: losses of focus, and the field after each key.
WATCH = """
(field) => {
  window.lost = 0;
  window.seen = [];
  field.addEventListener("blur", () => { window.lost += 1; });
  field.addEventListener("input", () => window.seen.push([field.value, field.selectionStart]));
}
"""


def summary(page: Page):
    return page.locator("[data-summary]").first


@pytest.mark.parametrize("pause", [33, 160], ids=["30 keys a second", "an answer between keys"])
def test_no_key_focus_or_caret_is_lost(visit, pause):
    page = visit()
    conversion = field(page, "you-conversion")
    conversion.fill("")
    conversion.evaluate(WATCH)
    conversion.press_sequentially("5000.50", delay=pause)
    assert page.evaluate("window.lost") == 0
    whole = "5000.50"
    assert page.evaluate("window.seen") == [
        [whole[:length], length] for length in range(1, len(whole) + 1)
    ]
    # 5,000.50 of 100,000.50: 5,001 × 7,500 ÷ 100,001 = 375.07 is clean.
    expect(summary(page)).to_contain_text("$4,626 of your $5,001 conversion")
    expect(conversion).to_be_focused()
    assert conversion.input_value() == "5000.50"


def test_the_caret_stays_where_it_is_in_the_middle(visit):
    page = visit()
    conversion = field(page, "you-conversion")
    conversion.fill("70")
    conversion.evaluate("(field) => field.setSelectionRange(1, 1)")
    conversion.press_sequentially("55", delay=160)
    # 7,550 … 7550 of 102,550: 552.17 is clean.
    expect(summary(page)).to_contain_text("of your $7,550 conversion")
    assert conversion.input_value() == "7550"
    assert conversion.evaluate("(field) => field.selectionStart") == 3


def test_a_late_answer_is_dropped(visit):
    page = visit()
    held: list[Route] = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/", hold_the_first)
    conversion = field(page, "you-conversion")
    with page.expect_event("requestfailed") as dropped:
        with page.expect_request(lambda request: request.method == "POST"):
            conversion.fill("1,000")
        conversion.fill("5,000")
    assert dropped.value.failure == "net::ERR_ABORTED"
    expect(summary(page)).to_contain_text("$4,625 of your $5,000 conversion")
    assert len(held) == 1


def test_while_an_answer_is_on_its_way_the_old_one_is_dimmed_and_stays(visit):
    page = visit()
    gate = Gate(page)
    field(page, "you-conversion").fill("5,000")
    results = page.locator("#results")
    expect(results).to_have_class(re.compile("htmx-request"))
    expect(results).to_have_css("opacity", "0.75")
    expect(summary(page)).to_contain_text("$6,951")
    gate.open()
    expect(summary(page)).to_contain_text("$4,625")
    expect(results).to_have_css("opacity", "1")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("you-contribution", "7000", "$6,988 of your $7,500"),  # 7,000 ÷ 102,500: 512.20
        ("you-prior_basis", "2500", "$6,768 of your $7,500"),  # 10,000 ÷ 102,500: 731.71
        ("you-year_end_value", "0", "None of your $7,500"),
        ("you-conversion", "12k", "of your $12,000 conversion"),
        ("rate", "10", "about $695"),
    ],
)
def test_every_field_answers(visit, name, text, says):
    page = visit()
    field(page, name).fill(text)
    expect(summary(page)).to_contain_text(says)


def test_what_is_pasted_is_read_as_it_is_written_elsewhere(visit):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText(' $5,000.00 ')")
    conversion = field(page, "you-conversion")
    conversion.press("ControlOrMeta+a")
    conversion.press("ControlOrMeta+v")
    expect(summary(page)).to_contain_text("$4,625 of your $5,000 conversion")
    conversion.press("Tab")
    expect(conversion).to_have_value("5,000")


def test_enter_does_not_reload(visit):
    page = visit()
    page.evaluate("window.stays = true")
    conversion = field(page, "you-conversion")
    conversion.fill("5,000")
    conversion.press("Enter")
    expect(summary(page)).to_contain_text("$4,625")
    expect(conversion).to_be_focused()
    assert page.evaluate("window.stays") is True
    assert page.url.endswith("/")


@pytest.mark.parametrize(
    ("typed", "shown"), [("7500", "7,500"), ("12k", "12,000"), ("$ 1.5m", "1,500,000"), ("", "")]
)
def test_an_amount_is_tidied_once_its_field_is_left(visit, typed, shown):
    page = visit()
    conversion = field(page, "you-conversion")
    with page.expect_response("**/"):
        conversion.fill(typed)
    expect(page.locator(".htmx-request")).to_have_count(0)
    assert conversion.input_value() == typed
    conversion.press("Tab")
    expect(conversion).to_have_value(shown)


def test_an_amount_left_before_its_answer_is_tidied_when_it_comes(visit):
    page = visit()
    conversion = field(page, "you-conversion")
    conversion.fill("12k")
    conversion.press("Tab")
    expect(conversion).to_have_value("12,000")


def test_tidying_leaves_the_field_in_use_alone(visit):
    page = visit()
    field(page, "you-conversion").fill("5000")
    field(page, "you-contribution").focus()
    field(page, "you-contribution").press_sequentially("00", delay=160)
    expect(field(page, "you-conversion")).to_have_value("5,000")
    expect(summary(page)).to_contain_text("of your $5,000 conversion")
    assert re.fullmatch("(7,500)?00(7,500)?", field(page, "you-contribution").input_value())


def test_another_year_changes_the_labels(visit):
    page = visit()
    field(page, "tax_year").select_option("2025")
    expect(page.get_by_text("Contribution for 2025").first).to_be_visible()
    expect(page.get_by_text("All your IRAs on December 31, 2025").first).to_be_visible()
    expect(page.get_by_text("At most $7,000, from age 50 $8,000.").first).to_be_visible()
    expect(page.get_by_text("Some of it made in 2026?").first).to_be_visible()
    expect(page.get_by_text("Form 8606, 2025")).to_be_visible()


# --- Errors and failures -------------------------------------------------------------------------


def test_an_error_stands_at_its_field_until_it_is_mended(visit):
    page = visit()
    conversion = field(page, "you-conversion")
    error = page.locator("#id_you-conversion_error")
    conversion.fill("seven")
    expect(error).to_have_text("“seven” is not an amount. Write it like 7,500 or 7500.00.")
    expect(conversion).to_have_attribute("aria-invalid", "true")
    expect(conversion).to_have_accessible_description(re.compile("is not an amount"))
    expect(page.locator("#problems")).to_contain_text("What you see is the last result")
    expect(page.locator("#results")).to_have_css("filter", "grayscale(1)")
    expect(summary(page)).to_contain_text("$6,951 of your $7,500")
    expect(conversion).to_be_focused()

    conversion.fill("5,000")
    expect(summary(page)).to_contain_text("$4,625")
    expect(error).to_be_empty()
    expect(page.locator("#problems")).to_be_empty()
    expect(page.locator("#results")).to_have_css("filter", "none")
    assert conversion.get_attribute("aria-invalid") is None
    expect(conversion).not_to_have_accessible_description(re.compile("is not an amount"))


def test_the_problem_leads_to_its_field(visit):
    page = visit()
    field(page, "you-conversion").fill("seven")
    page.locator("#problems a").click()
    expect(field(page, "you-conversion")).to_be_focused()


@pytest.mark.parametrize(
    "fail",
    [lambda route: route.fulfill(status=500, body="<h1>oops</h1>"), lambda route: route.abort()],
    ids=["500", "no connection"],
)
def test_a_server_that_fails_is_told_and_nothing_is_lost(visit, watch, fail):
    page = visit()
    page.route("**/", fail)
    field(page, "you-conversion").fill("5,000")
    expect(page.locator("#problems")).to_contain_text("The server did not answer.")
    expect(page.locator("#announcement")).to_contain_text("The server did not answer.")
    expect(summary(page)).to_contain_text("$6,951")
    assert field(page, "you-conversion").input_value() == "5,000"
    watch.complaints.clear()

    page.unroute("**/")
    field(page, "rate").fill("10")
    expect(summary(page)).to_contain_text("$4,625 of your $5,000 conversion is taxable, about $463")
    expect(page.locator("#problems")).to_be_empty()


# --- What a screen reader hears ------------------------------------------------------------------

COUNT = """
() => {
  window.heard = [];
  const status = document.getElementById("announcement");
  new MutationObserver(() => {
    if (status.textContent.trim()) window.heard.push(status.textContent.trim());
  }).observe(status, { childList: true, characterData: true, subtree: true });
  window.answers = 0;
  document.body.addEventListener("htmx:beforeOnLoad", () => {
    setTimeout(() => { window.answers += 1; });
  });
}
"""


def hear(page, *keys):
    """Type key by key, each answer worked in before the next, then let a long quiet pass.

    The page's clock stands still, so an answer is waited for on ours.
    """
    page.evaluate(COUNT)
    for answers, key in enumerate(keys, start=1):
        page.keyboard.insert_text(key)
        page.clock.run_for(150)
        for _ in range(200):
            page.clock.run_for(1)
            if page.evaluate("window.answers") == answers:
                break
            page.wait_for_timeout(25)
        assert page.evaluate("window.answers") == answers
        page.clock.run_for(100)
    page.clock.run_for(5_000)
    return page.evaluate("window.heard")


def test_a_change_is_announced_once_and_in_one_sentence(visit):
    page = visit()
    page.clock.install()
    page.reload()
    field(page, "you-conversion").select_text()
    assert hear(page, "5", "0", "0", "0") == [
        "$4,625 of your $5,000 conversion is taxable, about $1,110."
    ]


def test_an_error_is_announced_once(visit):
    page = visit()
    page.clock.install()
    page.reload()
    field(page, "you-conversion").select_text()
    (heard,) = hear(page, "s", "e", "v")
    assert "Converted to Roth: “sev” is not an amount." in heard


def test_the_announcement_is_polite(visit):
    status = visit().locator("#announcement")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_attribute("role", "status")
