from typing import Any

import pytest

from planner import engine
from planner.engine import Worksheet, worksheet
from planner.engine.layouts import form_layout
from planner.engine.money import CENT, DOLLAR
from tests.engine.people import D, codes, person_year

ARTICLE = {
    "nondeductible_contribution": 7000,
    "prior_basis": 0,
    "year_end_value": 200_000,
    "conversion": 7000,
}


def sheet(**entries: Any) -> Worksheet:
    return worksheet(person_year(**entries))


def test_the_stable_names_of_the_library() -> None:
    assert {"PersonYear", "worksheet", "Worksheet", "WorksheetLine", "Finding"} == {*engine.__all__}


def test_a_complete_worksheet() -> None:
    found = sheet(**ARTICLE)
    assert (found.status, found.parts, found.findings) == ("complete", ("I", "II"), ())
    assert found.taxable == D(6763)
    assert found.layout is form_layout(2025)
    assert found.unit == DOLLAR
    assert sheet(**ARTICLE, rounding="cents").unit == CENT


def test_lines_and_values_by_name() -> None:
    found = sheet(**ARTICLE)
    assert found.line("15a").key == "distribution_above_basis"
    assert found.value("basis_carried_forward") == D(6763)
    assert found.value("roth_distribution") is None
    assert found.value("no_such_value") is None
    with pytest.raises(KeyError, match="26"):
        found.line("26")


@pytest.mark.parametrize(
    ("entries", "parts"),
    [
        ({}, ()),
        ({"nondeductible_contribution": 1, "prior_basis": 0}, ("I",)),
        ({"prior_basis": 0, "conversion": 1}, ("II",)),
        ({"roth_distribution": 1, "roth_contribution_basis": 1}, ("III",)),
        ({"prior_basis": 1, "year_end_value": 1, "distribution": 1}, ("I",)),
        (ARTICLE | {"roth_distribution": 1}, ("I", "II", "III")),
        ({"nondeductible_contribution": 1}, ("I",)),
        ({"distribution": 1}, ()),
        ({"conversion": 1}, ("II",)),
    ],
)
def test_parts(entries: dict[str, Any], parts: tuple[str, ...]) -> None:
    assert sheet(**entries).parts == parts


@pytest.mark.parametrize("year", [2017, 2027, 0, -1, 10**30])
def test_a_year_that_is_not_held(year: int) -> None:
    found = sheet(tax_year=year, conversion=-1)
    assert (found.status, found.layout, found.lines) == ("invalid", None, ())
    assert (found.parts, found.taxable) == ((), None)
    assert codes(found) == ["invalid-tax-year", "invalid-conversion"]
    assert found.findings[0].message == "tax_year must be a year from 2018 to 2026."


def test_invalid_facts_have_no_lines() -> None:
    found = sheet(**ARTICLE | {"contribution_after_year_end": 7001})
    assert (found.status, found.lines, found.taxable) == ("invalid", (), None)
    assert codes(found) == ["line-4-above-line-1"]


@pytest.mark.parametrize(
    ("entries", "key", "message"),
    [
        (
            {"conversion": 1},
            "prior_basis",
            "prior_basis (line 2) is not known: line 14 of the last Form 8606 filed, or 0 if none"
            " ever was.",
        ),
        (
            {"conversion": 1, "prior_basis": 1},
            "year_end_value",
            "year_end_value (line 6) is not known: the value of all the traditional, SEP, SIMPLE"
            " and rollover IRAs on December 31.",
        ),
        (
            {"roth_distribution": 1},
            "roth_contribution_basis",
            "roth_contribution_basis (line 22) is not known: the regular Roth contributions so"
            " far, less those already taken out.",
        ),
        (
            {"roth_distribution": 1, "roth_contribution_basis": 0},
            "roth_conversion_basis",
            "roth_conversion_basis (line 24) is not known: the amounts converted to Roth so far,"
            " less those already taken out.",
        ),
    ],
)
def test_what_is_missing_is_said(entries: dict[str, Any], key: str, message: str) -> None:
    found = sheet(**entries)
    (finding,) = found.findings
    assert (found.status, finding.severity, finding.key) == ("incomplete", "blocks", key)
    assert finding.code == f"missing-{key.replace('_', '-')}"
    assert finding.message == message
    assert finding.citation == f"Form 8606, line {found.layout and found.layout.numbers[key]}"


def test_a_distribution_without_basis_is_said_in_its_own_dollars() -> None:
    found = sheet(prior_basis=0, distribution=500, conversion=7000)
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("no-basis-fully-taxable", "info")
    assert (finding.key, finding.dollars) == ("distribution", D(500))
    assert finding.message.startswith("There is no basis, so the distribution is taxable in full")
    assert finding.citation == "IRC §408(d)(1); Form 8606, Part I"
    assert found.taxable == D(7500)


def test_it_is_said_although_something_else_is_missing() -> None:
    found = sheet(prior_basis=0, distribution=500, roth_distribution=1)
    assert codes(found) == ["missing-roth-contribution-basis", "no-basis-fully-taxable"]
    assert found.findings[1].dollars == D(500)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, True),
        ({"outstanding_rollover": 0, "distribution": 0}, True),
        ({"year_end_value": "0.01"}, False),
        ({"outstanding_rollover": "0.01"}, False),
        ({"year_end_value": 5, "outstanding_rollover": 5}, False),
        ({"distribution": "0.01"}, False),
        ({"nondeductible_contribution": "0.01"}, False),
        ({"prior_basis": 0}, False),
        ({"prior_basis": None}, False),
        ({"year_end_value": None}, False),
        ({"conversion": 0}, False),
    ],
)
def test_part_i_that_the_form_does_not_require(change: dict[str, Any], *, said: bool) -> None:
    found = sheet(**{"prior_basis": 4000, "year_end_value": 0, "conversion": 3000} | change)
    assert ("part-i-not-required" in codes(found)) is said
    if said:
        (finding,) = found.findings
        assert finding.severity == "info"
        assert finding.message.endswith("It is filled in anyway, so that no basis is lost.")
        assert finding.citation == "Form 8606, Part I; Instructions, line 17"
        assert found.parts == ("I", "II")


@pytest.mark.parametrize(
    ("entries", "line", "key", "whole"),
    [
        (
            {"prior_basis": 1000, "year_end_value": 8000, "distribution": 2000}
            | {"qualified_disaster_amount": "1801.00"},
            "15b",
            "qualified_disaster_amount",
            "15a",
        ),
        (
            {"roth_distribution": 1800, "roth_contribution_basis": 0, "roth_conversion_basis": 0}
            | {"roth_disaster_amount": 1801},
            "25b",
            "roth_disaster_amount",
            "25a",
        ),
    ],
)
def test_a_disaster_amount_above_its_line(
    entries: dict[str, Any], line: str, key: str, whole: str
) -> None:
    found = sheet(**entries)
    (finding,) = found.findings
    assert finding.code == f"disaster-amount-above-line-{whole}"
    assert (finding.severity, finding.key, finding.dollars) == ("costs", key, D(1))
    assert finding.citation == f"Form 8606, line {line}"
    part = f"{key} (line {line}) is more than line {whole}, of which it is a part."
    assert finding.message == part
    assert found.status == "complete"
    assert found.taxable == 0
    all_of_it = sheet(**entries | {key: 1800})
    assert codes(all_of_it) == []
