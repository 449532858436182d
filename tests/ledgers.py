"""Households with a life behind them, stored: the one of the design sketch, worked out by hand."""

import json
from typing import Any

from planner.engine.household_reading import read_household
from planner.models import Household, User
from planner.services.households.storing import store_new

type Object = dict[str, Any]


def contribution(year: int, amount: str | None = "6000", account: str = "ira") -> Object:
    found = {"kind": "contribution", "account": account, "date": f"{year}-03-01"}
    return found | {"tax_year": year} | ({"amount": amount} if amount else {})


def filed(year: int, **lines: str) -> Object:
    """A record of the year with what was filed: ``filed(2019, l1="6000")``."""
    numbers = {number.removeprefix("l"): text for number, text in lines.items()}
    form: Object = {"lines": numbers}
    return {"year": year, "deducted": "0", "filed": form | {"on": f"{year + 1}-04-10"}}


def ana() -> Object:
    """5,500 for 2018 without a form, 6,000 each for 2019 to 2021 with line 2 left at 0.

    In 2025 she converts 7,000 of 83,000: 7,000 x 23,500 / 83,000 = 1,981.93 is tax-free. Her form
    divides 6,000 by 83,000 instead.
    """
    nothing_before = {"l1": "6000", "l2": "0", "l3": "6000", "l14": "6000"}
    return {
        "key": "p1",
        "name": "Ana",
        "accounts": [
            {"key": "ira", "kind": "traditional"},
            {"key": "old", "kind": "rollover", "name": "Fidelity Rollover"},
            {"key": "roth", "kind": "roth"},
            {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt Rose"},
        ],
        "year_end_values": [
            {"account": "ira", "year": 2025, "amount": "0", "source": "form_5498"},
            {"account": "old", "year": 2025, "amount": "76000", "source": "form_5498"},
            {"account": "inh", "year": 2025, "amount": "38000", "source": "statement"},
        ],
        "events": [
            contribution(2018, "5500"),
            *(contribution(year) for year in (2019, 2020, 2021)),
            {
                "kind": "conversion",
                "account": "ira",
                "to": "roth",
                "date": "2025-03-12",
                "amount": "7000",
            },
            {
                "kind": "basis_adjustment",
                "account": "inh",
                "date": "2024-06-01",
                "amount": "4000",
                "reason": "inherited",
            },
            {"kind": "distribution", "account": "inh", "date": "2025-05-01", "amount": "2000"},
        ],
        "years": [
            {"year": 2018, "deducted": "0", "first_year": True, "filed": {"lines": {}}},
            *(filed(year, **nothing_before) for year in (2019, 2020, 2021)),
            filed(2025, l1="0", l2="6000", l3="6000", l8="7000", l13="506", l14="5494", l18="6494"),
        ],
    }


def ben() -> Object:
    """A start long ago, and a contribution of which nobody knows how much it was."""
    return {
        "key": "p2",
        "name": "Ben",
        "accounts": [{"key": "ira", "kind": "traditional"}],
        "basis_start": {"after_year": 2012, "amount": "12000", "evidence": "filed_8606"},
        "events": [contribution(2019, None), contribution(2022)],
        "years": [{"year": 2019, "deducted": "0"}, {"year": 2022, "deducted": "0"}],
    }


def clean() -> Object:
    """Two contributions and no conversion: 2019 and 2020, each of 6,000, nothing filed yet."""
    return {
        "key": "p1",
        "name": "Cleo",
        "accounts": [{"key": "ira", "kind": "traditional"}, {"key": "roth", "kind": "roth"}],
        "events": [contribution(2019), contribution(2020)],
        "years": [
            {"year": 2019, "deducted": "0", "first_year": True},
            {"year": 2020, "deducted": "0"},
        ],
    }


def store(owner: User, *people: Object, name: str = "The Garcias", **more: Any) -> Household:
    """The household as somebody would have imported it."""
    found = {"format": "prorata-household/1", "name": name, "people": list(people)} | more
    return store_new(owner=owner, fact=read_household(json.dumps(found)), summary="Stored")
