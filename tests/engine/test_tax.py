import json
import subprocess
import sys
from decimal import Decimal, localcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.filing_status import FILING_STATUSES, FilingStatus
from planner.engine.tables import TableNotPublished, published_years, year_table
from planner.engine.tax import income_tax, marginal_rate
from tests.engine.gold_cases import arguments, gold_cases

CENT = Decimal("0.01")
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "federal_tax_cases.jsonl"
SHARED_STATUS: dict[str, FilingStatus] = {
    "SINGLE": "single",
    "JOINT": "married_jointly",
    "SEPARATE": "married_separately",
    "HEAD_OF_HOUSEHOLD": "head_of_household",
}

years = st.sampled_from(published_years())
statuses = st.sampled_from(FILING_STATUSES)
incomes = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize("schedule", gold_cases("tax.toml", "schedule"))
def test_the_printed_rate_schedules(schedule: dict[str, Any]) -> None:
    for income, tax in schedule["at"]:
        assert tax == income_tax(
            year=schedule["year"],
            filing_status=schedule["filing_status"],
            taxable_income=Decimal(income),
        )


@pytest.mark.parametrize("case", gold_cases("tax.toml", "case"))
def test_published_amounts(case: dict[str, Any]) -> None:
    facts = arguments(case, "tax")
    facts["taxable_income"] = Decimal(facts["taxable_income"])
    assert income_tax(**facts) == case["tax"]


def test_every_case_three_calculators_agree_on() -> None:
    if not SHARED.exists():
        pytest.skip(f"the shared cases are not beside this project: {SHARED.name}")
    lines = SHARED.read_text("utf-8").splitlines()
    cases = [json.loads(line, parse_float=Decimal) for line in lines]
    assert cases
    for case in cases:
        status = SHARED_STATUS[case["filing_status"]]
        tax = income_tax(
            year=case["year"], filing_status=status, taxable_income=Decimal(case["taxable_income"])
        )
        assert tax == case["tax_rate_schedule"], case
        deduction = year_table(case["year"]).standard_deduction.amounts[status]
        assert deduction == case["standard_deduction"], case


@given(years, statuses, incomes, incomes)
def test_more_income_is_never_less_tax(
    year: int, status: FilingStatus, one: Decimal, other: Decimal
) -> None:
    low, high = sorted([one, other])
    taxes = [income_tax(year=year, filing_status=status, taxable_income=i) for i in (low, high)]
    assert taxes[0] <= taxes[1]
    assert Decimal(0) <= taxes[1] <= high


@given(years, statuses, st.data())
def test_no_jump_at_the_edge_of_a_bracket(
    year: int, status: FilingStatus, data: st.DataObject
) -> None:
    edge = data.draw(st.sampled_from(year_table(year).rates.brackets[status][1:])).floor
    below, at, above = (
        income_tax(year=year, filing_status=status, taxable_income=edge + step * CENT)
        for step in (-1, 0, 1)
    )
    assert below <= at <= above
    assert above - below <= CENT


@given(years, statuses, st.integers(min_value=0, max_value=2_000_000))
def test_the_marginal_rate_is_the_tax_on_the_next_dollar(
    year: int, status: FilingStatus, income: int
) -> None:
    here, next_dollar = (
        income_tax(year=year, filing_status=status, taxable_income=Decimal(income + step))
        for step in (0, 1)
    )
    rate = marginal_rate(year=year, filing_status=status, taxable_income=Decimal(income))
    assert abs(next_dollar - here - rate) <= CENT


@pytest.mark.parametrize(
    ("income", "rate"),
    [
        ("0", "0.10"),
        ("11924.99", "0.10"),
        ("11925", "0.12"),
        ("250524.99", "0.32"),
        ("250525", "0.35"),
        ("626350", "0.37"),
        ("1000000000", "0.37"),
    ],
)
def test_marginal_rates_of_a_single_return_in_2025(income: str, rate: str) -> None:
    found = marginal_rate(year=2025, filing_status="single", taxable_income=Decimal(income))
    assert found == Decimal(rate)


def test_the_callers_decimal_context_does_not_matter() -> None:
    with localcontext(prec=3):
        tax = income_tax(year=2025, filing_status="single", taxable_income=Decimal("123456.78"))
    assert tax == Decimal("22476.63")  # 17,651 + 24% of 20,106.78 = 4,825.6272


@pytest.mark.parametrize("function", [income_tax, marginal_rate])
@pytest.mark.parametrize("income", ["-0.01", "NaN", "sNaN", "Infinity", "-Infinity"])
def test_an_impossible_income_is_refused(function: Any, income: str) -> None:
    with pytest.raises(ValueError, match=f"taxable_income must be zero or more dollars.*{income}"):
        function(year=2025, filing_status="single", taxable_income=Decimal(income))


@pytest.mark.parametrize("function", [income_tax, marginal_rate])
def test_an_unknown_status_is_refused(function: Any) -> None:
    with pytest.raises(ValueError, match="filing_status 'widow' is not one of"):
        function(year=2025, filing_status="widow", taxable_income=Decimal(1))


@pytest.mark.parametrize("function", [income_tax, marginal_rate])
def test_an_unpublished_year_is_refused(function: Any) -> None:
    with pytest.raises(TableNotPublished, match=r"tax year 2027"):
        function(year=2027, filing_status="single", taxable_income=Decimal(1))


TENFORTY = """
import json, sys, tenforty
for year, status, wages in json.load(sys.stdin):
    found = tenforty.evaluate_return(year=year, filing_status=status, w2_income=wages)
    print(json.dumps([found.federal_taxable_income, found.federal_income_tax]))
"""
TENFORTY_STATUS: dict[str, FilingStatus] = {
    "Single": "single",
    "Married/Joint": "married_jointly",
    "Married/Sep": "married_separately",
    "Head_of_House": "head_of_household",
}


@pytest.mark.slow
@pytest.mark.skipif(find_spec("tenforty") is None, reason="tenforty is not installed")
def test_an_independent_calculator_agrees_above_the_tax_table() -> None:
    # Its 2024 tables have two known slips in the top brackets, so wages stop below them.
    cases = [
        (year, status, wages)
        for year in range(2019, 2026)
        for status in TENFORTY_STATUS
        for wages in range(140_000, 200_001, 12_345)
    ]
    done = subprocess.run(
        [sys.executable, "-c", TENFORTY],
        input=json.dumps(cases),
        capture_output=True,
        check=True,
        text=True,
    )
    for (year, status, wages), line in zip(cases, done.stdout.splitlines(), strict=True):
        income, tax = map(Decimal, json.loads(line, parse_float=str))
        ours = income_tax(year=year, filing_status=TENFORTY_STATUS[status], taxable_income=income)
        assert abs(ours - tax) <= CENT, (year, status, wages)
