"""The cases of whole returns, as households and as what somebody types."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.engine.household import Household
from tests.engine.households import household, person, read, start, value

type Case = dict[str, Any]


def cases() -> list[Any]:
    """Each case, by its name."""
    text = Path(__file__).with_name("whole_returns.toml").read_text("utf-8")
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(text)["case"]]


def facts(case: Case) -> dict[str, Any]:
    """The household of a case: the first has the IRA, a spouse has none of it."""
    first, *others = case["born"]
    holder = person(
        key="ann",
        born=first,
        basis_start=start(case.get("basis", "0"), 2025),
        year_end_values=[value(2026, case["inside"])],
    )
    spouses = [
        person(
            key="ben",
            born=born,
            basis_start=start("0", 2025),
            year_end_values=[value(2026, "0")],
        )
        for born in others
    ]
    years = [{"year": 2026, "filing_status": case["status"]}]
    return household(holder, *spouses, years=years)


def home(case: Case) -> Household:
    """The same as the engine knows it."""
    return read(facts(case))


def typed(case: Case) -> dict[str, str]:
    """What is typed on the page."""
    found: dict[str, str] = {"price": "return", "growth": "0"}
    found |= {"years": case.get("spread", "3"), "withheld": case.get("withheld", "")}
    found |= case["income"]
    return found


def written(amount: str | Decimal) -> str:
    """As the page writes it."""
    return f"${Decimal(amount):,}" if Decimal(amount) else "$0"
