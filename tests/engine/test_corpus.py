"""The shared corpus of person-years, line by line, under every number policy it holds."""

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from planner.engine import worksheet
from tests.engine.people import SHARED, person_year, shown
from tests.engine.reference import Lines, fewest_places_that_tie, stop_at_line_5, taxable

CORPUS = SHARED / "data" / "form8606_corpus.jsonl"
KEYS = {
    "l1": "nondeductible_contribution",
    "l2": "prior_basis",
    "l4": "contribution_after_year_end",
    "l6": "year_end_value",
    "l7": "distribution",
    "l8": "conversion",
    "l15b": "qualified_disaster_amount",
    "l19": "roth_distribution",
    "l20": "first_home_expenses",
    "l22": "roth_contribution_basis",
    "l24": "roth_conversion_basis",
    "l25b": "roth_disaster_amount",
}
POLICIES: dict[str, dict[str, Any]] = {
    "full_whole": {},
    "full_cents": {"rounding": "cents"},
    "r3_whole": {"ratio_places": 3},
    "r3_cents": {"ratio_places": 3, "rounding": "cents"},
    "r5_whole": {"ratio_places": 5},
    "r5_cents": {"ratio_places": 5, "rounding": "cents"},
}
needs_the_corpus = pytest.mark.skipif(
    not CORPUS.exists(), reason="the shared corpus is not beside this project"
)


@cache
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]


def expected_lines(row: dict[str, Any], policy: str) -> Lines:
    """What the corpus expects, by the product's rules: Part I completed, line 13 capped."""
    inputs = row["inputs"]
    source = row["expected"]
    if Fraction(inputs["l1"]) or Fraction(inputs["l2"]):
        source = row.get("expected_if_part1_completed", source)
    lines = {number: Fraction(amount) for number, amount in source[policy].items()}
    if "13" in lines and lines["13"] > lines["5"]:
        recompute_from_line_5(lines)
    return lines


def recompute_from_line_5(lines: Lines) -> None:
    stop_at_line_5(lines)
    lines["13"] = lines["11"] + lines["12"]
    lines["14"] = lines["3"] - lines["13"]
    lines["15a"] = lines["7"] - lines["12"]
    lines["15c"] = lines["15a"] - lines["15b"]
    if "18" in lines:
        lines["17"] = lines["11"]
        lines["18"] = lines["16"] - lines["17"]
    lines["taxable"] = taxable(lines)


def compute(row: dict[str, Any], policy: str) -> tuple[Lines, str]:
    entries = {KEYS[name]: amount for name, amount in row["inputs"].items()}
    sheet = worksheet(person_year(**entries, **POLICIES[policy]))
    assert sheet.status == "complete"
    assert sheet.taxable is not None
    texts = shown(sheet)
    line_10 = texts.pop("10", "")
    lines = {number: Fraction(text.replace(",", "")) for number, text in texts.items()}
    return lines | {"taxable": Fraction(sheet.taxable)}, line_10


def differences(policy: str) -> Iterator[tuple[str, Lines, Lines]]:
    for row in rows():
        expected = expected_lines(row, policy)
        expected.pop("10", None)
        found, _ = compute(row, policy)
        if found != expected:
            yield row["id"], found, expected


@needs_the_corpus
@pytest.mark.parametrize("policy", POLICIES)
def test_every_line_of_every_row(policy: str) -> None:
    assert list(differences(policy)) == []


@needs_the_corpus
@pytest.mark.parametrize("policy", ["r3_whole", "r3_cents", "r5_whole", "r5_cents"])
def test_line_10_rounded_first(policy: str) -> None:
    places = int(policy[1])
    for row in rows():
        expected = expected_lines(row, policy).get("10")
        _, text = compute(row, policy)
        assert (Fraction(text) if text else None) == expected, row["id"]
        assert text in {"", "1.000"} or len(text) == len("0.") + places, row["id"]


@needs_the_corpus
@pytest.mark.parametrize("policy", ["full_whole", "full_cents"])
def test_exact_line_10_is_printed_with_the_fewest_places_that_tie(policy: str) -> None:
    unit = Fraction(1, 100) if policy == "full_cents" else Fraction(1)
    seen = set()
    for row in rows():
        lines = expected_lines(row, policy)
        _, text = compute(row, policy)
        if "9" not in lines:
            assert text == "", row["id"]
            continue
        ratio = min(Fraction(1), lines["5"] / lines["9"]) if lines["9"] else Fraction(0)
        places = 3 if ratio == 1 else fewest_places_that_tie(ratio, lines, unit)
        assert len(text) == len("0.") + places, row["id"]
        assert abs(Fraction(text) - ratio) <= Fraction(1, 2 * 10**places), row["id"]
        seen.add(places)
    assert {3, 4, 5} <= seen


@needs_the_corpus
def test_the_corpus_reaches_both_rules_of_the_product() -> None:
    literal = [row["expected"]["r3_whole"] for row in rows()]
    assert sum(Fraction(lines.get("14", 0)) < 0 for lines in literal) > 10
    assert sum("expected_if_part1_completed" in row for row in rows()) > 10
    assert len(rows()) > 500
