from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.filing_status import FILING_STATUSES, FilingStatus
from planner.engine.limits import (
    contribution_limit,
    deduction_phase_out,
    limit_by_compensation,
    reduced_limit,
    roth_phase_out,
    traditional_contribution_allowed,
    up_to_ten_dollars,
)
from planner.engine.tables import PhaseOut, TableNotPublished, published_years
from tests.engine.gold_cases import arguments, gold_cases

ZERO = Decimal(0)
NEVER = ["-0.01", "NaN", "Infinity"]

years = st.sampled_from(published_years())
statuses = st.sampled_from(FILING_STATUSES)
incomes = st.decimals(min_value=-50_000, max_value=300_000, places=2)
limits = st.sampled_from([Decimal(n) for n in (5_500, 6_500, 7_000, 7_500, 8_000, 8_600)])
amounts = st.decimals(min_value=0, max_value=20_000, places=2)


# --- published cases --------------------------------------------------------------------------


@pytest.mark.parametrize("case", gold_cases("limits.toml", "contribution_limit"))
def test_contribution_limits(case: dict[str, Any]) -> None:
    for year in case["years"]:
        for age, expected in ((0, "under_50"), (49, "under_50"), (50, "from_50"), (99, "from_50")):
            assert contribution_limit(year=year, age_at_year_end=age) == case[expected]


def test_every_published_year_has_a_published_limit() -> None:
    cases = [param.values[0] for param in gold_cases("limits.toml", "contribution_limit")]
    assert {year for case in cases for year in case["years"]} == set(published_years())


@pytest.mark.parametrize("case", gold_cases("limits.toml", "compensation"))
def test_what_compensation_supports(case: dict[str, Any]) -> None:
    assert limit_by_compensation(**arguments(case, "expected")) == case["expected"]


@pytest.mark.parametrize("case", gold_cases("limits.toml", "reduced_limit"))
def test_how_a_limit_shrinks(case: dict[str, Any]) -> None:
    facts = arguments(case, "expected", "range")
    phase_out = PhaseOut(*map(Decimal, case["range"]))
    assert reduced_limit(phase_out=phase_out, **facts) == case["expected"]


@pytest.mark.parametrize("case", gold_cases("limits.toml", "roth"))
def test_direct_roth_contributions(case: dict[str, Any]) -> None:
    assert roth_phase_out(**arguments(case, "expected")) == case["expected"]


@pytest.mark.parametrize("case", gold_cases("limits.toml", "deduction"))
def test_deductible_contributions(case: dict[str, Any]) -> None:
    facts = {"magi": None} | arguments(case, "expected")
    assert deduction_phase_out(**facts) == case["expected"]


@pytest.mark.parametrize("case", gold_cases("limits.toml", "age"))
def test_the_age_limit_of_old(case: dict[str, Any]) -> None:
    allowed = traditional_contribution_allowed(year=case["year"], birth_date=case["birth_date"])
    assert allowed is case["expected"]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("611.40", 620),  # Publication 590-A, Worksheet 1-2 line 4
        ("490.30", 500),  # Instructions for Form 1040, IRA Deduction Worksheet line 7
        ("3490.20", 3_500),
        ("3500", 3_500),
        ("0", 0),
        ("0.01", 10),
    ],
)
def test_rounding_up_to_ten_dollars(amount: str, expected: int) -> None:
    assert up_to_ten_dollars(Fraction(amount)) == expected


# --- properties -------------------------------------------------------------------------------


def is_phased_out_amount(amount: Decimal, limit: Decimal) -> bool:
    floored = amount >= 200 and amount % 10 == 0
    return amount in (ZERO, limit) or floored


pairs = st.tuples(incomes, incomes).map(sorted)


@given(year=years, status=statuses, limit=limits, magis=pairs, apart=st.booleans())
def test_a_roth_limit_falls_as_income_rises(
    *, year: int, status: FilingStatus, limit: Decimal, magis: list[Decimal], apart: bool
) -> None:
    low, high = (
        roth_phase_out(
            year=year, filing_status=status, magi=magi, limit=limit, lived_apart_all_year=apart
        )
        for magi in magis
    )
    assert limit >= low >= high >= ZERO
    assert is_phased_out_amount(low, limit)


