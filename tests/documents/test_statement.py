"""The lifetime basis statement against households that were worked out by hand."""

from datetime import date
from itertools import pairwise

import pytest

from planner.documents.basis_statement import basis_statement_pdf
from tests.documents import households
from tests.documents.households import flat_pages, gold
from tests.documents.reading import Word, words
from tests.documents.test_worksheet_page import NAMES
from tests.engine import households as h


def statement(household, key="p1", **options):
    """The words of the statement of one person, all pages in one line."""
    return " ".join(flat_pages(printed(household, key, **options)))


def printed(household, key="p1", **options):
    [person] = [one for one in household.people if one.key == key]
    return basis_statement_pdf(household, person, **options)


HEADER = (
    "Year Contributed, not deducted line 1 Basis before line 2 Converted line 8"
    " Withdrawn line 7 Not taxed line 13 Taxable 15c, 18 Basis carried line 14"
)


def test_every_year_has_its_row_and_wrong_amounts_stand_beside_right_ones():
    text = statement(gold("filed_wrong"), "ann")
    assert f"{HEADER} 2021 Complete. Filed, agrees 6,000 0 0 6,000" in text
    assert (
        "2022 Complete. Filed otherwise First wrong year"
        " 6,000 filed 0 6,000 12,000 0 12,000 filed 6,000, line 18 0 0" in text
    )
    assert "2023 No form was due. Filed, agrees 0 0 2024 Complete 7,000 0 7,000 0 7,000 0 0" in text
    assert "All years 19,000 19,000 0 19,000 0" in text


def test_every_wrong_line_is_listed():
    text = statement(gold("filed_wrong"), "ann")
    assert "First wrong year: 2022." in text
    assert (
        "As filed and as it should be Year and line What it holds As filed As it should be"
        " 2022, 2 Already-taxed money from earlier years 0 6,000"
        " 2022, 18 Taxable conversion, to Form 1040, line 4b 6,000 0" in text
    )


def test_only_the_first_wrong_year_is_marked():
    household = households.one(
        h.contribution("2021-05-01", 2021, "6000"),
        h.contribution("2022-05-01", 2022, "6000"),
        years=[
            {"year": 2021, "deducted": "0", "first_year": True, "filed": {"lines": {"14": "0"}}},
            {"year": 2022, "deducted": "0", "filed": {"lines": {"14": "6000"}}},
        ],
    )
    text = statement(household)
    assert text.count("First wrong year") == 2  # in the answer and in the table
    assert text.index("2021 Complete. Filed otherwise First wrong year") > 0
    assert "2022 Complete. Filed otherwise 6,000" in text


def test_quiet_years_are_folded_into_one_row():
    text = statement(gold("old_years"), "ann")
    assert "2014 Complete 5,500 12,000 0 17,500" in text
    assert "2015 to 2018 No form was due 0 17,500" in text
    assert "2019 Complete 0 17,500 0 1,000 100 900 17,400" in text


def test_quiet_years_with_other_basis_are_not_folded_together():
    text = statement(gold("excess_returned_late"), "ann")
    assert "2023 No form was due 0 0" in text
    assert "Change of basis: $7,000 less on September 1, 2023: an excess contribution" in text
    assert "2024 No form was due 5,000 5,000 0" in text


@pytest.mark.parametrize(
    ("more", "began"),
    [
        (
            {"basis_start": {"after_year": 2024, "amount": "1234.5", "evidence": "form_5498"}},
            "$1,234.50 of basis was carried out of 2024, as entered. Evidence: Form 5498.",
        ),
        (
            {"basis_start": {"after_year": 2024, "amount": None}},
            "How much basis was carried out of 2024 is not known.",
        ),
        (
            {"years": [{"year": 2025, "deducted": "0", "first_year": True}]},
            "2025 is entered as the first year: there was no basis before it.",
        ),
        ({}, "How the basis began is not known: neither a first year nor the line 14"),
    ],
)
def test_how_the_basis_began_is_said(more, began):
    text = statement(households.one(h.contribution("2025-02-01", 2025), **more))
    assert f"How it began: {began}" in text


def test_the_answer_is_the_last_basis():
    assert "Basis carried out of 2024 $0" in statement(gold("filed_wrong"), "ann")
    assert "Basis carried out of 2023 $6,166" in statement(gold("two_spouses"), "bob")


def test_an_unknown_basis_is_no_number_and_the_last_known_is_named():
    text = statement(households.unknown_amount())
    assert (
        "Basis carried out of 2023 not known It was last known at the end of 2022: $6,000" in text
    )
    assert f"2023 Not complete {' '.join(['not known'] * 7)} All years" in text
    assert "All years" + " not known" * 5 in text
    assert "Not complete: 2023. What is missing is said below." in text
    assert "2023 Blocks the result: The amount of the contribution of 2023-02-01" in text


def test_missing_lines_are_not_known_and_known_ones_stay():
    text = statement(households.nobody_knows_the_basis())
    row = "7,000 not known 10,000 0 not known not known not known"
    assert f"2024 Not complete {row} All years" in text


