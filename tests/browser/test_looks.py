"""What everyone can see and use: axe, phones, zoom, dark mode, paper, still pictures, weight."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, field
from tests.browser.visits import look_at

NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 640, "height": 450}  # 1280 × 900 at 200 %
PATHS = [
    *("/", "/?example=two-spouses", "/rule/", "/cases/", "/sources/", "/unverified/", "/sums/"),
    "/nowhere/",
]
MOST = "999,999,999,999.99"

LOOKS = {
    f"{screen} {scheme}": {
        "viewport": viewport,
        "color_scheme": scheme,
        "reduced_motion": "reduce",
    }
    for screen, viewport in (("phone", PHONE), ("desktop", DESKTOP))
    for scheme in ("light", "dark")
}


ENOUGH = ("phone light", "desktop dark")
"""Both sizes and both schemes: the colors of a scheme are the same in every size."""


def each_look(page, *names):
    """Look at the same page in both sizes and schemes, or as told, without opening it again."""
    for name in names or ENOUGH:
        look_at(page, **LOOKS[name])
        page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
        yield name


def flaws(page):
    """What axe finds, by rule and element."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


def change(page, name, text, says):
    field(page, name).fill(text)
    expect(page.locator("#results")).to_contain_text(says)
    expect(page.locator("#results")).to_have_css("opacity", "1")


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


# --- axe -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_on_any_page(visit, path):
    page = visit(path)
    for look in each_look(page):
        assert flaws(page) == [], look


@pytest.mark.slow
def test_axe_finds_nothing_while_one_works(visit):
    page = visit(reduced_motion="reduce")
    change(page, "you-conversion", "5,000", "$4,625")
    open_everything(page)
    change(page, "you-figure", "4,605", "your figure comes from")  # 5,000 × (1 − 7,500 ÷ 95,000)
    for look in each_look(page):
        assert flaws(page) == [], look
    change(page, "you-prior_basis", "", "Not known yet")
    field(page, "you-conversion").fill("seven")
    expect(page.locator("#problems li")).to_have_count(1)
    for look in each_look(page):
        assert flaws(page) == [], look


# --- Every size ----------------------------------------------------------------------------------


def overflow(page):
    """Whether the page scrolls sideways, and what sticks out."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          return [...document.querySelectorAll("body *")]
            .filter((part) => part.getBoundingClientRect().right > wide + 0.5)
            .map((part) => part.outerHTML.slice(0, 120));
        }"""
    )


def clipped(page):
    """What is wider inside than outside, and so cut off."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".card, .line-value, .answer-sentence, .way-price")]
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
          .map((part) => part.outerHTML.slice(0, 120))"""
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_page_scrolls_sideways(visit, path):
    page = visit(path)
    open_everything(page)
    for viewport in (PHONE, NARROW, ZOOMED, DESKTOP):
        page.set_viewport_size(viewport)
        assert overflow(page) == [], viewport
        assert clipped(page) == [], viewport


@pytest.mark.parametrize(
    ("viewport", "rounding", "pool"),
    [
        (NARROW, "dollars", "3,000,000,000,000"),
        (PHONE, "cents", "2,999,999,999,999.97"),
        (ZOOMED, "cents", "2,999,999,999,999.97"),
        (DESKTOP, "cents", "2,999,999,999,999.97"),
    ],
    ids=["320", "390", "640", "1280"],
)
def test_the_largest_amounts_fit(visit, viewport, rounding, pool):
    page = visit("/?example=two-spouses", viewport=viewport)
    open_everything(page)
    field(page, "rounding").select_option(rounding)
    for person in ("you", "spouse"):
        for name in ("contribution", "prior_basis", "year_end_value", "conversion", "distribution"):
            field(page, f"{person}-{name}").fill(MOST)
        field(page, f"{person}-figure").fill("1")
    expect(page.locator("#you-line-9")).to_contain_text(pool)
    expect(page.locator("#spouse-line-9")).to_contain_text(pool)
    open_everything(page)
    assert overflow(page) == []
    assert clipped(page) == []


