"""The ledger as a file for spreadsheets, read back by the standard library."""

import csv
from decimal import Decimal

import pytest

from planner.documents.ledger_csv import ledger_csv
from tests.documents import households
from tests.documents.households import gold
from tests.engine import households as h

EVERY_GOLD = sorted(path.stem for path in households.GOLD.glob("*.toml"))
LINES = (
    *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"),
    *("15a", "15b", "15c", "16", "17", "18", "19", "20", "21", "22", "23", "24"),
    *("25a", "25b", "25c"),
)


def text_of(household, at=0):
    return ledger_csv(household, household.people[at])


def rows(household, at=0):
    return list(csv.DictReader(text_of(household, at).splitlines(keepends=True), strict=True))


@pytest.mark.parametrize("name", EVERY_GOLD)
def test_every_line_worked_out_by_hand_is_in_its_column(name):
    household = gold(name)
    found = {
        (person.key, row["decedent"], int(row["year"])): row
        for at, person in enumerate(household.people)
        for row in rows(household, at)
    }
    for expected in households.gold_case(name)["expect"]:
        row = found[expected["person"], expected.get("decedent", ""), expected["year"]]
        for number, amount in expected["lines"].items():
            assert row[f"line_{number}"] == amount
        if "taxable" in expected:
            assert row["taxable"] == expected["taxable"]
        if "form_due" in expected:
            assert row["form_due"] == str(expected["form_due"]).lower()
        assert row["status"] == expected.get("status", "complete")
        assert set(expected.get("findings", ())) <= set(row["findings"].split())


def test_columns():
    header = text_of(gold("filed_wrong")).split("\r\n", 1)[0].split(",")
    assert header == [
        *("person", "decedent", "year", "form_due", "status"),
        *(f"line_{number}" for number in LINES),
        "taxable",
        *(f"filed_{number}" for number in ("1", "2", "3", "14", "18")),
        "findings",
    ]


def test_what_was_filed_stands_in_its_columns_as_it_was_filed():
    found = {row["year"]: row for row in rows(gold("filed_wrong"))}
    assert [found["2022"][f"filed_{n}"] for n in ("1", "2", "3", "14", "18")] == [
        *("6000", "0", ""),
        *("0", "6000"),
    ]
    assert found["2024"]["filed_1"] == ""


def test_spouses_have_the_same_columns():
    household = h.read(
        h.household(
            h.person(h.contribution("2025-02-01", 2025), key="ann"),
            h.person(
                h.contribution("2025-02-01", 2025),
                key="bob",
                years=[
                    {"year": 2025, "filed": {"lines": {"10": "0.0000001", "2": "7.5", "1": "70"}}}
                ],
            ),
        )
    )
    [ann], [bob] = rows(household, 0), rows(household, 1)
    assert list(ann) == list(bob)
    assert (ann["filed_1"], ann["filed_2"], ann["filed_10"]) == ("", "", "")
    assert (bob["filed_1"], bob["filed_2"], bob["filed_10"]) == ("70", "7.50", "0.0000001")


def test_there_is_a_row_for_each_pool_of_a_year():
    found = [(row["year"], row["decedent"]) for row in rows(gold("inherited"))]
    assert found == [("2024", ""), ("2024", "Aunt Rose"), ("2025", ""), ("2025", "Aunt Rose")]


def test_lines_end_as_the_standard_asks():
    text = text_of(gold("inherited"))
    assert text.count("\r\n") == 5
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_what_is_not_known_is_empty():
    found = {row["year"]: row for row in rows(households.unknown_amount())}
    unknown = found["2023"]
    assert (unknown["status"], unknown["form_due"]) == ("incomplete", "true")
    assert {unknown[f"line_{number}"] for number in LINES} == {""}
    assert unknown["taxable"] == ""
    assert unknown["findings"] == "missing-amount"


def test_amounts_are_plain_decimals():
    [row] = rows(households.largest())
    numbers = [row[f"line_{number}"] for number in LINES]
    numbers += [row["taxable"], *(row[key] for key in row if key.startswith("filed_"))]
    for number in filter(None, numbers):
        assert f"{Decimal(number):f}" == number
    assert row["line_1"] == "999999999999.99"
    assert row["filed_1"] == "-999999999999.99"
    assert row["filed_2"] == "1.50"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ('Dana, Q. "D" O\'Hara', 'Dana, Q. "D" O\'Hara'),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("\t@SUM(A1)", "'@SUM(A1)"),
        ("\r\n+49", "'+49"),
        ("-2", "'-2"),
        ("＝1", "'＝1"),
        ("\u200b=1", "'=1"),
        ("\x00=1", "'=1"),
        ("a\r\nb", "a b"),
        ("a;=1", "a;=1"),
        ("Łukasz 漢", "Łukasz 漢"),
        ("\ud800x", "x"),
    ],
)
def test_names_are_quoted_and_start_no_formula(name, cell):
    text = text_of(households.named(name))
    [row, _] = list(csv.DictReader(text.splitlines(keepends=True), strict=True))[-2:]
    assert row["person"] == cell
    assert '"' + cell.replace('"', '""') + '"' in text
    text.encode()


def test_someone_without_a_name_goes_by_the_key():
    assert {row["person"] for row in rows(gold("two_spouses"), 1)} == {"bob"}


def test_nobody_without_entries_has_rows():
    assert rows(households.one()) == []
