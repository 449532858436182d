"""What PDF/UA asks of the structure tree beyond what WeasyPrint writes."""

from itertools import chain
from typing import Any

import pydyf
from weasyprint import Document


def complete_tags(pdf: pydyf.PDF) -> None:
    """Say whether each header cell heads its row or its column, and index them by identifier.

    ISO 14289-1, 7.5 (headers of tables); ISO 32000-1, table 322 (``IDTree``).
    """
    elements = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    heads = [element for element in elements if element.get("S") == "/TH"]
    for head in heads:
        group = _parent(pdf, _parent(pdf, head))
        head["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    index = {head["ID"].string: (head["ID"], head.reference) for head in heads}
    names = chain.from_iterable(index[key] for key in sorted(index))
    _root(elements)["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def describe_links(document: Document) -> None:
    """Let each link say where it leads, in the words of its title (ISO 14289-1, 7.18.5)."""
    for page in document.pages:
        for _, target, _, box in page.links:
            words = box.element.get("title", target)
            box.link_annotation["Contents"] = pydyf.String(words)


def _parent(pdf: pydyf.PDF, element: Any) -> Any:
    return pdf.objects[int(element["P"].split()[0])]


def _root(elements: list[Any]) -> Any:
    return next(element for element in elements if element.get("Type") == "/StructTreeRoot")
