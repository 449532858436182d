"""What stands in the margins of pages is decoration: nobody hears a page number in a sentence.

WeasyPrint marks the words of margin boxes as content, under elements that no tree holds.
ISO 32000-1, 14.8.2.2 (pagination artifacts).
"""

from typing import Any, NamedTuple

import pydyf


class _Page(NamedTuple):
    """The content of a page, and the element of each mark in it."""

    content: list[Any]
    elements: list[Any]


def leave_margins_untagged(pdf: pydyf.PDF) -> None:
    """Turn the words in the margins of every page into artifacts."""
    elements = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    root = next(item for item in elements if item.get("Type") == "/StructTreeRoot")
    tree = _at(pdf, root["K"][0])
    pages = _pages(pdf, _at(pdf, root["ParentTree"])["Nums"])
    in_tree = set(tree["K"])
    for element in elements:
        if element.get("P") == tree.reference and element.reference not in in_tree:
            _let_go(pdf, element, pages[element["Pg"]])


def _pages(pdf: pydyf.PDF, parents: list[Any]) -> dict[bytes, _Page]:
    """Every page by its reference; the tree of parents begins with the pages in order."""
    return {
        reference: _Page(_at(pdf, _at(pdf, reference)["Contents"]).stream, parents[2 * at + 1])
        for at, reference in enumerate(pdf.page_references)
    }


def _let_go(pdf: pydyf.PDF, element: Any, page: _Page) -> None:
    """Empty ``element`` and those under it, and free their marks on the page."""
    for kid in element["K"]:
        if isinstance(kid, int):
            page.elements[kid] = "null"
            _decorate(page.content, kid)
        else:
            _let_go(pdf, _at(pdf, kid), page)
    element.clear()


def _decorate(content: list[Any], mark: int) -> None:
    """Open an artifact where the content with this mark was opened; margins are drawn last."""
    for at in range(len(content) - 1, 0, -1):
        item = content[at]
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") == mark:
            content[at - 1] = "/Artifact"
            content[at] = pydyf.Dictionary({"Type": "/Pagination"})
            return


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
