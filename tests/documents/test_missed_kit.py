"""The missed-8606 kit on paper: what is sent and why, in one's own words, and the worksheets."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from planner.documents.missed_kit import missed_kit_pdf
from planner.documents.names import printable_lines
from planner.engine.missed import missed_kit
from planner.services.households.demo import demo_facts
from tests.documents.households import LARGEST, flat_pages, gold, largest, outline
from tests.documents.tagging import elements, marks_in_tree, marks_on_pages, strays
from tests.documents.test_worksheet_bytes import ROOT
from tests.documents.test_worksheet_page import NAMES
from tests.engine import households as h
from tests.engine.mistakes import filed, first

TODAY = date(2026, 11, 22)
CAUSE = (
    "I did not know that Form 8606 was needed.\n\nMy software asked for <nothing> & none said so."
)


def kit_pdf(household, *, cause="", today=TODAY, at=0, reported=None):
    kit = missed_kit(household, household.people[at], today, reported)
    return missed_kit_pdf(household, kit, cause=cause)


@pytest.fixture(scope="module")
def pdf():
    """The second person of the demo household; worked out by hand in gold/missed.toml."""
    return kit_pdf(demo_facts(), cause=CAUSE, at=1)


@pytest.fixture(scope="module")
def pages(pdf):
    return flat_pages(pdf)


@pytest.fixture(scope="module")
def document(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


def test_the_cover_says_what_is_enclosed_and_where(pages):
    assert pages[0].startswith(
        "Statement with late and corrected Forms 8606 Daniel Rivera To the Internal Revenue"
        " Service. November 22, 2026. A copy goes with each form."
    )
    contribution = "It was due because a contribution to a traditional IRA was not deducted."
    assert (
        "Enclosed Tax year What is sent Worksheet"
        f" 2018 Form 8606, not filed before. {contribution} page 5"
        f" 2019 Corrected Form 8606. {contribution} page 7"
        f" 2020 Corrected Form 8606. {contribution} page 10"
        f" 2021 Corrected Form 8606. {contribution} page 13"
        " 2025 Corrected Form 8606, with Form 1040-X. It was due because money was converted to a"
        " Roth IRA. page 16"
    ) in pages[0]
    for year, page in ((2018, 5), (2019, 7), (2020, 10), (2021, 13), (2025, 16)):
        assert f"Form 8606 ({year}) page 1 of 2" in pages[page - 1]
    assert len(pages) == 18


def test_the_cause_is_printed_as_it_was_typed(pages):
    assert (
        "I did not know that Form 8606 was needed. My software asked for <nothing> & none said so."
        " Penalties For the reasons above I ask that no penalty be charged under section 6693(b)"
    ) in pages[0]


def test_every_line_that_changes_stands_beside_what_was_filed(pages):
    told = f"{pages[0]} {pages[1]}"
    assert "2018 Line What it holds As filed As it should be" in told
    assert "1 Nondeductible contributions for 2018 no form 5,500" in told
    assert "14 Basis carried to next year no form 5,500" in told
    assert "2019 Line What it holds As filed As it should be" in told
    assert "2 Already-taxed money from earlier years 0 5,500" in told
    assert "2025, with Form 1040-X Line" in told
    assert "14 Basis carried to next year 5,494 21,518" in told
    assert "18 Taxable conversion, to Form 1040, line 4b 6,494 5,018" in told
    line_4b = "Taxable amount of these IRAs on Form 1040, line 4b: $6,494 as filed, $5,018 as it"
    assert told.count("Taxable amount of these IRAs") == 1
    assert line_4b in told
    assert "Signature" in told
    assert "$354" not in told  # the estimate is for the person, not for the IRS


def test_how_to_send_it_is_not_for_the_irs(pages):
    told = f"{pages[2]} {pages[3]}"
    assert told.startswith("How to send it For Daniel Rivera to keep. This sheet does not go to")
    assert "In this order 2018. Form 8606 for 2018 by itself, signed: no tax of 2018" in told
    assert (
        "2025. Form 1040-X for 2025 with a corrected Form 8606: $1,476 too much was taxed." in told
    )
    assert "$1,476 × 24% = $354 of tax too much, an estimate" in told
    assert "A claim is in time until April 17, 2029" in told
    assert "sign and date it at the end of page 2" in told
    assert "a joint return is amended once" in told
    assert "20% penalty" not in told


def test_what_is_owed_is_told_with_its_interest():
    years = [first(2025, filed=filed({1: 7000, 18: 0}))]
    household = h.read(
        h.household(
            h.person(
                h.contribution("2025-02-01", 2025),
                h.conversion("2025-02-02"),
                year_end_values=[h.value(2025, "63000")],
                years=years,
            ),
            years=[{"year": 2025, "marginal_rate": "0.24"}],
        )
    )
    told = " ".join(flat_pages(kit_pdf(household)))
    assert "An amended return that is sent before the IRS asks about the year" in told
    # 6,300 x 24% = 1,512 from April 15 to November 22, 2026: 76 days at 6% and 145 at 7%.
    assert "$62.17 of interest on $1,512" in told
    assert "No form was missing and no contribution was overstated" in told
    assert "A form by itself." not in told


def test_what_the_return_says_decides_what_is_sent():
    household = h.read(
        h.household(
            h.person(
                h.contribution("2024-02-01", 2024),
                h.conversion("2024-02-02"),
                year_end_values=[h.value(2024, "63000")],
                years=[first(2024)],
            )
        )
    )
    asked, told = (
        " ".join(flat_pages(kit_pdf(household, reported=reported)))
        for reported in (None, {2024: Decimal(7000)})
    )
    assert "by itself if line 4b of the 2024 return holds $6,300" in asked
    assert "Form 8606, not filed before, with Form 1040-X." in told
    assert "line 4b: $7,000 as filed, $6,300 as it should be." in told
    assert "Taxable amount of these IRAs" not in asked


def test_a_year_without_a_form_is_said_to_be_one_on_its_worksheet_too():
    household = h.read(
        h.household(
            h.person(h.contribution("2022-02-01", 2022), years=[first(2022, filed=filed({}))])
        )
    )
    assert "As filed: No Form 8606 was filed for this year." in flat_pages(kit_pdf(household))[-1]


def test_without_a_cause_there_are_lines_to_write_on():
    with_cause, without = (kit_pdf(gold("filed_wrong"), cause=cause) for cause in (CAUSE, " \n "))
    assert "Why they are late or wrong Penalties" in flat_pages(without)[0]
    assert with_cause != without


@pytest.mark.parametrize("name", NAMES)
def test_no_name_and_no_cause_breaks_it(name):
    household = h.read(
        h.household(h.person(h.contribution("2022-02-01", 2022), years=[first(2022)], name="Ann"))
    )
    [person] = household.people
    object.__setattr__(person, "name", name)
    pages = flat_pages(kit_pdf(household, cause=f"{name * 20}\n{'W' * 900}"))
    assert "Page 1 of" in pages[0]


def test_the_largest_amounts_fit():
    pages = flat_pages(kit_pdf(largest()))
    assert "no form" not in pages[0]
    assert f"{Decimal(LARGEST):,}" in " ".join(pages)


def test_a_cause_is_cut_nowhere_and_holds_nothing_harmful():
    assert printable_lines("one\r\n\n  two   words \x00\u202e end\n\u4e2d") == (
        "one",
        "two words end",
        "?",
    )
    assert printable_lines("x" * 2000) == ("x" * 2000,)


def test_nothing_to_send_is_no_kit():
    with pytest.raises(ValueError, match="Nothing has to be sent"):
        kit_pdf(demo_facts(), at=0)


# --- Tags, bookmarks and bytes -------------------------------------------------------------------


def test_the_outline_is_cover_sheet_and_worksheets(pdf):
    found = [(depth, label, page) for depth, label, page in outline(pdf) if depth < 2]
    assert found == [
        (0, "Cover statement", 1),
        (0, "How to send it", 3),
        (0, "Worksheets", 5),
        (1, "2018", 5),
        (1, "2019", 7),
        (1, "2020", 10),
        (1, "2021", 13),
        (1, "2025", 16),
    ]


def test_it_is_tagged_and_names_nobody(document):
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert str(document.docinfo.Title) == "Late and corrected Forms 8606"
    assert "Rivera" not in str(document.docinfo)
    assert marks_on_pages(document) == marks_in_tree(document)
    assert [name for page in document.pages for name in strays(page)] == []
    assert len(elements(document, "/H1")) == 2 + 5
    links = elements(document, "/Link")
    assert [str(link.K[0].Obj.Contents) for link in links] == [
        f"To the worksheet of {year}" for year in (2018, 2019, 2020, 2021, 2025)
    ]


def digest():
    return hashlib.sha256(kit_pdf(demo_facts(), cause=CAUSE, at=1)).hexdigest()


PROGRAM = """
import time
time.time = lambda: {moment}
import django
django.setup()
from tests.documents.test_missed_kit import digest
print(digest())
"""


@pytest.mark.slow
def test_another_process_on_another_day_prints_the_same():
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(moment=1_900_000_000)],
        env={**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert finished.stdout.strip() == digest()


def test_no_moment_is_kept(pdf):
    assert b"CreationDate" not in pdf
    assert b"/ID [" not in pdf
    assert pdf == kit_pdf(demo_facts(), cause=CAUSE, at=1)
