"""Whole federal returns: worked out by hand, agreed on by others, and what always holds."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.federal import (
    NOT_COUNTED,
    FederalReturn,
    Medicare,
    difference,
    federal_amounts,
    federal_tax,
    is_aged,
    premium_increase,
    room_below_next_tier,
)
from planner.engine.federal.tax_table import table_tax
from planner.engine.filing_status import FILING_STATUSES
from planner.engine.tables import TableNotPublished, year_table
from tests.engine.gold_cases import gold_cases
from tests.engine.people import SHARED, D
from tests.engine.test_tax import SHARED_STATUS, TENFORTY_STATUS

FACTS = FederalReturn.__slots__


def facts_of(case: dict[str, Any]) -> FederalReturn:
    amounts = {"ordinary_income", "gains", "ira_income", "investment_income", "itemized"}
    amounts |= {"early_distribution"}
    given: dict[str, Any] = {
        key: D(value) if key in amounts else value for key, value in case.items()
    }
    return FederalReturn(**{key: value for key, value in given.items() if key in FACTS})


def single(year: int = 2026, **more: Any) -> FederalReturn:
    return facts_of({"year": year, "filing_status": "single"} | more)


def joint(year: int = 2026, **more: Any) -> FederalReturn:
    return facts_of({"year": year, "filing_status": "married_jointly"} | more)


# --- By hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", gold_cases("federal.toml", "return"))
def test_gold_return(case: dict[str, Any]) -> None:
    tax = federal_tax(facts_of(case))
    found = {key: getattr(tax, key) for key in case["expect"]}
    assert found == {key: D(value) for key, value in case["expect"].items()}
    if "by_table" in case:
        assert federal_tax(facts_of(case), by_table=True).total == D(case["by_table"])


@pytest.mark.parametrize("case", gold_cases("federal.toml", "difference"))
def test_gold_difference(case: dict[str, Any]) -> None:
    found = difference(
        facts_of(case),
        D(case["more"]),
        early=D(case.get("early", 0)),
        state_rate=D(case.get("state_rate", "0")),
        medicare=Medicare(part_b=case.get("part_b", 0), part_d=case.get("part_d", 0)),
    )
    landed = [(segment.rate, segment.dollars) for segment in found.segments]
    assert landed == [(D(rate), D(dollars)) for rate, dollars in case["segments"]]
    amounts = {key: getattr(found, key) for key in case["expect"]}
    assert amounts == {key: D(value) for key, value in case["expect"].items()}
    assert found.income == case["more"]


def test_the_edges_of_a_segment_are_those_of_its_bracket() -> None:
    covered, first, second = difference(single(ordinary_income=10_000), D(20_000)).segments
    assert [covered.floor, covered.top] == [0, 0]
    assert [first.floor, first.top] == [0, 12_400]
    assert [second.floor, second.top] == [12_400, 50_400]
    [top] = difference(single(ordinary_income=10**6), D(1)).segments
    assert [top.floor, top.top] == [640_600, None]


# --- Agreed on by others -------------------------------------------------------------------------


def test_every_return_three_calculators_agree_on() -> None:
    path = SHARED / "data" / "federal_tax_cases.jsonl"
    if not path.exists():
        pytest.skip(f"the shared cases are not beside this project: {path.name}")
    cases = [json.loads(one, parse_float=D) for one in path.read_text("utf-8").splitlines()]
    assert len(cases) >= 50
    for case in cases:
        facts = FederalReturn(
            year=case["year"],
            filing_status=SHARED_STATUS[case["filing_status"]],
            ordinary_income=D(case["wages"]),
            ira_income=D(case["conversion_income"]),
        )
        tax = federal_tax(facts)
        assert facts.agi == case["agi"], case
        assert tax.taxable_income == case["taxable_income"], case
        assert tax.total == case["tax_rate_schedule"], case
        filed = federal_tax(facts, by_table=True).total
        assert filed == case["federal_income_tax_as_filed"], case


TENFORTY = """
import json, sys, tenforty
for year, status, wages, gains, dividends in json.load(sys.stdin):
    found = tenforty.evaluate_return(
        year=year, filing_status=status, w2_income=wages, long_term_capital_gains=gains,
        qualified_dividends=dividends, ordinary_dividends=dividends,
    )
    print(json.dumps([found.federal_taxable_income, found.federal_income_tax]))
