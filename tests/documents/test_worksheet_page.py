"""The pages as wholes: two of them, marked, filled in by name and looking like their year."""

import re

import pytest

from planner import __version__
from planner.documents.worksheet_pdf import worksheet_pdf
from planner.engine import PersonYear, worksheet
from tests.documents import sheets
from tests.documents.reading import boxed_numbers, page_text, words

NAMES = [
    "",
    "Dana Q. Example",
    "Łukasz Wiśniewski-Đorđević",
    "שרה כהן",
    "漢字 😀👩‍👩‍👧 \u202eesrever",
    "<script>alert(1)</script> & <b>bold</b> &amp; ]]>",
    "W" * 200,
    "two\nlines\tand \x00 \ud800 controls",
]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("make", [sheets.full, sheets.huge, sheets.without_values, sheets.empty])
@pytest.mark.parametrize("year", sheets.YEARS)
def test_there_are_always_two_pages_and_nothing_runs_into_the_foot(year, make):
    found = words(worksheet_pdf(make(year), name="W" * 200))
    assert {word.page for word in found} == {1, 2}
    for page in (1, 2):
        on_page = [word for word in found if word.page == page]
        foot = next(at for at, word in enumerate(on_page) if _starts_foot(on_page, at))
        assert min(word.bottom for word in on_page[:foot]) > on_page[foot].top
        assert all(36 <= word.left < word.right < 576.5 for word in on_page)


def _starts_foot(found, at):
    return [word.text for word in found[at : at + 4]] == ["Worksheet", "to", "copy", "from."]


@pytest.mark.parametrize("year", sheets.YEARS)
def test_line_15a_is_on_the_page_where_that_year_has_it(year):
    found = words(sheets.full_pdf(year))
    page = 2 if year >= 2024 else 1
    assert "15a" in boxed_numbers(found, page, year)
    assert "15a" not in boxed_numbers(found, 3 - page, year)


def test_a_part_that_goes_on_overleaf_says_so():
    assert "(continued)" in page_text(sheets.full_pdf(2025))[1]
    assert "(continued)" not in page_text(sheets.full_pdf(2023))[1]


@pytest.mark.parametrize("year", sheets.YEARS)
def test_every_page_says_what_it_is(year):
    for number, text in enumerate(map(flat, page_text(sheets.full_pdf(year))), 1):
        assert "Worksheet to copy from. Not the filed form." in text
        assert f"Form 8606 ({year})" in text
        assert f"Prorata {__version__}. Tables checked 2026-11-22." in text
        assert "Whole dollars, half up; line 10 exact." in text
        assert f"page {number} of 2" in text
    assert flat(text).count("Page 2") == 1


@pytest.mark.parametrize("name", NAMES[1:3])
def test_the_name_stands_on_its_line(name):
    assert f"\n{name}" in page_text(worksheet_pdf(sheets.full(2025), name=name))[0].replace(
        "\r", ""
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_the_worksheet(name):
    pdf = worksheet_pdf(sheets.full(2025), name=name)
    found = words(pdf)
    assert boxed_numbers(found, 1, 2025).keys() == {str(number) for number in range(1, 15)}
    assert len(page_text(pdf)) == 2


def test_markup_in_a_name_is_printed_as_it_was_typed():
    pdf = worksheet_pdf(sheets.full(2025), name="<b>A & B</b>")
    assert "<b>A & B</b>" in page_text(pdf)[0]


def test_the_social_security_number_is_left_to_a_pen():
    text = flat(page_text(worksheet_pdf(sheets.full(2025), name="Dana Example"))[0])
    assert "Social security number (by pen)" in text
    assert not re.search(r"\d{3}-?\d{2}-?\d{4}", text)


@pytest.mark.parametrize(
    ("sheet", "ticked"),
    [(sheets.full(2022), "Yes"), (sheets.quiet(2022), "No"), (sheets.empty(2022), None)],
)
def test_the_boxed_question_has_its_answer(sheet, ticked):
    found = words(worksheet_pdf(sheet))
    marks = [at for at, word in enumerate(found) if word.text == "X"]
    assert [found[at + 1].text for at in marks] == ([ticked] if ticked else [])


def test_an_incomplete_worksheet_says_what_is_missing():
    first, second = map(flat, page_text(worksheet_pdf(sheets.without_values(2025))))
    assert "Not complete: lines 2 and 6 not known." in first
    assert (
        "Blocks the result: Line 2 (Already-taxed money from earlier years) is not known" in second
    )
    assert "prior_basis" not in second


def test_a_complete_worksheet_says_so():
    assert "Complete: every line that applies" in page_text(sheets.full_pdf(2025))[0]


def test_an_invalid_worksheet_is_refused():
    with pytest.raises(ValueError, match="invalid worksheet"):
        worksheet_pdf(worksheet(PersonYear(tax_year=1999)))
