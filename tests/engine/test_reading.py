"""Every kind of bad input at every key: a finding that says what and where, never a traceback."""

import json
from typing import Any

import pytest

from planner.engine import PersonYear
from planner.engine.facts import AMOUNTS
from planner.engine.reading import UnreadableError, read_amount, read_facts, read_object
from planner.engine.results import result_of_line
from tests.engine.people import D

GOOD = {"tax_year": 2025, "nondeductible_contribution": "7000", "prior_basis": "0"}


def read(**entry: Any) -> PersonYear:
    found = read_facts({"tax_year": 2025} | entry)
    assert isinstance(found, PersonYear)
    return found


def refused(entry: Any) -> list[dict[str, str]]:
    """The findings about one line of JSON, which must be invalid and say so in plain data."""
    text = entry if isinstance(entry, str) else json.dumps(entry)
    found = result_of_line(text)
    assert found["status"] == "invalid"
    assert "lines" not in found
    assert "taxable" not in found
    assert "parts" not in found
    for finding in found["findings"]:
        assert finding["severity"] == "blocks"
        assert finding["message"].endswith(".")
        assert "\n" not in finding["message"]
    assert json.dumps(found).isascii()
    findings: list[dict[str, str]] = found["findings"]
    return findings


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("7000", "7000"),
        ("7000.37", "7000.37"),
        ("0", "0"),
        ("7000.", "7000"),
        (".50", "0.50"),
        ("007000", "7000"),
        (7000, "7000"),
        (0, "0"),
        (-5, "-5"),
        ("-5", "-5"),
        ("7000.123456789012", "7000.123456789012"),
        (10**39, "1" + "0" * 39),
    ],
)
def test_amounts(value: object, amount: str) -> None:
    assert str(read_amount(value)) == str(D(amount))


NOT_AN_AMOUNT = "is not an amount: "
WRONG_KIND = 'must be a string such as "7000.37" or a whole number'
BAD_AMOUNTS: list[tuple[object, str]] = [
    ("", NOT_AN_AMOUNT + '""'),
    (" 7000", NOT_AN_AMOUNT + '" 7000"'),
    ("7000 ", NOT_AN_AMOUNT + '"7000 "'),
    ("7000\n", NOT_AN_AMOUNT + '"7000\\n"'),
    ("7,000", NOT_AN_AMOUNT + '"7,000"'),
    ("$7", NOT_AN_AMOUNT + '"$7"'),
    ("1e5", NOT_AN_AMOUNT + '"1e5"'),
    ("1E5", NOT_AN_AMOUNT + '"1E5"'),
    ("NaN", NOT_AN_AMOUNT + '"NaN"'),
    ("Infinity", NOT_AN_AMOUNT + '"Infinity"'),
    ("seven", NOT_AN_AMOUNT + '"seven"'),
    ("0x1F", NOT_AN_AMOUNT + '"0x1F"'),
    ("1_000", NOT_AN_AMOUNT + '"1_000"'),
    ("+7", NOT_AN_AMOUNT + '"+7"'),
    ("--7", NOT_AN_AMOUNT + '"--7"'),
    ("1.2.3", NOT_AN_AMOUNT + '"1.2.3"'),
    (".", NOT_AN_AMOUNT + '"."'),
    ("-", NOT_AN_AMOUNT + '"-"'),
    ("٧٠٠٠", NOT_AN_AMOUNT + '"\\u0667\\u0660\\u0660\\u0660"'),
    ("７０００", NOT_AN_AMOUNT + '"\\uff17\\uff10\\uff10\\uff10"'),
    ("½", NOT_AN_AMOUNT + '"\\u00bd"'),
    ("\ud800", NOT_AN_AMOUNT + '"\\ud800"'),
    ("\x00", NOT_AN_AMOUNT + '"\\u0000"'),
    ("seventy thousand dollars and thirty cents", "is too long for an amount"),
    ("1" * 5000, "is too long for an amount"),
    (10**50, "is too long for an amount"),
    (-(10**50), "is too long for an amount"),
    (True, WRONG_KIND),
    (False, WRONG_KIND),
    (7000.5, WRONG_KIND),
    (7000.0, WRONG_KIND),
    ([], WRONG_KIND),
    (["7000"], WRONG_KIND),
    ({}, WRONG_KIND),
    ({"amount": "7000"}, WRONG_KIND),
]


