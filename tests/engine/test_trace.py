"""The "why" of a line: what a person reads behind every number."""

from typing import Any

import pytest

from planner.engine import WorksheetLine, worksheet
from planner.engine.ledger import ledger
from planner.engine.trace import Trace
from tests.engine.households import conversion, household, person, read, value
from tests.engine.people import person_year

ARTICLE = {"nondeductible_contribution": 7000, "prior_basis": 0, "year_end_value": 200_000}
EVERYTHING = ARTICLE | {
    "outstanding_rollover": "1000.25",
    "conversion": 7000,
    "distribution": 3000,
    "roth_distribution": 30_000,
    "first_home_expenses": 10_000,
    "roth_contribution_basis": 12_000,
    "roth_conversion_basis": 3000,
}
UNKNOWN: dict[str, Any] = {"nondeductible_contribution": 7000, "conversion": 7000}


def line(number: str, **entries: Any) -> WorksheetLine:
    return worksheet(person_year(**entries)).line(number)


def trace(number: str, **entries: Any) -> Trace:
    return line(number, **entries).trace


@pytest.mark.parametrize(
    ("number", "formula", "calculation"),
    [
        ("1", "entered", "7,000"),
        ("3", "line 1 + line 2", "7,000 + 0 = 7,000"),
        ("4", "entered", "not entered = 0"),
        ("5", "line 3 − line 4", "7,000 − 0 = 7,000"),
        (
            "6",
            "value on December 31 + outstanding rollovers",
            "200,000 + 1,000.25 = 201,000",
        ),
        ("9", "line 6 + line 7 + line 8", "201,000 + 3,000 + 7,000 = 211,000"),
        (
            "10",
            "line 5 ÷ line 9, not more than 1.000",
            "7,000 ÷ 211,000 = 0.0332, not more than 1.000",
        ),
        (
            "11",
            "line 8 × line 10, not more than line 5",
            "7,000 × 0.0332 = 232, not more than 7,000",
        ),
        (
            "12",
            "line 7 × line 10, not more than line 5 − line 11",
            "3,000 × 0.0332 = 100, not more than 7,000 − 232",
        ),
        ("13", "line 11 + line 12", "232 + 100 = 332"),
        ("14", "line 3 − line 13", "7,000 − 332 = 6,668"),
        ("15a", "line 7 − line 12", "3,000 − 100 = 2,900"),
        ("15c", "line 15a − line 15b", "2,900 − 0 = 2,900"),
        ("16", "line 8", "7,000"),
        ("17", "line 11", "232"),
        ("18", "line 16 − line 17", "7,000 − 232 = 6,768"),
        ("19", "entered", "30,000"),
        ("21", "line 19 − line 20, not below 0", "30,000 − 10,000 = 20,000, not below 0"),
        ("23", "line 21 − line 22, not below 0", "20,000 − 12,000 = 8,000, not below 0"),
        ("25a", "line 23 − line 24, not below 0", "8,000 − 3,000 = 5,000, not below 0"),
        ("25c", "line 25a − line 25b", "5,000 − 0 = 5,000"),
    ],
)
def test_formula_and_calculation(number: str, formula: str, calculation: str) -> None:
    found = trace(number, **EVERYTHING)
    assert (found.formula, found.calculation) == (formula, calculation)


def test_a_quiet_year_carries_line_3() -> None:
    found = trace("14", nondeductible_contribution=7000, prior_basis=500)
    assert (found.formula, found.calculation) == ("line 3", "7,500")


def test_line_17_without_basis() -> None:
    found = trace("17", prior_basis=0, conversion=9000)
    assert (found.formula, found.calculation) == ("no basis", "no basis = 0")
    assert found.operands == ()
    assert trace("16", prior_basis=0, conversion=9000).calculation == "9,000"
    in_cents = trace("17", prior_basis=0, conversion=9000, rounding="cents")
    assert in_cents.calculation == "no basis = 0.00"


@pytest.mark.parametrize(
    ("number", "operands"),
    [
        ("1", (("entered", "7,000"),)),
        ("4", (("entered", "not entered"),)),
        ("6", (("value on December 31", "200,000"), ("outstanding rollovers", "1,000.25"))),
        ("10", (("line 5", "7,000"), ("line 9", "211,000"))),
        ("11", (("line 8", "7,000"), ("line 10", "0.0332"), ("line 5", "7,000"))),
        ("16", (("line 8", "7,000"),)),
    ],
)
def test_operands(number: str, operands: tuple[tuple[str, str], ...]) -> None:
    assert trace(number, **EVERYTHING).operands == operands


def test_no_outstanding_rollover_is_not_mentioned() -> None:
    found = trace("6", **ARTICLE, conversion=7000)
    assert found.operands == (("value on December 31", "200,000"),)
    assert found.calculation == "200,000"
    assert trace("6", **ARTICLE, conversion=7000, outstanding_rollover=0).formula == (
        "value on December 31"
    )


def test_an_entry_shows_the_cents_it_was_given() -> None:
    found = trace("1", nondeductible_contribution="6999.50", prior_basis=0)
    assert found.calculation == "6,999.50 = 7,000"
    in_cents = trace("1", nondeductible_contribution=7000, prior_basis=0, rounding="cents")
    assert in_cents.calculation == "7,000 = 7,000.00"


def test_what_is_not_known_is_a_question_mark() -> None:
    found = trace("3", **UNKNOWN)
    assert found.calculation == "7,000 + ? = ?"
    assert found.operands == (("line 1", "7,000"), ("line 2", "?"))
    assert trace("2", **UNKNOWN).calculation == "not entered = ?"
    assert trace("10", **UNKNOWN).calculation == "? ÷ ? = ?, not more than 1.000"


def test_a_blank_line_has_nothing_to_explain() -> None:
    for number in ("1", "9", "19"):
        found = trace(number)
        assert found.rule is None
        assert (found.formula, found.calculation, found.operands) == ("", "", ())


def test_a_blank_line_of_a_filled_worksheet_has_nothing_to_explain_either() -> None:
    found = trace("25a", roth_distribution=5, roth_contribution_basis=5)
    assert (found.calculation, found.operands) == ("", ())
    assert trace("6", nondeductible_contribution=7000, prior_basis=0).calculation == ""


def test_citation_and_rule() -> None:
    found = line("10", **ARTICLE, conversion=7000)
    assert found.trace.citation == found.citation == "Form 8606, line 10; IRC §72(e)(8)"
    assert found.trace.rule is not None
    assert found.trace.rule.key == "nontaxable_ratio"
    assert trace("1", **ARTICLE).rule is None


def test_a_line_that_waits_for_the_basis_has_no_sum() -> None:
    """A conversion is known and the basis before it is not: lines 17 and 18 are not entries."""
    home = read(household(person(conversion("2025-03-12"), year_end_values=[value(2025, "10")])))
    [found] = [year for year in ledger(home, home.people[0]) if year.year == 2025]
    for number in ("17", "18"):
        shown = found.sheet.line(number)
        assert shown.value is None
        assert (shown.trace.formula, shown.trace.calculation) == ("", "")