"""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("tenforty") is None, reason="tenforty is not installed")
def test_an_independent_calculator_agrees_on_gains() -> None:
    # Its 2024 schedules have two known slips in the upper brackets: those years stop below them.
    cases = [
        (year, status, wages, gains, dividends)
        for year in range(2018, 2026)
        for status in TENFORTY_STATUS
        for wages in (0, 21_737, 88_123, 143_501, 411_999)
        for gains, dividends in ((0, 7_777), (60_606, 0), (250_250, 12_345))
        if year != 2024 or wages < 143_501
    ]
    done = subprocess.run(
        [sys.executable, "-c", TENFORTY],
        input=json.dumps(cases),
        capture_output=True,
        check=True,
        text=True,
    )
    lines = done.stdout.splitlines()
    for (year, status, wages, gains, dividends), line in zip(cases, lines, strict=True):
        income, theirs = map(D, json.loads(line, parse_float=str))
        facts = FederalReturn(
            year=year,
            filing_status=TENFORTY_STATUS[status],
            ordinary_income=D(wages),
            gains=D(gains + dividends),
        )
        ours = federal_tax(facts, by_table=True)
        assert ours.taxable_income == income, (year, status, wages, gains, dividends)
        # It rounds the taxes on gains to dollars along the way.
        assert abs(ours.income_tax - theirs) <= 1, (year, status, wages, gains, dividends)


# --- The Tax Table -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "tax"),
    [
        # Rows as the table of 2024 prints them, single.
        ("0", "0"),
        ("4.99", "0"),
        ("5", "1"),
        ("14.99", "1"),
        ("15", "2"),
        ("25", "4"),  # 25 to 50: 3.75
        ("2975", "299"),  # 2,975 to 3,000: 298.75
        ("3000", "303"),  # 3,000 to 3,050: 302.50
        ("25300", "2807"),  # the sample of the instructions for 2024: 25,300 to 25,350
        ("99950", "17048"),  # 5,426 + 22% of (99,975 - 47,150) = 17,047.50
        ("99999.99", "17048"),
        ("100000", "17053"),  # by the schedule from here on
    ],
)
def test_rows_of_the_tax_table(income: str, tax: str) -> None:
    brackets = year_table(2024).rates.brackets["single"]
    assert table_tax(brackets, D(income)) == D(tax)


# --- Medicare premiums ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("income", "tier", "dollars"),
    [
        ("218000", None, "0"),
        ("218000.01", 1, "2296.80"),  # 24 x (81.20 + 14.50)
        ("274000", 1, "2296.80"),
        ("749999.99", 4, "12710.40"),  # 24 x (446.30 + 83.30)
        ("750000", 5, "13872.00"),  # 24 x (487.00 + 91.00): the top tier begins at its floor
    ],
)
def test_the_premiums_of_2026_for_a_couple(income: str, tier: int | None, dollars: str) -> None:
    found = premium_increase(joint(2024, ordinary_income=income), Medicare(part_b=2, part_d=2))
    assert found.premium_year == 2026
    assert (found.tier.number if found.tier else None) == tier
    assert found.dollars == D(dollars)
    assert not found.is_projected


def test_a_separate_return_knows_the_last_tiers_alone() -> None:
    facts = facts_of({"year": 2024, "filing_status": "married_separately"})
    low, high = (replace(facts, ordinary_income=D(income)) for income in (109_001, 391_000))
    covered = Medicare(part_b=1)
    assert premium_increase(low, covered).dollars == D("5355.60")  # 12 x 446.30
    assert premium_increase(high, covered).dollars == D("5844.00")  # 12 x 487.00


def test_before_2019_there_is_no_tier_that_begins_at_its_floor() -> None:
    single_2016 = federal_amounts(2018).irmaa.tiers["single"]
    assert [tier.at for tier in single_2016] == [False] * 4
    assert [tier.at for tier in federal_amounts(2019).irmaa.tiers["single"]] == [False] * 4 + [True]


def test_tax_exempt_interest_counts_for_the_premiums_alone() -> None:
    facts = joint(2024, ordinary_income=218_000)
    medicare = Medicare(part_b=1, tax_exempt_interest=D(1))
    assert premium_increase(facts, medicare).dollars == D("974.40")  # 12 x 81.20


@pytest.mark.parametrize(
    ("income", "room"),
    [("200000", "18000"), ("218000", "0"), ("218001", "55999"), ("410001", "339998.99")],
)
def test_the_room_below_the_next_tier(income: str, room: str) -> None:
    assert room_below_next_tier(joint(2024, ordinary_income=income)) == D(room)


def test_no_room_is_told_in_the_last_tier() -> None:
    assert room_below_next_tier(joint(2024, ordinary_income=750_000)) is None


# --- Years without amounts -----------------------------------------------------------------------


def test_a_year_to_come_is_like_the_last_one_and_says_so() -> None:
    last, later = (
        federal_tax(single(ordinary_income=300_000)),
        federal_tax(single(2030, ordinary_income=300_000)),
    )
    assert later.total == last.total
    assert (last.amounts.is_projected, later.amounts.is_projected) == (False, True)
    assert later.amounts.published == 2026


def test_amounts_grow_as_stated() -> None:
    amounts = federal_amounts(2028, D("0.03"))
    assert amounts.standard_deduction.amounts["single"] == 17_080  # 16,100 x 1.0609 = 17,080.49
    assert amounts.brackets["single"][1].floor == 13_155  # 12,400 x 1.0609 = 13,155.16
    assert amounts.gains.tops["single"][0] == 52_462  # 49,450 x 1.0609 = 52,461.505
    tier = amounts.irmaa.tiers["single"][0]
    assert [tier.floor, tier.part_b] == [115_638, D("86.15")]  # 115,638.10; 86.14508
    assert amounts.senior == federal_amounts(2026).senior


def test_the_senior_deduction_ends_after_2028() -> None:
    at_2028, at_2029 = (
        federal_tax(single(year, ordinary_income=50_000, aged=1)) for year in (2028, 2029)
    )
    assert [at_2028.senior_deduction, at_2029.senior_deduction] == [6_000, 0]


def test_what_rests_on_a_projection_is_marked() -> None:
    assert difference(single(2024), D(1)).is_projected is False
    # The premiums of 2027 are not announced.
    assert difference(single(2025), D(1)).is_projected is True


def test_no_return_before_2018() -> None:
    with pytest.raises(TableNotPublished, match="before 2018"):
        federal_tax(single(2017))


# --- Small things --------------------------------------------------------------------------------


def test_one_turns_65_on_the_day_before_the_birthday() -> None:
    assert is_aged(date(1961, 1, 1), 2025)
    assert not is_aged(date(1961, 1, 2), 2025)


@pytest.mark.parametrize("key", ["ordinary_income", "gains", "ira_income", "investment_income"])
def test_losses_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="below zero"):
        federal_tax(single(**{key: -1}))


def test_what_is_left_out_is_named() -> None:
    codes = {finding.code for finding in NOT_COUNTED}
    assert {"not-counted-amt", "not-counted-qbi", "not-counted-credits"} <= codes
    assert {"not-counted-eitc", "not-counted-social-security"} <= codes
    assert all(finding.citation.startswith("IRC §") for finding in NOT_COUNTED)
    assert NOT_COUNTED[0].message == "The alternative minimum tax is not counted."


def test_the_callers_decimal_context_does_not_matter() -> None:
    facts = single(ordinary_income="123456.78", gains="9999.99", investment_income="9999.99")
    with localcontext(prec=3):
        narrow = federal_tax(facts).total
    assert narrow == federal_tax(facts).total


# --- What always holds ---------------------------------------------------------------------------

amounts = st.integers(0, 1_500_000).map(D)
returns = st.builds(
    FederalReturn,
    year=st.integers(2018, 2032),
    filing_status=st.sampled_from(FILING_STATUSES),
    ordinary_income=amounts,
    gains=amounts,
    investment_income=amounts,
    itemized=st.none() | st.integers(0, 100_000).map(D),
    aged=st.integers(0, 2),
    blind=st.integers(0, 1),
)


@given(returns, amounts)
def test_more_income_never_costs_less(facts: FederalReturn, more: Decimal) -> None:
    assert federal_tax(replace(facts, ira_income=more)).total >= federal_tax(facts).total


@given(returns, amounts)
def test_each_dollar_lands_once(facts: FederalReturn, more: Decimal) -> None:
    found = difference(facts, more)
    assert sum(segment.dollars for segment in found.segments) == more + found.lost_deduction
    rates = [segment.rate for segment in found.segments]
    assert rates == sorted(set(rates))


@given(returns, amounts)
def test_what_it_costs_is_the_sum_of_its_parts(facts: FederalReturn, more: Decimal) -> None:
    found = difference(facts, more)
    ordinary = sum(segment.tax for segment in found.segments)
    investments = found.with_it.niit - found.without.niit
    told = ordinary + found.pushed_gains + investments
    assert abs(found.federal - told) <= D("0.02")


@given(returns)
def test_gains_are_taxed_at_one_rate_each(facts: FederalReturn) -> None:
    tax = federal_tax(facts)
    assert sum(tax.gains_at) == min(facts.gains, tax.taxable_income)
    assert all(part >= 0 for part in tax.gains_at)


@given(returns)
def test_the_tax_table_is_near_the_schedule(facts: FederalReturn) -> None:
    # Half a row of 50 at 22 % in each of two look-ups, and half a dollar each.
    exact, filed = federal_tax(facts).total, federal_tax(facts, by_table=True).total
    assert abs(exact - filed) <= 12