def test_a_distribution_without_basis_is_shown_with_what_is_taxed():
    household = households.one(
        h.withdrawal("2025-06-01", "5000.50"),
        years=[{"year": 2025, "first_year": True}],
    )
    text = statement(household)
    assert "2025 No form was due 5,001 5,001 0" in text
    assert "There is no basis, so the distribution is taxable in full" in text


def test_a_conversion_without_basis_is_shown_as_converted():
    household = households.one(
        h.conversion("2025-06-01", "5000"), years=[{"year": 2025, "first_year": True}]
    )
    assert "2025 Complete 5,000 5,000 0" in statement(household)


def test_changes_of_basis_are_explained():
    text = statement(gold("divorce"), "ann")
    assert "2025 Change of basis: $25,000 less on July 1, 2025: divorce." in text
    text = statement(gold("plan_money"), gold("plan_money").people[0].key)
    assert "after-tax money that came out of an employer plan" in text


def test_a_change_without_amount_or_reason_says_so():
    text = statement(households.one(h.adjustment("2025-03-04", None), basis_start=h.start("5")))
    assert "Change of basis: an amount not known more on March 4, 2025: no reason" in text


def test_inherited_iras_have_tables_of_their_own():
    text = statement(gold("inherited"), "ann")
    own, inherited = text.split("IRAs inherited from Aunt Rose", 1)
    assert "2025 Complete 7,000 0 7,000 0 7,000 0 0" in own
    assert "4,000" not in own
    assert (
        f"{HEADER} 2024 No form was due 0 4,000 2025 Complete 0 4,000 0 2,000 200 1,800 3,800"
        in (inherited)
    )
    assert "2024 Change of basis: $4,000 more on June 1, 2024: inherited." in inherited


def test_the_evidence_behind_each_value_is_named_and_counted():
    sources = {"ira": "form_5498", "ira2": "statement", "sep": "estimate"}
    household = households.one(
        h.conversion("2025-06-01", "5000"),
        accounts="ira ira2 sep simple roth",
        basis_start=h.start("7000"),
        year_end_values=[
            {"account": key, "year": 2025, "amount": "1000.5", "source": source}
            for key, source in sources.items()
        ],
    )
    text = statement(household)
    assert (
        "Of 4 values: 1 from Form 5498, 1 from a custodian's statement, 1 estimated, 1 not entered."
        " Year Account Value Evidence"
        " 2025 ira (traditional IRA) 1,000.50 Form 5498"
        " 2025 ira2 (rollover IRA) 1,000.50 Custodian's statement"
        " 2025 sep (SEP IRA) 1,000.50 Estimate"
        " 2025 simple (SIMPLE IRA) not known Not entered" in text
    )


def test_a_person_without_entries_has_a_statement_that_says_so():
    text = statement(households.one())
    assert "No year is entered" in text
    assert "Nothing is entered for these IRAs." in text


def test_it_says_whose_it_is_when_and_which_page():
    pages = flat_pages(printed(gold("inherited"), "ann", prepared=date(2026, 1, 9)))
    assert pages[0].startswith(
        "Prorata 0.1.0 Lifetime basis statement ann Prepared January 9, 2026"
    )
    for number, page in enumerate(pages, start=1):
        assert "Lifetime basis statement, ann. Prepared January 9, 2026. Prorata 0.1.0" in page
        assert f"Page {number} of {len(pages)}" in page
    assert "Prepared" not in statement(gold("inherited"), "ann")


def test_long_tables_repeat_their_header_on_every_page():
    household = households.forty_years()
    pages = flat_pages(printed(household, "ann"))
    with_rows = [page for page in pages if " Complete 2,000 " in page]
    assert len(with_rows) >= 2
    assert all(HEADER in page for page in with_rows)
    text = " ".join(pages)
    assert all(f" {year} Complete 2,000 " in text for year in range(1987, 2027))


def test_amounts_are_aligned_on_the_right():
    found = words(printed(gold("filed_wrong"), "ann"))
    table = [word for word in found if word.page == 1 and 440 < word.bottom < 560]
    carried = [word for word in table if word.text in {"14", "6,000"} and word.left > 530]
    assert [word.text for word in carried] == ["14", "6,000"]
    assert {round(word.right) for word in carried} == {576}


def test_the_largest_amounts_stay_in_their_columns():
    found = words(printed(households.largest(name="W" * 200)))
    assert all(36 <= word.left < word.right < 576.5 for word in found)
    rows: dict[tuple[int, int], list[Word]] = {}
    for word in found:
        rows.setdefault((word.page, round(word.bottom)), []).append(word)
    for row in rows.values():
        row.sort(key=lambda word: word.left)
        assert all(left.right <= right.left + 0.5 for left, right in pairwise(row))


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_a_statement(name):
    text = statement(households.named(name))
    assert "Basis carried out of 2025 $7,000" in text


def test_markup_in_names_is_printed_as_it_was_typed():
    text = statement(households.named("<b>A & B</b>"))
    assert "Lifetime basis statement <b>A & B</b>" in text
    assert "IRAs inherited from <b>A & B</b>" in text
    assert "2025 <b>A & B</b> (inherited IRA) 5,000 Estimate" in text
