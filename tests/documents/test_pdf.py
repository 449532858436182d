"""The printing machine: closed to the outside, strict about its input, complete or not at all."""

from xml.etree.ElementTree import ParseError

import pytest

from planner.documents import pdf
from planner.documents.assets import static_file
from planner.documents.pdf import RefusedError, StaticFetcher, pdf_from_markup

STYLE = "css/worksheet.css"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a.ttf",
        "http://127.0.0.1/",
        "ftp://example.com/fonts/arimo-bold.ttf",
        "data:text/css,p{}",
        "file:///etc/passwd",
        "file:///fonts/../settings.ttf",
        "file:///fonts/arimo-bold.ttf?x",
        "file:///css/worksheet.css",
        "FILE:///fonts/arimo-bold.ttf",
    ],
)
def test_everything_but_our_fonts_is_refused(url):
    with pytest.raises(RefusedError):
        StaticFetcher().fetch(url)


def test_our_fonts_are_handed_out():
    url = "file:///fonts/arimo-bold.ttf"
    assert StaticFetcher().fetch(url).read() == static_file("fonts/arimo-bold.ttf").read_bytes()


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="file:///etc/hostname" alt="x"/>',
        '<link rel="stylesheet" href="https://example.com/a.css"/>',
        "<style>@import url(file:///css/worksheet.css);</style>",
        '<p style="background: url(http://example.com/a.png)">x</p>',
    ],
)
def test_markup_that_asks_for_a_file_is_not_printed(asks):
    with pytest.raises(RefusedError):
        pdf_from_markup(f'<html lang="en"><body>{asks}</body></html>', STYLE)


def test_markup_has_to_be_well_formed():
    with pytest.raises(ParseError):
        pdf_from_markup("<html><body><br></body></html>", STYLE)


def test_a_missing_file_says_what_makes_it():
    with pytest.raises(FileNotFoundError, match="build_fonts"):
        static_file("fonts/none.ttf")


def test_style_sheets_and_fonts_are_read_once(monkeypatch):
    markup = '<html lang="en"><body>text</body></html>'
    first = pdf_from_markup(markup, STYLE)
    monkeypatch.setattr(pdf, "static_file", None)
    assert pdf_from_markup(markup, STYLE) == first
