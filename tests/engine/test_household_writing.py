"""What is written is read back the same, and written again byte for byte."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from tests.engine.households import contribution, household, households, person, read
from tests.engine.test_household_reading import FULL

WRITTEN = """\
{
  "format": "prorata-household/1",
  "exported_at": "2026-11-22",
  "name": "Zoë & Søn",
  "people": [
    {
      "key": "p1",
      "accounts": [
        {
          "key": "ira",
          "kind": "traditional",
          "accepts_rollovers": false
        }
      ],
      "events": [
        {
          "kind": "contribution",
          "account": "ira",
          "date": "2026-03-10",
          "tax_year": 2025,
          "amount": "7000"
        },
        {
          "kind": "contribution",
          "account": "ira",
          "date": "2026-03-11",
          "tax_year": 2026,
          "amount": "0.50"
        }
      ],
      "years": [
        {
          "year": 2025,
          "deducted": "0",
          "first_home_expenses": "0",
          "disabled": false,
          "filed": {
            "lines": {
              "1": "7000",
              "10": "1.000",
              "14": "-5"
            },
            "on": "2026-04-10"
          }
        }
      ]
    }
  ],
  "years": [
    {
      "year": 2025,
      "marginal_rate": "0.35",
      "state_rate": "1"
    }
  ]
}
"""


def test_a_file_as_it_is_written() -> None:
    lines = {"14": "-5.00", "10": "1.000", "1": 7000}
    found = household(
        person(
            contribution("2026-03-10", 2025, "7000.00"),
            {"kind": "contribution", "account": "ira", "date": "2026-03-11", "amount": ".5"},
            accounts="",
            more_accounts=[
                {
                    "key": "ira",
                    "kind": "traditional",
                    "name": "",
                    "accepts_rollovers": False,
                    "treated_as_own": False,
                }
            ],
            years=[
                {
                    "year": 2025,
                    "deducted": "-0",
                    "first_year": False,
                    "disabled": False,
                    "first_home_expenses": "0.00",
                    "filed": {"on": "2026-04-10", "lines": lines},
                }
            ],
        ),
        rounding="dollars",
        name="Zoë & Søn",
        years=[{"year": 2025, "marginal_rate": "0.350", "state_rate": 1}],
    )
    assert write_household(read(found), exported_at="2026-11-22") == WRITTEN


def test_nothing_of_a_full_file_is_lost() -> None:
    once = write_household(read(FULL), exported_at=FULL["exported_at"])
    found = json.loads(once)
    assert found.keys() == FULL.keys()
    assert found["people"][0].keys() == FULL["people"][0].keys()
    for before, after in zip(
        FULL["people"][0]["events"], found["people"][0]["events"], strict=True
    ):
        assert before.items() <= after.items() | {("character", "normal")}
    assert found["people"][0]["basis_start"] == FULL["people"][0]["basis_start"]
    year, planned = found["people"][0]["years"]
    assert planned == FULL["people"][0]["years"][1]
    assert list(planned) == [
        *("year", "self_employed", "has_employees", "can_finish", "until"),
        *("value_low", "value_high"),
    ]
    assert list(year) == ["year", "from_529", "filed_route", "filed"]
    assert (year["from_529"], year["filed_route"]) == ("900", "plain_form")
    assert found["years"] == FULL["years"]
    assert next(iter(found["years"][1]["outlook"])) == "pricing"


@settings(max_examples=30, deadline=None)
@given(households())
def test_reading_and_writing_again_changes_nothing(found: dict[str, Any]) -> None:
    first = read(found)
    written = write_household(first)
    again = read_household(written)
    assert again == first
    assert write_household(again) == written
    assert write_household(again, exported_at="now") == write_household(first, exported_at="now")


def test_what_is_unknown_stays_unknown() -> None:
    empty = person(contribution("2025-01-01", 2025, None), years=[{"year": 2025, "filed": {}}])
    first = read(household(empty, years=[{"year": 2025}]))
    assert '"filed": {\n            "lines": {}\n' in write_household(first)
    assert '"amount"' not in write_household(first)
    assert read_household(write_household(first)) == first
    assert write_household(replace(first, people=(), years=())).count("\n") == 3


def test_growth_may_be_below_zero_and_an_empty_outlook_is_absent() -> None:
    year = {"year": 2026, "outlook": {"growth": "-0.050", "outside_growth": "-0.0"}}
    text = write_household(read(household(years=[year])))
    assert '"growth": "-0.05"' in text
    assert '"outside_growth": "0"' in text
    bare = write_household(read(household(years=[{"year": 2026, "outlook": {}}])))
    assert json.loads(bare)["years"] == [{"year": 2026}]


@pytest.mark.parametrize(
    ("rate", "written"),
    [("0", "0"), ("0.00", "0"), ("1", "1"), ("1.0", "1"), ("0.10", "0.1"), ("0.0930", "0.093")],
)
def test_a_rate_is_written_without_zeros_that_say_nothing(rate: str, written: str) -> None:
    found = read(household(years=[{"year": 2025, "state_rate": rate}]))
    assert f'"state_rate": "{written}"' in write_household(found)
