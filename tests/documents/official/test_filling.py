"""From a year of the ledger to the official form: whose it is, and when there is none."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import override_settings

from planner.documents.official import folder
from planner.documents.official.filling import official_pdf
from planner.documents.official.texts import NotFillableError, obstacle
from planner.documents.year_sheets import year_sheet
from planner.engine.ledger import ledger
from tests.documents import households, sheets
from tests.documents.households import gold
from tests.documents.official.filled import values
from tests.documents.official.standins import plan, standin
from tests.engine import households as h


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Blanks of two years, accepted once."""
    with override_settings(OFFICIAL_FORMS_DIR=tmp_path_factory.mktemp("forms")):
        return {year: folder.accept(standin(year)) for year in (2023, 2025)}


def year_of(household, year, decedent=""):
    person = household.people[0]
    [found] = [
        one for one in ledger(household, person) if (one.year, one.decedent) == (year, decedent)
    ]
    return person, found


def held(shelf, household, year, decedent=""):
    """What is filled in, by line; the name under "name"."""
    person, found = year_of(household, year, decedent)
    fields = values(official_pdf(person, found, shelf[year], editable=True))
    numbers = {row.field: row.number for row in plan(year).rows} | {"f1_01": "name"}
    return {numbers[field]: text for field, text in fields.items() if field in numbers}


def test_worksheet_1_1_leaves_lines_6_to_12_blank(shelf):
    """Rose Green of Publication 590-B: 460 on line 13 and on line 17, 340 on line 14."""
    found = held(shelf, gold("worksheet_1_1"), 2023)
    assert not {"6", "7", "8", "9", "10", "11", "12"} & found.keys()
    assert (found["13"], found["14"]) == ("460", "340")
    assert (found["16"], found["17"], found["18"]) == ("5,000", "460", "4,540")


def test_an_inherited_form_says_whom_it_is_from(shelf):
    found = held(shelf, gold("inherited"), 2025, "Aunt Rose")
    assert found["name"] == "ann (IRAs inherited from Aunt Rose)"
    own = held(shelf, gold("inherited"), 2025)
    assert own["name"] == "ann"


def test_the_worksheet_and_the_form_say_the_same(shelf):
    household = gold("two_spouses")
    person, found = year_of(household, 2023)
    lines = {line.number: line.text for line in year_sheet(person, found).sheet.lines if line.text}
    filled = held(shelf, household, 2023)
    del filled["name"], filled["10"], lines["10"]
    assert filled == lines


@pytest.mark.parametrize(
    ("household", "year"),
    [
        (households.unknown_amount, 2023),
        (households.nobody_knows_the_basis, 2024),
        (households.roth_withdrawal, 2025),
    ],
)
def test_what_is_not_known_makes_no_form(household, year, shelf):
    person, found = year_of(household(), year)
    with pytest.raises(NotFillableError, match="not known yet, so no official form"):
        official_pdf(person, found, shelf[2025])


def test_a_quiet_year_makes_no_form(shelf):
    household = h.read(
        h.household(
            h.person(
                h.contribution("2023-02-01", 2023, "6500"),
                h.contribution("2025-02-01", 2025, "7000"),
                basis_start=h.start("0", 2022),
            )
        )
    )
    person, found = year_of(household, 2024)
    assert obstacle(year_sheet(person, found)) == "No form was due for this year."


def test_a_line_below_zero_makes_no_form():
    """More lost in a disaster than was distributed: 15c is 15a less 15b."""
    person, found = year_of(gold("two_spouses"), 2023)
    sheet = year_sheet(person, found)
    below = sheets.full(2023, qualified_disaster_amount=Decimal(99_999))
    said = obstacle(replace(sheet, sheet=below))
    assert said.startswith("Line 15c would be below zero")
