"""The answer in a few numbers, for every kind of year."""

from fractions import Fraction

import pytest

from planner.engine import worksheet
from planner.engine.summary import summarize
from tests.engine.people import person_year

KINDS = {
    "empty": {},
    "carried": {"nondeductible_contribution": 7_500, "prior_basis": 0, "year_end_value": 7_500},
    "untaxed": {
        "nondeductible_contribution": 7_500,
        "prior_basis": 0,
        "year_end_value": 0,
        "conversion": 7_500,
    },
    "partly": {
        "nondeductible_contribution": 7_500,
        "prior_basis": 0,
        "year_end_value": 95_000,
        "conversion": 7_500,
    },
    # One dollar of basis in 100,000: not even half a cent of each dollar that leaves.
    "fully": {"prior_basis": 1, "year_end_value": 90_000, "conversion": 10_000},
    "no_basis": {"prior_basis": 0, "year_end_value": 90_000, "conversion": 10_000},
    "unknown": {"nondeductible_contribution": 7_500, "year_end_value": 95_000, "conversion": 7_500},
}


def summary(**facts):
    return summarize(worksheet(person_year(**facts)))


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind):
    assert summary(**KINDS[kind]).kind == kind


def test_the_sentence_of_the_front_page():
    found = summary(**KINDS["partly"])
    assert (found.converted, found.withdrawn, found.left) == (7_500, 0, 7_500)
    assert (found.taxable, found.untaxed, found.carried) == (6_951, 549, 6_951)
    assert (found.pool, found.pre_tax) == (102_500, 95_000)
    assert found.share.fraction == Fraction(75, 1025)


def test_conversion_and_withdrawal_leave_together():
    # 5,000 of basis in 100,000: 5 % of the 30,000 that left.
    found = summary(
        prior_basis=5_000, year_end_value=70_000, conversion=20_000, distribution=10_000
    )
    assert (found.converted, found.withdrawn, found.left) == (20_000, 10_000, 30_000)
    assert (found.untaxed, found.taxable, found.carried) == (1_500, 28_500, 3_500)


def test_spring_money_cannot_come_out_and_taxes_all_that_left():
    found = summary(
        nondeductible_contribution=7_000,
        contribution_after_year_end=7_000,
        prior_basis=0,
        year_end_value=40_000,
        conversion=5_000,
    )
    assert (found.kind, found.taxable, found.carried) == ("fully", 5_000, 7_000)
    assert (found.pool, found.pre_tax) == (45_000, 45_000)


def test_an_unknown_basis_gives_no_taxable_amount():
    found = summary(**KINDS["unknown"])
    assert (found.taxable, found.untaxed, found.carried) == (0, 0, 0)
    assert found.pool == 102_500


def test_an_unknown_value_gives_no_pool():
    found = summary(nondeductible_contribution=7_500, prior_basis=0, conversion=7_500)
    assert found.kind == "unknown"
    assert (found.pool, found.pre_tax) == (0, 0)


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        (KINDS["carried"], Fraction(1)),
        ({"prior_basis": 30_000, "year_end_value": 400_000}, Fraction(3, 40)),
    ],
    ids=["carried", "empty"],
)
def test_the_share_of_a_pool_that_nothing_left(facts, share):
    assert summary(**facts).share.fraction == share


def test_the_pool_of_a_year_without_form():
    found = summary(prior_basis=30_000, year_end_value=400_000)
    assert found.kind == "empty"
    assert (found.pool, found.pre_tax) == (400_000, 370_000)


def test_a_pool_that_fell_below_its_basis_is_all_already_taxed():
    # Values fell below what was contributed: everything inside is already taxed.
    found = summary(nondeductible_contribution=7_000, prior_basis=0, year_end_value=6_000)
    assert (found.kind, found.pre_tax, found.pool) == ("carried", 0, 6_000)
    assert found.share.fraction == 1


def test_basis_that_is_not_there_yet_is_no_pool():
    found = summary(
        nondeductible_contribution=7_000,
        contribution_after_year_end=7_000,
        prior_basis=0,
        year_end_value=0,
    )
    assert (found.pool, found.pre_tax, found.carried) == (0, 0, 7_000)


@pytest.mark.parametrize(
    ("rounding", "converted", "taxable"),
    [("dollars", "7500", "6951"), ("cents", "7500.49", "6951.68")],
)
def test_amounts_are_rounded_like_the_worksheet(rounding, converted, taxable):
    # 7,500.49 × 7,500 ÷ 102,500.49 = 548.81…; in dollars 7,500 × 7,500 ÷ 102,500 = 548.78…
    found = summary(**KINDS["partly"] | {"conversion": "7500.49", "rounding": rounding})
    assert (f"{found.converted}", f"{found.taxable}") == (converted, taxable)


def test_less_than_half_a_dollar_is_nothing_in_whole_dollars():
    assert summary(prior_basis=0, year_end_value=0, distribution="0.49").kind == "empty"
    assert summary(prior_basis=100, year_end_value=0, distribution="0.49").kind == "carried"
    assert (
        summary(prior_basis=0, year_end_value=0, distribution="0.49", rounding="cents").kind
        == "no_basis"
    )
