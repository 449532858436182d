"""Figures from elsewhere: right, rounded another way, wrong in a known way, or unknown."""

import pytest

from planner.engine import worksheet
from planner.engine.recognition import recognize
from tests.engine.people import D, person_year

# Line 3 is 12,000, line 5 is 8,000, line 9 is 100,000, so 8 % of the 30,000 that left is clean:
# 2,400; taxable 27,600; carried on 9,600. Every mistake gives an amount of its own.
FACTS = {
    "nondeductible_contribution": 7_000,
    "contribution_after_year_end": 4_000,
    "prior_basis": 5_000,
    "year_end_value": 70_000,
    "distribution": 10_000,
    "conversion": 20_000,
}

MISTAKES = {
    "conversion-not-added-back": (27_000, -600),  # 30,000 × (1 − 8,000 ÷ 80,000)
    "line-3-instead-of-line-5": (26_400, -1_200),  # 30,000 × (1 − 12,000 ÷ 100,000)
    "distribution-not-added-back": (27_333, -267),  # 30,000 × (1 − 8,000 ÷ 90,000)
    "nothing-added-back": (26_571, -1_029),  # 30,000 × (1 − 8,000 ÷ 70,000)
    "basis-taken-first": (22_000, -5_600),  # 30,000 − 8,000
    "basis-forgotten": (30_000, 2_400),  # everything that left
    "earlier-basis-forgotten": (29_100, 1_500),  # 30,000 × (1 − 3,000 ÷ 100,000)
    "contribution-forgotten": (28_500, 900),  # 30,000 × (1 − 5,000 ÷ 100,000)
    "line-13-taken-for-taxable": (2_400, -25_200),
    "line-14-taken-for-taxable": (9_600, -18_000),
}

SENTENCES = {
    "conversion-not-added-back": "The conversion was not added back: 8,000 ÷ 80,000 instead of"
    " 8,000 ÷ 100,000. The December 31 value no longer holds what was converted, so line 9 adds"
    " line 8 to it.",
    "line-3-instead-of-line-5": "Line 3 (12,000) was divided instead of line 5 (8,000): what was"
    " contributed after December 31 (4,000) was not in the pool yet and cannot come out this year.",
    "distribution-not-added-back": "The other withdrawals were not added back: line 9 is 100,000,"
    " not 90,000.",
    "nothing-added-back": "Neither the conversion nor the withdrawals were added back to the"
    " December 31 value: line 9 is 100,000, not 70,000.",
    "basis-taken-first": "The already-taxed money was taken out first. All of a person's IRAs are"
    " one pool, and every dollar that leaves carries the same mix.",
    "basis-forgotten": "Everything was taxed, as box 2a of Form 1099-R suggests. Form 8606 takes"
    " the basis off: 2,400 of it was already taxed.",
    "earlier-basis-forgotten": "Line 2 was left out: 5,000 of already-taxed money from earlier"
    " years belongs on it.",
    "contribution-forgotten": "Line 1 was left out: the nondeductible contribution of 7,000"
    " belongs on it.",
    "line-13-taken-for-taxable": "That is line 13, the part that is NOT taxable. What is taxable"
    " stands on lines 15c and 18.",
    "line-14-taken-for-taxable": "That is line 14, the already-taxed money carried to next year."
    " What is taxable stands on lines 15c and 18.",
}


def sheet(**changes):
    return worksheet(person_year(**(FACTS | changes)))


def found_in(facts, figure):
    """Verdict, code, dollars and message for a figure held against the worksheet of facts."""
    found = recognize(worksheet(facts), D(str(figure)))
    return found.verdict, found.code, found.dollars, found.message


def recognized(figure, **changes):
    return found_in(person_year(**(FACTS | changes)), figure)[:2]


def test_the_case_is_what_its_comment_says():
    assert sheet().taxable == 27_600
    assert sheet().value("basis_carried_forward") == 9_600


@pytest.mark.parametrize("code", MISTAKES)
def test_a_known_mistake(code):
    figure, dollars = MISTAKES[code]
    found = found_in(person_year(**FACTS), figure)
    assert found == ("mistake", code, dollars, SENTENCES[code])


