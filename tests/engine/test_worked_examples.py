"""Published worked examples, as far as they are stated in lines of the form.

Sources round in their own ways: an amount printed in whole dollars may be half a dollar away from
the exact one, an amount in cents half a cent, a ratio half of its last place.
"""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from planner.engine import Worksheet, worksheet
from planner.engine.money import Ratio
from tests.engine.people import SHARED, D, person_year

EXAMPLES = SHARED / "data" / "worked_examples.json"
KEYS = {
    "line1": "nondeductible_contribution",
    "line2": "prior_basis",
    "line4": "contribution_after_year_end",
    "line6": "year_end_value",
    "line7": "distribution",
    "line8": "conversion",
    "line19": "roth_distribution",
    "line20": "first_home_expenses",
    "line22": "roth_contribution_basis",
    "line24": "roth_conversion_basis",
}
DISASTER = "how much of a line is disaster money is entered, not computed from distributions"
EVENTS = "starts from dated events, not from lines"
EARNINGS = "earnings of a returned or recharacterized contribution"
NOT_YET = {
    "IRS-ROSE-GREEN-WS1-1": "Worksheet 1-1 of Publication 590-B",
    "IRS-8606-LINE4-2023": EVENTS,
    "IRS-8606-LINE6-DISASTER-2023": EVENTS,
    "IRS-8606-LINE15B-EX1-2023": DISASTER,
    "IRS-8606-LINE15B-EX2-2023": DISASTER,
    "IRS-8606-LINE15B-EX3-2023": DISASTER,
    "IRS-8606-LINE25B-EX1-2023": DISASTER,
    "IRS-8606-LINE25B-EX2-2023": DISASTER,
    "IRS-8606-LINE25B-EX3-2023": DISASTER,
    "IRS-RECHAR-TRAD-TO-ROTH-2023": EARNINGS,
    "IRS-RECHAR-ROTH-TO-TRAD-2023": EARNINGS,
    "IRS-RETURNED-CONTRIB-2023": EARNINGS,
    "IRS-RETURNED-CONTRIB-2022": EARNINGS,
    "IRS-EXCESS-RETURN-LATE-2023": EVENTS,
    "IRS-590A-WS1-2-EX1-2025": "the deduction, before line 1",
    "IRS-590A-WS1-2-EX2-2025": "the deduction, before line 1",
    "REG-1.408-11-EX1": EARNINGS,
    "REG-1.408-11-EX2": EARNINGS,
    "REG-1.408A-5-EX1": EARNINGS,
    "REG-1.408A-5-EX2": EARNINGS,
    "IRS-LINE25C-WS-2024": "repayments of the Line 25c Worksheet are not computed",
    "SLOTT-ARNOLD-RMD": "required minimum distributions",
    "BMD-DIVORCE-200K": "basis moved by a divorce",
}
BESIDE_THE_LINES = {"DERIVED-SPOUSES-SEPARATE", "DERIVED-ALL-CONVERTED-NO-PART-I"}
ONE_DOLLAR = {"REPO-MARA-WRONG-ROTH-VALUE"}
"""Prints 715 for 715.54: cut off, or from a ratio of four places."""

needs_the_examples = pytest.mark.skipif(
    not EXAMPLES.exists(), reason="the shared worked examples are not beside this project"
)


@cache
def examples() -> dict[str, dict[str, Any]]:
    found = json.loads(EXAMPLES.read_text("utf-8"), parse_float=Decimal)["examples"]
    return {example["id"]: example for example in found}


def stated_in_lines() -> list[str]:
    if not EXAMPLES.exists():
        return []
    return [name for name in examples() if name not in NOT_YET and name not in BESIDE_THE_LINES]


def computed(inputs: dict[str, Any], year: int | None = 2025, **policy: Any) -> Worksheet:
    entries = {KEYS[line]: amount for line, amount in inputs.items() if line in KEYS}
    held = min(max(year or 2025, 2018), 2026)
    return worksheet(person_year(tax_year=held, **entries, **policy))