@given(
    year=years,
    status=statuses,
    limit=limits,
    magis=pairs,
    covered=st.booleans(),
    spouse_covered=st.booleans(),
)
def test_a_deduction_falls_as_income_rises(
    *,
    year: int,
    status: FilingStatus,
    limit: Decimal,
    magis: list[Decimal],
    covered: bool,
    spouse_covered: bool,
) -> None:
    low, high = (
        deduction_phase_out(
            year=year,
            filing_status=status,
            magi=magi,
            limit=limit,
            contribution=limit,
            covered_by_plan=covered,
            spouse_covered_by_plan=spouse_covered,
        )
        for magi in magis
    )
    assert limit >= low >= high >= ZERO
    assert is_phased_out_amount(low, limit)


@given(years, statuses, limits, incomes, amounts)
def test_a_deduction_is_the_smaller_of_contribution_and_reduced_limit(
    year: int, status: FilingStatus, limit: Decimal, magi: Decimal, contribution: Decimal
) -> None:
    def deduct(amount: Decimal) -> Decimal:
        return deduction_phase_out(
            year=year,
            filing_status=status,
            magi=magi,
            limit=limit,
            contribution=amount,
            covered_by_plan=True,
        )

    assert deduct(contribution) == min(contribution, deduct(limit))


@given(limits, amounts, amounts, amounts)
def test_a_couple_never_contributes_more_than_it_earned(
    limit: Decimal, own: Decimal, other: Decimal, made: Decimal
) -> None:
    def most(mine: Decimal, theirs: Decimal, spouse_contribution: Decimal) -> Decimal:
        return limit_by_compensation(
            limit=limit,
            filing_status="married_jointly",
            compensation=mine,
            spouse_compensation=theirs,
            spouse_contribution=spouse_contribution,
        )

    first = min(made, most(max(own, other), min(own, other), ZERO))
    second = most(min(own, other), max(own, other), first)
    assert first + second <= own + other
    assert second <= limit


# --- what is not known, and what cannot be ----------------------------------------------------


def roth(**changes: Any) -> Decimal:
    facts: dict[str, Any] = {
        "year": 2025,
        "filing_status": "single",
        "magi": Decimal(155_000),
        "limit": Decimal(7_000),
    }
    return roth_phase_out(**facts | changes)


def deduction(**changes: Any) -> Decimal:
    facts: dict[str, Any] = {
        "year": 2025,
        "filing_status": "married_jointly",
        "magi": Decimal(130_000),
        "limit": Decimal(7_000),
        "contribution": Decimal(7_000),
        "covered_by_plan": True,
    }
    return deduction_phase_out(**facts | changes)


def compensation(**changes: Any) -> Decimal:
    facts: dict[str, Any] = {
        "limit": Decimal(7_000),
        "filing_status": "married_jointly",
        "compensation": Decimal(1_000),
        "spouse_compensation": Decimal(50_000),
        "spouse_contribution": Decimal(7_000),
    }
    return limit_by_compensation(**facts | changes)


UNKNOWN = [
    (roth, {"magi": None}, "magi"),
    (deduction, {"magi": None}, "magi"),
    (deduction, {"contribution": None}, "contribution"),
    (deduction, {"covered_by_plan": None}, "covered_by_plan"),
    (deduction, {"covered_by_plan": False}, "spouse_covered_by_plan"),
    (
        deduction,
        {"covered_by_plan": False, "filing_status": "married_separately"},
        "spouse_covered_by_plan",
    ),
    (deduction, {"covered_by_plan": False, "spouse_covered_by_plan": True, "magi": None}, "magi"),
    (compensation, {"compensation": None}, "compensation"),
    (compensation, {"spouse_compensation": None}, "spouse_compensation"),
    (compensation, {"spouse_contribution": None}, "spouse_contribution"),
]


