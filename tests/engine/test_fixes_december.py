"""The value of December 31: what papers say of it, its likely range, and what is assumed of it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.fixes import Terms, do_nothing
from planner.engine.fixes.band import band
from planner.engine.fixes.crossings import Crossing, Curve, crossings, curve
from planner.engine.fixes.december import december
from planner.engine.fixes.edges import FIRST_DOLLAR, bracket_edges
from planner.engine.fixes.options import options, start_of, ways
from planner.engine.fixes.price import household_price
from planner.engine.fixes.results import ways_findings
from planner.engine.fixes.rooms import rooms
from planner.engine.fixes.standpoint import standpoint
from planner.engine.year_figures import year_figures
from tests.engine.households import (
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    rollover,
    start,
    value,
)
from tests.engine.people import D

NOVEMBER = date(2026, 11, 22)
CASES = tomllib.loads((Path(__file__).parent / "gold/december/breaks.toml").read_text("utf-8"))


def at(*events, on=NOVEMBER, accounts="ira roth k", **more):
    known = {"basis_start": start("10000", 2025), "year_end_values": [value(2026, "50000")]}
    home = read(household(person(*events, accounts=accounts, **(known | more))))
    return standpoint(home, home.people[0], 2026, on)


def paper(amount, source="form_5498", account="ira"):
    return value(2026, amount, account) | {"source": source}


def inside(found):
    starts = (found.planned, found.settled, found.stopped)
    return tuple(one.facts.year_end_value for one in starts)


# --- What is known -------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["statement", "form_5498"])
def test_a_value_on_paper_is_known(source):
    found = december(at(year_end_values=[paper("50000", source)]))
    assert found.is_known
    assert [one.amount for one in found.documented] == [50_000]


def test_an_estimate_is_a_range_of_15_percent_to_plain_amounts():
    # 50,000 - 7,500 = 42,500, and 57,500: whole hundreds already.
    found = december(at())
    assert [one.key for one in found.open] == ["ira"]
    assert (found.inside, found.ends) == (D(50_000), (D(42_500), D(57_500)))


def test_the_ends_are_rounded_outwards():
    # 15 % of 212,437 is 31,865.55: 180,571.45 and 244,302.55, to thousands.
    assert december(at(year_end_values=[value(2026, "212437")])).ends == (D(180_000), D(245_000))


def test_a_value_that_nobody_entered_is_expected():
    # 40,000 at the end of 2025 and 7,500 since: 47,500; 15 % is 7,125.
    found = december(
        at(contribution("2026-02-01", 2026, "7500"), year_end_values=[value(2025, "40000")])
    )
    assert (found.inside, found.ends) == (D(47_500), (D(40_300), D(54_700)))


def test_without_an_earlier_value_there_is_no_range():
    found = december(at(year_end_values=[]))
    assert (found.is_known, found.inside, found.ends) == (False, None, None)


def test_what_a_paper_says_does_not_swing():
    # 30,000 are on paper; 15 % of 20,000 is 3,000.
    both = [paper("30000"), value(2026, "20000", "ira2")]
    found = december(at(accounts="ira ira2 roth", year_end_values=both))
    assert [one.key for one in found.open] == ["ira2"]
    assert found.ends == (D(47_000), D(53_000))


def test_the_range_never_begins_below_what_papers_say():
    both = [paper("30000"), value(2026, "50", "ira2")]
    found = december(at(accounts="ira ira2 roth", year_end_values=both))
    assert found.ends == (D(30_000), D(30_150))


def test_what_is_planned_to_leave_swings_until_then():
    # 50,000 after a conversion of 10,000 in December: 15 % of 60,000 is 9,000.
    assert december(at(conversion("2026-12-01", "10000"))).ends == (D(41_000), D(59_000))


def test_an_empty_ira_may_have_earned_something():
    assert december(at(year_end_values=[value(2026, "0")])).ends == (D(0), D(100))


def test_who_has_no_ira_has_nothing_to_find_out():
    found = december(at(accounts="roth k", year_end_values=[]))
    assert found.is_known
    assert found.inside == 0


# --- What is assumed -----------------------------------------------------------------------------


def test_what_is_set_takes_the_place_of_what_is_entered():
    found = at(conversion("2026-12-01", "5000"), rollover("ira", "k", "2026-12-02", "20000"))
    assert inside(found) == (70_000, 75_000, 75_000)
    assert not found.is_set
    moved = found.with_inside(D(60_000))
    assert inside(moved) == (80_000, 85_000, 85_000)
    assert (moved.inside, moved.is_set) == (60_000, True)


def test_a_planned_contribution_comes_off_where_one_stops():
    found = at(contribution("2026-12-01", 2026, "7000")).with_inside(D(60_000))
    assert inside(found) == (60_000, 60_000, 53_000)
    assert inside(found.with_inside(D(2_000))) == (2_000, 2_000, 0)


def test_line_6_is_corrected_beside_what_is_set():
    # 3,000 went to the Roth IRA in 2026 and are recharacterized in 2027, with 100 they earned.
    events = (
        contribution("2026-02-01", 2026, "3000", account="roth"),
        recharacterization("2027-02-01", 2026, "3000", earnings="100"),
    )
    assert inside(at(*events).with_inside(D(60_000))) == (63_100,) * 3
    unknown = events[0], recharacterization("2027-02-01", 2026, "3000")
    assert inside(at(*unknown).with_inside(D(60_000))) == (None, None, None)


def test_a_value_of_nothing_known_can_be_set():
    found = at(year_end_values=[])
    assert inside(found) == (None, None, None)
    assert inside(found.with_inside(D(7_600))) == (7_600,) * 3


def test_what_is_set_is_said_to_be_and_not_expected():
    found = at(year_end_values=[value(2025, "40000")])
    [before, *_] = ways_findings(found, options(found), by_schedule=False)
    assert before.code == "year-end-value-expected"
    moved = found.with_inside(D(212_400))
    [said, *rest] = ways_findings(moved, options(moved), by_schedule=False)
    assert (said.code, said.dollars) == ("year-end-value-set", D(212_400))
    assert said.message == ("$212,400 in all IRAs together on December 31, 2026 is as set here.")
    assert "year-end-value-expected" not in [one.code for one in rest]


# --- Where it turns ------------------------------------------------------------------------------


def worked_out(case):
    """Where somebody stands with the household of a gold case, its price, and its ways."""
    fact = person(
        *case["events"],
        basis_start=start(case["basis"], 2025),
        year_end_values=[value(2026, case["ends"][0])],
        accounts="ira roth k",
    )
    home = read(household(fact, years=case["years"]))
    where = standpoint(home, home.people[0], 2026, NOVEMBER)
    fillings = rooms(home, home.people[0], 2026)
    found = ways(case["spread_years"], fillings)
    return where, Terms(price=household_price(home, 2026)), found


def edges(case):
    """The rooms of the gold case by the name of what begins; the lowest one of each name."""
    found = {"taxable": FIRST_DOLLAR.room}
    income = case["years"][0].get("taxable_income")
    if income:
        brackets = year_figures(2026).table.rates.brackets["married_jointly"]
        found |= {f"{one.rate}": one.room for one in bracket_edges(brackets, D(income))}
    return found


def ends(case):
    low, high = map(D, case["ends"])
    return low, high


GOLD = [
    pytest.param(case, way, id=f"{at}-{way['key']}")
    for at, case in enumerate(CASES["case"])
    for way in case["way"]
]


@pytest.mark.parametrize(("case", "way"), GOLD)
def test_gold_break_points(case, way):
    where, terms, found = worked_out(case)
    begin = start_of(where, way["key"])
    result = band(found[way["key"]], begin, ends(case), edges(case), terms)
    assert [result.low.tax, result.high.tax] == list(map(D, way["tax"]))
    keys = {D("0.24"): "bracket", D("0.32"): "bracket"}
    told = [
        {"key": "taxable" if one.key == "taxable" else keys[D(one.key)], "above": f"{one.value}"}
        for one in result.break_points
    ]
    assert told == way["points"]


@pytest.mark.parametrize("case", CASES["case"])
def test_gold_crossings(case):
    where, terms, found = worked_out(case)
    low, high = ends(case)
    values = [low, (low + high) // 2, high]
    keys = [
        key
        for key in ("convert_all", "spread", "spread_to_bracket")
        if key in found and "crossings" in case
    ]
    curves = [curve(key, found[key], start_of(where, key), terms, values) for key in keys]
    expected = [
        Crossing(D(one["above"]), one["cheaper"], one["dearer"])
        for one in case.get("crossings", [])
    ]
    assert list(crossings(curves)) == expected


# --- Crossings of any shape ----------------------------------------------------------------------


def drawn(key, cost, values):
    return Curve(key, cost, cost, tuple((one, cost(one)) for one in values), 1)


def told(cost, other):
    values = D(0), D(50), D(100)
    curves = drawn("a", cost, values), drawn("b", other, values)
    return [(one.value, one.cheaper) for one in crossings(curves)]


def test_two_ways_overtake_each_other_more_than_once():
    # |v - 50| is below 20 above 30 and up to 70; at 71 it is above again.
    def away(at):
        return abs(at - 50)

    assert told(away, lambda _at: D(20)) == [(30, "a"), (70, "b")]


def test_ways_that_cost_the_same_do_not_cross():
    assert told(lambda at: at, lambda at: at) == []
    # One is cheaper from the start, and no longer at the end.
    assert told(lambda at: at, lambda at: max(at, D(50))) == []


def test_what_rounding_makes_is_no_difference():
    assert told(lambda at: at, lambda at: at + D("0.04")) == []
    assert told(lambda at: at, lambda at: at + (D("0.05") if at > 60 else D("0.04"))) == [(60, "a")]


def test_where_neither_costs_more_ends_and_begins_no_crossing():
    # The same up to 40, then b rises; both are the same again from 90 on.
    def cost(at):
        return D(0) if at <= 40 or at >= 90 else D(10)

    assert told(lambda _at: D(0), cost) == [(40, "a")]


@pytest.mark.parametrize(("filed", "above"), [(42, 42), (40, 40), (99, 40)])
def test_a_jump_is_where_the_form_that_is_filed_has_it(filed, above):
    def jumps(after):
        return lambda at: D(0) if at <= after else D(200)

    values = D(0), D(100)
    tier = Curve("b", jumps(40), jumps(filed), ((D(0), D(0)), (D(100), D(200))), 1)
    flat = drawn("a", lambda _at: D(100), values)
    assert crossings([flat, tier]) == (Crossing(D(above), "a", "b"),)


def test_without_a_price_income_is_compared():
    where, _, found = worked_out(CASES["case"][1])
    low, high = ends(CASES["case"][1])
    one = curve("convert_all", found["convert_all"], where.settled, Terms(), [low, high])
    assert one.points == ((low, low - 20_000), (high, high - 20_000))
    assert one.filed(low) == low - 20_000


@given(
    st.lists(st.integers(0, 60), min_size=4, max_size=4),
    st.lists(st.integers(0, 60), min_size=4, max_size=4),
)
def test_each_crossing_is_exact_to_the_dollar(first, second):
    values = [D(at * 40) for at in range(4)]

    def broken(heights):
        """Straight from height to height, as costs are between two break points."""

        def cost(at):
            left = min(int(at) // 40, 2)
            rise = D(heights[left + 1] - heights[left]) / 40
            return heights[left] + rise * (at - 40 * left)

        return cost

    costs = {"a": broken(first), "b": broken(second)}
    found = crossings([drawn(key, cost, values) for key, cost in costs.items()])

    def wins(one, value):
        return costs[one.dearer](value) - costs[one.cheaper](value) > D("0.04")

    for one in found:
        assert wins(one, one.value + 1)
        assert not wins(one, one.value)
    # Every dollar at which another way becomes the cheaper one is named, and no other is.
    brute = [
        low
        for low in map(D, range(120))
        for key, other in (("a", "b"), ("b", "a"))
        if costs[other](low + 1) - costs[key](low + 1) > D("0.04")
        and not costs[other](low) - costs[key](low) > D("0.04")
    ]
    assert sorted({one.value for one in found}) == sorted(set(brute))


# --- Properties of any value ---------------------------------------------------------------------


@given(st.integers(0, 300_000), st.integers(1, 200_000))
def test_more_inside_never_lowers_what_doing_nothing_costs(low, more):
    where = at(conversion("2026-03-01", "5000"), conversion("2026-12-01", "7500"))
    terms = Terms(price=lambda _year, taxable: taxable * D("0.24"))
    found = [
        do_nothing(where.with_inside(D(one)).planned.facts, terms) for one in (low, low + more)
    ]
    taxes = [one.tax for one in found if one.tax is not None]
    assert len(taxes) == len(found)
    assert taxes == sorted(taxes)


@given(st.integers(0, 100_000), st.sampled_from(["do_nothing", "convert_all", "spread"]))
def test_the_band_holds_what_any_value_within_makes(more, key):
    where, terms, found = worked_out(CASES["case"][0])
    low, high = D(150_000), D(250_000)
    edge = band(found[key], start_of(where, key), (low, high), {}, terms)
    outcome = found[key](start_of(where, key).at_value(low + more), terms)
    assert edge.low.tax <= outcome.tax <= edge.high.tax
    assert edge.low.taxable <= outcome.taxable <= edge.high.taxable
