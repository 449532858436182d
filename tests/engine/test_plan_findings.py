"""More than the money before tax was rolled from IRAs into an employer plan."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.households import (
    contribution,
    conversion,
    person,
    rollover,
    start,
    value,
    withdrawal,
    year_of,
)

CODE = "basis-rolled-into-plan"


def excess(*events: Any, held: str | None = "10000", basis: str | None = "20000") -> Any:
    """The dollars of the finding for 2025, if it is there."""
    found = person(
        *events,
        accounts="ira ira2 roth k",
        year_end_values=[value(2025, held), value(2025, "0", "ira2")],
        basis_start=start(basis),
    )
    findings = {one["code"]: one for one in year_of(2025, found)["findings"]}
    return findings[CODE]["dollars"] if CODE in findings else None


def to_plan(amount: str | None, **more: Any) -> Any:
    return rollover("ira", "k", "2025-06-01", amount, **({"completed": "2025-06-02"} | more))


@pytest.mark.parametrize(
    ("events", "dollars"),
    [
        ((to_plan("90000"),), "10000"),
        ((to_plan("45000"), to_plan("45000.50")), "10000"),
        ((to_plan("6000"),), "6000"),
        ((to_plan("90000"), withdrawal("2025-08-01", "4000")), "6000"),
        ((to_plan("90000"), conversion("2025-08-01", "10000")), None),
        ((to_plan("90000"), contribution("2025-08-01", 2025, "500")), "10500"),
        ((to_plan("90000"), contribution("2026-02-01", 2025, "500")), "10000"),
        ((to_plan("90000", completed=None),), None),
        ((rollover("ira", "ira2", "2025-06-01", completed="2025-06-02"),), None),
        ((rollover("k", "ira", "2025-06-01", completed="2025-06-02"),), None),
        ((withdrawal("2025-08-01", "4000"),), None),
    ],
)
def test_what_left_for_the_plan_above_the_money_before_tax(
    events: tuple[Any, ...], dollars: str | None
) -> None:
    assert excess(*events) == dollars


def test_nothing_is_said_while_anything_is_not_known() -> None:
    assert excess(to_plan("90000"), held=None) is None
    assert excess(to_plan("90000"), basis=None) is None
    assert excess(to_plan("90000"), to_plan(None)) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 50_000), st.integers(0, 50_000), st.integers(1, 90_000))
def test_the_excess_is_the_rollover_above_pool_less_basis(
    pool: int, basis: int, rolled: int
) -> None:
    """The pool before the rollover is what stays and what went."""
    before_tax = max(0, pool + rolled - basis)
    expected = max(0, rolled - before_tax)
    found = excess(to_plan(str(rolled)), held=str(pool), basis=str(basis))
    assert Decimal(found or 0) == expected
