"""What the worksheet says about itself, in sentences a preparer can rely on."""

from decimal import Decimal
from typing import Any

import pytest

from planner.documents.worksheet_words import words
from planner.engine import PersonYear, worksheet
from tests.documents import sheets


def said(sheet):
    return words(sheet, sheet.layout)


def of(year=2025, **facts):
    amounts: dict[str, Any] = {
        key: Decimal(value) if isinstance(value, int) and key != "ratio_places" else value
        for key, value in facts.items()
    }
    return said(worksheet(PersonYear(tax_year=year, **amounts)))


@pytest.mark.parametrize(
    ("policy", "in_short"),
    [
        ({}, "Whole dollars, half up; line 10 exact"),
        ({"rounding": "cents"}, "Dollars and cents; line 10 exact"),
        ({"ratio_places": 3}, "Whole dollars, half up; line 10 to 3 places"),
        ({"rounding": "cents", "ratio_places": 10}, "Dollars and cents; line 10 to 10 places"),
    ],
)
def test_the_rounding_of_this_sheet_is_said_in_short(policy, in_short):
    assert of(**policy).in_short == in_short


def test_the_rounding_of_this_sheet_is_said_in_full():
    assert of().rounding.startswith("Whole dollars: ")
    assert of(rounding="cents").rounding.startswith("Dollars and cents, ")
    assert of().ratio.startswith("Line 10 is used exactly")
    assert of(ratio_places=4).ratio.startswith("Line 10 is rounded to 4 places")


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ({}, "none"),
        ({"nondeductible_contribution": 7000, "prior_basis": 0}, "I"),
        ({"conversion": 7000, "prior_basis": 0}, "II"),
        ({"conversion": 7000, "prior_basis": 9, "year_end_value": 0}, "I and II"),
    ],
)
def test_the_parts_filled_in_are_named(facts, parts):
    assert of(**facts).parts == parts


def test_three_parts_are_listed():
    assert said(sheets.full(2025)).parts == "I, II and III"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, ""),
        ({"conversion": 7000, "prior_basis": 0}, ""),
        ({"nondeductible_contribution": 7000, "prior_basis": 0}, "no"),
        ({"nondeductible_contribution": 7000, "prior_basis": 0, "distribution": 5}, "yes"),
        ({"distribution": 5}, "yes"),
    ],
)
def test_the_question_is_answered_where_part_i_comes_to_it(facts, answer):
    assert of(**facts).answer == answer


def test_taxable_and_carried_amounts_are_written_out():
    known = of(nondeductible_contribution=7000, prior_basis=0, conversion=7000, year_end_value=7000)
    assert (known.taxable, known.carried) == ("3,500", "3,500")


def test_taxable_and_carried_amounts_may_be_unknown():
    unknown = of(distribution=5)
    assert (unknown.taxable, unknown.carried) == ("not known", "not known")
    unknown = said(sheets.without_values(2025))
    assert (unknown.taxable, unknown.carried) == ("not known", "not known")


def test_one_missing_line_is_named_in_the_singular():
    status = of(nondeductible_contribution=7000).status
    assert status.startswith("Not complete: line 2 not known.")


def test_findings_name_the_line_and_not_the_key():
    found = of(prior_basis=9, distribution=5, year_end_value=0, qualified_disaster_amount=50)
    assert found.findings == (
        (
            "Costs money",
            "Line 15b (Of it, qualified disaster distributions) is more than line 15a,"
            " of which it is a part.",
        ),
    )


def test_findings_without_a_line_are_left_as_they_are():
    found = of(prior_basis=0, distribution=5)
    assert found.findings[0][0] == "Good to know"


def test_each_computed_line_shows_its_arithmetic():
    steps = dict(said(sheets.full(2025)).arithmetic)
    assert steps["3"] == "6,000 + 14,500 = 20,500"
    assert steps["14"] == "20,500 − 2,546 = 17,954"
    assert "1" not in steps
    assert "6" not in steps


def test_only_huge_amounts_make_the_arithmetic_dense():
    assert not said(sheets.full(2025)).dense
    assert said(sheets.huge(2025)).dense
