"""Reads the gold cases: TOML that a preparer can check without reading any code."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"


def gold_cases(file: str, group: str) -> list[Any]:
    """Every ``[[group]]`` of ``gold/<file>``, as a parameter named like the case."""
    with (GOLD / file).open("rb") as stream:
        cases = tomllib.load(stream, parse_float=Decimal)[group]
    return [pytest.param(case, id=case["name"]) for case in cases]


def arguments(case: dict[str, Any], *drop: str) -> dict[str, Any]:
    """The facts of a case as keyword arguments; whole amounts become ``Decimal``."""
    facts = {key: value for key, value in case.items() if key not in {"name", "source", *drop}}
    return {key: _amount(key, value) for key, value in facts.items()}


def _amount(key: str, value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(value) if whole and key != "year" else value
