"""What PDF/UA asks of the structure tree beyond what WeasyPrint writes."""

from itertools import chain
from typing import Any

import pydyf


def complete_tags(pdf: pydyf.PDF) -> None:
    """Say that each header cell heads its row, and index the header cells by identifier.

    ISO 14289-1, 7.5 (headers of tables); ISO 32000-1, table 322 (``IDTree``).
    """
    elements = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    heads = [element for element in elements if element.get("S") == "/TH"]
    for head in heads:
        head["A"]["Scope"] = "/Row"
    index = {head["ID"].string: (head["ID"], head.reference) for head in heads}
    names = chain.from_iterable(index[key] for key in sorted(index))
    _root(elements)["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def _root(elements: list[Any]) -> Any:
    return next(element for element in elements if element.get("Type") == "/StructTreeRoot")
