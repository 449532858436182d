"""The boxes of a paper in words, for the history and for what an import would change."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planner.engine.papers.boxes import Box, boxes
from planner.engine.papers.paper import FORMS
from planner.engine.printing import entered

_BOXES: dict[str, Box] = {key: box for form in FORMS for key, box in boxes(form).items()}
"""By key. Where both forms have a key it is the number, and either box will do."""


def told_boxes(found: Mapping[str, object]) -> str:
    """What stands in the boxes: ``box 1 $7,000, box 7 2``; "nothing" where none is filled in."""
    return ", ".join(_told(_BOXES[key], value) for key, value in found.items()) or "nothing"


def _told(box: Box, value: object) -> str:
    if value is True:
        return f"box {box.number} {box.name} ticked"
    return f"box {box.number} {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"${entered(value)}"
    return value.isoformat() if isinstance(value, date) else str(value)
