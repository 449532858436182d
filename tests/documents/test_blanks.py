"""The official blanks, where they are at hand, have the same numbers in the same places."""

from pathlib import Path

import pytest

from tests.documents import sheets
from tests.documents.reading import boxed_numbers, words

BLANKS = Path(__file__).resolve().parents[3] / "shared" / "irs"


@pytest.mark.parametrize("year", [2018, 2021, 2022, 2023, 2025])
def test_the_same_numbers_are_boxed_on_the_same_pages_in_the_same_columns(year):
    blank = BLANKS / f"f8606--{year}.pdf"
    if not blank.exists():
        pytest.skip(f"The official blank of {year} is not beside the project.")
    official, ours = words(blank), words(sheets.full_pdf(year))
    for page in (1, 2):
        theirs, own = boxed_numbers(official, page, year), boxed_numbers(ours, page, year)
        assert own.keys() == theirs.keys()
        for number, word in own.items():
            assert center(word) == pytest.approx(center(theirs[number]), abs=1)


def center(word):
    return (word.left + word.right) / 2