@pytest.mark.parametrize("figure", ["27000.99", "26999.01", "27000"])
def test_cents_from_elsewhere_do_not_hide_a_mistake(figure):
    assert recognized(figure) == ("mistake", "conversion-not-added-back")


@pytest.mark.parametrize("figure", ["26999", "27001"])
def test_a_dollar_away_is_another_figure(figure):
    assert recognized(figure) == ("different", "not-recognized")


@pytest.mark.parametrize("figure", ["27600", "27600.99", "27599.01"])
def test_the_same_figure(figure):
    verdict, code, _, message = found_in(person_year(**FACTS), figure)
    assert (verdict, code, message) == ("same", "same", "It is the same as ours.")


def test_any_other_figure():
    *found, message = found_in(person_year(**FACTS), 12_345)
    assert found == ["different", "not-recognized", -15_255]
    assert "lines 1, 2 and 6" in message


# A third of 30,000,000 is basis: 10,000,000 × 1 ÷ 30 = 333,333.33… is clean.
@pytest.mark.parametrize(
    ("figure", "places"),
    [(9_670_000, 3), (9_667_000, 4), (9_666_700, 5), (9_666_670, 6)],
)
def test_line_10_rounded_first_is_allowed_by_the_form(figure, places):
    facts = person_year(prior_basis=1_000_000, year_end_value=20_000_000, conversion=10_000_000)
    verdict, code, _, message = found_in(facts, figure)
    assert (verdict, code) == ("rounding", f"rounded-to-{places}-places")
    assert f"{places} places" in message


def test_the_published_case_of_three_places():
    facts = person_year(
        nondeductible_contribution=7_000, prior_basis=0, year_end_value=200_000, conversion=7_000
    )
    assert found_in(facts, 6_762)[1:3] == ("rounded-to-3-places", -1)


def test_year_end_value_taken_for_the_pool():
    # 7,500 × (1 − 7,500 ÷ 95,000) = 6,907.89
    facts = person_year(
        nondeductible_contribution=7_500, prior_basis=0, year_end_value=95_000, conversion=7_500
    )
    _, code, _, message = found_in(facts, 6_908)
    assert code == "conversion-not-added-back"
    assert "7,500 ÷ 95,000 instead of 7,500 ÷ 102,500" in message


def test_nothing_is_wrong_with_line_3_when_it_is_line_5():
    # 30,000 × (1 − 12,000 ÷ 100,000)
    assert recognized(26_400, contribution_after_year_end=0) == ("same", "same")


def test_basis_beyond_the_wrong_pool_taxes_nothing():
    # Without the 30,000 that left, 8,000 of basis stand against a pool of 5,000.
    assert recognized(0, year_end_value=5_000) == ("mistake", "nothing-added-back")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        # All converted with $11 of interest: nobody divides by the empty pool that was left.
        ({"nondeductible_contribution": 7_500, "prior_basis": 0, "year_end_value": 0}, "not-"),
        # Beside 95,000 of pre-tax money, nothing taxable means that the basis was taken first.
        (
            {"nondeductible_contribution": 7_511, "prior_basis": 0, "year_end_value": 95_000},
            "basis-",
        ),
    ],
    ids=["clean", "beside pre-tax money"],
)
def test_a_figure_of_nothing(facts, code):
    assert found_in(person_year(conversion=7_511, **facts), 0)[1].startswith(code)


def test_without_part_i_there_is_nothing_to_mistake():
    facts = person_year(prior_basis=0, year_end_value=95_000, conversion=7_500)
    assert found_in(facts, 7_500)[1] == "same"
    assert found_in(facts, 6_908)[1] == "not-recognized"


def test_a_figure_is_held_to_the_cent_in_cents():
    # 30,000 × 8,000 ÷ 90,000 = 2,666.666…
    assert recognized("27333.33", rounding="cents")[1] == "distribution-not-added-back"


def test_only_a_complete_worksheet_can_be_compared_with():
    incomplete = sheet(prior_basis=None)
    with pytest.raises(ValueError, match="complete worksheet"):
        recognize(incomplete, D(27_600))
