"""A practice on its clients' papers: on every form, and on the first page that flows."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.missed_kit import missed_kit_pdf
from planner.documents.names import lines_of
from planner.documents.packet import packet_pdf
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pdf import STYLESHEET, worksheet_markup
from planner.documents.year_pdf import year_pdf
from planner.engine.household import Household
from planner.engine.ledger import ledger
from planner.engine.missed import missed_kit
from planner.services.households.demo import demo_facts
from planner.services.practice.letterhead import Letterhead
from tests.documents.reading import page_text, words
from tests.documents.sheets import full, huge
from tests.documents.tagging import elements
from tests.practices import picture

NAME = "Oaks & Sons <CPA>"
CONTACT = "(555) 010-2000 · Portland"
DISCLAIMER = "Prepared from what you told us.\nNobody else may rely on it."
OAKS = Letterhead(NAME, CONTACT, DISCLAIMER, picture(600, 200))
TODAY = date(2026, 11, 22)


def year_of(household: Household, letterhead: Letterhead | None) -> bytes:
    person = household.people[0]
    found = next(one for one in ledger(household, person) if one.year == 2025)
    return year_pdf(person, found, letterhead=letterhead)


def packet_of(household: Household, letterhead: Letterhead | None) -> bytes:
    return packet_pdf(household, first=2024, last=2025, letterhead=letterhead)


def statement_of(household: Household, letterhead: Letterhead | None) -> bytes:
    return basis_statement_pdf(household, household.people[0], letterhead=letterhead)


def kit_of(household: Household, letterhead: Letterhead | None) -> bytes:
    kit = missed_kit(household, household.people[1], TODAY)
    return missed_kit_pdf(household, kit, letterhead=letterhead)


PAPERS = [year_of, packet_of, statement_of, kit_of]


def line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("paper", PAPERS)
def test_every_form_and_the_first_page_name_the_practice(paper):
    pages = [line(text) for text in page_text(paper(demo_facts(), OAKS))]
    forms = [text for text in pages if "Worksheet to copy from. Not the filed form." in text]
    for text in forms:
        assert f"Prepared by {NAME} · {CONTACT}" in text
    assert NAME in pages[0]
    assert CONTACT in pages[0]
    whole = " ".join(pages)
    assert whole.count("Prepared from what you told us.") == 1
    assert whole.count("Nobody else may rely on it.") == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_bytes_each_time_and_others_without_a_practice(paper):
    with_practice = paper(demo_facts(), OAKS)
    assert with_practice == paper(demo_facts(), OAKS)
    assert NAME not in " ".join(page_text(paper(demo_facts(), None)))


@pytest.mark.parametrize("paper", [year_of, statement_of])
def test_the_logo_is_a_picture_with_words(paper):
    with pikepdf.open(BytesIO(paper(demo_facts(), OAKS))) as document:
        figures = elements(document, "/Figure")
        said = {str(one.Alt) for one in figures}
        pictures = [page for page in document.pages if page.get_images()]
    assert f"Logo of {NAME}" in said
    assert pictures


def test_a_form_keeps_its_pages_unless_a_disclaimer_is_longer_than_three_lines():
    plain = page_text(year_of(demo_facts(), None))
    short = page_text(year_of(demo_facts(), OAKS))
    long = page_text(
        year_of(demo_facts(), Letterhead(NAME, disclaimer="One.\nTwo.\nThree.\nFour."))
    )
    assert (len(short), len(long)) == (len(plain), len(plain) + 1)
    assert f"Prepared by {NAME}" in line(short[0])
    assert "Prepared from what you told us. Nobody else may rely on it." in line(short[1])
    assert "One. Two. Three. Four." in line(long[-1])


@pytest.mark.parametrize("make", [full, huge])
@pytest.mark.parametrize("year", [2018, 2021, 2024, 2025, 2026])
def test_three_lines_stand_between_the_fullest_form_and_its_foot(year, make):
    """2024 has the most lines on its second page. Eighteen times the word is 79 of 90 ems wide."""
    said = Letterhead(NAME, disclaimer="\n".join(["disclaims " * 18] * 3))
    markup = worksheet_markup(make(year), name="Dana")
    found = words(pdf_from_markup(markup, STYLESHEET, letterhead=said))
    assert {word.page for word in found} == {1, 2}
    second = [word for word in found if word.page == 2]
    fine = [word for word in second if word.text == "disclaims"]
    tops = [word.top for word in second if word.text == "Tables"]
    others = [word.bottom for word in second if word.bottom > 60 and word not in fine]
    assert len(fine) == 54
    assert max(tops) < min(word.bottom for word in fine)
    assert max(word.top for word in fine) < min(others)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("MM MM", 2),  # an M is 0.833 of an em, a space 0.278: 1.666 + 0.278 + 1.666 > 3
        ("MM M", 1),  # 1.666 + 0.278 + 0.833 = 2.777
        ("MMMMM", 2),  # 4.165, which breaks inside the word
    ],
)
def test_lines_are_counted_by_the_widths_of_the_letters(text, expected):
    assert lines_of(text, ems=3.0) == expected


def test_a_name_is_words_and_never_runs_out_of_its_strip():
    letterhead = Letterhead("W" * 120, "M" * 160)
    strip = line(page_text(year_of(demo_facts(), letterhead))[0])
    assert "W…" in strip or "M…" in strip


def test_the_words_of_a_form_stand_where_they_stood():
    """Taken away, the strip leaves the text of the form as it is without a practice."""
    strip = f"Prepared by {NAME} · {CONTACT}"
    plain = [line(text) for text in page_text(packet_of(demo_facts(), None))]
    marked = [line(text) for text in page_text(packet_of(demo_facts(), OAKS))]
    assert len(marked) == len(plain)
    for before, after in zip(plain[1:], marked[1:], strict=True):
        assert line(after.replace(strip, "")) == before


@pytest.mark.parametrize("paper", [year_of, statement_of])
def test_a_word_that_never_ends_stays_on_the_page(paper):
    endless = Letterhead("W" * 120, "W" * 160, "W" * 600, picture(600, 200))
    found = words(paper(demo_facts(), endless))
    assert max(word.right for word in found) < 612
    assert "".join(word.text for word in found).count("W" * 500) == 1