@pytest.mark.parametrize(("function", "changes", "name"), UNKNOWN)
def test_what_is_needed_and_unknown_is_named(
    function: Callable[..., Decimal], changes: dict[str, Any], name: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name} is not known, and the answer depends on it$"):
        function(**changes)


NOT_NEEDED = [
    (deduction, {"spouse_covered_by_plan": None, "magi": Decimal(126_000)}, 7_000),
    (
        deduction,
        {"filing_status": "single", "covered_by_plan": False, "magi": None},
        7_000,
    ),
    (
        deduction,
        {
            "filing_status": "married_separately",
            "lived_apart_all_year": True,
            "covered_by_plan": False,
            "magi": None,
        },
        7_000,
    ),
    (
        compensation,
        {"compensation": Decimal(7_000), "spouse_compensation": None, "spouse_contribution": None},
        7_000,
    ),
    (
        compensation,
        {"filing_status": "single", "spouse_compensation": None, "spouse_contribution": None},
        1_000,
    ),
    (compensation, {"spouse_compensation": ZERO, "spouse_contribution": None}, 1_000),
]


@pytest.mark.parametrize(("function", "changes", "expected"), NOT_NEEDED)
def test_what_does_not_matter_may_be_unknown(
    function: Callable[..., Decimal], changes: dict[str, Any], expected: int
) -> None:
    assert function(**changes) == expected


def test_unknown_ages() -> None:
    with pytest.raises(ValueError, match=r"^age_at_year_end is not known"):
        contribution_limit(year=2025, age_at_year_end=None)
    with pytest.raises(ValueError, match=r"^age_at_year_end must be zero or more, not -1$"):
        contribution_limit(year=2025, age_at_year_end=-1)
    with pytest.raises(ValueError, match=r"^birth_date is not known"):
        traditional_contribution_allowed(year=2019, birth_date=None)
    assert traditional_contribution_allowed(year=2020, birth_date=None)
    assert traditional_contribution_allowed(year=2019, birth_date=date(1980, 1, 1))


AMOUNT_ARGUMENTS = [
    (roth, "limit"),
    (deduction, "limit"),
    (deduction, "contribution"),
    (compensation, "limit"),
    (compensation, "compensation"),
    (compensation, "spouse_compensation"),
    (compensation, "spouse_contribution"),
]


@pytest.mark.parametrize(("function", "name"), AMOUNT_ARGUMENTS)
@pytest.mark.parametrize("amount", NEVER)
def test_impossible_amounts_are_named(
    function: Callable[..., Decimal], name: str, amount: str
) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be .* dollars, not {amount}$"):
        function(**{name: Decimal(amount)})


def test_an_impossible_limit_is_named_where_nothing_is_phased_out() -> None:
    with pytest.raises(ValueError, match=r"^limit must be zero or more dollars, not -1$"):
        deduction(filing_status="single", covered_by_plan=False, limit=Decimal(-1))


@pytest.mark.parametrize("function", [roth, deduction])
@pytest.mark.parametrize("magi", ["NaN", "Infinity", "-Infinity"])
def test_an_impossible_income_is_named(function: Callable[..., Decimal], magi: str) -> None:
    with pytest.raises(ValueError, match=f"^magi must be an amount of dollars, not {magi}$"):
        function(magi=Decimal(magi))


@pytest.mark.parametrize("function", [roth, deduction, compensation])
def test_an_unknown_status_is_refused(function: Callable[..., Decimal]) -> None:
    with pytest.raises(ValueError, match="filing_status 'widow' is not one of"):
        function(filing_status="widow")


@pytest.mark.parametrize("function", [roth, deduction])
def test_an_unpublished_year_is_refused(function: Callable[..., Decimal]) -> None:
    with pytest.raises(TableNotPublished, match="tax year 2027"):
        function(year=2027)


def test_an_unpublished_year_has_no_limit() -> None:
    with pytest.raises(TableNotPublished, match="tax year 2014"):
        contribution_limit(year=2014, age_at_year_end=40)
