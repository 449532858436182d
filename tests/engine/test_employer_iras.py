from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.employer_iras import sep_limit, simple_deferral_limit
from planner.engine.tables import published_years
from tests.engine.gold_cases import gold_cases

years = st.sampled_from(published_years())
pay = st.decimals(min_value=0, max_value=1_000_000, places=2)


@pytest.mark.parametrize("case", gold_cases("employer_iras.toml", "sep"))
def test_what_an_employer_may_put_into_a_sep(case: dict[str, Any]) -> None:
    found = sep_limit(year=case["year"], compensation=Decimal(case["compensation"]))
    assert found == case["expected"]


@pytest.mark.parametrize("case", gold_cases("employer_iras.toml", "simple"))
def test_what_an_employee_may_defer_into_a_simple_ira(case: dict[str, Any]) -> None:
    found = simple_deferral_limit(
        year=case["year"],
        age_at_year_end=case["age_at_year_end"],
        enhanced=case.get("enhanced", False),
    )
    assert found == case["expected"]


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity"])
def test_impossible_pay_is_named(amount: str) -> None:
    with pytest.raises(ValueError, match=rf"^compensation must be .* dollars, not {amount}$"):
        sep_limit(year=2025, compensation=Decimal(amount))


@given(years, st.tuples(pay, pay).map(sorted))
def test_more_pay_never_lowers_a_sep(year: int, amounts: list[Decimal]) -> None:
    low, high = (sep_limit(year=year, compensation=amount) for amount in amounts)
    assert low <= high
    assert high <= amounts[1] / 4


@given(years, st.integers(0, 100), st.booleans())
def test_a_catch_up_never_lowers_a_deferral(year: int, age: int, enhanced: bool) -> None:  # noqa: FBT001
    found = simple_deferral_limit(year=year, age_at_year_end=age, enhanced=enhanced)
    young = simple_deferral_limit(year=year, age_at_year_end=20, enhanced=enhanced)
    assert found >= young
    assert found == young or age >= 50
