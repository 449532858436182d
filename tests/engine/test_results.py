import json
from typing import Any

import pytest

from planner.engine import Finding, worksheet
from planner.engine.results import finding_object, result, result_of_line
from tests.engine.people import D, person_year

EXAMPLE_IN = {
    "id": "a1",
    "tax_year": 2025,
    "nondeductible_contribution": "7000",
    "prior_basis": "0",
    "year_end_value": "200000",
    "conversion": "7000",
}
EXAMPLE_OUT = (
    '{"id": "a1", "tax_year": 2025, "status": "complete", "parts": ["I", "II"], "lines": {"1":'
    ' "7000", "2": "0", "3": "7000", "4": "0", "5": "7000", "6": "200000", "7": "0", "8": "7000",'
    ' "9": "207000", "10": "0.0338", "11": "237", "12": "0", "13": "237", "14": "6763", "15a":'
    ' "0", "15b": "0", "15c": "0", "16": "7000", "17": "237", "18": "6763"}, "taxable": "6763",'
    ' "findings": []}'
)
"""The example of the contract, letter by letter."""


def of(**entry: Any) -> dict[str, Any]:
    return result_of_line(json.dumps({"tax_year": 2025} | entry))


def test_the_example_of_the_contract() -> None:
    assert json.dumps(result_of_line(json.dumps(EXAMPLE_IN))) == EXAMPLE_OUT


def test_in_cents() -> None:
    found = of(**EXAMPLE_IN | {"rounding": "cents"})
    assert found["lines"]["1"] == "7000.00"
    assert found["lines"]["10"] == "0.033816"
    assert (found["lines"]["11"], found["taxable"]) == ("236.71", "6763.29")
    assert found["lines"]["15c"] == "0.00"


def test_nothing_to_fill_in() -> None:
    assert of() == {
        "id": None,
        "tax_year": 2025,
        "status": "complete",
        "parts": [],
        "lines": {},
        "taxable": "0",
        "findings": [],
    }
    assert of(rounding="cents")["taxable"] == "0.00"


def test_incomplete_shows_what_can_be_known() -> None:
    found = of(nondeductible_contribution="7000", conversion="7000", id="x")
    assert list(found) == ["id", "tax_year", "status", "parts", "lines", "findings"]
    assert (found["id"], found["status"], found["parts"]) == ("x", "incomplete", ["I", "II"])
    zeros = dict.fromkeys(("4", "7", "15b"), "0")
    assert found["lines"] == zeros | dict.fromkeys(("1", "8", "16"), "7000")
    assert [finding["code"] for finding in found["findings"]] == [
        "missing-prior-basis",
        "missing-year-end-value",
    ]


@pytest.mark.parametrize("key", ["tax_year", "conversion", "magi"])
def test_invalid_echoes_what_it_can(key: str) -> None:
    found = of(**{"id": "a", key: "x"})
    assert list(found) == ["id", "tax_year", "status", "findings"]
    assert (found["id"], found["status"]) == ("a", "invalid")
    assert found["tax_year"] == (None if key == "tax_year" else 2025)


@pytest.mark.parametrize(
    ("entry", "echo"),
    [
        ({"id": 7}, (None, 2025)),
        ({"id": None, "tax_year": 1999}, (None, 1999)),
        ({"id": "", "tax_year": True}, ("", None)),
        ({"id": "a", "contribution_after_year_end": "1"}, ("a", 2025)),
    ],
)
def test_echo(entry: dict[str, Any], echo: tuple[object, object]) -> None:
    found = of(**entry | {"conversion": "-1"})
    assert found["status"] == "invalid"
    assert (found["id"], found["tax_year"]) == echo


def test_bad_json_has_nothing_to_echo() -> None:
    found = result_of_line("{")
    assert (found["id"], found["tax_year"], found["status"]) == (None, None, "invalid")
    assert [finding["code"] for finding in found["findings"]] == ["bad-json"]


def test_a_finding_leaves_out_what_it_has_not() -> None:
    whole = Finding("a-code", "costs", "A message.", "conversion", D("12.50"), "IRC §408")
    assert finding_object(whole) == {
        "code": "a-code",
        "severity": "costs",
        "message": "A message.",
        "key": "conversion",
        "dollars": "12.50",
        "citation": "IRC §408",
    }
    bare = Finding("a-code", "info", "A message.")
    assert finding_object(bare) == {"code": "a-code", "severity": "info", "message": "A message."}
    assert finding_object(Finding("a", "info", "b", dollars=D(0)))["dollars"] == "0"


def test_a_worksheet_made_by_hand() -> None:
    facts = person_year(prior_basis=0, distribution="5000.25", rounding="cents", id="b")
    found = result(worksheet(facts))
    assert (found["lines"], found["parts"], found["taxable"]) == ({}, [], "5000.25")
    assert found["findings"][0]["dollars"] == "5000.25"
    refused = result(worksheet(person_year(tax_year=1999, id="c")))
    assert (refused["id"], refused["tax_year"]) == ("c", 1999)


@pytest.mark.parametrize("amount", ["999999999999.99", "0.01", "1000000"])
def test_large_and_small_amounts_have_no_exponent(amount: str) -> None:
    found = of(prior_basis=amount, year_end_value=amount, conversion=amount, rounding="cents")
    assert found["lines"]["2"] == str(D(amount).quantize(D("0.01")))
    assert not [text for text in found["lines"].values() if "E" in text]
