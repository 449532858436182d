"""To-do lists of chosen ways, worked out by hand: each step with its dollars and its days."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.engine.chosen import ChosenWay
from planner.engine.household_reading import read_household
from planner.engine.printing import entered
from planner.engine.todo import Standing, Step, expected_papers, on_the_return, standing, steps

FOLDER = Path(__file__).parent / "gold" / "todo"
CASES = [path.stem for path in sorted(FOLDER.glob("*.toml"))]


def gold(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def stands(case: dict[str, Any]) -> Standing:
    household = read_household(json.dumps(case["household"]))
    return standing(household, household.people[0], ChosenWay(**case["chosen"]), case["today"])


def plain(amount: Decimal | None) -> str | None:
    return None if amount is None else entered(amount).replace(",", "")


def as_written(step: Step) -> dict[str, Any]:
    """What a case says of a step; what is absent there is absent here."""
    found = {
        "code": step.code,
        "latest": step.latest,
        "advised": step.advised,
        "dollars": plain(step.dollars),
        "left": plain(step.left) if step.done_on else None,
        "done_on": step.done_on,
        "planned_on": step.planned_on,
    }
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize("name", CASES)
def test_the_list(name: str) -> None:
    case = gold(name)
    found = steps(stands(case))
    apart = {"says", "parts"}
    expected = [
        {key: value for key, value in one.items() if key not in apart} for one in case["step"]
    ]
    assert [as_written(one) for one in found] == expected
    for step, said in zip(found, case["step"], strict=True):
        assert said.get("says", "") in step.what
        parts = {part.account.key: plain(part.dollars) for part in step.parts}
        assert parts == said.get("parts", {})


@pytest.mark.parametrize("name", CASES)
def test_what_the_papers_will_say(name: str) -> None:
    case = gold(name)
    found = stands(case)
    assert [f"{one.form} {one.about}" for one in expected_papers(found)] == case["papers"]
    lines = on_the_return(found)
    shown = [lines.gross, lines.taxed, lines.rolled_over]
    assert shown == [Decimal(text) for text in case["on_the_return"]]


@pytest.mark.parametrize("name", CASES)
def test_each_step_says_why_and_by_what_law(name: str) -> None:
    for step in steps(stands(gold(name))):
        assert step.what.endswith(".")
        assert step.reason.endswith(".")
        assert step.citation
        assert bool(step.advised) == bool(step.advice)
        if step.advised:
            assert "recommendation" in step.advice
            assert step.latest is None or step.advised <= step.latest
