"""Every line of the worksheet stands in the PDF beside its number, and nothing else does."""

from decimal import Decimal

import pytest

from planner.documents.worksheet_pdf import worksheet_pdf
from planner.engine import PersonYear, worksheet
from tests.documents import sheets
from tests.documents.reading import Word, beside, boxed_numbers, row, words

HALF_A_NUMBER_BOX = 10.8
AMOUNT_BOX = 72, 64.8 + 21.6
"""Points an amount may take; with the cents' column of 2018."""


def printed(sheet):
    """Line number -> what stands in its box."""
    found = words(worksheet_pdf(sheet))
    numbers: dict[str, Word] = {}
    for page in (1, 2):
        numbers |= boxed_numbers(found, page, sheet.facts.tax_year)
    return {number: beside(found, word) for number, word in numbers.items()}


def expected(line):
    """A filled line as the reader sees it; line 10 has its sign of multiplication."""
    return f"× {line.text}" if line.number == "10" else line.text


@pytest.mark.parametrize("year", sheets.YEARS)
def test_every_amount_stands_beside_its_number(year):
    sheet = sheets.full(year)
    assert [line.state for line in sheet.lines] == ["filled"] * 29
    assert printed(sheet) == {line.number: expected(line) for line in sheet.lines}


def test_the_amounts_of_a_clean_backdoor_are_where_a_preparer_looks_for_them():
    facts = PersonYear(
        tax_year=2025,
        nondeductible_contribution=Decimal(7000),
        prior_basis=Decimal(0),
        year_end_value=Decimal(0),
        conversion=Decimal(7003),
    )
    found = printed(worksheet(facts))
    assert [found[str(number)] for number in range(1, 9)] == [
        *("7,000", "0", "7,000", "0"),
        *("7,000", "0", "0", "7,003"),
    ]
    assert [found[str(number)] for number in range(9, 15)] == [
        *("7,003", "× 0.9996", "7,000", "0"),
        *("7,000", "0"),
    ]
    assert [found[number] for number in ("15a", "15b", "15c")] == ["0", "0", "0"]
    assert [found[number] for number in ("16", "17", "18")] == ["7,003", "7,000", "3"]
    assert {found[number] for number in ("19", "20", "21", "22", "23", "24", "25c")} == {""}


@pytest.mark.parametrize("year", sheets.YEARS)
def test_blank_lines_show_nothing(year):
    filled = {"1": "6,000", "2": "500", "3": "6,500", "14": "6,500", "10": "× ."}
    found = printed(sheets.quiet(year))
    assert len(found) == 29
    assert {number: text for number, text in found.items() if text} == filled


@pytest.mark.parametrize("year", [2018, 2022, 2025])
def test_what_is_not_known_is_said_and_never_zero(year):
    found = printed(sheets.without_values(year))
    unknown = {number for number, text in found.items() if text == "not known"}
    rest = {"3", "5", "9", "11", "12", "13", "14", "15a", "15c", "17", "18"}
    assert unknown == {"2", "6"} | rest
    assert found["10"] == "× not known"
    assert (found["1"], found["4"], found["8"], found["16"]) == ("6,000", "0", "7,000", "7,000")


def test_a_missing_entry_is_marked_even_where_its_part_cannot_begin():
    sheet = worksheet(PersonYear(tax_year=2024, distribution=Decimal(7000)))
    found = printed(sheet)
    assert found["2"] == "not known"
    assert {text for number, text in found.items() if number not in {"2", "10"}} == {""}


@pytest.mark.parametrize("year", [2019, 2023, 2026])
def test_cents_stand_in_the_box(year):
    found = printed(sheets.full(year, rounding="cents"))
    assert (found["1"], found["2"], found["6"]) == ("6,000.00", "14,500.37", "81,234.40")


def test_the_form_of_2018_has_a_column_of_its_own_for_cents():
    found = printed(sheets.full(2018, rounding="cents"))
    assert (found["1"], found["2"], found["6"]) == ("6,000 00", "14,500 37", "81,234 40")
    assert found["10"].startswith("× 0.")


def test_a_fixed_number_of_places_is_printed():
    assert printed(sheets.full(2025, ratio_places=3))["10"] == "× 0.209"


def test_a_negative_amount_keeps_its_sign():
    found = printed(sheets.full(2025, qualified_disaster_amount=Decimal(5200)))
    assert found["15c"].startswith("-")


@pytest.mark.parametrize("year", [2018, 2022, 2025])
def test_the_largest_amounts_fit_their_boxes(year):
    sheet = sheets.huge(year)
    found = words(worksheet_pdf(sheet))
    boxes = {**boxed_numbers(found, 1, year), **boxed_numbers(found, 2, year)}
    texts = {number: beside(found, word).replace(" ", ".") for number, word in boxes.items()}
    assert texts["3"] == "1,999,999,999,999.98"
    assert texts["9"] == "2,999,999,999,999.97"
    assert texts["15c"] == "-666,666,666,666.66"
    for box in boxes.values():
        start = (box.left + box.right) / 2 + HALF_A_NUMBER_BOX
        for word in row(found, box):
            assert start < word.left < word.right < start + AMOUNT_BOX[year == 2018]
