from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.employer_iras import sep_limit, simple_deferral_limit
from planner.engine.employer_limits import EmployerLimits, SepRoom, employer_limits
from planner.engine.household import Person
from planner.engine.tables import published_years
from tests.engine.gold_cases import gold_cases
from tests.engine.households import household, person, read

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


def someone(*kinds: str, born: str | None = "1980-05-01", pay: str | None = "90000") -> Person:
    accounts = [{"key": kind, "kind": kind} for kind in kinds]
    record = {"year": 2025, "compensation": pay} if pay else {"year": 2025}
    found = person(accounts="", more_accounts=accounts, years=[record])
    return read(household(found | ({"born": born} if born else {}))).people[0]


def test_who_has_a_sep_sees_what_an_employer_may_put_in() -> None:
    found = employer_limits(someone("sep"), 2025)
    assert found.simple is None
    assert found.sep == SepRoom(
        Decimal(22_500), Decimal(70_000), "Notice 2024-80; IRC 408(k), 415(c), 401(a)(17)"
    )
    # 25% of 90,000; without pay only what no SEP may exceed.
    open_pay = employer_limits(someone("roth_sep", pay=None), 2025).sep
    assert open_pay
    assert open_pay.limit is None
    assert open_pay.most == 70_000


@pytest.mark.parametrize(
    ("born", "year", "limit", "enhanced"),
    [
        ("1980-05-01", 2025, 16_500, 17_600),  # Notice 2024-80; 110% of 16,000 for small employers
        ("1975-12-31", 2025, 20_000, 21_450),  # 50: + 3,500, or + 3,850
        ("1965-01-01", 2025, 21_750, 22_850),  # 60 to 63: + 5,250 either way
        ("1980-05-01", 2023, 15_500, None),  # before section 117 of SECURE 2.0
        (None, 2025, None, None),
    ],
)
def test_who_has_a_simple_ira_sees_what_to_defer(
    born: str | None, year: int, limit: int | None, enhanced: int | None
) -> None:
    found = employer_limits(someone("simple", born=born), year)
    assert found.sep is None
    assert found.simple
    assert (found.simple.limit, found.simple.enhanced) == (limit, enhanced)


def test_a_year_to_come_has_the_last_published_amounts_and_an_old_one_none() -> None:
    both = someone("sep", "simple")
    to_come, last = employer_limits(both, 2028), employer_limits(both, 2026)
    assert to_come.sep
    assert last.sep
    assert to_come.sep.most == last.sep.most == 72_000  # Notice 2025-67
    assert employer_limits(both, 2014) == EmployerLimits()
    assert employer_limits(someone("traditional", "401k"), 2025) == EmployerLimits()


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
