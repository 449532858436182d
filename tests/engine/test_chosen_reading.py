"""Chosen ways in a household file: read, written, and every problem named."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.chosen import ChosenWay
from planner.engine.household_reading import RefusedError, read_household
from planner.engine.household_writing import write_household

PLAN: dict[str, Any] = {
    "year": 2026,
    "way": "spread",
    "chosen": "2026-11-22",
    "spread_years": 3,
    "growth": "-0.02",
    "inside": "210000",
    "amounts": {"convert": "70000", "pool": "210000.50"},
    "done": {"check-value": "2026-12-28"},
}


def file(*plans: Any) -> str:
    person = {"key": "ana"} | ({"plans": list(plans)} if plans else {})
    return json.dumps({"format": "prorata-household/1", "people": [person]})


def test_a_plan_is_read_as_it_is_written() -> None:
    household = read_household(file(PLAN))
    [plan] = household.people[0].plans
    assert plan == ChosenWay(
        year=2026,
        way="spread",
        chosen=date(2026, 11, 22),
        spread_years=3,
        growth=Decimal("-0.02"),
        inside=Decimal(210000),
        amounts={"convert": Decimal(70000), "pool": Decimal("210000.50")},
        done={"check-value": date(2026, 12, 28)},
    )
    text = write_household(household)
    assert json.loads(text)["people"][0]["plans"] == [PLAN]
    assert write_household(read_household(text)) == text


def test_without_a_plan_the_key_is_absent() -> None:
    assert "plans" not in write_household(read_household(file()))


def test_what_is_not_said_is_absent() -> None:
    plain = {"year": 2026, "way": "roll_in", "chosen": "2026-11-22"}
    assert json.loads(write_household(read_household(file(plain))))["people"][0]["plans"] == [plain]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"year": None}, "people[0].plans[0].year is missing"),
        ({"way": "run"}, "people[0].plans[0].way is 'run', which is none of convert_all"),
        ({"chosen": None}, "people[0].plans[0].chosen is missing"),
        ({"spread_years": 0}, "people[0].plans[0].spread_years must be from 1 to 50"),
        ({"amounts": {"convert": "-1"}}, "people[0].plans[0].amounts.convert"),
        (
            {"amounts": {"Convert!": "1"}},
            "people[0].plans[0].amounts.Convert! is no code of a step",
        ),
        ({"amounts": {f"a{n}": "1" for n in range(101)}}, "amounts has more than 100 entries"),
        ({"done": {"convert": "yesterday"}}, "people[0].plans[0].done.convert is 'yesterday'"),
        ({"why": "because"}, "people[0].plans[0].why is not a known key"),
    ],
)
def test_what_cannot_be_taken_is_named(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_household(file(PLAN | changed))
    assert any(problem in one for one in refused.value.problems), refused.value.problems


def test_a_year_has_one_plan() -> None:
    with pytest.raises(RefusedError) as refused:
        read_household(file(PLAN, PLAN))
    assert refused.value.problems == ["people[0].plans[1] stands there twice: 2026"]
