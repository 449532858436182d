"""A practice on its clients' papers: on every form, and on the first page that flows."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.missed_kit import missed_kit_pdf
from planner.documents.packet import packet_pdf
from planner.documents.year_pdf import year_pdf
from planner.engine.household import Household
from planner.engine.ledger import ledger
from planner.engine.missed import missed_kit
from planner.services.households.demo import demo_facts
from planner.services.practice.letterhead import Letterhead
from tests.documents.reading import page_text, words
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


def test_a_form_keeps_its_pages_and_gains_one_for_a_disclaimer_alone():
    plain = page_text(year_of(demo_facts(), None))
    short = page_text(year_of(demo_facts(), Letterhead(NAME)))
    long = page_text(year_of(demo_facts(), OAKS))
    assert (len(short), len(long)) == (len(plain), len(plain) + 1)
    assert f"Prepared by {NAME}" in line(short[0])


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
