"""Tax now against what it saves later: worked out by hand, and where doing nothing is better."""

from dataclasses import replace

import pytest

from planner.engine.fixes import (
    Terms,
    UnpricedError,
    at_flat_rate,
    convert_all,
    do_nothing,
    roll_in,
    spread,
    stop_backdoors,
)
from planner.engine.fixes.worth import Later, wealth, worth
from tests.engine.people import D, person_year

POOL = person_year(tax_year=2026, prior_basis=0, year_end_value=100_000)


def terms(years=3, growth="0.06", rate="0.24", backdoor=0):
    price = at_flat_rate(D(rate))
    return Terms(price=price, years=years, growth=D(growth), backdoor=D(backdoor))


def compared(way, facts=POOL, *, later_rate, outside, nothing=None, **more):
    """``way`` against doing nothing, on the same terms."""
    on = terms(**more)
    later = Later(rate=D(later_rate), growth=on.growth, outside=D(outside))
    return worth(way(facts, on), do_nothing(nothing or facts, on), later)


def test_what_there_is_at_the_end_of_each_year():
    first, second, third = wealth(
        convert_all(POOL, terms()), Later(rate=D("0.3"), growth=D("0.06"))
    )
    assert [first.roth, first.outside, first.after_tax] == [100_000, -24_000, 76_000]
    assert [second.roth, second.outside, second.after_tax] == [106_000, -24_000, 82_000]
    assert third.roth == 112_360
    assert [third.year, third.plan, third.ira, third.basis] == [2028, 0, 0, 0]


def test_pre_tax_money_is_worth_less_wherever_it_is():
    # 80,000 go to the plan, 20,000 of basis are converted; 30% of the 80,000 are due later.
    facts = replace(POOL, prior_basis=D(20_000))
    [found] = wealth(roll_in(facts, terms(years=1)), Later(rate=D("0.3")))
    assert [found.plan, found.roth, found.after_tax] == [80_000, 20_000, 76_000]
    [left] = wealth(do_nothing(facts, terms(years=1)), Later(rate=D("0.3")))
    assert [left.ira, left.basis, left.after_tax] == [100_000, 20_000, 76_000]


def test_at_the_same_rate_and_growth_nothing_is_won_or_lost():
    found = compared(convert_all, later_rate="0.24", outside="0.06")
    assert dict(found.ahead) == {2026: 0, 2027: 0, 2028: 0}
    assert (found.break_even, found.is_worth_it) == (2026, False)


def test_money_outside_that_grows_less_makes_the_conversion_worth_it():
    # 24,000 outside would have grown at 5% after tax, inside it grows at 6%.
    found = compared(convert_all, later_rate="0.24", outside="0.05")
    assert dict(found.ahead) == {2026: 0, 2027: 240, 2028: D("506.40")}
    assert (found.break_even, found.is_worth_it) == (2026, True)


def test_a_lower_rate_later_takes_years_to_make_up():
    # 24,000 x 1.05^k <= 22,000 x 1.06^k from k = 10 on (9.18).
    found = compared(convert_all, later_rate="0.22", outside="0.05", years=15)
    assert found.ahead[0] == (2026, -2_000)
    assert (found.break_even, found.is_worth_it) == (2036, True)


def test_doing_nothing_may_be_better():
    found = compared(convert_all, later_rate="0.12", outside="0.05", years=10)
    assert (found.break_even, found.is_worth_it) == (None, False)
    assert found.at_the_end < 0


def test_half_a_million_for_a_backdoor_of_7000_is_seldom_worth_it():
    # 500,000 of pre-tax money and 7,000 of basis. Converting all costs 35% of 500,000 now; at 24%
    # later that is 55,000 lost at once. Trapped basis is not lost: doing nothing keeps 6,903 of it.
    facts = person_year(
        tax_year=2026, nondeductible_contribution=7_000, prior_basis=0, year_end_value=507_000
    )
    planned = replace(facts, year_end_value=D(500_000), conversion=D(7_000))
    found = compared(
        convert_all, facts, nothing=planned, later_rate="0.24", outside="0.05", rate="0.35", years=5
    )
    # Nothing: 7,000 + 500,000 - 24% of 493,097 - 35% of 6,903; all: 507,000 - 175,000.
    assert found.ahead[0] == (2026, 332_000 - (507_000 - D("118343.28") - 2_416))
    assert not found.is_worth_it
    # Into a plan the same costs nothing at all.
    rolled = compared(
        roll_in, facts, nothing=planned, later_rate="0.24", outside="0.05", rate="0.35", years=5
    )
    assert rolled.is_worth_it
    assert rolled.break_even == 2026


def test_200000_spread_stays_in_lower_brackets():
    # Up to 50,000 a year at 24%, what is above at 35%.
    def price(_year, taxable):
        return D("0.24") * min(taxable, D(50_000)) + D("0.35") * max(D(0), taxable - 50_000)

    on = replace(terms(years=4, growth="0"), price=price)
    facts = replace(POOL, year_end_value=D(200_000))
    later, nothing = Later(rate=D("0.3")), do_nothing(facts, on)
    at_once, slowly = (
        worth(way, nothing, later) for way in (convert_all(facts, on), spread(facts, on, years=4))
    )
    # 64,500 against 48,000 of tax now; 60,000 later.
    assert [at_once.at_the_end, slowly.at_the_end] == [-4_500, 12_000]
    assert (at_once.is_worth_it, slowly.is_worth_it) == (False, True)


def test_a_backdoor_is_worth_what_its_growth_would_have_been_taxed():
    # 7,500 more in 2027, and the 7,500 of basis of 2026; with a clean pool all of it is Roth.
    clean = person_year(tax_year=2026, prior_basis=0, year_end_value=0)
    on = terms(years=3, backdoor=7_500)
    later = Later(rate=D("0.24"), growth=D("0.06"), outside=D("0.05"))
    found = worth(do_nothing(clean, on), stop_backdoors(clean, on), later)
    # 2028: the 7,500 of 2027 grew by 450 inside and would have by 375 outside.
    assert dict(found.ahead) == {2026: 0, 2027: 0, 2028: 75}


def test_what_is_withdrawn_is_outside():
    facts = replace(POOL, distribution=D(10_000))
    [found] = wealth(do_nothing(facts, terms(years=1)), Later(rate=D("0.24")))
    assert [found.outside, found.after_tax] == [7_600, 83_600]


def test_money_on_its_way_is_there():
    facts = replace(
        POOL,
        outstanding_rollover=D(1_000),
        nondeductible_contribution=D(7_500),
        contribution_after_year_end=D(7_500),
    )
    [found] = wealth(do_nothing(facts, terms(years=1)), Later(rate=D("0.24")))
    assert [found.ira, found.basis, found.outside] == [108_500, 7_500, -7_500]


def test_ways_over_other_years_are_not_compared():
    with pytest.raises(ValueError, match="same years"):
        worth(convert_all(POOL, terms(years=2)), do_nothing(POOL, terms()), Later(rate=D("0.2")))


@pytest.mark.parametrize(
    ("facts", "on", "missing"),
    [
        (POOL, Terms(), "tax"),
        (replace(POOL, prior_basis=None), terms(), "prior_basis"),
    ],
)
def test_what_is_not_known_is_named(facts, on, missing):
    with pytest.raises(UnpricedError, match=missing):
        wealth(do_nothing(facts, on), Later(rate=D("0.2")))
