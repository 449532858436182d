"""Worksheet 1-1 on paper: after the form it belongs to, with the lines of the screen."""

from io import BytesIO

import pikepdf
import pytest

from planner.documents.packet import packet_pdf
from planner.engine.ledger import ledger
from tests.documents.households import flat_pages, gold, outline
from tests.documents.reading import beside, boxed_numbers, words
from tests.documents.tagging import elements, marks_in_tree, marks_on_pages
from tests.documents.test_year_pdf import pdf_of
from tests.engine import households as h

PUBLISHED = {
    "1": "300",
    "2": "2,000",
    "3": "2,300",
    "4": "20,000",
    "5": "5,000",
    "6": "25,000",
    "7": "× 0.092",
    "8": "460",
    "9": "4,540",
    "10": "4,540",
    "11": "0",
}
"""Publication 590-B, Worksheet 1-1, filled in for Rose Green."""


def boxes(pdf, page, year):
    found = words(pdf)
    return {
        number: beside(found, word) for number, word in boxed_numbers(found, page, year).items()
    }


def rose(year, **changes):
    """Her facts in another year, inside its range, as a single person."""
    person = h.person(
        h.contribution(f"{year}-05-15", year, "2000"),
        h.conversion(f"{year}-08-01", "5000"),
        basis_start=h.start("300", year - 1),
        year_end_values=[h.value(year, "20000")],
        years=[{"year": year, "deducted": "1500", "covered_by_plan": True} | changes],
        born="1980-05-01",
        name="Rose",
    )
    magi = {2018: "70000", 2023: "80000", 2025: "86000", 2026: "88000"}[year]
    return h.household(person, years=[{"year": year, "filing_status": "single", "magi": magi}])


def test_the_published_case_line_by_line():
    pdf = pdf_of(gold("worksheet_1_1"), 2023)
    assert boxes(pdf, 3, 2023) == PUBLISHED
    form = boxes(pdf, 1, 2023)
    assert (form["13"], form["14"]) == ("460", "340")
    assert {form[number] for number in ("6", "7", "8", "9", "11", "12")} == {""}
    assert form["10"] == "× ."


def test_every_line_is_that_of_the_year_and_says_how_it_was_worked_out():
    household = gold("worksheet_1_1")
    [year] = [one for one in ledger(household, household.people[0]) if one.year == 2023]
    shown = boxes(pdf_of(household, 2023), 3, 2023)
    page = flat_pages(pdf_of(household, 2023))[2]
    assert year.route
    for line in year.route.worksheet.lines:
        assert shown[line.number].removeprefix("× ") == line.text
        assert line.caption in page
    assert "8: 5,000 × 0.092 = 460" in page
    assert "10: 4,540 × 5,000 ÷ 5,000 = 4,540" in page


def test_it_says_why_it_is_there_and_what_goes_onto_the_form():
    first, second, page = flat_pages(pdf_of(gold("worksheet_1_1"), 2023))
    assert "Worksheet 1-1, line 7 exact" in first
    assert "Lines 6 to 12 stay blank. Lines 13, 15a and 17 come from Worksheet 1-1" in second
    assert "because income may let one deduct only a part of the contribution for 2023" in page
    assert "Line 13: 460, from line 8 of this worksheet." in page
    assert "Line 17: 460, from what was converted, less line 10 of this worksheet." in page
    assert "Keep it with the return; it is not filed." in page
    assert "Form 8606 (2023): rose" in page
    assert "Worksheet 1-1 of Publication 590-B: how much of what left the IRAs is taxable" in page


@pytest.mark.parametrize("year", [2018, 2025, 2026])
def test_it_stands_on_the_columns_of_the_form_of_its_year(year):
    found = boxes(pdf_of(h.read(rose(year)), year), 3, year)
    assert found == PUBLISHED


def test_cents_stand_in_their_own_column():
    facts = rose(2018) | {"rounding": "cents"}
    found = boxes(pdf_of(h.read(facts), 2018), 3, 2018)
    assert (found["3"], found["8"]) == ("2,300 00", "460 00")


def test_a_year_filed_this_way_says_so():
    ray = gold("worksheet_1_1_filed_otherwise")
    pdf = pdf_of(ray, 2022, at=1)
    page = flat_pages(pdf)[2]
    assert "because the form for 2022 was filed this way, though income did not call for it" in page
    assert boxes(pdf, 3, 2022) == PUBLISHED
    [first, *_] = flat_pages(pdf_of(ray, 2023))
    assert len(flat_pages(pdf_of(ray, 2023))) == 2
    assert "line 10 exact" in first
    facts = rose(2023, filed_route="worksheet_1_1", covered_by_plan=None)
    page = flat_pages(pdf_of(h.read(facts), 2023))[2]
    assert "was filed this way; whether income called for it is not known" in page


def test_notes_come_after_it():
    facts = rose(2023, filed={"lines": {"13": "470", "14": "330"}, "on": "2024-04-01"})
    _, second, page, notes = flat_pages(pdf_of(h.read(facts), 2023))
    assert "they are on the page after Worksheet 1-1" in second
    assert "Form 8606 (2023): Rose" in page
    assert notes.startswith("Notes on 2023")


def test_a_form_without_a_conversion_has_no_line_17():
    facts = rose(2023)
    facts["people"][0]["events"][1] = h.withdrawal("2023-08-01", "5000")
    page = flat_pages(pdf_of(h.read(facts), 2023))[2]
    assert "Line 15a: 4,540, from line 11" in page
    assert "Line 17" not in page


# --- in a packet ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packet():
    return packet_pdf(gold("worksheet_1_1"), first=2023, last=2024)


def test_a_packet_has_it_between_the_forms_and_in_the_outline(packet):
    assert boxes(packet, 4, 2023) == PUBLISHED
    assert "Packet page 4 of 6" in flat_pages(packet)[3]
    assert (2, "Worksheet 1-1", 4) in outline(packet)
    assert (1, "2024", 5) in outline(packet)


def test_it_is_tagged_like_the_rest(packet):
    with pikepdf.open(BytesIO(packet)) as document:
        assert marks_on_pages(document) == marks_in_tree(document)
        scopes = [str(head.A.Scope) for head in elements(document, "/TH")]
        assert scopes.count("/Row") == 3 + 2 * 29 + 11
    assert packet == packet_pdf(gold("worksheet_1_1"), first=2023, last=2024)
