"""The statement is tagged, outlined, and the same bytes every time."""

from io import BytesIO

import pikepdf
import pytest

from planner.documents.basis_statement import basis_statement_pdf
from tests.documents.households import gold, outline
from tests.documents.tagging import artifacts, elements, marks_in_tree, marks_on_pages, strays


@pytest.fixture(scope="module")
def pdf():
    household = gold("inherited")
    return basis_statement_pdf(household, household.people[0])


@pytest.fixture(scope="module")
def document(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


def test_the_outline_follows_the_headings(pdf):
    assert [label for _, label, _ in outline(pdf)] == [
        "Lifetime basis statement",
        "Own traditional, rollover, SEP and SIMPLE IRAs",
        "What is missing, and what to know",
        "What the values of December 31 rest on",
        "IRAs inherited from Aunt Rose",
        "What is missing, and what to know",
        "What the values of December 31 rest on",
        "Roth IRAs",
        "Conversions that are inside",
        "How to read this statement",
    ]


def test_it_claims_pdf_ua_1_and_names_nobody(document):
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Lifetime basis statement"
    assert "ann" not in str(document.docinfo)
    assert document.Root.Lang == "en-US"


def test_cells_name_their_row_and_their_column(document):
    [table, *_] = elements(document, "/Table")
    [head, body] = table.K
    columns = [cell.ID for cell in head.K[0].K]
    assert [str(cell.A.Scope) for cell in head.K[0].K] == ["/Column"] * 8
    for row in body.K:
        own, *cells = row.K
        assert own.A.Scope == "/Row"
        assert [list(cell.A.Headers) for cell in cells] == [
            [own.ID, column] for column in columns[1:]
        ]


def test_everything_drawn_is_in_the_tree_or_decoration(document):
    assert marks_on_pages(document) == marks_in_tree(document)
    assert [name for page in document.pages for name in strays(page)] == []
    assert all(artifacts(page) for page in document.pages)


def test_the_same_input_gives_the_same_bytes(pdf):
    household = gold("inherited")
    assert basis_statement_pdf(household, household.people[0]) == pdf
    assert b"CreationDate" not in pdf
    assert b"/ID [" not in pdf
