"""Rose Green of Publication 590-B, with two more years, worked out by hand.

2023, as published: basis 300, contributed 2,000 of which 1,500 deducted, 5,000 converted, 20,000
left. Worksheet 1-1: (300 + 2,000) / 25,000 x 5,000 = 460, so 340 is carried. Part I line by line:
(300 + 500) / 25,000 x 5,000 = 160, so 640 is carried and 300 more is taxable.
2024: 1,000 contributed and not deducted. 2025: 2,000 converted, 18,000 left, nothing contributed.
"""

from typing import Any

from planner.models import Household, User
from tests.ledgers import Object, store


def rose(**changes: Any) -> Object:
    """Her; ``changes`` are of her record of 2023."""
    record = {"year": 2023, "deducted": "1500", "covered_by_plan": True, "compensation": "79000"}
    return {
        "key": "rose",
        "name": "Rose",
        "born": "1980-05-01",
        "basis_start": {"after_year": 2022, "amount": "300", "evidence": "filed_8606"},
        "accounts": [{"key": "ira", "kind": "traditional"}, {"key": "roth", "kind": "roth"}],
        "year_end_values": [
            {"account": "ira", "year": year, "amount": amount}
            for year, amount in ((2023, "20000"), (2025, "18000"))
        ],
        "events": [
            contribution("2023-05-15", "2000"),
            conversion("2023-08-01", "5000"),
            contribution("2024-05-15", "1000"),
            conversion("2025-08-01", "2000"),
        ],
        "years": [record | changes, {"year": 2024, "deducted": "0"}],
    }


def contribution(day: str, amount: str) -> Object:
    found = {"kind": "contribution", "account": "ira", "date": day, "amount": amount}
    return found | {"tax_year": int(day[:4])}


def conversion(day: str, amount: str) -> Object:
    return {"kind": "conversion", "account": "ira", "to": "roth", "date": day, "amount": amount}


RETURNS = [
    {"year": 2023, "filing_status": "single", "magi": "80000", "marginal_rate": "0.22"},
]
"""Single and covered in 2023: the deduction shrinks from 73,000 to 83,000."""


def store_rose(owner: User, **changes: Any) -> Household:
    """Her household, stored."""
    return store(owner, rose(**changes), years=RETURNS)
