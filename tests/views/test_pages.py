"""The pages that explain: published cases worked out, and what each form year rests on."""

import re

import pytest

from tests.html import Page


@pytest.fixture
def rule(client):
    return Page(client.get("/rule/").content.decode())


@pytest.fixture
def sources(client):
    return Page(client.get("/sources/").content.decode())


@pytest.mark.parametrize(
    "told",
    [
        # 7,000 of 207,000.
        "The already-taxed share is 3.4%: $237 comes out tax-free, $6,763 is taxable, and $6,763"
        " of basis stays inside.",
        # 7,000 × 0.034.
        "With line 10 rounded to three places, as some programs do, $238 is tax-free and $6,762"
        " taxable; the form allows both.",
        # 50,000 of 100,000.
        "The already-taxed share is 50%: $5,000 comes out tax-free, $5,000 is taxable, and"
        " $45,000 of basis stays inside.",
        # 7,000 of 507,000: 96.65 is clean.
        "The already-taxed share is 1.4%: $97 comes out tax-free, $6,903 is taxable, and $6,903"
        " of basis stays inside.",
    ],
)
def test_a_published_case_is_worked_out(rule, told):
    assert told in rule.words


def test_only_a_case_that_rounding_changes_says_so(rule):
    # 0.5 has no more places; 0.014 × 7,000 = 98 taxes 6,902.
    assert rule.words.count("With line 10 rounded") == 2
    assert "$98 is tax-free and $6,902 taxable" in rule.words


def test_each_case_has_a_picture(rule):
    pictures = [svg["aria-label"] for svg in rule.tags("svg") if svg.get("role") == "img"]
    pools = re.findall(r"pool of (\S+),", " ".join(pictures))
    assert pools == ["$207,000", "$100,000", "$507,000"]


def test_line_13_is_not_the_taxable_amount(rule):
    assert "line 13 is the part that is not taxable" in rule.words


def test_the_rule_leads_back_to_the_calculator(rule):
    assert "/" in [link["href"] for link in rule.tags("a")]


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_form_year_has_its_sources(sources, year):
    section = re.search(
        rf"Form 8606 for {year} Read from: (.*?)(Form 8606 for|Not comp)", sources.words
    )
    assert section
    assert re.search(r"Checked on \d{4}-\d\d-\d\d\.|Checked on \w+ \d+, \d{4}\.", section[1])


def test_what_is_not_computed_is_named(sources):
    for words in ("Worksheet 1-1", "additional 10% tax", "Inherited IRAs"):
        assert words in sources.words


def test_the_newest_form_comes_first(sources):
    years = re.findall(r"Form 8606 for (\d{4}) Read from", sources.words)
    assert years == [str(year) for year in range(2026, 2017, -1)]


@pytest.mark.parametrize("path", ["/", "/rule/", "/sources/"])
def test_a_page_says_where_one_is(client, path):
    page = Page(client.get(path).content.decode())
    current = [link["href"] for link in page.tags("a") if link.get("aria-current") == "page"]
    assert set(current) == {path}


@pytest.mark.parametrize(
    "path", ["/", "/rule/", "/sources/", "/unverified/", "/sums/", "/no-such-page/"]
)
def test_a_page_has_one_heading_of_the_first_level_and_a_title(client, path):
    page = Page(client.get(path).content.decode())
    assert len(page.tags("h1")) == 1
    assert len(page.tags("title")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_icon_is_where_programs_ask_for_it(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.headers["Location"] == "/static/img/cup.svg"
