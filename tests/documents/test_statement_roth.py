"""The Roth IRAs in the lifetime basis statement, against people worked out by hand."""

from io import BytesIO

import pikepdf
import pytest

from planner.documents.basis_statement import basis_statement_pdf
from tests import roths
from tests.documents.households import flat_pages, outline
from tests.documents.tagging import elements, marks_in_tree, marks_on_pages
from tests.engine.households import contribution as made
from tests.engine.households import household, person, read

HEADER = (
    "Year Contributed Converted, taxed line 18 Converted, not taxed line 17 Came out"
    " Contributions left Conversions left Taxable line 25c"
)


def printed(someone):
    home = read(household(someone))
    return basis_statement_pdf(home, home.people[0])


def statement(someone):
    return " ".join(flat_pages(printed(someone)))


def test_each_year_has_its_layers_and_quiet_years_share_a_row():
    text = statement(roths.ana())
    assert f"{HEADER} 2017 5,500 5,500 0 2018 to 2019 5,500 0 2020 10,000 5,500 10,000" in text
    assert "2022 10,000 6,000 5,500 26,000" in text
    assert "2025 Part III. 10% tax 0 12,000 0 26,503 0 2026 2,000 2,000 26,503" in text


def test_both_clocks_stand_there_whatever_day_it_is():
    text = statement(roths.ana())
    assert "began on January 1, 2017 and end on December 31, 2021." in text
    assert "The day of 59½ is December 15, 2044." in text
    for row in (
        "2020 from January 1, 2025, or from 59½ 3,500 3,500",
        "2022 from January 1, 2027, or from 59½ 16,000 10,000",
        "2024 from January 1, 2029, or from 59½ 7,003 3",
    ):
        assert row in text


def test_a_qualified_year_says_so():
    text = statement(roths.ben())
    assert "2024 Qualified, Part III blank 9,000 0 0 0" in text
    assert "Conversions that are inside" not in text


def test_what_is_not_known_is_printed_as_that():
    text = statement(roths.cleo())
    assert "They may have begun and ended earlier." in text
    assert "The day of 59½ is not known, as the date of birth is not entered." in text
    assert "2024 Incomplete 1,000 not known not known not known" in text
    assert "held money or paid some out on 2019-12-31, before any is entered to have" in text


@pytest.mark.parametrize(
    ("after_year", "row"),
    [(2024, "2026 from January 1, 2031, or from 59½ 7,000 not known"), (None, "not known")],
)
def test_a_conversion_whose_form_waits(after_year, row):
    someone = roths.gus()
    if after_year is None:
        del someone["basis_start"]
    assert row in statement(someone)


def test_a_clean_conversion_has_nothing_to_take_back():
    someone = roths.ana()
    someone["events"] = [roths.into("2024-02-01", 2024, "7003", "ira"), someone["events"][5]]
    assert "2024 nothing of it was taxed 7,003 0" in statement(someone)


def test_money_of_which_the_year_is_not_known_starts_no_clock():
    out = roths.out("2024-05-01", "1000")
    someone = person(out, accounts="roth", year_end_values=[])
    assert "In which year money first went in is not known" in statement(someone)


def test_whoever_has_none_has_no_section():
    assert "Roth IRAs" not in statement(person(made("2024-03-01", 2024), accounts="ira"))


def test_it_is_tagged_and_in_the_outline():
    pdf = printed(roths.ana())
    labels = [label for _, label, _ in outline(pdf)]
    assert labels[-3:] == ["Roth IRAs", "Conversions that are inside", "How to read this statement"]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert marks_on_pages(document) == marks_in_tree(document)
        years, conversions = elements(document, "/Table")[-2:]
        rows = (*years.K[1].K, *conversions.K[1].K)
        assert [str(row.K[0].A.Scope) for row in rows] == ["/Row"] * (9 + 3)
    assert printed(roths.ana()) == pdf
