"""The packet is one tagged PDF/UA-1: outline, links, headings, tables, and feet that are none."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from planner.documents.packet import packet_pdf
from tests.documents.households import gold, outline
from tests.documents.tagging import artifacts, elements, marks_in_tree, marks_on_pages, strays


@pytest.fixture(scope="module")
def pdf():
    return packet_pdf(gold("filed_wrong"), first=2020, last=2024, prepared=date(2026, 11, 22))


@pytest.fixture(scope="module")
def document(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


def test_the_outline_is_person_year_part(pdf):
    parts = [
        "Part I: basis, contributions and withdrawals",
        "Part II: conversions",
        "Part III: Roth withdrawals",
    ]
    assert outline(pdf) == [
        (0, "Contents", 1),
        (0, "ann", 2),
        (1, "2021", 2),
        *zip([2] * 3, parts, [2, 3, 3], strict=True),
        (1, "2022", 4),
        *zip([2] * 3, parts, [4, 5, 5], strict=True),
        (2, "Notes", 6),
        (1, "2023", 7),
        *zip([2] * 3, parts, [7, 8, 8], strict=True),
        (1, "2024", 9),
        *zip([2] * 3, parts, [9, 10, 10], strict=True),
    ]


def test_years_are_closed_and_people_open(document):
    with document.open_outline() as found:
        [_, ann] = found.root
        assert not ann.is_closed
        assert all(year.is_closed for year in ann.children)


def test_it_claims_pdf_ua_1_and_names_nobody(document):
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert str(document.docinfo.Title) == "Form 8606 packet, 2020 to 2024"
    assert "ann" not in str(document.docinfo)
    assert document.Root.Lang == "en-US"
    assert document.Root.MarkInfo.Marked is True


def test_contents_lead_to_the_first_page_of_each_form(document):
    names = document.Root.Names.Dests.Names
    targets = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    links = document.pages[0].Annots
    assert [str(link.Contents) for link in links] == [
        f"To ann, {year}" for year in (2021, 2022, 2023, 2024)
    ]
    pages = [targets[str(link.Dest)][0].objgen for link in links]
    assert pages == [document.pages[at - 1].obj.objgen for at in (2, 4, 7, 9)]


def test_links_are_tagged(document):
    links = elements(document, "/Link")
    assert len(links) == 4
    assert [link.K[0].Type for link in links] == ["/OBJR"] * 4
    assert [link.K[0].Obj.objgen for link in links] == [
        link.objgen for link in document.pages[0].Annots
    ]


def test_headings(document):
    assert len(elements(document, "/H1")) == 1 + 4
    assert len(elements(document, "/H3")) == 1


def test_columns_have_headers_and_rows_too(document):
    scopes = [str(head.A.Scope) for head in elements(document, "/TH")]
    assert scopes.count("/Column") == 5 + 6 + 4
    assert scopes.count("/Row") == 1 + 5 + 2 + 4 * 29
    for row in elements(document, "/TBody")[0].K:
        head, *cells = row.K
        assert [len(cell.A.Headers) for cell in cells] == [2] * len(cells)
        assert all(cell.A.Headers[0] == head.ID for cell in cells)


def test_everything_drawn_is_in_the_tree_or_decoration(document):
    assert marks_on_pages(document) == marks_in_tree(document)
    assert [name for page in document.pages for name in strays(page)] == []


def test_feet_are_decoration(document):
    for page in document.pages:
        kinds = [str(properties.Type) for properties in artifacts(page)]
        assert kinds
        assert set(kinds) == {"/Pagination"}


def test_every_mark_of_a_page_has_its_element(document):
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    in_tree = marks_in_tree(document)
    for page in document.pages:
        for mark, element in enumerate(parents[int(page.StructParents)]):
            assert (element is not None) == ((page.obj.objgen, mark) in in_tree)


def test_only_our_typeface_is_used(document):
    for font in document.pages[0].Resources.Font.values():
        assert "Arimo" in str(font.BaseFont)
