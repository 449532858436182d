"""What the next dollar costs on a whole return, by hand from Rev. Proc. 2025-32 and the law."""

from decimal import Decimal
from typing import Any

import pytest

from planner.engine.federal import FederalReturn
from planner.engine.fixes.next_dollar import next_dollar

CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "83,900 are taxable, in the 22% bracket": ({"ordinary_income": 100_000}, "0", "0.22"),
    "with a flat state rate of 3.07%": ({"ordinary_income": 100_000}, "0.0307", "0.2507"),
    "6,100 of the deduction are left": ({"ordinary_income": 10_000}, "0", "0"),
    "400 below the 24% bracket": ({"ordinary_income": 121_400}, "0", "0.22"),
    "at the 24% bracket": ({"ordinary_income": 121_800}, "0", "0.24"),
    "the last bracket has no top": ({"ordinary_income": 900_000}, "0", "0.37"),
    "500 below the tax on investments": (
        {"ordinary_income": 199_500, "investment_income": 49_500},
        "0",
        "0.24",
    ),
    "at it, 24% and 3.8%": (
        {"ordinary_income": 200_000, "investment_income": 49_500},
        "0",
        "0.278",
    ),
    # 218,000 is the last dollar below a Medicare tier; 22%, and 6% of it off the senior deduction.
    "a tier is no rate": (
        {"filing_status": "married_jointly", "ordinary_income": 218_000, "aged": 1},
        "0.0307",
        "0.2639",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_next_dollar(name: str) -> None:
    entered, state_rate, expected = CASES[name]
    known: dict[str, Any] = {"year": 2026, "filing_status": "single"}
    for key, one in entered.items():
        known[key] = Decimal(one) if key.endswith("income") else one
    facts = FederalReturn(**known)
    assert next_dollar(facts, Decimal(state_rate)) == Decimal(expected)
