"""The forms of a plan: every line as the page shows it, and on every page that it is a plan."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from planner.documents.way_forms import way_forms_pdf
from planner.services.ways_out.assumed import Assumptions
from planner.services.ways_out.comparison import ways_out
from planner.services.ways_out.words import shown_sides
from tests.documents.households import flat_pages
from tests.documents.reading import beside, boxed_numbers, words
from tests.documents.tagging import marks_in_tree, marks_on_pages, strays
from tests.documents.test_circular_page import PUBLISHED, rose
from tests.engine import households as h
from tests.performance.ways import couple

TODAY = date(2026, 11, 22)
ASSUMED = Assumptions(year=2026, on=TODAY, rate=Decimal("0.24"))


def shown(household, person, key):
    found = ways_out(household, ASSUMED)
    (side,) = (one for one in shown_sides(found) if one.side.person.key == person)
    (way,) = (one for one in side.ways if one.option.key == key)
    return found, side, way


def printed(household, person, key):
    found, side, way = shown(household, person, key)
    return way_forms_pdf(found, side, way, "Every dollar costs 24%.")


@pytest.fixture(scope="module")
def spread():
    return printed(couple(), "ben", "spread")


def test_the_first_page_has_every_year_and_where_its_form_is(spread):
    first, *rest = flat_pages(spread)
    # 102,500 in three years, 63,750 of it pre-tax: 21,250 a year, 24% of that 5,100.
    assert (
        "Year Converted Taxable Tax Basis carried on Form"
        " 2026 $34,167 $21,250 $5,100 $25,833 page 2"
        " 2027 $34,167 $21,250 $5,100 $12,916 page 4"
        " 2028 $34,166 $21,250 $5,100 $0 page 6"
    ) in first
    assert "Every dollar costs 24%." in first
    assert len(rest) == 6


def test_every_page_says_that_it_is_a_plan(spread):
    for page in flat_pages(spread):
        assert "Plan, not a fact: Spread the conversion." in page
        assert "If this way is taken, as of November 22, 2026" in page


def test_every_line_is_the_one_of_the_page(spread):
    *_, way = shown(couple(), "ben", "spread")
    found = words(spread)
    for at, year in enumerate(way.option.outcome.years):
        for first in (2 + 2 * at, 3 + 2 * at):
            numbers = boxed_numbers(found, first, 2026)
            lines = [line for line in year.sheet.lines if line.number in numbers]
            assert lines
            for line in lines:
                if line.state == "filled" and line.number != "10":
                    assert beside(found, numbers[line.number]) == line.text, line.number


def test_the_lines_of_the_first_year_by_hand(spread):
    """Line 10 is 38,750 of 102,500; 34,167 times that is 12,916.8."""
    found = words(spread)
    numbers = boxed_numbers(found, 2, 2026)
    by_hand = {"1": "7,500", "2": "31,250", "6": "68,333", "8": "34,167", "9": "102,500"}
    by_hand |= {"11": "12,917", "14": "25,833"}
    assert {number: beside(found, numbers[number]) for number in by_hand} == by_hand


def test_what_stands_in_the_way_is_said():
    first, *_ = flat_pages(printed(couple(), "ann", "roll_in"))
    assert "Ask first: It is not known whether the plan takes money out of IRAs" in first
    assert "Rolled in: $181,150." in first


def test_a_year_without_a_line_has_no_pages():
    home = h.read(
        h.household(
            h.person(basis_start=h.start("20000", 2025), year_end_values=[h.value(2026, "50000")])
        )
    )
    (only,) = flat_pages(printed(home, "p1", "do_nothing"))
    assert "2026 $0 $0 $0 $20,000 none due" in only


def test_a_way_without_a_price_leads_to_no_form():
    home = h.read(h.household(h.person(h.contribution("2026-02-01", 2026, None))))
    with pytest.raises(ValueError, match="cannot be priced"):
        printed(home, "p1", "convert_all")


def test_the_bytes_are_the_same_every_time(spread):
    assert printed(couple(), "ben", "spread") == spread


def test_everything_is_tagged(spread):
    with pikepdf.open(io.BytesIO(spread)) as document:
        assert marks_on_pages(document) <= marks_in_tree(document)
        assert not [name for page in document.pages for name in strays(page)]


def test_a_long_name_stays_in_its_feet():
    home = couple()
    people = tuple(replace(one, name="W" * 200) for one in home.people)
    pages = flat_pages(printed(replace(home, people=people), "ben", "do_nothing"))
    assert len(pages) == 3


def test_worksheet_1_1_comes_after_the_form_that_is_made_from_it():
    """The case of Publication 590-B in 2026: line 13 is 460 of 5,000, line 14 is 340."""
    pdf = printed(h.read(rose(2026)), "p1", "do_nothing")
    first, _, _, worksheet = flat_pages(pdf)
    assert "2026 $5,000 $4,540 $1,090 $340 page 2" in first
    assert "Plan, not a fact: Do nothing." in worksheet
    assert "Line 13: 460, from line 8 of this worksheet." in worksheet
    found = words(pdf)
    numbers = boxed_numbers(found, 4, 2026)
    assert {number: beside(found, numbers[number]) for number in PUBLISHED} == PUBLISHED
    blank = boxed_numbers(found, 2, 2026)
    assert {beside(found, blank[number]) for number in ("6", "7", "8", "9")} == {""}


def test_a_disaster_distribution_changes_no_way_to_line_13():
    person = h.person(
        h.withdrawal("2026-03-01", "1000", character="qualified_disaster"),
        basis_start=h.start("2000", 2025),
        year_end_values=[h.value(2026, "9000")],
    )
    pages = flat_pages(printed(h.read(h.household(person)), "p1", "convert_all"))
    assert len(pages) == 3
    assert not any("Worksheet 1-1" in page for page in pages)
