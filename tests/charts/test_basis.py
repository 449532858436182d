"""The basis of a lifetime as bars and a dashed line."""

from itertools import pairwise

import pytest

from planner.charts import bars


def test_heights_are_in_proportion_to_the_largest():
    chart = bars([(2018, 5500.0, 0.0), (2019, 11000.0, 6000.0)])
    low, high = chart.bars
    assert high.height == pytest.approx(2 * low.height)
    assert high.y == 14.0
    assert low.y + low.height == high.y + high.height == 128.0
    assert chart.top == 11000.0


def test_bars_stay_inside_and_apart():
    for count in (1, 2, 9, 40, 126):
        found = bars([(1975 + at, 1.0, None) for at in range(count)]).bars
        assert found[0].x >= 8
        assert found[-1].x + found[-1].width <= 252
        assert all(a.x + a.width < b.x for a, b in pairwise(found))


def test_at_most_five_years_are_written():
    assert [len(bars([(at, 1.0, None) for at in range(n)]).ticks) for n in (1, 5, 6, 40)] == [
        *(1, 5, 3, 5)
    ]


def test_what_was_filed_keeps_its_height_until_another_is():
    chart = bars([(2018, 1.0, None), (2019, 4.0, 2.0), (2020, 4.0, None), (2021, 4.0, 4.0)])
    step = 61
    assert chart.filed == f"M{8 + step}.0 71.0H{8 + 2 * step}.0H{8 + 3 * step}.0V14.0H252.0"


def test_a_year_that_is_not_known_is_no_year_without_basis():
    unknown, empty = bars([(2018, None, None), (2019, 0.0, None)]).bars
    assert (unknown.height, unknown.is_known) == (0, False)
    assert (empty.height, empty.is_known) == (0, True)


def test_nothing_at_all():
    assert bars([]).bars == ()
    assert bars([(2018, None, None)]).filed == ""
