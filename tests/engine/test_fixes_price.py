"""What income costs a household, and how much of it still fits below a top."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.federal import FederalReturn, Filers
from planner.engine.fixes import Terms, at_flat_rate, convert_all
from planner.engine.fixes.early import early_through, half_past_59, withheld_findings
from planner.engine.fixes.price import household_price, is_by_schedule, return_price
from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.return_rooms import return_rooms
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


def filers(of=2026, born=(), part_b=None, **facts):
    amounts: dict[str, Any] = {key: D(value) for key, value in facts.items()}
    base = FederalReturn(year=of, filing_status="married_jointly", **amounts)
    return Filers(base=base, born=born, part_b=part_b)


def test_a_whole_return_prices_premiums_and_the_state_too():
    price = return_price(filers(ordinary_income=210_000, part_b=2), D("0.05"))
    outcome = convert_all(
        person_year(tax_year=2024, prior_basis=0, year_end_value=60_000), Terms(price=price)
    )
    # From 180,800 to 240,800: 20,250 at 22% and 39,750 at 24%; 5%; 12 x 2 x 81.20 up to 274,000.
    assert outcome.tax == Decimal(13_995 + 3_000) + Decimal("1949")  # 1,948.80


def test_nothing_more_costs_nothing():
    price = return_price(filers(ordinary_income=150_000))
    # 117,800 of taxable income is in the 22% bracket of 2026, and in that of 2027 until it is out.
    asked = ((2026, 0), (2026, 100), (2026, 200), (2027, 1))
    assert [price(of, D(taxable)) for of, taxable in asked] == [0, 22, 44, D("0.22")]


def test_who_is_65_counts_in_each_year_by_itself():
    price = return_price(filers(ordinary_income=150_000, born=(date(1961, 1, 2), None)))
    # In 2025 nobody is 65: 30,000 from 118,500 are at 22%. In 2026 one is, and 30,000 take 1,800
    # off the senior deduction: 31,800 at 22%. 180,000 is below the first tier of premiums.
    assert [price(of, D(30_000)) for of in (2025, 2026)] == [6_600, 6_996]


# --- Below 59½ -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "day", "through"),
    [
        ("1967-06-30", "2026-12-30", 2025),
        ("1967-07-01", "2027-01-01", 2026),
        ("1967-12-31", "2027-07-01", 2026),  # June has 30 days
        ("1968-08-31", "2028-03-01", 2027),  # and February of 2028 has 29
        ("1968-02-29", "2027-08-29", 2026),
        ("1967-03-31", "2026-10-01", 2025),  # and September has 30
    ],
)
def test_one_is_59_and_a_half_six_months_after_the_birthday(born, day, through):
    of = date.fromisoformat(born)
    assert half_past_59(of) == date.fromisoformat(day)
    assert early_through(of) == through


def test_nobody_is_taken_to_be_young():
    assert early_through(None) == 0


@pytest.mark.parametrize(
    ("born", "withheld", "codes"),
    [
        (None, "0.1", ["early-not-known"]),
        (None, "0", []),
        ("1967-06-30", "0.1", ["early-until"]),
        ("1967-06-30", "0", []),
        ("1980-06-30", "0.1", []),
        ("1950-06-30", "0.1", []),
    ],
)
def test_what_is_said_of_what_is_withheld(born, withheld, codes):
    one = read(household(person(**({"born": born} if born else {})))).people[0]
    found = list(withheld_findings(one, range(2026, 2029), D(withheld)))
    assert [finding.code for finding in found] == codes
    if codes == ["early-until"]:
        assert "before December 30, 2026, the day of being 59½" in found[0].message


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


# --- Room on a whole return ----------------------------------------------------------------------


def room_of(known, key, *years):
    found = return_rooms(known, years[0]).get(key)
    return found and [found(of) for of in years]


def test_deductions_that_are_left_are_room_too():
    # 22,200 of the standard deduction of 32,200 are left, and 24,800 are taxed at 10%.
    known = filers(ordinary_income=10_000)
    assert room_of(known, "spread_to_bracket", 2026, 2027) == [47_000, 47_000]


def test_gains_lie_on_top_and_take_no_room():
    # 200,000 - 32,200 = 167,800 of ordinary income; the 22% bracket ends at 211,400.
    known = filers(ordinary_income=200_000, gains=300_000)
    assert room_of(known, "spread_to_bracket", 2026) == [43_600]


def test_the_senior_deduction_shrinks_while_the_bracket_fills():
    # 150,000 - 32,200 - 3,300 - 12,000 = 102,500; 108,900 up to 211,400. Each dollar above 150,000
    # takes 12 cents off the deduction, so that 1.12 of it are taxed.
    known = filers(ordinary_income=150_000, born=(date(1950, 1, 1), date(1951, 1, 1)))
    assert room_of(known, "spread_to_bracket", 2026) == [97_232]  # 97,232 x 1.12 = 108,899.84


def test_the_senior_deduction_may_be_gone_before_the_bracket_is_full():
    # 240,000 - 35,500 - 2 x (6,000 - 5,400) = 203,300, which is 8,100 below the top.
    known = filers(ordinary_income=240_000, born=(date(1950, 1, 1), date(1951, 1, 1)))
    assert room_of(known, "spread_to_bracket", 2026) == [7_232]  # 7,232 x 1.12 = 8,099.84
    # 249,000: 2 x 60 of it are left, 213,380 is in the 24% bracket, 190,170 below its top.
    known = filers(ordinary_income=249_000, born=(date(1950, 1, 1), date(1951, 1, 1)))
    assert room_of(known, "spread_to_bracket", 2026) == [190_050]


def test_no_room_above_all_brackets():
    assert room_of(filers(ordinary_income=900_000), "spread_to_bracket", 2026) is None


def test_a_later_year_without_a_top_has_no_room():
    base = FederalReturn(
        year=2026, filing_status="married_jointly", ordinary_income=D(800_000), growth=D("-0.05")
    )
    found = return_rooms(Filers(base=base, born=()), 2026)["spread_to_bracket"]
    assert [found(of) for of in (2026, 2027)] == [900, 0]


def test_the_room_below_a_tier_is_for_who_is_covered():
    # One who is born in 1964 is 65 in 2029: the income of 2027 counts, that of 2026 does not.
    born = (date(1964, 5, 1), None)
    assert room_of(filers(ordinary_income=200_000, born=born), "spread_under_irmaa", 2026) is None
    later = room_of(filers(ordinary_income=200_000, born=born), "spread_under_irmaa", 2027, 2028)
    assert later == [18_000, 18_000]
    part_d = filers(ordinary_income=200_000, born=born, part_b=0)
    assert room_of(part_d, "spread_under_irmaa", 2027) == [18_000]
    asked = filers(ordinary_income=900_000, part_b=1)
    assert room_of(asked, "spread_under_irmaa", 2026) is None


def test_growing_amounts_make_room_each_year():
    base = FederalReturn(
        year=2026, filing_status="single", ordinary_income=D(116_100), growth=D("0.03")
    )
    found = return_rooms(Filers(base=base, born=()), 2026)["spread_to_bracket"]
    # 100,000 is 5,700 below 105,700. In 2027 the top is 108,871, and 16,583 are deducted.
    assert [found(of) for of in (2026, 2027)] == [5_700, 9_354]
