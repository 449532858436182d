"""What is round to write on an axis."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.charts.scales import Scale, dollar_ticks, short_dollars, year_ticks

amounts = st.decimals(-(10**14), 10**14, places=2)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 5, [0, 1, 2, 3, 4, 5]),
        (0, 7_000, [0, 2_000, 4_000, 6_000, 8_000]),
        (0, 104_650, [0, 25_000, 50_000, 75_000, 100_000, 125_000]),
        (-900, 40, [-1_000, -800, -600, -400, -200, 0, 200]),
        (0, 0, [0]),
    ],
)
def test_ticks_are_round_and_reach_around(low, high, ticks):
    assert list(dollar_ticks(Decimal(low), Decimal(high))) == ticks


@given(amounts, amounts)
def test_ticks_are_few_even_and_whole(one, other):
    low, high = sorted((one, other))
    ticks = dollar_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(ticks) <= 7
    assert len({after - before for before, after in pairwise(ticks)}) <= 1
    assert all(tick == tick.to_integral_value() for tick in ticks)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "$0"),
        (2_500, "$2,500"),
        (-9_000, "−$9,000"),
        (12_500, "$12.5k"),
        (250_000, "$250k"),
        (-1_250_000, "−$1.25M"),
        (3 * 10**9, "$3B"),
        (10**15, "$1,000T"),
    ],
)
def test_amounts_are_short(amount, text):
    assert short_dollars(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2026, 2026, [2026]),
        (2026, 2031, [2026, 2027, 2028, 2029, 2030, 2031]),
        (2026, 2035, [2026, 2028, 2030, 2032, 2034]),
        (2026, 2075, [2030, 2040, 2050, 2060, 2070]),
    ],
)
def test_years_are_round(first, last, years):
    assert list(year_ticks(first, last)) == years


@given(st.integers(1975, 2100), st.integers(0, 130))
def test_one_to_six_years_are_written(first, more):
    assert 1 <= len(year_ticks(first, first + more)) <= 6


@given(st.lists(amounts, min_size=3, max_size=3).map(sorted))
def test_more_lies_farther(values):
    low, middle, high = values
    scale = Scale(low, high, 150.0, 10.0)
    assert scale.at(low) >= scale.at(middle) >= scale.at(high)
    assert 10 - 1e-9 <= scale.at(middle) <= 150 + 1e-9
