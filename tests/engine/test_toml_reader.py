import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.toml_reader import DataFileError, Section, parse

TEXT = """
year = 2025
[outer.inner]
name = "x"
day = 2026-11-22
amount = 7_000
amounts = [0, 10, 20]
truth = true
"""


def inner(text: str = TEXT) -> Section:
    return parse(text, file="a.toml").section("outer").section("inner")


def test_values_of_every_kind() -> None:
    section = inner()
    assert section.get("name", str) == "x"
    assert section.get("day", date) == date(2026, 11, 22)
    assert section.dollars("amount") == Decimal(7000)
    assert section.dollar_list("amounts") == (Decimal(0), Decimal(10), Decimal(20))
    assert parse(TEXT, file="a.toml").get("year", int) == 2025


@pytest.mark.parametrize(
    ("key", "kind", "problem"),
    [
        ("absent", str, "a.toml: outer.inner.absent: is missing"),
        ("name", int, "a.toml: outer.inner.name: must be a TOML int, not 'x'"),
        ("truth", int, "a.toml: outer.inner.truth: must be a TOML int, not True"),
        ("amount", str, "a.toml: outer.inner.amount: must be a TOML str, not 7000"),
    ],
)
def test_a_wrong_value_is_named_by_file_and_key(key: str, kind: type[Any], problem: str) -> None:
    with pytest.raises(DataFileError) as caught:
        inner().get(key, kind)
    assert str(caught.value) == problem


def test_a_missing_table_is_named() -> None:
    with pytest.raises(DataFileError, match=r"^a\.toml: other: is missing$"):
        parse(TEXT, file="a.toml").section("other")


def test_a_value_is_not_a_table() -> None:
    with pytest.raises(DataFileError, match=r"^a\.toml: year: must be a TOML dict, not 2025$"):
        parse(TEXT, file="a.toml").section("year")


@pytest.mark.parametrize("value", ["-1", "1.5", '"7"', "true"])
def test_dollars_are_whole_and_not_negative(value: str) -> None:
    section = parse(f"one = {value}\nmany = [1, {value}]", file="a.toml")
    with pytest.raises(DataFileError, match=r"^a\.toml: one: must "):
        section.dollars("one")
    with pytest.raises(DataFileError, match=r"^a\.toml: many: must hold whole dollars of zero"):
        section.dollar_list("many")


@pytest.mark.parametrize("amounts", ["[2, 1]", "[1, 1]", "[1, 3, 2]"])
def test_a_list_must_rise(amounts: str) -> None:
    with pytest.raises(
        DataFileError, match=r"a\.toml: many: must rise from one amount to the next"
    ):
        parse(f"many = {amounts}", file="a.toml").dollar_list("many")


@pytest.mark.parametrize("amounts", ["[]", "[5]", "[0, 1]"])
def test_short_lists_rise_by_nature(amounts: str) -> None:
    assert len(parse(f"many = {amounts}", file="a.toml").dollar_list("many")) < 3


def test_unknown_keys_are_refused() -> None:
    section = parse("a = 1\nb = 2", file="a.toml")
    section.only("a", "b", "c")
    with pytest.raises(DataFileError, match=r"^a\.toml: b: is not a key of this table$"):
        section.only("a")


def test_what_is_not_toml_is_named() -> None:
    with pytest.raises(DataFileError, match=re.escape("a.toml: is not TOML: ")):
        parse("a = ", file="a.toml")
