"""Published cases come out as their sources tell them, and as they were worked out by hand."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from planner.engine.fixes.ahead import years_ahead
from planner.engine.printing import dollars
from planner.services.published.cases import forum, half_a_million, spreading, verdict
from planner.services.ways_out.price import percent
from tests.engine.gold_cases import GOLD
from tests.engine.people import D

CASES: dict[str, Any] = tomllib.loads((GOLD / "cases.toml").read_text("utf-8"))


def decimals(amounts):
    return [D(amount) for amount in amounts]


# --- Half a million ------------------------------------------------------------------------------


def test_half_a_million_frees_1_4_percent():
    case, told = half_a_million(), CASES["half-a-million"]
    summary = case.summary
    assert round(float(summary.share.fraction) * 100, 1) == float(told["share"])
    assert [summary.untaxed, summary.taxable, summary.carried] == decimals(
        told[key] for key in ("untaxed", "taxable", "carried")
    )


def test_each_year_of_going_on_beside_half_a_million():
    found = years_ahead(half_a_million().going_on)
    for one, row in zip(found, CASES["half-a-million"]["going_on"], strict=True):
        free = one.converted - one.taxable
        shown = [one.pool, one.basis, free, one.taxable, one.tax, one.carried]
        assert shown == decimals(row), one.year


def test_what_the_ways_beside_half_a_million_are_worth():
    case, told = half_a_million(), CASES["half-a-million"]
    assert case.last == told["last"]
    assert [way.tax for way in case.ways] == decimals(told["taxes"])
    assert [way.worth.at_the_end for way in case.ways] == decimals(told["ahead"])
    assert [way.turns for way in case.ways] == told["turns"]
    assert verdict(case) == (
        "So the backdoor beside it is not worth it; converting everything costs $174,957 at once,"
        " and doing nothing is better. Rolling the pre-tax money into an employer plan costs $0,"
        " and every later backdoor is tax-free."
    )


def test_the_verdict_follows_the_figures():
    case = half_a_million()
    going_on, everything, rolling = case.ways
    rolled = replace(going_on, worth=rolling.worth), replace(everything, worth=rolling.worth)
    other = verdict(replace(case, ways=(*rolled, rolling)))
    assert "is still worth it" in other
    assert "at once, and that is worth it." in other
    assert replace(going_on, turn=None).turns == "at no later rate"


# --- Spreading -----------------------------------------------------------------------------------


def test_200000_costs_less_the_longer_it_is_spread():
    case, told = spreading(), CASES["spread"]
    assert [one.tax for one in case.over] == decimals(told["taxes"])
    assert case.saved == D(told["saved"])


def test_the_picture_of_a_spread_shows_the_brackets():
    case, told = spreading(), CASES["spread"]
    at_once = {percent(rate): amount for rate, amount in case.over[0].segments}
    assert at_once == {rate: D(amount) for rate, amount in told["at_once"].items()}
    rows = case.chart.rows
    assert ("At once", "at 35%", "$99,475") in rows
    assert [row for row in rows if row[0] == "Over 5 years"] == [
        ("Over 5 years", "at 24%", dollars(case.amount))
    ]


@pytest.mark.parametrize("at", range(5))
def test_every_spread_converts_and_taxes_all_of_it(at):
    case = spreading()
    one = case.over[at]
    assert one.years == at + 1
    assert one.outcome.convert == one.outcome.taxable == case.amount
    assert sum(amount for _rate, amount in one.segments) == case.amount


# --- The forum -----------------------------------------------------------------------------------


def test_three_years_with_basis_cost_less_than_one():
    case, told = forum(), CASES["forum"]
    for one, row in zip(case.slowly.years, told["years"], strict=True):
        assert one.facts.tax_year == row["year"]
        amounts = [one.convert, one.taxable, one.tax, one.basis_carried_forward]
        assert amounts == decimals(row[key] for key in ("convert", "taxable", "tax", "carried"))
    assert case.at_once.tax == D(told["at_once"])
    assert case.saved == D(told["saved"])


def test_the_answer_in_the_forum_comes_to_nearly_the_same():
    case = forum()
    assert [case.said_slowly, case.said_at_once] == decimals(CASES["forum"]["said"])
    for said, tax in ((case.said_slowly, case.slowly.tax), (case.said_at_once, case.at_once.tax)):
        assert tax is not None
        assert abs(said - tax) < 200
