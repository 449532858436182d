"""The packet: the right forms in order, found through its contents, and nothing guessed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from planner.documents import worksheet_words
from planner.documents.packet import packet_pdf
from planner.documents.pdf import pdf_from_markup
from planner.documents.worksheet_pdf import STYLESHEET, worksheet_context, worksheet_pdf
from planner.engine.ledger import ledger
from tests.documents import households, sheets
from tests.documents.households import flat_pages, gold, year_pages
from tests.documents.reading import beside, boxed_numbers, words
from tests.documents.test_worksheet_page import NAMES
from tests.engine import households as h

AT_ONCE = ("filed_wrong", "inherited", "two_spouses", "old_years", "cents")
LATER = ("losses", "rmd_before_conversion", "roth_first_home")


def printed_lines(found, page, year):
    """Line number -> what stands in its box, of the form that begins on ``page``."""
    look = min(max(year, 2018), 2026)
    boxes = boxed_numbers(found, page, look) | boxed_numbers(found, page + 1, look)
    return {number: beside(found, word) for number, word in boxes.items()}


def as_printed(amount, number):
    """A gold amount as the form has it."""
    if number == "10":
        return f"× {amount}"
    whole, point, cents = amount.partition(".")
    return f"{int(whole):,}{point}{cents}"


@pytest.mark.parametrize(
    "name", [*AT_ONCE, *(pytest.param(name, marks=pytest.mark.slow) for name in LATER)]
)
def test_every_line_worked_out_by_hand_stands_on_the_page_of_its_year(name):
    case = households.gold_case(name)
    years = [expected["year"] for expected in case["expect"]]
    pdf = packet_pdf(gold(name), first=min(years), last=max(years))
    pages, text = year_pages(pdf), words(pdf)
    for expected in case["expect"]:
        who, decedent = expected["person"], expected.get("decedent")
        label = f"{who}: IRAs inherited from {decedent}" if decedent else who
        page = pages.get(label, {}).get(str(expected["year"]))
        if not expected["lines"] and page is None:
            continue
        found = printed_lines(text, page, expected["year"])
        for number, amount in expected["lines"].items():
            cents = found[number].replace(" ", ".") if number != "10" else found[number]
            assert cents == as_printed(amount, number), (who, expected["year"], number)
        if expected.get("all_lines"):
            blank = ("", "not known")
            filled = {key for key, was in found.items() if was not in blank and key != "10"}
            assert filled == {number for number in expected["lines"] if number != "10"}


def test_contents_say_what_each_year_is_and_where():
    first, *rest = flat_pages(packet_pdf(gold("filed_wrong"), first=2018, last=2026))
    contents = first[first.index("Contents") :]
    assert contents.startswith(
        "Contents ann Year Form 8606 As filed Taxable Basis carried Page"
        " 2018 to 2020 Nothing is entered none"
        " 2021 Complete Agrees 0 6,000 2"
        " 2022 Complete Differs: lines 2, 18 0 0 4"
        " 2023 Complete Agrees 0 0 7"
        " 2024 Complete Not entered 0 0 9"
        " 2025 to 2026 Nothing is entered none"
    )
    assert len(rest) == 9
    for page, year in ((2, 2021), (4, 2022), (7, 2023), (9, 2024)):
        assert f"Form 8606 ({year}) page 1 of 2" in rest[page - 2]
        assert f"Form 8606 ({year}) page 2 of 2" in rest[page - 1]
    assert rest[4].startswith("Notes on 2022")


def test_the_cover_counts_forms_and_says_the_basis():
    [first, *_] = flat_pages(packet_pdf(gold("filed_wrong"), first=2018, last=2026))
    assert first.startswith("Prorata 0.1.0 Form 8606 packet Tax years 2018 to 2026.")
    assert "Filed otherwise Basis carried ann 4 0 1 0 out of 2024" in first


def test_quiet_years_have_a_row_and_no_page():
    pdf = packet_pdf(gold("old_years"), first=2012, last=2020)
    [first, *rest] = flat_pages(pdf)
    assert "2012 to 2013 Nothing is entered none 2014 Complete Not entered 0 17,500 2" in first
    assert "2015 to 2018 No form was due 0 17,500 none" in first
    assert "2019 Complete Not entered 900 17,400 4 2020 Nothing is entered none" in first
    assert len(rest) == 4
    assert year_pages(pdf)["ann"] == {"2014": 2, "2019": 4}


def test_a_form_filed_without_need_is_there_and_says_so():
    pages = flat_pages(packet_pdf(gold("filed_wrong"), first=2023, last=2023))
    assert len(pages) == 3
    assert "No form was due for this year. It is here because one was filed." in pages[1]


def test_as_filed_stands_beside_as_it_should_be():
    pages = flat_pages(packet_pdf(gold("filed_wrong"), first=2022, last=2022))
    assert "Filed otherwise: the notes after page 2" in pages[1]
    assert "Notes on this year: they are on the next page." in pages[2]
    assert pages[3].startswith(
        "Notes on 2022 ann Line What it holds As filed As it should be"
        " 2 Already-taxed money from earlier years 0 6,000"
        " 18 Taxable conversion, to Form 1040, line 4b 6,000 0"
        " As filed: Some lines were filed with other amounts than they should have."
    )


def test_a_form_that_agrees_says_so_on_its_second_page():
    pages = flat_pages(packet_pdf(gold("filed_wrong"), first=2021, last=2021))
    assert "As filed: No filed line of Parts I and II differs." in pages[2]


def test_an_inherited_form_says_from_whom():
    pdf = packet_pdf(gold("inherited"), first=2024, last=2025)
    pages = flat_pages(pdf)
    assert year_pages(pdf) == {
        "Contents": {},
        "ann": {"2025": 2},
        "ann: IRAs inherited from Aunt Rose": {"2025": 4},
    }
    assert "2024 No form was due 0 4,000 none" in pages[0]
    assert "ann · IRAs inherited from Aunt Rose" in pages[3]
    assert "inherited from" not in pages[1]


def test_the_findings_of_the_events_are_printed_with_the_year():
    pages = flat_pages(packet_pdf(gold("young_simple"), first=2025, last=2025, people=["ann"]))
    assert (
        "Costs money: The conversion of 2025-06-01 left a SIMPLE IRA within two years" in pages[2]
    )


def test_many_findings_have_a_page_with_stakes_and_citations():
    pages = flat_pages(packet_pdf(households.many_findings(), first=2024, last=2024))
    assert pages[3].startswith("Notes on 2024 p1")
    assert "Costs money, $15,000: The rollover of 2024-08-01 left a SIMPLE IRA" in pages[3]
    assert "IRC §72(t)(6)" in pages[3]
    assert pages[3].count("came from an inherited IRA") == 3
    assert "came from an inherited IRA" not in pages[2]


def test_findings_on_the_form_never_reach_its_foot():
    household = households.one(
        h.contribution("2024-02-01", 2024, "7000"),
        h.withdrawal("2024-06-01", "2000", account="inh"),
        h.withdrawal("2024-07-01", "1000", account="inh"),
        h.conversion("2024-03-01", "5000"),
        accounts="ira inh roth",
        basis_start=h.start("0", 2023),
        year_end_values=[h.value(2024, "9000"), h.value(2024, "9000", "inh")],
    )
    pdf = packet_pdf(household, first=2024, last=2024)
    assert len(flat_pages(pdf)) == 3
    second = [word for word in words(pdf) if word.page == 3]
    texts = [word.text for word in second]
    ends = ["Worksheet", "to", "copy", "from."]
    foot = next(at for at in range(len(texts)) if texts[at : at + 4] == ends)
    assert texts[:foot].count("inherited") == 2
    assert min(word.bottom for word in second[:foot]) > second[foot].top


# --- What is not known ---------------------------------------------------------------------------


def test_a_year_with_unknown_events_shows_no_number():
    pdf = packet_pdf(households.unknown_amount(), first=2022, last=2023)
    pages = flat_pages(pdf)
    assert "2023 Not complete Not entered not known not known 4" in pages[0]
    found = printed_lines(words(pdf), 4, 2023)
    in_parts = {number: text for number, text in found.items() if number not in _PART_III}
    assert set(in_parts.values()) == {"not known", "× not known"}
    assert {found[number] for number in _PART_III} == {""}
    assert "Not complete: too little is known of what happened" in pages[3]
    assert "The amount of the contribution of 2023-02-01 is not known." in pages[4]
    assert "No line is computed." in pages[4]
    assert "X" not in pages[3].split()


_PART_III = {"19", "20", "21", "22", "23", "24", "25a", "25b", "25c"}


def test_part_iii_is_not_known_where_money_left_a_roth_ira():
    pdf = packet_pdf(households.roth_withdrawal(), first=2025, last=2025)
    pages = flat_pages(pdf)
    found = printed_lines(words(pdf), 2, 2025)
    assert {found[number] for number in _PART_III} == {"not known"}
    assert (found["1"], found["11"], found["18"]) == ("7,000", "7,000", "0")
    assert "the lines that are shown hold, but something beside them is missing" in pages[1]
    assert "2025 Not complete Not entered not known 0 2" in pages[0]


def test_missing_basis_and_value_are_named_and_leave_their_lines_open():
    pdf = packet_pdf(households.nobody_knows_the_basis(), first=2024, last=2024)
    pages = flat_pages(pdf)
    found = printed_lines(words(pdf), 2, 2024)
    assert (found["2"], found["6"], found["11"], found["18"]) == ("not known",) * 4
    assert found["8"] == "10,000"
    assert "Not complete: lines 2 and 6 not known." in pages[1]
    assert "2024 Not complete Not entered not known not known 2" in pages[0]


def test_what_was_filed_is_not_compared_with_an_incomplete_year():
    household = households.one(
        h.conversion("2024-03-01", "10000"),
        years=[{"year": 2024, "filed": {"lines": {"18": "10000"}}}],
    )
    pages = flat_pages(packet_pdf(household, first=2024, last=2024))
    assert "Not complete Not compared" in pages[0]
    assert "As filed: What was filed is not compared while the year is not complete." in pages[2]


# --- The whole -----------------------------------------------------------------------------------


def test_forms_are_the_worksheets_as_they_are_printed_alone():
    household = gold("two_spouses")
    packet = words(packet_pdf(household, first=2023, last=2023))
    for at, person in enumerate(household.people):
        [year] = ledger(household, person)
        alone = words(worksheet_pdf(year.sheet, name=person.key))
        for page in (1, 2):
            here = _places(packet, 1 + 2 * at + page)
            assert _places(alone, page) <= here
            extra = {text for text, *_ in here - _places(alone, page)}
            assert extra <= set(f"{person.key}, 2023. to 2023 Packet page of 5 2 3 4".split())


def _places(found, page):
    """The words of a page with where they stand, to a tenth of a point."""
    return {
        (word.text, round(word.left, 1), round(word.bottom, 1))
        for word in found
        if word.page == page
    }


def test_every_page_says_its_number_and_whose_it_is():
    pages = flat_pages(
        packet_pdf(gold("two_spouses"), first=2023, last=2023, prepared=date(2026, 11, 22))
    )
    assert len(pages) == 5
    assert "Prepared November 22, 2026" in pages[0]
    assert "Page 1 of 5" in pages[0]
    for number, who in ((2, "ann"), (3, "ann"), (4, "bob"), (5, "bob")):
        assert f"{who}, 2023. 2023. Prepared November 22, 2026" in pages[number - 1]
        assert f"Packet page {number} of 5" in pages[number - 1]


def test_without_a_day_none_is_printed():
    text = " ".join(flat_pages(packet_pdf(gold("two_spouses"), first=2023, last=2023)))
    assert "Prepared" not in text


def test_a_packet_may_be_for_some_people_only():
    pdf = packet_pdf(gold("two_spouses"), first=2023, last=2023, people={"bob"})
    assert year_pages(pdf) == {"Contents": {}, "bob": {"2023": 2}}
    assert "ann" not in " ".join(flat_pages(pdf)).split()


def test_a_key_that_nobody_has_is_refused():
    with pytest.raises(ValueError, match="Nobody is called 'cleo'"):
        packet_pdf(gold("two_spouses"), first=2023, last=2023, people=["ann", "cleo"])


def test_years_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="no year from 2024 to 2023"):
        packet_pdf(gold("two_spouses"), first=2024, last=2023)


def test_an_empty_household_has_a_cover_that_says_so():
    [only] = flat_pages(packet_pdf(h.read(h.household()), first=2020, last=2025))
    assert "Nobody is entered in this household." in only


def test_a_person_without_entries_is_listed_with_nothing():
    [only] = flat_pages(packet_pdf(households.one(), first=2020, last=2025))
    assert "2020 to 2025 Nothing is entered none" in only


def test_years_before_the_forms_at_hand_are_worded_for_themselves():
    pages = flat_pages(packet_pdf(gold("old_years"), first=2014, last=2014))
    assert "Nondeductible contributions to traditional IRAs for 2014" in pages[1]
    assert "2018" not in pages[1]
    assert "There is no layout of the 2014 form here." in pages[2]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_a_packet(name):
    pages = flat_pages(packet_pdf(households.named(name), first=2025, last=2025))
    assert len(pages) == 5
    assert "Packet page 5 of 5" in pages[4]


def test_markup_in_names_is_printed_as_it_was_typed():
    pages = flat_pages(packet_pdf(households.named("<b>A & B</b>"), first=2025, last=2025))
    assert "<b>A & B</b>: IRAs inherited from <b>A & B</b>" in pages[0]
    assert "<b>A & B</b> · IRAs inherited from <b>A & B</b>" in pages[3]


@pytest.mark.slow
def test_contents_of_several_pages_lead_to_every_year_of_two_people():
    pdf = packet_pdf(households.forty_years(), first=2008, last=2026)
    pages = flat_pages(pdf)
    starts = year_pages(pdf)
    assert len(pages) == 78
    assert list(starts["ann"].values()) == list(range(3, 41, 2))
    assert list(starts["bob"].values()) == list(range(41, 79, 2))
    contents = " ".join(pages[:2])
    for who in ("ann", "bob"):
        for year, page in starts[who].items():
            assert re.search(rf"\b{year} Complete Not entered [\d,]+ [\d,]+ {page}\b", contents)
            assert f"Form 8606 ({year}) page 1 of 2" in pages[page - 1]


@pytest.mark.parametrize("year", sheets.YEARS)
def test_the_longest_remarks_stay_above_the_foot(year):
    sheet = sheets.full(year)
    remark = ("Good to know", " ".join(["remarked"] * 12) + "!!")
    said = replace(worksheet_words.words(sheet, sheet.layout), findings=(remark,) * 3)
    assert sum(len(text) for _, text in said.findings) == 3 * 109 == 327
    context = worksheet_context(sheet, sheet.layout, said, name="W" * 200)
    markup = render_to_string("planner/documents/worksheet.html", context)
    second = [word for word in words(pdf_from_markup(markup, STYLESHEET)) if word.page == 2]
    texts = [word.text for word in second]
    ends = ["Worksheet", "to", "copy", "from."]
    foot = next(at for at in range(len(texts)) if texts[at : at + 4] == ends)
    assert sum(text.startswith("remarked") for text in texts) == 36
    assert min(word.bottom for word in second[:foot]) > second[foot].top


def test_a_record_without_lines_says_that_no_form_was_filed():
    household = households.one(
        h.contribution("2024-02-01", 2024, "7000"),
        years=[{"year": 2024, "deducted": "0", "first_year": True, "filed": {"on": "2025-04-01"}}],
    )
    pages = flat_pages(packet_pdf(household, first=2024, last=2024))
    assert "2024 Complete No form filed 0 7,000 2" in pages[0]
    assert "As filed: No Form 8606 was filed for this year." in pages[2]