def value(sheet: Worksheet, number: str) -> Decimal:
    found = sheet.line(number).value
    if isinstance(found, Ratio):
        return found.decimal(10)
    return Decimal(0) if found is None else found


def half_a_last_place(stated: Decimal) -> Decimal:
    return D(1).scaleb(int(stated.as_tuple().exponent)) / 2


@needs_the_examples
@pytest.mark.parametrize("name", stated_in_lines())
def test_example(name: str) -> None:
    example = examples()[name]
    policy = {"rounding": "cents", "ratio_places": example.get("line10_places")}
    sheet = computed(example["inputs"], example["tax_year"], **policy)
    assert sheet.status == "complete"
    stated = example.get("derived_expected", {}) | example["expected"]
    lines = {key: D(amount) for key, amount in stated.items() if key.startswith("line")}
    assert lines
    for key, amount in lines.items():
        leeway = D(1) if name in ONE_DOLLAR else half_a_last_place(amount)
        assert abs(value(sheet, key.removeprefix("line")) - amount) <= leeway, key
    if "taxable" in stated:
        assert sheet.taxable == D(stated["taxable"])


@needs_the_examples
def test_every_example_is_sorted() -> None:
    known = {*NOT_YET, *BESIDE_THE_LINES}
    assert known <= examples().keys()
    assert all(any(key in KEYS for key in examples()[name]["inputs"]) for name in stated_in_lines())
    assert len(stated_in_lines()) >= 19


@needs_the_examples
def test_a_corrected_line_6_and_a_forgotten_line_1() -> None:
    wrong_value = examples()["REPO-MARA-WRONG-ROTH-VALUE"]
    corrected = wrong_value["inputs"] | {"line6": wrong_value["derived_expected"]["correct_line6"]}
    assert value(computed(corrected), "17") == wrong_value["derived_expected"]["correct_line17"]
    assert value(computed(corrected), "18") == wrong_value["derived_expected"]["correct_line18"]
    forgotten = examples()["REPO-JOEL-LINE1-BLANK"]
    with_line_1 = computed(forgotten["inputs"] | {"line1": 7000})
    expected = forgotten["derived_expected"]["correct_with_line1_7000_line18"]
    assert value(with_line_1, "18") == expected


@needs_the_examples
def test_spouses_have_a_form_each() -> None:
    example = examples()["DERIVED-SPOUSES-SEPARATE"]
    for spouse in ("A", "B"):
        inputs = {"line2": 0} | example["inputs"][f"spouse_{spouse}"]
        sheet = computed(inputs, example["tax_year"], rounding="cents")
        assert value(sheet, "18") == D(example["derived_expected"][f"{spouse}_line18"])


@needs_the_examples
def test_everything_converted_keeps_the_basis_that_is_left() -> None:
    example = examples()["DERIVED-ALL-CONVERTED-NO-PART-I"]
    given = example["inputs"]
    facts = person_year(
        tax_year=example["tax_year"],
        prior_basis=given["prior_basis"],
        conversion=given["converted"],
        year_end_value=given["dec31_value_all"],
    )
    sheet = worksheet(facts)
    assert value(sheet, "14") == example["derived_expected"]["basis_after_if_part_I_done_anyway"]
    assert value(sheet, "18") == 0


@needs_the_examples
def test_an_outstanding_rollover_is_added_to_line_6() -> None:
    example = examples()["DERIVED-OUTSTANDING-ROLLOVER"]
    given = example["inputs"]
    facts = person_year(
        tax_year=example["tax_year"],
        prior_basis=given["line2"],
        year_end_value=given["dec31_value"],
        outstanding_rollover=given["rolled_back_2024_01_10"],
        conversion=given["line8"],
    )
    sheet = worksheet(facts)
    for number in ("6", "9", "11", "14", "18"):
        assert value(sheet, number) == example["derived_expected"][f"line{number}"], number
