"""Three years to the cent, as a preparer would lay them out; and what always holds of the worth."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine import fixes
from planner.engine.fixes import Terms, at_flat_rate, convert_all, do_nothing, roll_in, spread
from planner.engine.fixes.ahead import years_ahead
from planner.engine.fixes.pool import converting
from planner.engine.fixes.worth import Later, turn, wealth, worth
from tests.engine.gold_cases import GOLD
from tests.engine.people import D, person_year

CASE: dict[str, Any] = tomllib.loads((GOLD / "worth.toml").read_text("utf-8"))
ASSUMED = CASE["assumed"]
WAYS = ["do_nothing", "stop_backdoors", "convert_all", "roll_in"]
LATER = Later(
    rate=D(ASSUMED["later_rate"]), growth=D(ASSUMED["growth"]), outside=D(ASSUMED["outside"])
)


def settled():
    facts = CASE["facts"]
    return person_year(
        tax_year=facts["year"],
        nondeductible_contribution=facts["nondeductible_contribution"],
        prior_basis=facts["prior_basis"],
        year_end_value=facts["inside"],
        rounding="cents",
    )


def outcome(key):
    """The way called ``key``; doing nothing converts the contribution of the year, as planned."""
    facts = converting(settled(), D(7_500)) if key == "do_nothing" else settled()
    terms = Terms(
        price=at_flat_rate(D(ASSUMED["rate"])),
        years=ASSUMED["years"],
        growth=LATER.growth,
        backdoor=D(ASSUMED["backdoor"]),
    )
    return getattr(fixes, key)(facts, terms)


@pytest.mark.parametrize("key", WAYS)
def test_each_year_of_a_way(key):
    for found, row in zip(years_ahead(outcome(key)), CASE[key]["years"], strict=True):
        assert found.year == row["year"]
        shown = [found.pool, found.basis, found.converted, found.taxable, found.tax, found.carried]
        names = ("pool", "basis", "convert", "taxable", "tax", "carried")
        assert shown == [D(row[name]) for name in names], found.year


@pytest.mark.parametrize("key", WAYS)
def test_what_there_is_after_tax(key):
    for found, row in zip(wealth(outcome(key), LATER), CASE[key]["years"], strict=True):
        names = ("roth", "plan", "ira", "outside", "due", "after_tax")
        assert [getattr(found, name) for name in names] == [D(row[name]) for name in names]


@pytest.mark.parametrize("key", ["convert_all", "roll_in"])
def test_by_how_much_it_is_ahead_and_where_that_turns(key):
    case, way, nothing = CASE[key], outcome(key), outcome("do_nothing")
    found = worth(way, nothing, LATER)
    assert [dollars for _year, dollars in found.ahead] == [D(one) for one in case["ahead"]]
    assert found.break_even == case.get("break_even")
    at = turn(wealth(way, LATER)[-1], wealth(nothing, LATER)[-1])
    assert at is not None
    assert round(at.rate, 4) == D(case["turn"])
    assert at.is_ahead_above == case["turn_above"]


def test_doing_nothing_against_stopping():
    found = worth(outcome("do_nothing"), outcome("stop_backdoors"), LATER)
    amounts = CASE["stop_backdoors"]["nothing_ahead"]
    assert [dollars for _year, dollars in found.ahead] == [D(one) for one in amounts]


# --- Years ahead ---------------------------------------------------------------------------------


def test_only_the_first_year_is_not_projected():
    assert [one.is_projected for one in years_ahead(outcome("roll_in"))] == [False, True, True]


def test_what_stays_inside_is_of_two_kinds():
    nothing, *_ = years_ahead(outcome("do_nothing"))
    assert (nothing.basis_inside, nothing.pre_tax_inside) == (D("6937.50"), D("85562.50"))
    assert not nothing.is_clean
    assert all(one.is_clean for one in years_ahead(outcome("roll_in")))


def test_basis_is_never_more_than_what_is_inside():
    lost = person_year(tax_year=2026, prior_basis=9_000, year_end_value=5_000)
    [year] = years_ahead(do_nothing(lost))
    assert [year.carried, year.basis_inside, year.pre_tax_inside] == [9_000, 5_000, 0]


def test_where_the_basis_is_not_known_all_of_it_may_be_taxed():
    [year] = years_ahead(do_nothing(person_year(tax_year=2026, year_end_value=5_000)))
    assert [year.carried, year.pre_tax_inside] == [None, 5_000]


def test_money_that_comes_in_the_spring_is_inside_but_not_in_the_pool():
    facts = person_year(
        tax_year=2026,
        prior_basis=1_000,
        nondeductible_contribution=7_500,
        contribution_after_year_end=7_500,
        outstanding_rollover=2_000,
        year_end_value=50_000,
    )
    [year] = years_ahead(do_nothing(facts))
    assert [year.pool, year.basis, year.inside, year.carried] == [52_000, 1_000, 59_500, 8_500]


# --- Where the later rate turns it ---------------------------------------------------------------


def test_no_rate_turns_what_has_as_much_left_to_tax():
    [one] = wealth(outcome("do_nothing"), LATER)[:1]
    assert turn(one, one) is None


def test_no_rate_turns_what_would_need_one_beyond_all():
    [way, *_], [other, *_] = (wealth(outcome(key), LATER) for key in ("convert_all", "do_nothing"))
    assert turn(replace(way, roth=way.roth + 1_000_000), other) is None
    assert turn(replace(way, roth=D(0)), other) is None


# --- What always holds ---------------------------------------------------------------------------

amounts = st.integers(0, 1_000_000).map(D)
rates = st.decimals(0, "0.6", places=3)
growths = st.decimals("-0.1", "0.15", places=3)


@st.composite
def pools(draw):
    """Money that is worth at least its basis, and nothing converted yet."""
    basis, more = draw(amounts), draw(amounts)
    rounding = draw(st.sampled_from(["dollars", "cents"]))
    return person_year(
        tax_year=2026, prior_basis=basis, year_end_value=basis + more, rounding=rounding
    )


def terms(rate, years, growth=0, backdoor=0):
    price = at_flat_rate(D(rate))
    return Terms(price=price, years=years, growth=D(growth), backdoor=D(backdoor))


@given(pools(), rates, st.integers(1, 8), amounts)
def test_without_growth_and_at_one_rate_nothing_is_worth_more_than_another_way(
    facts, rate, years, backdoor
):
    on, later = terms(rate, years, backdoor=backdoor), Later(rate=D(rate))
    nothing = do_nothing(facts, on)
    for way in (convert_all, roll_in, fixes.stop_backdoors):
        found = worth(way(facts, on), nothing, later)
        # The tax of each year is rounded to a dollar in either way, and line 9 of a year too.
        assert abs(found.at_the_end) <= 2 * years


@given(pools(), st.lists(rates, min_size=2, max_size=2), growths, growths, st.integers(1, 8))
def test_a_higher_rate_later_never_makes_converting_less_worth(
    facts, later_rates, growth, outside, years
):
    on = terms("0.24", years, growth)
    way, nothing = convert_all(facts, on), do_nothing(facts, on)
    low, high = (
        worth(way, nothing, Later(rate=D(rate), growth=on.growth, outside=D(outside)))
        for rate in sorted(later_rates)
    )
    assert low.at_the_end <= high.at_the_end


@given(pools(), rates, growths, growths, st.integers(1, 12))
def test_the_break_even_year_is_that_of_the_table(facts, rate, growth, outside, years):
    on = terms("0.24", years, growth)
    later = Later(rate=D(rate), growth=on.growth, outside=D(outside))
    found = worth(convert_all(facts, on), do_nothing(facts, on), later)
    behind = [year for year, dollars in found.ahead if dollars < 0]
    if found.break_even is None:
        assert behind[-1] == found.ahead[-1][0]
    else:
        assert all(year < found.break_even for year in behind)
        assert found.break_even == facts.tax_year or found.break_even - 1 in behind


@given(pools(), growths, growths, st.integers(1, 8), amounts)
def test_at_the_rate_where_it_turns_both_are_worth_the_same(
    facts, growth, outside, years, backdoor
):
    on = terms("0.24", years, growth, backdoor)
    at = Later(rate=D("0.2"), growth=on.growth, outside=D(outside))
    for way in (convert_all, roll_in):
        outcomes = way(facts, on), do_nothing(facts, on)
        found = turn(*(wealth(one, at)[-1] for one in outcomes))
        if found is not None:
            even = worth(*outcomes, replace(at, rate=found.rate))
            assert abs(even.at_the_end) <= D("0.01")


@given(pools(), st.integers(1, 6), growths, amounts)
def test_the_years_ahead_are_the_lines_of_their_forms(facts, years, growth, backdoor):
    on = terms("0.3", years, growth, backdoor)
    for way in (do_nothing, roll_in, convert_all, spread):
        for one in years_ahead(way(facts, on)):
            sheet = one.row.sheet
            for key, amount in (
                ("ira_pool", one.pool),
                ("basis_available", one.basis),
                ("conversion", one.converted),
                ("basis_carried_forward", one.carried),
            ):
                assert sheet.value(key) in (None, amount), (key, one.year)
            assert one.taxable == sheet.taxable
            assert one.basis_inside + one.pre_tax_inside == one.inside


@given(pools(), st.integers(1, 8))
def test_what_a_spread_makes_taxable_and_its_basis_are_the_pool(facts, years):
    on = terms("0.24", years)
    found = years_ahead(spread(facts, on, years=years))
    used = found[0].basis - (found[-1].carried or 0)
    assert sum(one.taxable for one in found) + used == found[0].pool
