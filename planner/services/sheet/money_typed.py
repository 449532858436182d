"""Dollars as people write them, in a field or in the cell of a table."""

import re
from decimal import Decimal

from planner.engine.money import WIDE

MINUS_SIGNS = str.maketrans({"−": "-", "–": "-", "\xa0": " ", "\u202f": " "})
"""Signs that are meant as a minus, and blanks that are none."""

_MONEY = re.compile(
    r"(?P<open>\()?\s*(?P<minus>-)?\s*\$?\s*(?P<minus_after>-)?"
    r"(?P<number>(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+)"
    r"\s*(?P<suffix>[km])?\s*(?P<close>\))?",
    re.ASCII | re.IGNORECASE,
)
_SUFFIXES = {"": Decimal(1), "k": Decimal(1000), "m": Decimal(1_000_000)}


def money(text: str) -> Decimal:
    """The dollars in ``text``: ``$7,500``, ``7500.00``, ``(1,250)``, ``12k``.

    Raises ``ValueError`` for anything else.
    """
    found = _MONEY.fullmatch(text.translate(MINUS_SIGNS).strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        raise ValueError(text)
    scale = _SUFFIXES[(found["suffix"] or "").lower()]
    amount = WIDE.multiply(Decimal(found["number"].replace(",", "")), scale)
    negative = found["minus"] or found["minus_after"] or found["open"]
    return -amount if negative else amount
