"""One year of the ledger by itself: honest about what is missing, and with its notes."""

from planner.documents.year_pdf import year_pdf
from planner.engine.ledger import ledger
from tests.documents import households
from tests.documents.households import flat_pages, gold
from tests.documents.reading import words
from tests.documents.test_packet import printed_lines


def pdf_of(household, year, decedent="", at=0):
    person = household.people[at]
    [found] = [
        one for one in ledger(household, person) if (one.year, one.decedent) == (year, decedent)
    ]
    return year_pdf(person, found)


def test_the_lines_are_those_worked_out_by_hand():
    pdf = pdf_of(gold("two_spouses"), 2023, at=1)
    found = printed_lines(words(pdf), 1, 2023)
    assert (found["6"], found["9"], found["11"]) == ("120,000", "126,500", "334")
    assert (found["14"], found["18"]) == ("6,166", "6,166")
    assert len(flat_pages(pdf)) == 2


def test_unknown_events_show_no_number():
    pdf = pdf_of(households.unknown_amount(), 2023)
    found = printed_lines(words(pdf), 1, 2023)
    assert (found["1"], found["14"], found["18"]) == ("not known",) * 3


def test_notes_follow_on_a_page_of_their_own():
    first, second, notes = flat_pages(pdf_of(gold("filed_wrong"), 2022))
    assert "Filed otherwise" in first
    assert "they are on the next page" in second
    assert notes.startswith("Notes on 2022 ann Line")
    assert "Form 8606 (2022), notes ann Page 3 of 3" in notes


def test_an_inherited_form_names_the_decedent():
    [first, _] = flat_pages(pdf_of(gold("inherited"), 2025, "Aunt Rose"))
    assert "ann · IRAs inherited from Aunt Rose" in first


def test_a_year_without_a_form_of_its_own_is_worded_for_itself():
    [first, _] = flat_pages(pdf_of(gold("old_years"), 2014))
    assert "for 2014" in first
    assert "2018" not in first


def test_the_same_year_gives_the_same_bytes():
    assert pdf_of(gold("inherited"), 2025) == pdf_of(gold("inherited"), 2025)
