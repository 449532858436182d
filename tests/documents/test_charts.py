"""A chart in a PDF: drawn in its looks, told to those who hear it, its figures beside it."""

import io
from decimal import Decimal

import pikepdf
import pytest
from django.template.loader import render_to_string

from planner.charts import Series, stacked_columns
from planner.documents.pdf import pdf_from_markup
from tests.documents.reading import page_text
from tests.documents.tagging import elements


@pytest.fixture(scope="module")
def document():
    values = (Decimal(93_000), Decimal(98_000))
    chart = stacked_columns("The IRAs", (2026, 2027), (Series("Pre-tax", "coffee", values),))
    figure = render_to_string("planner/_chart.html", {"chart": chart, "key": "a", "paper": True})
    head = "<head><title>A chart</title></head>"
    return pdf_from_markup(f'<html lang="en-US">{head}<body><h1>A</h1>{figure}</body></html>')


def test_a_picture_says_what_it_shows(document):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        said = [str(figure.Alt) for figure in elements(pdf, "/Figure")]
        assert said == ["The IRAs. Pre-tax: $93,000 in 2026, $98,000 in 2027.", "Key"]


def test_a_picture_has_the_colors_of_its_looks(document):
    with pikepdf.open(io.BytesIO(document)) as pdf:
        drawn = [
            tuple(round(float(part), 2) for part in instruction.operands)
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) in {"rg", "scn"} and len(instruction.operands) == 3
        ]
    assert (0.42, 0.27, 0.19) in drawn


def test_figures_and_axes_are_text(document):
    (text,) = page_text(document)
    for written in ("$100k", "2026", "$93,000", "$98,000", "Pre-tax"):
        assert written in text
