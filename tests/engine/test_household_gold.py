"""Whole households a preparer can check: situations, and lines worked out by hand from the law."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.engine.household_reading import read_household
from planner.engine.household_results import household_result

FOLDER = Path(__file__).parent / "gold" / "households"


def gold() -> list[Any]:
    """Every expected year of every gold household, as a parameter named like it."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        for year in case["expect"]:
            name = f"{path.stem}-{year['person']}-{year['year']}"
            found.append(pytest.param(case["household"], year, id=name))
    return found


def entry(household: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    result = household_result(read_household(json.dumps(household)))
    [person] = [one for one in result["people"] if one["key"] == expected["person"]]
    wanted = (expected["year"], expected.get("decedent"))
    found: dict[str, Any]
    [found] = [one for one in person["years"] if (one["year"], one.get("decedent")) == wanted]
    return found


@pytest.mark.parametrize(("household", "expected"), gold())
def test_gold_household(household: dict[str, Any], expected: dict[str, Any]) -> None:
    found = entry(household, expected)
    assert {key: found["lines"].get(key) for key in expected["lines"]} == expected["lines"]
    if expected.get("all_lines"):
        assert found["lines"] == expected["lines"]
    for number in expected.get("blank", ()):
        assert number not in found["lines"]
    assert found["status"] == expected.get("status", "complete")
    for key in ("taxable", "form_due"):
        if key in expected:
            assert found[key] == expected[key]
    findings = {one["code"]: one.get("dollars") for one in found["findings"]}
    assert set(expected.get("findings", ())) <= set(findings)
    assert set(expected.get("no_findings", ())).isdisjoint(findings)
    assert expected.get("dollars", {}).items() <= findings.items()
    differences = [list(one.values()) for one in found["filed_differences"]]
    assert differences == expected.get("differences", [])


def test_there_are_many() -> None:
    assert len(gold()) >= 45
    assert len(list(FOLDER.glob("*.toml"))) >= 20
