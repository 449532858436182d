"""What is printed on the press is, to the byte, what is printed alone."""

import random
from decimal import Decimal
from xml.etree.ElementTree import ParseError

import pytest

from planner.documents import pdf, press
from planner.documents.pdf import RefusedError, pdf_from_markup
from planner.documents.press import Press
from planner.documents.worksheet_pdf import STYLESHEET, worksheet_markup
from planner.engine import worksheet
from tests.documents import sheets
from tests.engine.people import person_year

PAGE = """<html lang="en"><head><title>A page</title></head><body>
<table><tr><td class="amount" data-fill="">{}</td></tr></table><p data-fill="">{}</p>
</body></html>"""


@pytest.fixture
def laid_out(monkeypatch):
    """Each document that had to be laid out."""
    found = []

    def watched(*arguments):
        found.append(original(*arguments))
        return found[-1]

    original = pdf.laid_out
    monkeypatch.setattr(press, "laid_out", watched)
    return found


def anybody(rng):
    """A year of a client: most have a clean backdoor, some an old IRA, a few count in cents."""
    amount = Decimal(rng.choice((6_000, 7_000, 7_500)))
    return person_year(
        tax_year=rng.choice((2018, 2023, 2025, 2025, 2026)),
        nondeductible_contribution=amount,
        prior_basis=Decimal(rng.choice((0, 0, rng.randrange(30_000)))),
        year_end_value=Decimal(rng.choice((0, 0, rng.randrange(300_000)))),
        conversion=amount + rng.randrange(40),
        distribution=Decimal(0),
        rounding=rng.choice(("dollars", "dollars", "dollars", "cents")),
    )


def test_each_worksheet_is_the_one_that_is_printed_alone(laid_out):
    rng, printer = random.Random(8606), Press(STYLESHEET)  # noqa: S311
    for number in range(12):
        markup = worksheet_markup(worksheet(anybody(rng)), name=f"Łukasz {number} Example-Né")
        assert printer.pdf(markup) == pdf_from_markup(markup, STYLESHEET), number
    assert 3 <= len(laid_out) <= 9


@pytest.mark.parametrize("year", [2018, 2023, 2026])
def test_another_name_and_other_amounts_need_no_other_layout(year, laid_out):
    printer = Press(STYLESHEET)
    for name, amount in (("Dana", "7000"), ("Sam Featherstonehaugh", "6999"), ("", "7000")):
        facts = person_year(
            tax_year=year,
            nondeductible_contribution=Decimal(amount),
            prior_basis=Decimal(0),
            year_end_value=Decimal(0),
            conversion=Decimal(amount),
            distribution=Decimal(0),
        )
        markup = worksheet_markup(worksheet(facts), name=name)
        assert printer.pdf(markup) == pdf_from_markup(markup, STYLESHEET)
    assert len(laid_out) == 2  # without a name there is one box less


@pytest.mark.parametrize("sheet", [sheets.huge, sheets.quiet, sheets.full])
def test_whatever_a_worksheet_says_it_is_that_which_is_printed_alone(sheet):
    printer = Press(STYLESHEET)
    for name in ("René 山田", "D" * 200):
        markup = worksheet_markup(sheet(2025), name=name)
        assert printer.pdf(markup) == pdf_from_markup(markup, STYLESHEET)


def test_words_that_do_not_fit_are_laid_out_by_themselves(laid_out):
    printer = Press()
    for text in ("few", "a few more", "so many of them that " * 12 + "they need lines", "few"):
        markup = PAGE.format("1,234", text)
        assert printer.pdf(markup) == pdf_from_markup(markup)
    assert len(laid_out) == 3


def test_what_is_not_marked_is_another_kind(laid_out):
    printer = Press()
    for title in ("A page", "B page", "A page"):
        markup = PAGE.format("1", "2").replace("A page", title)
        assert printer.pdf(markup) == pdf_from_markup(markup)
    assert len(laid_out) == 2


def test_only_the_kinds_used_last_are_kept(laid_out, monkeypatch):
    monkeypatch.setattr(press, "_KINDS", 2)
    printer = Press()
    for title in ("A", "B", "A", "C", "A", "B"):
        printer.pdf(PAGE.format("1", "2").replace("A page", title))
    assert len(laid_out) == 4


def test_letters_of_one_document_are_in_no_other():
    printer = Press()
    printer.pdf(PAGE.format("1", "Qqzzw"))
    assert printer.pdf(PAGE.format("1", "abc")) == pdf_from_markup(PAGE.format("1", "abc"))


def test_it_refuses_what_is_refused_alone():
    printer = Press()
    with pytest.raises(ParseError):
        printer.pdf("<p>")
    with pytest.raises(RefusedError):
        printer.pdf('<html><body><img src="file:///etc/passwd" alt=""/></body></html>')
