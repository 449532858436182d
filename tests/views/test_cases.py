"""The page of the published cases, for everybody, without an account and without the database."""

import pytest

from tests.html import Page


@pytest.fixture
def cases(client):
    return Page(client.get("/cases/").content.decode())


@pytest.mark.parametrize(
    "told",
    [
        "The whole cup holds $507,000, and $7,000 of it is already taxed: 1.4%.",
        "Of the conversion $97 is tax-free and $6,903 taxable; $6,903 of basis is trapped",
        "Convert everything$174,957−$57,821above 31.43% later",
        "in higher brackets: $63,200. In equal parts over 5 years none of it leaves the bracket"
        " where it begins: $48,000. Spreading costs $15,200 less.",
        "3$66,667$17,549$52,647",
        "2020$100,000$95,572$22,396$4,030",
        "At once, in 2019$271,000$259,000$69,080$0",
        "In three years it costs $8,244 less.",
    ],
)
def test_a_case_is_told_with_its_figures(cases, told):
    assert told in cases.words


def test_each_case_says_where_it_is_from_and_what_is_ours(cases):
    assert cases.words.count("Source.") == 3
    assert cases.words.count("could not find") == 2
    assert "bogleheads.org, topic 287784, post 4761415" in cases.words
    assert "so the rest is ours" in cases.words


def test_the_rule_leads_to_the_cases(client):
    page = Page(client.get("/rule/").content.decode())
    assert "/cases/" in [link["href"] for link in page.tags("a")]


def test_the_picture_has_words(cases):
    [picture] = [one for one in cases.tags("svg") if one.get("role") == "img"]
    assert picture["aria-labelledby"] == "case-spread-title case-spread-text"
