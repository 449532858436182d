"""Reads the structure tree of a tagged PDF."""

import pikepdf


def elements(document, kind):
    """The structure elements of one kind, in reading order."""
    return [element for element in walk(document.Root.StructTreeRoot) if element.get("/S") == kind]


def walk(element):
    """An element and all under it, in reading order."""
    yield element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            yield from walk(kid)


def kids(element):
    """What stands directly under an element: elements, marks, references to objects."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def marks_in_tree(document):
    """Page and mark of everything that the structure tree holds."""
    return {
        (element.Pg.objgen, int(kid))
        for element in walk(document.Root.StructTreeRoot)
        if "/Pg" in element
        for kid in kids(element)
        if isinstance(kid, int)
    }


def marks_on_pages(document):
    """Page and mark of everything that is drawn as content."""
    return {
        (page.obj.objgen, int(instruction.operands[1].MCID))
        for page in document.pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
    }


def artifacts(page):
    """The properties of the artifacts of a page that have any."""
    return [
        instruction.operands[1]
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC" and instruction.operands[0] == "/Artifact"
    ]


def strays(page):
    """What is drawn on a page without being content or decoration."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        depth += (name in {"BMC", "BDC"}) - (name == "EMC")
        if not depth and name in {"Tj", "TJ", "S", "f", "B", "Do"}:
            yield name
    assert depth == 0
