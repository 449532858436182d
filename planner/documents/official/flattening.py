"""Fields into page content: what was written stays, and nothing can be changed any more.

A page's structure goes on telling what stood in the fields (ISO 32000-1, 14.7.4): the element that
named a field's widget names the marked content which took its place.
"""

from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, Stream

from planner.documents.official.boxes import widgets


def flatten(pdf: Pdf) -> None:
    """Draw every field of ``pdf`` where it stands, and leave no field."""
    told = _parents(pdf)
    for page in pdf.pages:
        drawn = [_drawn(page, told, widget, at) for at, (_, widget) in enumerate(widgets(page))]
        page.contents_add(Stream(pdf, b"q"), prepend=True)
        page.contents_add(Stream(pdf, b"\n".join([b"Q", *drawn])))
        _leave_no_widgets(page)
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]


def _parents(pdf: Pdf) -> NumberTree | None:
    """What knows the structure of widgets and contents by number, where the file has one."""
    structure = pdf.Root.get("/StructTreeRoot")
    return None if structure is None else NumberTree(structure.ParentTree)


def _drawn(page: Page, told: NumberTree | None, widget: Any, at: int) -> bytes:
    """The operators that draw the ``at``-th widget of a page; none for one that is empty."""
    appearance = widget.get("/AP", Dictionary()).get("/N")
    number = _marked(page, told, widget, has_ink=isinstance(appearance, Stream))
    if not isinstance(appearance, Stream):
        return b""
    left, bottom, *_ = (float(side) for side in widget.Rect)
    name = page.add_resource(appearance, Name.XObject, Name(f"/Filled{at}"))
    mark = b"/Artifact BMC" if number is None else b"/Span <</MCID %d>> BDC" % number
    return b"%s q 1 0 0 1 %.2f %.2f cm %s Do Q EMC" % (mark, left, bottom, str(name).encode())


def _marked(page: Page, told: NumberTree | None, widget: Any, *, has_ink: bool) -> int | None:
    """The number of the content that stands for the widget, in its element's stead."""
    if told is None or not {"/StructParent", "/StructParents"} <= {
        *widget.keys(),
        *page.obj.keys(),
    }:
        return None
    number = int(widget.StructParent)
    element = told[number]
    del told[number]
    if not has_ink:
        element.K = Array()
        return None
    contents = told[int(page["/StructParents"])]
    contents.append(element)
    element.S, element.Pg, element.K = Name.Span, page.obj, len(contents) - 1
    return len(contents) - 1


def _leave_no_widgets(page: Page) -> None:
    kept: list[Object] = [
        one for one in page.get("/Annots", ()) if one.get("/Subtype") != "/Widget"
    ]
    if kept:
        page["/Annots"] = Array(kept)
    elif "/Annots" in page:
        del page["/Annots"]
