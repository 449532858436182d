"""A December 31 value that is not there yet: a range of results, and where they turn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.fixes import Terms, UnpricedError, convert_all, do_nothing, roll_in
from planner.engine.fixes.band import BreakPoint, band
from planner.engine.fixes.standpoint import Start
from planner.engine.fixes.terms import line_by_line
from planner.engine.household import Person
from planner.engine.pool import own_pool
from tests.engine.people import D, person_year

# 7,500 of basis; 7,500 are converted, what is left is not known.
FACTS = person_year(
    tax_year=2026, nondeductible_contribution=7_500, prior_basis=0, conversion=7_500
)
OPEN = Start(FACTS, line_by_line, D(0), own_pool(Person(key="p1")))
NOTHING = {"clean": D(0)}


def test_the_ends_are_the_way_itself():
    found = band(do_nothing, OPEN, (D(0), D(95_000)), {})
    assert [found.low.taxable, found.high.taxable] == [0, 6_951]
    assert found.break_points == ()


def test_the_first_dollar_that_is_taxed():
    # 7,500 x 7,500 / (7,500 + v) rounds to 7,500 as long as v is 0: with 1 it is 7,499.
    found = band(do_nothing, OPEN, (D(0), D(95_000)), NOTHING)
    assert found.break_points == (BreakPoint("clean", D(0)),)


def test_the_top_of_a_bracket_when_all_is_converted():
    # v + 7,500 - 7,500 of basis are income: 43,550 fit, and 152,450 below the next top.
    rooms = {"second": D(152_450), "first": D(43_550), "far": D(400_000)}
    found = band(convert_all, OPEN, (D(10_000), D(212_400)), rooms)
    assert found.break_points == (BreakPoint("first", D(43_550)), BreakPoint("second", D(152_450)))


def test_a_room_that_is_left_from_the_start_does_not_turn():
    assert band(convert_all, OPEN, (D(50_000), D(90_000)), {"first": D(43_550)}).break_points == ()


def test_rolled_in_it_stays_clean_whatever_the_value():
    # 7,500 of basis and 7,500 converted: all that is inside is pre-tax, from the first dollar on.
    found = band(roll_in, OPEN, (D(0), D(10**6)), NOTHING)
    assert found.break_points == (BreakPoint("roll_in", D(0)),)
    assert [found.low.roll_in, found.high.roll_in] == [0, 10**6]


def test_one_value_is_a_band_too():
    found = band(do_nothing, OPEN, (D(95_000), D(95_000)), NOTHING)
    assert found.low == found.high


def test_the_ends_are_in_order():
    with pytest.raises(ValueError, match="2 is above 1"):
        band(do_nothing, OPEN, (D(2), D(1)), {})


def test_other_facts_have_to_be_known():
    with pytest.raises(UnpricedError, match="prior_basis"):
        band(do_nothing, replace(OPEN, facts=replace(FACTS, prior_basis=None)), (D(0), D(1)), {})


@given(
    st.integers(0, 300_000).map(D),
    st.integers(1, 300_000).map(D),
    st.integers(0, 400_000).map(D),
    st.sampled_from([do_nothing, convert_all]),
)
def test_income_leaves_the_room_right_above_the_point(low, width, room, way):
    found = band(way, OPEN, (low, low + width), {"room": room})
    for point in found.break_points:
        at, above = (
            way(OPEN.at_value(value), Terms()).taxable for value in (point.value, point.value + 1)
        )
        assert at <= room < above
    if not found.break_points:
        assert room < found.low.taxable or found.high.taxable <= room
