from dataclasses import FrozenInstanceError
from decimal import Decimal, localcontext
from typing import Any

import pytest

from planner.engine import PersonYear
from planner.engine.facts import AMOUNTS, amount_problem, invalid, problems, sound
from planner.engine.money import LARGEST
from tests.engine.people import D, person_year

KEYS = {
    "nondeductible_contribution": "1",
    "prior_basis": "2",
    "contribution_after_year_end": "4",
    "year_end_value": "6",
    "outstanding_rollover": "6",
    "distribution": "7",
    "conversion": "8",
    "qualified_disaster_amount": "15b",
    "roth_distribution": "19",
    "first_home_expenses": "20",
    "roth_contribution_basis": "22",
    "roth_conversion_basis": "24",
    "roth_disaster_amount": "25b",
}


def found(**entries: Any) -> list[tuple[str, str]]:
    """Code and key of every problem; ``sound`` has to give the same answer."""
    facts = person_year(**entries)
    codes = [(finding.code, finding.key) for finding in problems(facts)]
    assert sound(facts) == (not codes)
    return codes


def test_the_keys_and_lines_of_the_contract() -> None:
    assert AMOUNTS == KEYS


def test_facts_start_out_not_known_and_stay_as_they_are() -> None:
    facts = PersonYear(tax_year=2025)
    assert all(getattr(facts, key) is None for key in KEYS)
    assert (facts.rounding, facts.ratio_places, facts.id) == ("dollars", None, None)
    with pytest.raises(FrozenInstanceError):
        facts.conversion = D(1)  # type: ignore[misc]
    with pytest.raises(TypeError):
        PersonYear(2025)  # type: ignore[call-arg]


@pytest.mark.parametrize("amount", ["0", "-0", "0.01", "7000", "7000.37", "7000.000", "1E+3"])
def test_amounts_that_can_be_entered(amount: str) -> None:
    assert amount_problem(D(amount)) == ""


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        ("NaN", "is not a number"),
        ("sNaN", "is not a number"),
        ("Infinity", "is not a number"),
        ("-Infinity", "is not a number"),
        ("-0.01", "is negative; the form takes amounts of zero or more"),
        ("-1E+99", "is negative; the form takes amounts of zero or more"),
        ("1000000000000", "is too large: a trillion dollars or more"),
        ("999999999999.991", "is too large: a trillion dollars or more"),
        ("1E+999999", "is too large: a trillion dollars or more"),
        ("0.001", "has more than two decimals; amounts stop at cents"),
        ("7000.123456789012", "has more than two decimals; amounts stop at cents"),
        ("1E-38", "has more than two decimals; amounts stop at cents"),
    ],
)
def test_amounts_that_cannot_be_entered(amount: str, problem: str) -> None:
    assert amount_problem(D(amount)) == problem
    with localcontext(prec=3):
        assert amount_problem(D(amount)) == problem


def test_the_largest_amount_can_be_entered() -> None:
    assert amount_problem(LARGEST) == ""
    with localcontext(prec=3):
        assert amount_problem(LARGEST) == ""


@pytest.mark.parametrize("key", KEYS)
def test_every_amount_is_looked_at(key: str) -> None:
    code = f"invalid-{key.replace('_', '-')}"
    for amount in ("-1", "NaN", "1E+12", "0.005"):
        assert found(**{key: amount}) == [(code, key)]
    first_home = {"nondeductible_contribution": 10_000}
    assert found(**first_home | {key: 10_000}) == []


def test_all_problems_are_named_at_once() -> None:
    assert found(conversion="-1", prior_basis="NaN", rounding="euros", ratio_places=2) == [
        ("invalid-prior-basis", "prior_basis"),
        ("invalid-conversion", "conversion"),
        ("invalid-rounding", "rounding"),
        ("invalid-ratio-places", "ratio_places"),
    ]


@pytest.mark.parametrize(
    ("line_1", "line_4", "possible"),
    [
        (7000, 7000, True),
        (7000, "7000.01", False),
        (None, 0, True),
        (None, "0.01", False),
        (0, 1, False),
        (7000, None, True),
    ],
)
def test_line_4_is_a_part_of_line_1(line_1: Any, line_4: Any, *, possible: bool) -> None:
    codes = found(nondeductible_contribution=line_1, contribution_after_year_end=line_4)
    wrong = [("line-4-above-line-1", "contribution_after_year_end")]
    assert codes == ([] if possible else wrong)


def test_lines_are_not_compared_with_an_amount_that_cannot_be() -> None:
    codes = found(nondeductible_contribution="NaN", contribution_after_year_end=1)
    assert codes == [("invalid-nondeductible-contribution", "nondeductible_contribution")]


@pytest.mark.parametrize(("amount", "count"), [("10000", 0), ("10000.01", 1)])
def test_first_home_expenses_have_a_lifetime_limit(amount: str, count: int) -> None:
    assert (
        found(first_home_expenses=amount)
        == [("invalid-first-home-expenses", "first_home_expenses")][:count]
    )


@pytest.mark.parametrize(("rounding", "count"), [("dollars", 0), ("cents", 0), ("euros", 1)])
def test_rounding(rounding: str, count: int) -> None:
    assert found(rounding=rounding) == [("invalid-rounding", "rounding")][:count]


@pytest.mark.parametrize(("places", "count"), [(2, 1), (3, 0), (10, 0), (11, 1), (0, 1)])
def test_ratio_places(places: int, count: int) -> None:
    assert found(ratio_places=places) == [("invalid-ratio-places", "ratio_places")][:count]


def test_messages_name_key_line_and_reason() -> None:
    messages = [finding.message for finding in problems(person_year(conversion="-1"))]
    assert messages == ["conversion (line 8) is negative; the form takes amounts of zero or more."]
    assert invalid("rounding", "must be gold").message == "rounding must be gold."
    finding = invalid("prior_basis", "is odd")
    assert (finding.code, finding.severity, finding.key) == (
        "invalid-prior-basis",
        "blocks",
        "prior_basis",
    )
    (late,) = problems(person_year(contribution_after_year_end=1))
    assert (late.severity, late.citation) == ("blocks", "Form 8606, line 4")
    assert "(line 4) is more than nondeductible_contribution (line 1)" in late.message
    (home,) = problems(person_year(first_home_expenses=10_001))
    assert home.message == "first_home_expenses (line 20) is above 10,000, the lifetime limit."
    (rounding,) = problems(person_year(rounding="euros"))
    assert rounding.message == 'rounding must be "dollars" or "cents".'
    (places,) = problems(person_year(ratio_places=2))
    assert places.message == "ratio_places must be from 3 to 10, or null."


def test_a_persons_amounts_are_never_floats() -> None:
    facts = person_year(conversion="7000.37")
    assert isinstance(facts.conversion, Decimal)
