"""Households and their ways out, worked out by hand, as the command prints them."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.engine.fixes.options import options
from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.standpoint import standpoint
from planner.engine.household_reading import read_household

FOLDER = Path(__file__).parent / "gold" / "fixes"


def gold() -> list[Any]:
    """Every expected way of every gold household, as a parameter named like it."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        for way in case["expect"]:
            name = f"{path.stem}-{way['person']}-{way['option']}"
            found.append(pytest.param(case, way, id=name))
    return found


def asked(case: dict[str, Any]) -> Question:
    arguments = dict(case["arguments"])
    for key in {"rate", "growth"} & arguments.keys():
        arguments[key] = Decimal(arguments[key])
    return Question(**arguments)


@pytest.mark.parametrize(("case", "expected"), gold())
def test_gold_way_out(case: dict[str, Any], expected: dict[str, Any]) -> None:
    household = read_household(json.dumps(case["household"]))
    people = fixes_result(household, asked(case))["people"]
    [person] = [one for one in people if one["key"] == expected["person"]]
    [option] = [one for one in person["options"] if one["key"] == expected["option"]]
    assert {key: option.get(key) for key in expected["is"]} == expected["is"]
    for key in expected.get("blank", ()):
        assert key not in option
    assert option["years"] == expected.get("years", option["years"])
    codes = {finding["code"] for finding in person["findings"]}
    assert codes >= set(expected.get("findings", ()))


@pytest.mark.parametrize(("case", "expected"), [one for one in gold() if "lines" in one.values[1]])
def test_the_form_that_a_way_leads_to(case: dict[str, Any], expected: dict[str, Any]) -> None:
    household = read_household(json.dumps(case["household"]))
    [person] = [one for one in household.people if one.key == expected["person"]]
    question = asked(case)
    at = standpoint(household, person, question.year, question.on)
    [option] = [one for one in options(at) if one.key == expected["option"]]
    assert option.outcome
    sheet = option.outcome.years[0].sheet
    found = {number: sheet.line(number).plain_text for number in expected["lines"]}
    assert found == expected["lines"]


def test_there_are_many() -> None:
    assert len(gold()) >= 30