def test_a_million_with_its_cents_fits_into_a_field(visit):
    page = visit()
    value = field(page, "you-year_end_value")
    value.fill("1,234,567.89")
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert value.evaluate("(field) => field.scrollWidth <= field.clientWidth"), viewport


@pytest.mark.parametrize("path", ["/", "/?example=two-spouses"])
def test_what_stands_below_the_cups_fits(visit, path):
    page = visit(path)
    field(page, "you-conversion").fill("999,999,999.99")
    expect(page.locator("#results")).to_contain_text("of your $1,000,000,000 conversion")
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        boxes = page.locator(".cup-label").evaluate_all(
            """(labels) => labels.map((label) => {
              const inside = label.ownerSVGElement.getBoundingClientRect();
              const box = label.getBoundingClientRect();
              return box.left >= inside.left - 1 && box.right <= inside.right + 1;
            })"""
        )
        assert boxes, viewport
        assert all(boxes), viewport


def test_long_errors_fit(visit):
    page = visit("/?example=two-spouses")
    field(page, "spouse-conversion").fill("x" * 40)
    expect(page.locator("#problems li")).to_have_count(1)
    for viewport in (PHONE, NARROW):
        page.set_viewport_size(viewport)
        assert overflow(page) == [], viewport


@pytest.mark.parametrize("path", ["/", "/?example=two-spouses"])
def test_on_a_phone_the_answer_stays_in_sight(visit, path):
    page = visit(path, viewport=PHONE)
    bar = page.locator("#bar")
    for name in ("you-contribution", "you-conversion", "rate"):
        field(page, name).scroll_into_view_if_needed()
        expect(bar).to_be_in_viewport(ratio=1)
    page.locator("#you-line-18").scroll_into_view_if_needed()
    expect(bar).to_be_in_viewport(ratio=1)
    change(page, "you-conversion", "5,000", "of your $5,000 conversion")
    expect(bar).to_contain_text("taxable")


def test_on_a_phone_the_bar_hides_no_field_in_use(visit):
    page = visit(viewport=PHONE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for name in ("rate", "you-year_end_value", "you-contribution", "tax_year"):
        field(page, name).focus()
        bar, used = page.locator("#bar").bounding_box(), field(page, name).bounding_box()
        assert used["y"] >= bar["y"] + bar["height"]


def test_everything_to_press_is_large_enough(visit):
    """WCAG 2.5.8: 24 by 24 pixels, except for links inside sentences."""
    page = visit("/?example=two-spouses")
    for viewport in (PHONE, NARROW, DESKTOP):
        page.set_viewport_size(viewport)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, select, .typed, summary, nav a")]
              .filter((part) => part.checkVisibility())
              .map((part) => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
              .filter(([, box]) => box.height < 24 || box.width < 24)
              .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
        )
        assert small == [], viewport


# --- Still, on paper, and in the dark ------------------------------------------------------------


def test_nothing_moves_for_those_who_want_it_still(visit):
    page = visit(reduced_motion="reduce")
    change(page, "you-conversion", "5,000", "$4,625")
    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator(".answer-sentence b").first).to_have_css("animation-name", "none")


def test_on_paper_only_what_matters(visit):
    page = visit(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("nav", ".examples", ".lines-actions", "#bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in (".answer-sentence", "#you-line-18", ".brand", ".foot"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".answer-sentence").first).to_have_css("color", "rgb(43, 33, 26)")


def test_dark_is_its_own_paper(visit):
    expect(visit(color_scheme="light").locator("body")).to_have_css(
        "background-color", "rgb(250, 246, 239)"
    )
    expect(visit(color_scheme="dark").locator("body")).to_have_css(
        "background-color", "rgb(26, 20, 17)"
    )


# --- Light enough for a phone --------------------------------------------------------------------


def test_the_page_and_all_it_needs_weigh_less_than_150_kb(visit, watch):
    page = visit(viewport=PHONE, is_new=True)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    weights = {request.url: request.sizes()["responseBodySize"] for request in watch.requests}
    fonts = [url for url in weights if url.endswith(".woff2")]
    assert len(fonts) == 2
    assert sum(weights.values()) < 150_000, weights
