"""Whole worksheets against the gold cases, and the computed values one by one."""

from typing import Any

import pytest

from planner.engine import form8606, worksheet
from planner.engine.money import CENT, DOLLAR, NOTHING, WHOLE, Ratio
from planner.engine.printing import printed
from planner.engine.rules import Rule
from tests.engine.gold_cases import gold_cases
from tests.engine.people import NUMBERS, D, codes, person_year, shown
from tests.engine.reference import form_8606

GOLD = gold_cases("form8606.toml", "case")


def printed_lines(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("case", GOLD)
def test_gold(case: dict[str, Any]) -> None:
    sheet = worksheet(person_year(**case["facts"]))
    assert shown(sheet) == printed_lines(case["lines"])
    assert sheet.taxable is not None
    assert printed(sheet.taxable, sheet.unit) == case["taxable"]
    assert sheet.status == "complete"
    assert codes(sheet) == case.get("findings", [])


@pytest.mark.parametrize("case", GOLD)
def test_the_reference_agrees_with_the_gold_cases(case: dict[str, Any]) -> None:
    facts = dict(case["facts"])
    facts.pop("tax_year", None)
    cents, places = facts.pop("rounding", "") == "cents", facts.pop("ratio_places", None)
    expected = printed_lines(case["lines"]) | {"taxable": case["taxable"]}
    found = form_8606(facts, cents=cents, places=places)
    assert found.keys() == expected.keys()
    for number in found.keys() - {"10"}:
        assert found[number] == D(expected[number].replace(",", "")), number


def test_the_gold_cases_are_many_and_reach_every_line() -> None:
    lines = [printed_lines(case.values[0]["lines"]) for case in GOLD]
    assert len(lines) >= 30
    assert set().union(*lines) == set(NUMBERS)


def test_lines_come_in_printed_order() -> None:
    sheet = worksheet(person_year(nondeductible_contribution=7000, prior_basis=0))
    assert tuple(line.number for line in sheet.lines) == NUMBERS


@pytest.mark.parametrize(
    ("available", "pool", "places", "ratio"),
    [
        ("7000", "207000", 0, Ratio(D(7000), D(207000))),
        ("7000", "207000", 3, Ratio(D("0.034"), D(1))),
        ("7000", "207000", 10, Ratio(D("0.0338164251"), D(1))),
        ("2000", "2400", 4, Ratio(D("0.8333"), D(1))),
        ("1", "2000", 3, Ratio(D("0.001"), D(1))),  # half up: 0.0005
        ("1", "2001", 3, Ratio(D("0.000"), D(1))),
        ("6500", "6501", 3, WHOLE),
        ("7000", "7000", 0, WHOLE),
        ("7001", "7000", 0, WHOLE),
        ("7001", "7000", 5, WHOLE),
        ("7000", "0", 0, NOTHING),
        ("0", "7000", 0, Ratio(D(0), D(7000))),
    ],
)
def test_nontaxable_ratio(available: str, pool: str, places: int, ratio: Ratio) -> None:
    found = form8606.nontaxable_ratio.function(D(available), D(pool), D(places))
    assert found == ratio


@pytest.mark.parametrize(
    ("conversion", "ratio", "available", "unit", "nontaxable"),
    [
        ("7000", Ratio(D(7000), D(207000)), "7000", DOLLAR, "237"),
        ("7000", Ratio(D(7000), D(207000)), "7000", CENT, "236.71"),
        ("1", Ratio(D(1), D(2)), "1", DOLLAR, "1"),
        ("6501", WHOLE, "6500", DOLLAR, "6500"),
        ("0", WHOLE, "6500", DOLLAR, "0"),
    ],
)
def test_nontaxable_conversion(
    conversion: str, ratio: Ratio, available: str, unit: Any, nontaxable: str
) -> None:
    found = form8606.nontaxable_conversion.function(D(conversion), ratio, D(available), unit)
    assert found == D(nontaxable)


@pytest.mark.parametrize(
    ("distribution", "ratio", "available", "converted", "nontaxable"),
    [
        ("600", Ratio(D(2000), D(2400)), "2000", "0", "500"),
        ("1", Ratio(D(1), D(2)), "1", "1", "0"),
        ("10", WHOLE, "10", "4", "6"),
    ],
)
def test_nontaxable_distribution(
    distribution: str, ratio: Ratio, available: str, converted: str, nontaxable: str
) -> None:
    rule = form8606.nontaxable_distribution.function
    assert rule(D(distribution), ratio, D(available), D(converted), DOLLAR) == D(nontaxable)


@pytest.mark.parametrize(
    ("rule", "operands", "result"),
    [
        (form8606.total_basis, (7000, 500), 7500),
        (form8606.basis_available, (7500, 1000), 6500),
        (form8606.ira_pool, (1, 20, 300), 321),
        (form8606.basis_used, (5, 7), 12),
        (form8606.basis_carried_forward, (100, 30), 70),
        (form8606.basis_of_a_quiet_year, (100,), 100),
        (form8606.distribution_above_basis, (100, 30), 70),
        (form8606.taxable_distribution, (70, 20), 50),
        (form8606.converted, (9000,), 9000),
        (form8606.converted_basis, (237,), 237),
        (form8606.no_converted_basis, (), 0),
        (form8606.taxable_conversion, (7000, 237), 6763),
        (form8606.roth_distribution_after_home, (8000, 10000), 0),
        (form8606.roth_distribution_after_home, (8000, 3000), 5000),
        (form8606.roth_above_contributions, (5000, 6000), 0),
        (form8606.roth_above_contributions, (5000, 4000), 1000),
        (form8606.roth_above_conversions, (1000, 2000), 0),
        (form8606.roth_above_conversions, (1000, 300), 700),
        (form8606.taxable_roth_distribution, (700, 200), 500),
    ],
    ids=lambda value: value.function.__name__ if isinstance(value, Rule) else str(value),
)
def test_sums_and_differences(rule: Rule, operands: tuple[int, ...], result: int) -> None:
    assert rule.function(*map(D, operands)) == result


def test_every_rule_tells_its_own_operands() -> None:
    groups = (*form8606.PART_I, *form8606.PART_II, *form8606.PART_III)
    assert len({rule.key for rule in groups}) == len(groups) == 17
    silent = {"unit", "ratio_places"}
    for rule in groups:
        named = {word for word in rule.operands if f"{{{word}}}" in rule.formula + rule.limit}
        assert named == set(rule.operands) - silent, rule.key
