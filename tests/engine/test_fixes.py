"""The ways out: dollars worked out by hand, and what no way out may ever do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.engine import fixes
from planner.engine.fixes import (
    Terms,
    at_flat_rate,
    convert_all,
    do_nothing,
    most_to_roll_in,
    not_converted,
    roll_in,
)
from planner.engine.fixes.pool import basis_inside, pre_tax, still_inside, whole_pool
from tests.engine.people import D, person_year


def at(rate):
    return Terms(price=at_flat_rate(rate))


RATE = at(D("0.24"))

# A backdoor of 7,500 beside 95,000 of old 401(k) money.
BESIDE_ROLLOVER = person_year(
    tax_year=2026,
    nondeductible_contribution=7_500,
    prior_basis=0,
    year_end_value=95_000,
    conversion=7_500,
)

# 7,000 of basis from before, 7,000 contributed in the spring after, 9,100 in the IRAs.
SPLIT_YEAR = person_year(
    nondeductible_contribution=7_000,
    contribution_after_year_end=7_000,
    prior_basis=7_000,
    year_end_value=2_100,
    conversion=7_000,
)


def spread(facts, terms=RATE, years=3):
    """As the calculator spreads: nothing is converted yet."""
    return fixes.spread(not_converted(facts), terms, years)


def totals(outcome):
    return outcome.taxable, outcome.tax, outcome.basis_carried_forward


def taxable_by_year(outcome):
    return [int(year.taxable) for year in outcome.years]


def carried_by_year(outcome):
    return [int(year.basis_carried_forward) for year in outcome.years]


# --- The pool before any line is rounded ---------------------------------------------------------


def test_the_pool_is_what_is_inside_what_left_and_what_is_on_its_way_back():
    facts = person_year(
        year_end_value="1000.10",
        outstanding_rollover="200.20",
        distribution="30.30",
        conversion="4.40",
        nondeductible_contribution="50.50",
        prior_basis="60.60",
        contribution_after_year_end="10.10",
    )
    assert still_inside(facts) == D("1000.10")
    assert whole_pool(facts) == D("1235.00")
    assert basis_inside(facts) == D("101.00")
    assert pre_tax(facts) == D("1134.00")


def test_basis_above_the_pool_leaves_nothing_to_tax():
    assert pre_tax(person_year(prior_basis=9_000, year_end_value=8_000)) == 0


@pytest.mark.parametrize("way", [roll_in, convert_all, do_nothing, spread])
def test_no_way_out_is_priced_on_a_guess(way):
    with pytest.raises(ValueError, match="not known: year_end_value"):
        way(person_year(nondeductible_contribution=7_500, prior_basis=0, conversion=7_500))


@pytest.mark.parametrize("way", [roll_in, convert_all, do_nothing, spread])
def test_a_missing_basis_is_named(way):
    with pytest.raises(ValueError, match="not known: prior_basis"):
        way(person_year(nondeductible_contribution=7_500, year_end_value=95_000, conversion=7_500))


# --- Roll the pre-tax money into a plan ----------------------------------------------------------


def test_the_pre_tax_money_goes_and_the_conversion_is_clean():
    outcome = roll_in(BESIDE_ROLLOVER, RATE)
    assert outcome.key == "roll_in"
    assert outcome.roll_in == 95_000
    assert totals(outcome) == (0, 0, 0)
    assert [year.convert for year in outcome.years] == [7_500]


def test_basis_that_stays_is_converted_too():
    # 30,000 of basis in 50,000: 20,000 may go, 10,000 more than planned is converted, all clean.
    facts = person_year(prior_basis=30_000, year_end_value=30_000, conversion=20_000)
    outcome = roll_in(facts)
    assert outcome.roll_in == 20_000
    assert outcome.years[0].convert == 30_000
    assert outcome.taxable == 0
    assert outcome.tax is None


def test_what_has_left_already_cannot_be_rolled_in():
    # 60,000 converted, of it 50,000 pre-tax: only the 10,000 that are left can still go.
    facts = person_year(prior_basis=10_000, year_end_value=10_000, conversion=60_000)
    assert most_to_roll_in(facts) == 10_000
    assert roll_in(facts).taxable == 50_000


@pytest.mark.parametrize(
    ("rounding", "most"), [("dollars", D(50)), ("cents", D("50.75"))], ids=["dollars", "cents"]
)
def test_the_most_is_rounded_down_so_that_no_cent_of_basis_goes(rounding, most):
    facts = person_year(prior_basis="49.50", year_end_value="100.25", rounding=rounding)
    assert most_to_roll_in(facts) == most


def test_without_pre_tax_money_nothing_goes():
    facts = person_year(prior_basis=8_000, year_end_value=7_500)
    assert most_to_roll_in(facts) == 0


# --- Convert everything, or nothing more ---------------------------------------------------------


def test_converting_everything_taxes_all_pre_tax_money_once():
    outcome = convert_all(BESIDE_ROLLOVER, RATE)
    assert outcome.key == "convert_all"
    assert outcome.roll_in == 0
    assert outcome.years[0].convert == 102_500
    assert totals(outcome) == (95_000, 22_800, 0)


def test_converting_everything_leaves_spring_money_for_next_year():
    outcome = convert_all(SPLIT_YEAR)
    assert totals(outcome) == (2_100, None, 7_000)


def test_doing_nothing_is_the_year_as_planned():
    outcome = do_nothing(BESIDE_ROLLOVER, RATE)
    assert outcome.key == "do_nothing"
    assert outcome.roll_in == 0
    assert totals(outcome) == (6_951, 1_668, 6_951)


@pytest.mark.parametrize(
    ("rounding", "rate", "tax"),
    [
        ("dollars", "0.24", "1668"),  # 6,951 × 0.24 = 1,668.24
        ("cents", "0.24", "1668.29"),  # 6,951.22 × 0.24 = 1,668.2928
        ("dollars", "0", "0"),
        ("dollars", "1", "6951"),
    ],
)
def test_the_tax_is_the_taxable_amount_at_the_rate(rounding, rate, tax):
    facts = person_year(
        nondeductible_contribution=7_500,
        prior_basis=0,
        year_end_value=95_000,
        conversion=7_500,
        rounding=rounding,
    )
    assert do_nothing(facts, at(D(rate))).tax == D(tax)


@pytest.mark.parametrize(("rounding", "carried"), [("dollars", "20001"), ("cents", "20000.50")])
def test_a_year_in_which_nothing_leaves_keeps_its_basis(rounding, carried):
    quiet = person_year(prior_basis="20000.50", year_end_value=90_000, rounding=rounding)
    assert do_nothing(quiet).basis_carried_forward == D(carried)


def test_a_withdrawal_without_basis_carries_nothing():
    outcome = do_nothing(person_year(prior_basis=0, distribution=20_000), RATE)
    assert totals(outcome) == (20_000, 4_800, 0)
    assert outcome.years[0].convert == 0


# --- Spread over years ---------------------------------------------------------------------------


def test_three_equal_parts_use_the_basis_evenly():
    # 102,500 in three parts; of each 34,167 a share of 7,500 ÷ 102,500, that is 2,500, is clean.
    outcome = spread(BESIDE_ROLLOVER, RATE)
    assert outcome.key == "spread"
    assert [year.convert for year in outcome.years] == [34_167, 34_167, 34_166]
    assert taxable_by_year(outcome) == [31_667, 31_667, 31_666]
    assert carried_by_year(outcome) == [5_000, 2_500, 0]
    assert [year.tax for year in outcome.years] == [7_600, 7_600, 7_600]
    assert totals(outcome) == (95_000, 22_800, 0)
    assert outcome.roll_in == 0


def test_the_years_follow_one_another():
    years = [year.facts.tax_year for year in spread(BESIDE_ROLLOVER).years]
    assert years == [2026, 2027, 2028]


def test_spring_money_is_in_the_pool_from_the_second_year():
    # 9,100 inside: 3,033 twice, and in the last year what is left with the 7,000 of the spring.
    outcome = spread(SPLIT_YEAR)
    assert [year.convert for year in outcome.years] == [3_033, 3_033, 10_034]
    assert taxable_by_year(outcome) == [700, 325, 1_075]
    assert carried_by_year(outcome) == [11_667, 8_959, 0]


def test_an_outstanding_rollover_is_back_in_the_second_year():
    facts = person_year(prior_basis=0, year_end_value=600, outstanding_rollover=300, conversion=0)
    assert [year.convert for year in spread(facts).years] == [200, 200, 500]


def test_a_withdrawal_stays_in_its_year():
    # 10 % basis; 9,000 + 1,000 leave in the first year, of which 1,000 are clean.
    facts = person_year(prior_basis=2_800, year_end_value=27_000, distribution=1_000)
    outcome = spread(facts)
    assert [year.convert for year in outcome.years] == [9_000, 9_000, 9_000]
    assert taxable_by_year(outcome) == [9_000, 8_100, 8_100]
    assert carried_by_year(outcome) == [1_800, 900, 0]


def test_a_part_is_never_more_than_what_is_left():
    # Two dollars in four parts: half a dollar is rounded up twice, and then nothing is left.
    facts = person_year(prior_basis=1, year_end_value=2)
    assert [year.convert for year in spread(facts, years=4).years] == [1, 1, 0, 0]


def test_one_year_is_converting_everything():
    assert spread(BESIDE_ROLLOVER, years=1).years == convert_all(BESIDE_ROLLOVER, RATE).years


def test_at_least_one_year():
    with pytest.raises(ValueError, match="at least one year"):
        spread(BESIDE_ROLLOVER, years=0)


def test_how_lines_are_rounded_holds_for_every_year():
    facts = person_year(
        prior_basis=1_000, year_end_value=9_000, rounding="cents", ratio_places=4, conversion=0
    )
    for year in spread(facts).years:
        assert (year.facts.rounding, year.facts.ratio_places) == ("cents", 4)


# --- What always holds ---------------------------------------------------------------------------

whole_dollars = st.integers(0, 2_000_000).map(Decimal)
to_the_cent = st.integers(0, 200_000_000).map(lambda cents: Decimal(cents).scaleb(-2))


def people(amounts, **fixed):
    """Facts with whatever is inside, contributed, carried, converted and withdrawn."""

    def build(*, contributed, late, carried, inside, converted, withdrawn):
        facts = {
            "nondeductible_contribution": contributed,
            "contribution_after_year_end": min(late, contributed),
            "prior_basis": carried,
            "year_end_value": inside,
            "conversion": converted,
            "distribution": withdrawn,
        }
        return person_year(**(facts | fixed))

    return st.builds(
        build,
        contributed=amounts,
        late=amounts,
        carried=amounts,
        inside=amounts,
        converted=amounts,
        withdrawn=amounts,
    )


@given(people(to_the_cent), st.sampled_from(["dollars", "cents"]))
def test_a_roll_in_is_never_a_dollar_of_basis_nor_of_what_has_left(facts, rounding):
    most = most_to_roll_in(replace(facts, rounding=rounding))
    pool = facts.year_end_value + facts.conversion + facts.distribution
    basis = facts.nondeductible_contribution + facts.prior_basis - facts.contribution_after_year_end
    assert 0 <= most <= max(0, pool - basis)
    assert most <= facts.year_end_value


@given(people(whole_dollars, conversion=0, distribution=0))
def test_after_the_roll_in_what_stays_is_converted_without_tax(facts):
    assert roll_in(facts).taxable == 0


@given(people(to_the_cent, conversion=0, distribution=0, rounding="cents"))
def test_after_the_roll_in_what_stays_is_converted_without_tax_to_the_cent(facts):
    assert roll_in(facts).taxable == 0


@given(people(to_the_cent, conversion=0, distribution=0))
def test_rounding_the_lines_of_a_form_with_cents_makes_two_dollars_at_most(facts):
    assert roll_in(facts).taxable <= 2


@given(people(whole_dollars), st.integers(1, 12))
def test_a_spread_taxes_each_dollar_once(facts, years):
    outcome = spread(facts, years=years)
    basis = facts.nondeductible_contribution + facts.prior_basis
    everything = (
        facts.year_end_value
        + facts.conversion
        + facts.distribution
        # One year is over before the money of the spring arrives.
        + (facts.contribution_after_year_end if years > 1 else 0)
    )
    assert outcome.taxable + basis - outcome.basis_carried_forward == everything


@given(people(whole_dollars), st.integers(2, 12))
def test_a_spread_uses_all_basis_that_fits_into_the_pool(facts, years):
    pool = facts.year_end_value + facts.conversion + facts.distribution
    basis = facts.nondeductible_contribution + facts.prior_basis - facts.contribution_after_year_end
    assume(0 < basis <= pool)
    assert spread(facts, years=years).basis_carried_forward == 0


@given(people(whole_dollars), st.decimals(0, 1, places=4))
def test_the_tax_is_at_most_the_income(facts, rate):
    for way in (roll_in, convert_all, do_nothing, spread):
        taxable, no_tax, _ = totals(way(facts, Terms()))
        _, least, _ = totals(way(facts, at(rate)))
        _, most, _ = totals(way(facts, at(Decimal(1))))
        assert no_tax is None
        assert least <= most == taxable