@pytest.mark.parametrize(("value", "reason"), BAD_AMOUNTS)
def test_bad_amounts(value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^(is|must)") as caught:
        read_amount(value)
    assert str(caught.value) == reason


def test_a_number_of_a_million_digits_is_not_written_out() -> None:
    with pytest.raises(ValueError, match=r"^is too long for an amount$"):
        read_amount(10**1_000_000)


@pytest.mark.parametrize("key", AMOUNTS)
def test_every_amount_is_read_strictly(key: str) -> None:
    code = f"invalid-{key.replace('_', '-')}"
    for value, reason in BAD_AMOUNTS:
        (finding,) = refused({"tax_year": 2025, key: value})
        line = f"{key} (line {AMOUNTS[key]})"
        assert (finding["code"], finding["key"]) == (code, key)
        assert finding["message"] == f"{line} {reason}."


IMPOSSIBLE = [
    ("-1", "is negative"),
    (-1, "is negative"),
    ("-0.01", "is negative"),
    ("1000000000000", "is too large"),
    (10**12, "is too large"),
    ("9" * 40, "is too large"),
    ("7000.375", "has more than two decimals"),
    ("0.000000000001", "has more than two decimals"),
]


@pytest.mark.parametrize(("value", "reason"), IMPOSSIBLE)
@pytest.mark.parametrize("key", AMOUNTS)
def test_amounts_the_form_cannot_hold(key: str, value: object, reason: str) -> None:
    (finding,) = refused({"tax_year": 2025, key: value})
    assert finding["code"] == f"invalid-{key.replace('_', '-')}"
    assert reason in finding["message"]


@pytest.mark.parametrize("key", AMOUNTS)
def test_null_is_not_known(key: str) -> None:
    assert getattr(read(**{key: None}), key) is None
    assert getattr(read(), key) is None
    assert getattr(read(**{key: "0"}), key) == 0


YEAR = "tax_year must be a whole number from 2018 to 2026."


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("tax_year", None, "tax_year is missing; it must be a year from 2018 to 2026."),
        ("tax_year", "2025", YEAR),
        ("tax_year", 2017, YEAR),
        ("tax_year", 2027, YEAR),
        ("tax_year", 2025.0, YEAR),
        ("tax_year", True, YEAR),
        ("tax_year", [2025], YEAR),
        ("tax_year", {}, YEAR),
        ("tax_year", -2025, YEAR),
        ("tax_year", 10**4000, YEAR),
        ("rounding", "euros", 'rounding must be "dollars" or "cents".'),
        ("rounding", "", 'rounding must be "dollars" or "cents".'),
        ("rounding", "Dollars", 'rounding must be "dollars" or "cents".'),
        ("rounding", 1, 'rounding must be "dollars" or "cents".'),
        ("rounding", ["cents"], 'rounding must be "dollars" or "cents".'),
        ("rounding", False, 'rounding must be "dollars" or "cents".'),
        ("ratio_places", 2, "ratio_places must be a whole number from 3 to 10, or null."),
        ("ratio_places", 11, "ratio_places must be a whole number from 3 to 10, or null."),
        ("ratio_places", "3", "ratio_places must be a whole number from 3 to 10, or null."),
        ("ratio_places", 3.0, "ratio_places must be a whole number from 3 to 10, or null."),
        ("ratio_places", True, "ratio_places must be a whole number from 3 to 10, or null."),
        ("ratio_places", [3], "ratio_places must be a whole number from 3 to 10, or null."),
        ("id", 7, "id must be a string."),
        ("id", ["a"], "id must be a string."),
        ("id", True, "id must be a string."),
    ],
)
def test_other_keys(key: str, value: object, message: str) -> None:
    (finding,) = refused(GOOD | {key: value})
    assert finding["message"] == message
    assert finding["code"] == f"invalid-{key.replace('_', '-')}"
    assert finding.get("key", "") == key


def test_a_year_that_is_absent() -> None:
    (finding,) = refused({})
    assert finding["message"] == "tax_year is missing; it must be a year from 2018 to 2026."


@pytest.mark.parametrize("year", range(2018, 2027))
def test_years(year: int) -> None:
    assert read(tax_year=year).tax_year == year


