"""The PDF is tagged as PDF/UA-1 asks: language, title, headings, tables with headers, fonts."""

from io import BytesIO

import pikepdf
import pytest

from planner.documents.worksheet_pdf import worksheet_pdf
from tests.documents import sheets
from tests.documents.tagging import elements, strays


@pytest.fixture(scope="module", params=[2018, 2025])
def document(request):
    pdf = worksheet_pdf(sheets.full(request.param), name="Dana Łukasz Example")
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


def test_language_title_and_marks(document):
    root = document.Root
    assert root.Lang == "en-US"
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert str(document.docinfo.Title).endswith("worksheet to copy from")
    assert str(document.docinfo.Author).startswith("Prorata ")
    assert "Not the filed form" in str(document.docinfo.Subject)


def test_it_claims_pdf_ua_1(document):
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(document.docinfo.Title)


def test_the_name_is_only_on_the_paper(document):
    assert "Dana" not in str(document.docinfo)
    assert b"Dana" not in document.Root.Metadata.read_bytes()


def test_there_is_one_first_heading_and_one_for_each_part(document):
    assert len(elements(document, "/H1")) == 1
    continued = 1 if "2025" in str(document.docinfo.Title) else 0
    assert len(elements(document, "/H2")) == 3 + continued + 1


def test_every_line_is_a_row_with_a_header_that_its_cells_name(document):
    rows = elements(document, "/TR")
    assert len(rows) == 29
    for row in rows:
        head, *cells = row.K
        assert head.S == "/TH"
        assert head.A.Scope == "/Row"
        assert all(list(cell.A.Headers) == [head.ID] for cell in cells)


def test_header_cells_are_indexed_in_order(document):
    names = list(document.Root.StructTreeRoot.IDTree.Names)
    keys = [bytes(key) for key in names[::2]]
    assert keys == sorted(keys)
    assert {bytes(head.ID) for head in elements(document, "/TH")} == set(keys)
    assert all(head.S == "/TH" for head in names[1::2])


def test_nothing_is_a_picture(document):
    assert elements(document, "/Figure") == []


def test_everything_drawn_is_tagged_or_decoration(document):
    assert [list(strays(page)) for page in document.pages] == [[], []]


def test_only_our_typeface_is_used_and_embedded(document):
    fonts = document.pages[0].Resources.Font
    for font in fonts.values():
        (descendant,) = font.DescendantFonts
        assert "Arimo" in str(font.BaseFont)
        assert "/FontFile2" in descendant.FontDescriptor
        assert "/ToUnicode" in font
    assert any("Arimo-Names" in str(font.BaseFont) for font in fonts.values())


def test_the_typeface_for_names_is_left_out_where_it_is_not_needed():
    with pikepdf.open(BytesIO(worksheet_pdf(sheets.full(2025), name="Dana"))) as plain:
        names = [str(font.BaseFont) for font in plain.pages[0].Resources.Font.values()]
    assert len(names) == 3
    assert not any("Names" in name for name in names)
