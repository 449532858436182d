"""Ways out over years: growth, another backdoor each year, brackets filled, parts rolled in."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.fixes import (
    Terms,
    UnpricedError,
    at_flat_rate,
    convert_all,
    do_nothing,
    fill,
    most_to_roll_in,
    part_roll_in_part_convert,
    roll_in,
    solo_401k,
    spread,
    stop_backdoors,
)
from planner.engine.fixes.fill import MOST_YEARS, most_within
from planner.engine.fixes.pool import basis_inside, converting, still_inside, whole_pool
from planner.engine.worksheets import worksheet
from planner.engine.year_layouts import layout_for
from tests.engine.people import D, person_year

# 20,000 of basis in 100,000; nothing is converted yet.
MIXED = person_year(tax_year=2026, prior_basis=20_000, year_end_value=100_000, conversion=0)
WAYS = [do_nothing, stop_backdoors, roll_in, solo_401k, convert_all, spread]


def rows(outcome, *names):
    return [tuple(int(getattr(year, name)) for name in names) for year in outcome.years]


def inside(outcome):
    return [year.facts.year_end_value for year in outcome.years]


# --- Years ahead ---------------------------------------------------------------------------------


def test_doing_nothing_traps_more_basis_each_year():
    # Each year 7,500 come and go: 7,500 x 27,500 / 107,500 = 1,918.60 of them are basis in 2027,
    # then 7,500 x 33,081 / 107,500 = 2,307.98.
    planned = replace(MIXED, year_end_value=D(100_000))
    outcome = do_nothing(planned, Terms(years=3, backdoor=D(7_500)))
    assert rows(outcome, "convert", "taxable", "basis_carried_forward") == [
        (0, 0, 20_000),
        (7_500, 5_581, 25_581),
        (7_500, 5_192, 30_773),
    ]
    assert inside(outcome) == [100_000, 100_000, 100_000]


def test_a_pool_once_clean_stays_clean():
    outcome = roll_in(MIXED, Terms(years=3, backdoor=D(7_500), growth=D("0.05")))
    assert outcome.roll_in == 80_000
    assert rows(outcome, "convert", "taxable") == [(20_000, 0), (7_500, 0), (7_500, 0)]


def test_stopping_contributes_no_more():
    outcome = stop_backdoors(MIXED, Terms(years=2, backdoor=D(7_500)))
    assert rows(outcome, "convert", "basis_carried_forward") == [(0, 20_000), (0, 20_000)]


def test_growth_begins_after_the_first_december_31():
    outcome = stop_backdoors(MIXED, Terms(years=3, growth=D("0.06")))
    assert inside(outcome) == [100_000, 106_000, 112_360]


def test_what_is_inside_may_shrink():
    outcome = convert_all(MIXED, Terms(years=2, growth=D("-0.1")))
    assert rows(outcome, "convert") == [(100_000,), (0,)]
    fewer = spread(MIXED, Terms(growth=D("-0.5")), years=2)
    assert rows(fewer, "convert") == [(50_000,), (25_000,)]


def test_parts_grow_with_the_money():
    # 100,000 / 3 = 33,333; 33,333.33 x 1.1 = 36,667; the rest is 110% of 36,666.70.
    outcome = spread(MIXED, Terms(growth=D("0.1")))
    assert rows(outcome, "convert") == [(33_333,), (36_667,), (40_333,)]
    assert inside(outcome)[-1] == 0


def test_a_spread_goes_on_with_the_backdoor():
    outcome = spread(MIXED, Terms(years=3, backdoor=D(7_500)), years=2)
    assert rows(outcome, "convert") == [(50_000,), (57_500,), (7_500,)]
    assert outcome.years[2].taxable == 0


def test_the_years_of_the_spread_are_there_however_short_the_look():
    assert len(spread(MIXED, Terms(years=2), years=4).years) == 4
    assert len(spread(MIXED, Terms(years=6), years=4).years) == 6


def test_a_year_beyond_the_forms_is_worded_for_itself():
    sheet = spread(MIXED).years[2].sheet
    assert sheet.facts.tax_year == 2028
    assert sheet.layout == layout_for(2028)
    assert sheet.line("1").layout.short == "Nondeductible contributions for 2028"
    assert sheet.line("18").trace.operands


def test_totals_are_those_of_the_years():
    outcome = spread(MIXED, Terms(price=at_flat_rate(D("0.24"))))
    assert outcome.convert == sum(year.convert for year in outcome.years) == 100_000
    assert outcome.taxable == 80_000
    assert outcome.tax == 19_200


def test_a_price_that_is_not_known_for_one_year_leaves_the_total_open():
    outcome = spread(MIXED, Terms(price=lambda year, taxable: taxable if year < 2028 else None))
    assert [year.tax is None for year in outcome.years] == [False, False, True]
    assert outcome.tax is None


# --- Parts ---------------------------------------------------------------------------------------


def test_a_part_is_rolled_in_and_the_rest_converted():
    outcome = part_roll_in_part_convert(MIXED, amount=D(30_000))
    assert [outcome.key, outcome.roll_in] == ["part_roll_in_part_convert", 30_000]
    assert rows(outcome, "convert", "taxable") == [(70_000, 50_000)]


@pytest.mark.parametrize("amount", [-1, 80_001])
def test_no_part_is_more_than_the_most(amount):
    with pytest.raises(ValueError, match="is not from 0 to 80000"):
        part_roll_in_part_convert(MIXED, amount=D(amount))


def test_a_plan_of_ones_own_takes_the_same():
    ours, theirs = solo_401k(MIXED), roll_in(MIXED)
    assert ours.key == "solo_401k"
    assert (ours.roll_in, ours.years) == (theirs.roll_in, theirs.years)


@pytest.mark.parametrize("way", [roll_in, part_roll_in_part_convert, convert_all, spread])
def test_without_the_basis_nothing_is_priced(way):
    with pytest.raises(UnpricedError, match="prior_basis") as caught:
        way(replace(MIXED, prior_basis=None))
    assert caught.value.missing == ("prior_basis",)


def test_with_nothing_inside_nobody_asks_for_the_basis():
    empty = person_year(tax_year=2026, year_end_value=0)
    for way in WAYS:
        outcome = way(empty)
        assert outcome.taxable == outcome.convert == outcome.roll_in == 0
        assert outcome.basis_carried_forward is None


# --- Withheld ---


def test_what_is_withheld_reaches_no_roth_ira_and_costs_more_below_59_and_a_half():
    # 20,000 of the 100,000 are withheld; a fifth of everything is basis: 16,000 of line 7 taxable.
    on = Terms(price=at_flat_rate(D("0.24")), withheld=D("0.2"), early_through=2026)
    [year] = convert_all(MIXED, on).years
    assert [year.sheet.line(number).value for number in ("7", "8", "14")] == [20_000, 80_000, 0]
    assert [year.taxable, year.tax] == [80_000, 19_200 + 1_600]
    later = replace(on, early_through=2025)
    assert convert_all(MIXED, later).tax == 19_200


def test_without_basis_all_that_is_withheld_is_early():
    on = Terms(price=at_flat_rate(D("0.24")), withheld=D("0.2"), early_through=2027, years=2)
    outcome = spread(replace(MIXED, prior_basis=D(0)), on, years=2)
    assert rows(outcome, "convert", "taxable", "tax") == [(40_000, 50_000, 13_000)] * 2


def test_other_withdrawals_are_not_those_of_the_way():
    # Of 10,000 + 20,000 on line 7 two thirds are withheld; 30,000 x 90,000 / 110,000 = 24,545.45.
    facts = replace(MIXED, distribution=D(10_000))
    on = Terms(price=lambda _year, _taxable: D(0), withheld=D("0.2"), early_through=2026)
    [year] = convert_all(facts, on).years
    assert year.sheet.line("15c").value == 24_545
    assert year.tax == 1_636  # 10% of 16,363.33


def test_nothing_converted_is_nothing_withheld():
    on = Terms(price=at_flat_rate(D("0.24")), withheld=D("0.2"), early_through=2026)
    assert stop_backdoors(MIXED, on).tax == 0
    assert convert_all(MIXED, Terms(withheld=D("0.2"), early_through=2026)).tax is None


def test_a_filled_year_counts_what_is_withheld():
    on = Terms(withheld=D("0.1"))
    outcome = fill(MIXED, on, room=lambda _year: D(20_000))
    assert rows(outcome, "convert", "taxable")[0] == (22_500, 20_000)


# --- Filling -------------------------------------------------------------------------------------


def test_each_year_is_filled_and_the_rest_comes_last():
    # 20,000 of income are 25,000 converted, four times.
    outcome = fill(MIXED, room=lambda _year: D(20_000), key="spread_to_bracket")
    assert outcome.key == "spread_to_bracket"
    assert rows(outcome, "convert", "taxable") == [(25_000, 20_000)] * 4
    assert inside(outcome)[-1] == 0


def test_without_room_nothing_is_converted():
    outcome = fill(MIXED, room=lambda _year: D(0))
    assert outcome.convert == 0
    assert len(outcome.years) == MOST_YEARS


def test_it_ends_after_so_many_years():
    outcome = fill(MIXED, room=lambda _year: D(20_000), years=2)
    assert inside(outcome) == [75_000, 50_000]


def test_it_looks_as_far_ahead_as_the_others():
    outcome = fill(MIXED, Terms(years=6), room=lambda _year: D(20_000))
    assert rows(outcome, "convert") == [(25_000,)] * 4 + [(0,)] * 2


def test_basis_alone_needs_no_room():
    clean = replace(MIXED, prior_basis=D(100_000))
    assert most_within(clean, D(0)) == 100_000


def test_what_was_withdrawn_takes_up_room():
    # 10,000 of 110,000 left in the year: 20,000 x 110,000 / 90,000 = 24,444, less the 10,000.
    facts = replace(MIXED, distribution=D(10_000))
    assert most_within(facts, D(20_000)) == 14_444
    assert most_within(facts, D(8_000)) == 0


def test_to_fill_a_year_one_has_to_know_the_basis():
    with pytest.raises(UnpricedError, match="prior_basis"):
        most_within(replace(MIXED, prior_basis=None), D(1))


# --- What always holds ---------------------------------------------------------------------------

dollars = st.integers(0, 2_000_000).map(D)
rates = st.decimals("-0.5", "0.5", places=3)


def facts_with(**fixed):
    def build(*, contributed, carried, value, converted, withdrawn, rounding):
        facts = person_year(
            tax_year=2026,
            nondeductible_contribution=contributed,
            prior_basis=carried,
            year_end_value=value,
            conversion=converted,
            distribution=withdrawn,
            rounding=rounding,
        )
        return replace(facts, **fixed)

    roundings = st.sampled_from(["dollars", "cents"])
    amounts = ("contributed", "carried", "value", "converted", "withdrawn")
    return st.builds(build, rounding=roundings, **dict.fromkeys(amounts, dollars))


@given(facts_with(), st.integers(1, 8), rates, dollars)
def test_every_year_is_its_worksheet(facts, years, growth, backdoor):
    terms = Terms(years=years, growth=growth, backdoor=backdoor, price=at_flat_rate(D("0.3")))
    for way in WAYS:
        for year in way(facts, terms).years:
            sheet = year.sheet
            assert sheet.taxable == year.taxable
            assert sheet.facts.conversion == year.facts.conversion
            line_14 = sheet.value("basis_carried_forward")
            assert line_14 is None or line_14 == year.basis_carried_forward


@given(facts_with(), st.integers(2, 8), rates)
def test_each_year_begins_with_what_the_one_before_carried(facts, years, growth):
    for way in WAYS:
        found = way(facts, Terms(years=years, growth=growth)).years
        for before, after in pairwise(found):
            assert after.facts.prior_basis == before.basis_carried_forward
            assert after.facts.tax_year == before.facts.tax_year + 1


@given(facts_with(conversion=D(0), distribution=D(0)), dollars)
def test_after_a_roll_in_taxable_is_at_most_the_growth_since(facts, growth):
    most = most_to_roll_in(facts)
    stays = replace(facts, year_end_value=still_inside(facts) - most + growth)
    after = converting(stays, still_inside(stays))
    taxable = worksheet(after).taxable
    assert taxable is not None
    assert taxable <= growth


@given(facts_with(distribution=D(0)), st.integers(1, 8))
def test_a_spread_and_the_basis_make_up_the_pool(facts, years):
    outcome = spread(facts, years=years)
    used = basis_inside(facts) - (outcome.basis_carried_forward or 0)
    assert outcome.taxable + used == whole_pool(facts)


@given(facts_with(), dollars)
def test_more_pre_tax_money_never_lowers_the_tax_of_doing_nothing(facts, more):
    richer = replace(facts, year_end_value=facts.year_end_value + more)
    assert do_nothing(facts).taxable <= do_nothing(richer).taxable


@given(facts_with(), dollars)
def test_a_filled_year_stays_within_its_room(facts, room):
    amount = most_within(facts, room)
    assert 0 <= amount <= still_inside(facts)
    if amount:
        after = converting(facts, amount)
        assert do_nothing(after).taxable <= room


@given(facts_with(), st.decimals(0, 1, places=2))
def test_a_part_costs_no_less_than_the_whole_roll_in_and_no_more_than_none(facts, share):
    part = (most_to_roll_in(facts) * Decimal(share)).to_integral_value()
    between = part_roll_in_part_convert(facts, amount=part).taxable
    # Lines 11 and 12 are rounded each.
    assert roll_in(facts).taxable - 2 <= between <= convert_all(facts).taxable + 2