def test_policies() -> None:
    assert (read().rounding, read().ratio_places, read().id) == ("dollars", None, None)
    assert (read(rounding=None).rounding, read(ratio_places=None).ratio_places) == ("dollars", None)
    found = read(rounding="cents", ratio_places=3, id="")
    assert (found.rounding, found.ratio_places, found.id) == ("cents", 3, "")
    assert read(rounding="dollars", ratio_places=10, id="ä\ud800").id == "ä\ud800"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Conversion", '"Conversion"'),
        ("conversions", '"conversions"'),
        ("line_8", '"line_8"'),
        ("", '""'),
        ("ü", '"\\u00fc"'),
        ("\ud800", '"\\ud800"'),
        ("x" * 1000, '"' + "x" * 40 + '\\u2026"'),
        ("a\nb", '"a\\nb"'),
    ],
    ids=lambda value: value[:12].encode("unicode_escape").decode(),
)
def test_an_unknown_key(key: str, shown: str) -> None:
    (finding,) = refused(GOOD | {key: "7000"})
    assert finding["code"] == "unknown-key"
    assert finding["message"] == f"{shown} is not a known key."
    assert finding.get("key", "") == key


def test_an_unknown_key_is_refused_even_with_null() -> None:
    assert refused(GOOD | {"magi": None})[0]["code"] == "unknown-key"


def test_everything_that_is_wrong_is_named() -> None:
    findings = refused({"tax_year": 1, "id": 1, "conversion": "x", "prior_basis": [], "magi": 1})
    assert [finding["code"] for finding in findings] == [
        "unknown-key",
        "invalid-id",
        "invalid-tax-year",
        "invalid-prior-basis",
        "invalid-conversion",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This is not JSON: Expecting value at character 1."),
        ("not json", "This is not JSON: Expecting value at character 1."),
        ('{"tax_year": 2025', "This is not JSON: Expecting ',' delimiter at character 18."),
        ('{"tax_year": 2025} {}', "This is not JSON: Extra data at character 20."),
        ("{'tax_year': 2025}", "This is not JSON: Expecting property name"),
        ('{"conversion": 007}', "This is not JSON: Expecting ',' delimiter"),
        ('{"conversion": +7}', "This is not JSON: Expecting value"),
        ('{"conversion": "\n"}', "This is not JSON: Invalid control character at at character"),
        ('{"conversion": NaN}', "This is not JSON: NaN is not a number."),
        ('{"conversion": Infinity}', "This is not JSON: Infinity is not a number."),
        ('{"conversion": -Infinity}', "This is not JSON: -Infinity is not a number."),
        ("\ufeff{}", "This is not JSON: Unexpected UTF-8 BOM"),
        ("[]", "This is JSON, but not an object"),
        ("[{}]", "This is JSON, but not an object"),
        ("null", "This is JSON, but not an object"),
        ("7000", "This is JSON, but not an object"),
        ('"text"', "This is JSON, but not an object"),
        ("true", "This is JSON, but not an object"),
        ("[" * 100_000, "This is not usable JSON: it is nested too deeply."),
        ('{"a":' * 100_000, "This is not usable JSON: it is nested too deeply."),
        ('{"conversion": ' + "9" * 5000 + "}", "This is not usable JSON: a number is too long."),
        ('{"tax_year": 2025, "tax_year": 2024}', 'The key "tax_year" stands there twice.'),
        ('{"a": 1, "b": 2, "b": 2}', 'The key "b" stands there twice.'),
        ('{"a": {"c": 1, "c": 1}}', 'The key "c" stands there twice.'),
    ],
    ids=lambda value: value[:24],
)
def test_text_that_is_no_person_year(text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_object(text)
    assert str(caught.value).startswith(message)
    (finding,) = refused(text)
    assert (finding["code"], finding.get("key")) == ("bad-json", None)
    assert finding["message"] == str(caught.value)


def test_a_doubled_key_among_many_is_found_quickly() -> None:
    keys = [f'"k{number}": 1' for number in range(50_000)]
    with pytest.raises(UnreadableError, match='The key "k49999" stands there twice'):
        read_object("{" + ", ".join([*keys, keys[-1]]) + "}")


def test_white_space_around_an_object_is_no_matter() -> None:
    assert read_object(' \t{"a": 1}\r\n') == {"a": 1}


def test_every_problem_of_an_entry_is_named_at_once() -> None:
    entry = {"tax_year": 2025, "conversion": "7.123", "prior_basis": "-1", "foo": 1}
    found = result_of_line(json.dumps(entry))
    codes = [finding["code"] for finding in found["findings"]]
    assert codes == ["unknown-key", "invalid-prior-basis", "invalid-conversion"]
