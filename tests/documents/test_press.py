"""What is printed on the press is, to the byte, what is printed alone."""

import random
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import ParseError

import pytest

from planner.documents import pdf, plates, press
from planner.documents.pdf import RefusedError, pdf_from_markup
from planner.documents.press import Press
from planner.documents.worksheet_pdf import STYLESHEET, worksheet_markup
from planner.documents.year_pdf import STYLESHEETS
from planner.engine import worksheet
from planner.services.practice.letterhead import Letterhead
from tests.documents import sheets
from tests.engine.people import person_year
from tests.practices import picture

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


@pytest.fixture
def drawn(monkeypatch):
    """Each document that had to be drawn as a whole."""
    found = []

    def watched(*arguments):
        found.append(arguments[0])
        return original(*arguments)

    original = pdf.written
    monkeypatch.setattr(press, "written", watched)
    monkeypatch.setattr(plates, "written", watched)
    return found


def anybody(rng, year, rounding="dollars"):
    """A year of a client: from a clean backdoor to an old IRA of nine digits."""
    amount = Decimal(rng.choice((1, 6_000, 7_500)))
    return person_year(
        tax_year=year,
        nondeductible_contribution=amount,
        prior_basis=Decimal(rng.choice((0, rng.randrange(10 ** rng.randrange(1, 7))))),
        year_end_value=Decimal(rng.choice((0, rng.randrange(10 ** rng.randrange(1, 10))))),
        conversion=amount + rng.randrange(40),
        distribution=Decimal(rng.choice((0, 0, 5_000))),
        rounding=rounding,
    )


NAMES = (
    "Dana Example",
    "Łukasz Żółć-Ångström",
    "D’Arcy O'Brien & Söhne <the 2nd>",
    "שרה כהן Cohen",
    "Жанна Ω",
    "Ffion Waffle AV To.",
    "Łukasz " + "Featherstonehaugh " * 20,
)


@pytest.mark.parametrize(("year", "rounding"), [(2018, "cents"), (2025, "dollars")])
def test_each_worksheet_is_the_one_that_is_printed_alone(year, rounding, laid_out, drawn):
    rng, printer = random.Random(8606), Press(STYLESHEET)  # noqa: S311
    for name in NAMES:
        markup = worksheet_markup(worksheet(anybody(rng, year, rounding)), name=name)
        assert printer.pdf(markup) == pdf_from_markup(markup, STYLESHEET), name
    assert len(laid_out) == 1
    assert len(drawn) == 3, "the first, the first that comes again, and the first of more fonts"


def test_a_practice_and_its_logo_are_on_each_worksheet_as_alone(drawn):
    rng = random.Random(8606)  # noqa: S311
    oaks = Letterhead("Oaks & Co", "555 0100", "No advice.", picture(60, 20))
    printer = Press(*STYLESHEETS, letterhead=oaks)
    for name in ("Dana", "Sam", "Cleo", "Ana"):
        markup = worksheet_markup(worksheet(anybody(rng, 2025)), name=name)
        assert printer.pdf(markup) == pdf_from_markup(markup, *STYLESHEETS, letterhead=oaks)
    assert len(drawn) == 2


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
    assert len(laid_out) == 2


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


def test_any_words_are_printed_as_they_are_alone(drawn):
    rng, printer = random.Random(8606), Press()  # noqa: S311
    letters = "aAVTfil179,.()—é&<>'’" * 8 + "Łשר−\u0301\u200f"
    look = ' style="font-family: Arimo, Arimo Names; width: 120pt" data-fill=""'
    for _ in range(40):
        words = [" ".join(_words(rng, letters)) for _ in range(2)]
        markup = PAGE.replace(' data-fill=""', look).format(*map(escape, words))
        assert printer.pdf(markup) == pdf_from_markup(markup), words
    assert len(drawn) < 20


def _words(rng, letters):
    return ["".join(rng.choices(letters, k=rng.randrange(1, 7))) for _ in range(rng.randrange(4))]


@pytest.mark.parametrize("text", ["a  b", " a", "a ", "a\u00a0b", "\u00a0", "a\nb"])
def test_white_space_is_that_of_what_is_printed_alone(text):
    printer = Press()
    for words in ("1", "2", text, "3", text):
        markup = PAGE.format("1,234", words)
        assert printer.pdf(markup) == pdf_from_markup(markup)


@pytest.mark.parametrize(
    "look",
    [
        "opacity: 0.5",
        "text-decoration-line: underline",
        "text-transform: uppercase",
        "visibility: hidden",
        "overflow: hidden; text-overflow: ellipsis; width: 20pt; white-space: nowrap",
        "position: running(there); text-align: left",
        "position: absolute; right: 0; width: 90pt",
        "transform: rotate(3deg)",
        "letter-spacing: 2pt; word-spacing: 5pt",
        "text-align: center",
        '" class="leader',
    ],
)
def test_however_words_look_they_are_printed_as_they_are_alone(look):
    margin = "<style>@page { @top-center { content: element(there); width: 99pt } }</style>"
    printer = Press()
    words = [("1", "fewer words"), ("2", "fewer words"), ("3", "fewer words")]
    words += [("4", "Dana"), ("5", "few"), ("6", "")]
    for amount, text in words:
        markup = PAGE.format(amount, text).replace("<p", f'<p style="{look}"')
        markup = markup.replace("</title>", f"</title>{margin}")
        assert printer.pdf(markup) == pdf_from_markup(markup), text


@pytest.mark.parametrize("around", ["", "\u27a4", "\ue123"])
def test_letters_that_no_typeface_has(around):
    printer = Press()
    for text in ("\ue124", "\ue125", "\ue126\ue127", "\ue124a"):
        markup = PAGE.format("1", text).replace("<table>", f"<p>{around}</p><table>")
        assert printer.pdf(markup) == pdf_from_markup(markup)


def test_it_refuses_what_is_refused_alone():
    printer = Press()
    with pytest.raises(ParseError):
        printer.pdf("<p>")
    with pytest.raises(RefusedError):
        printer.pdf('<html><body><img src="file:///etc/passwd" alt=""/></body></html>')
