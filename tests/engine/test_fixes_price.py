"""What income costs a household, and how much of it still fits below a top."""

from datetime import date
from decimal import Decimal

import pytest

from planner.engine.federal import FederalReturn, Medicare
from planner.engine.fixes import Terms, at_flat_rate, convert_all
from planner.engine.fixes.price import household_price, is_by_schedule, return_price
from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.rooms import rooms
from tests.engine.households import household, person, read, start, value
from tests.engine.people import D, person_year

FULL = {"filing_status": "married_jointly", "taxable_income": "360000"}


def home(*years, **more):
    known = {"basis_start": start("0", 2025), "year_end_values": [value(2026, "50000")]}
    return read(household(person(**(known | more)), years=list(years)))


def year(of=2026, **more):
    return {"year": of} | more


def cost(household, taxable=100_000, of=2026, rate=None):
    return household_price(household, 2026, rate)(of, D(taxable))


# --- Price ---------------------------------------------------------------------------------------


def test_a_rate_that_is_typed_comes_first():
    known = home(year(marginal_rate="0.35", **FULL))
    assert cost(known, rate=D("0.2")) == 20_000
    assert cost(known) == 35_000


def test_a_typed_rate_has_the_state_in_it_already():
    assert cost(home(year(marginal_rate="0.35", state_rate="0.093"))) == 35_000


def test_else_the_brackets_and_the_state():
    # 43,550 up to 403,550 at 24%, 56,450 at 32%: 10,452 + 18,064.
    assert cost(home(year(**FULL))) == 28_516
    assert cost(home(year(state_rate="0.05", **FULL))) == 33_516


@pytest.mark.parametrize(
    "known", [{}, {"taxable_income": "1"}, {"filing_status": "single"}, {"state_rate": "0.1"}]
)
def test_what_says_too_little_has_no_price(known):
    assert cost(home(year(**known))) is None
    assert not is_by_schedule(home(year(**known)), 2026, None)


def test_a_household_that_says_nothing_has_no_price():
    assert cost(home()) is None
    assert not is_by_schedule(home(), 2026, None)


def test_a_later_year_speaks_for_itself_or_is_like_the_first():
    known = home(year(marginal_rate="0.3"), year(2027, marginal_rate="0.2"), year(2028, magi="1"))
    assert [cost(known, 1_000, of=of) for of in (2026, 2027, 2028, 2029)] == [300, 200, 300, 300]


def test_a_year_without_amounts_takes_the_last_ones_and_one_before_the_first_none():
    assert cost(home(year(**FULL)), of=2031) == 28_516
    assert household_price(home(year(2010, **FULL)), 2010)(2010, D(1)) is None


@pytest.mark.parametrize(
    ("rate", "marginal", "by_schedule"),
    [(None, None, True), (D("0.3"), None, False), (None, "0.3", False)],
)
def test_whether_the_schedules_are_used(rate, marginal, by_schedule):
    known = home(year(marginal_rate=marginal, **FULL))
    assert is_by_schedule(known, 2026, rate) == by_schedule


def test_no_rate_is_no_price():
    assert at_flat_rate(None)(2026, D(1)) is None


def test_a_whole_return_prices_premiums_and_the_state_too():
    def returns(of: int) -> FederalReturn:
        return FederalReturn(year=of, filing_status="married_jointly", ordinary_income=D(210_000))

    price = return_price(returns, state_rate=D("0.05"), medicare=Medicare(part_b=2))
    outcome = convert_all(
        person_year(tax_year=2024, prior_basis=0, year_end_value=60_000), Terms(price=price)
    )
    # From 180,800 to 240,800: 20,250 at 22% and 39,750 at 24%; 5%; 12 x 2 x 81.20 up to 274,000.
    assert outcome.tax == Decimal(13_995 + 3_000) + Decimal("1949")  # 1,948.80


def test_a_return_is_worked_out_once_a_year_and_nothing_costs_nothing():
    asked = []

    def returns(of: int) -> FederalReturn:
        asked.append(of)
        return FederalReturn(year=of, filing_status="single", ordinary_income=D(100_000))

    price = return_price(returns)
    # From 83,900 on all is in the 22% bracket of 2026, and in that of 2027 until it is published.
    costs = [
        price(of, D(taxable)) for of, taxable in ((2026, 0), (2026, 100), (2026, 200), (2027, 1))
    ]
    assert costs == [0, 22, 44, D("0.22")]
    assert set(asked) == {2026, 2027}


# --- Room ----------------------------------------------------------------------------------------


def fits(known, key, *years):
    found = rooms(known, known.people[0], 2026).get(key)
    return found and [found(of) for of in years]


def test_the_room_to_the_top_of_the_bracket():
    known = home(year(**FULL), year(2027, filing_status="single", taxable_income="100000"))
    assert fits(known, "spread_to_bracket", 2026, 2027, 2028) == [43_550, 5_700, 43_550]


def test_at_a_top_the_next_bracket_is_filled():
    known = home(year(filing_status="single", taxable_income="105700"))
    assert fits(known, "spread_to_bracket", 2026) == [96_075]


def test_a_later_year_above_all_brackets_is_like_the_first():
    known = home(year(**FULL), year(2027, filing_status="single", taxable_income="700000"))
    assert fits(known, "spread_to_bracket", 2027) == [43_550]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"filing_status": "single"},
        {"taxable_income": "1000"},
        {"filing_status": "single", "taxable_income": "640600"},
        {"magi": "100000"},
    ],
)
def test_no_room_where_nothing_is_known_or_nothing_ends(known):
    found = home(year(**known), born="1961-01-01")
    assert rooms(found, found.people[0], 2026) == {}
    assert rooms(home(), found.people[0], 2026) == {}


def test_the_room_below_a_tier_is_for_those_whose_income_counts():
    # The premiums of 2028 are not announced; those of 2026 stand in.
    known = {"filing_status": "single", "magi": "100000"}
    assert fits(home(year(**known), born="1963-12-31"), "spread_under_irmaa", 2026) == [9_000]
    assert fits(home(year(**known), born="1964-01-01"), "spread_under_irmaa", 2026) is None
    assert fits(home(year(**known)), "spread_under_irmaa", 2026) is None
    top = known | {"magi": "500000"}
    assert fits(home(year(**top), born="1963-12-31"), "spread_under_irmaa", 2026) is None


def test_no_room_is_told_for_years_before_2018():
    known = home(year(2017, magi="1", **FULL), born="1940-01-01")
    assert rooms(known, known.people[0], 2017) == {}


def test_both_ways_of_filling_are_among_the_options():
    known = home(year(magi="380000", **FULL), born="1963-12-31")
    asked = Question(year=2026, on=date(2026, 11, 22))
    [found] = fixes_result(known, asked)["people"]
    by_key = {option["key"]: option for option in found["options"]}
    assert by_key["spread_to_bracket"]["years"][0]["convert"] == "43550"
    assert by_key["spread_under_irmaa"]["years"][0]["convert"] == "30000"
