"""Names on paper: whatever a user typed, as one harmless line that fits its box."""

import unicodedata
from functools import cache
from itertools import accumulate
from math import ceil
from typing import Final

from fontTools.ttLib import TTFont

from planner.documents.assets import static_file

_FONT: Final = "fonts/arimo-names.ttf"
_LONGEST: Final = 200
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn", "Sk"})
"""Kinds of characters that leave no gap when they are missing: controls, joiners, modifiers."""


def printable(name: str, *, ems: float) -> str:
    """``name`` on one line at most ``ems`` wide, in characters that our typeface has.

    A letter it lacks becomes a question mark, so that every machine prints the same and none
    looks for a typeface elsewhere. What is too long ends in an ellipsis.
    """
    one_line = " ".join(unicodedata.normalize("NFC", name[: 2 * _LONGEST]).split())
    return _fitted("".join(map(_printable, one_line[:_LONGEST])), ems)


def printable_lines(text: str) -> tuple[str, ...]:
    """The lines of ``text`` that are not empty, each harmless as a name is, and none cut off."""
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    shown = (" ".join("".join(map(_printable, line)).split()) for line in lines)
    return tuple(line for line in shown if line)


def lines_of(text: str, *, ems: float) -> int:
    """How many lines ``ems`` wide the words of ``text``, which is printable, take at the most."""
    widths, count, left = _widths(), 0, 0.0
    for word in text.split():
        width = sum(widths[ord(character)] for character in word)
        if count and width <= left:
            left -= width + widths[ord(" ")]
            continue
        count += max(1, ceil(width / ems))
        left = ceil(width / ems) * ems - width - widths[ord(" ")]
    return count


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if ord(character) in _widths() and category != "Cf":
        return character
    return "" if category in _UNSEEN else "?"


def _fitted(text: str, ems: float) -> str:
    widths = _widths()
    ends = list(accumulate(widths[ord(character)] for character in text))
    if not ends or ends[-1] <= ems:
        return text
    room = ems - widths[ord("…")]
    return text[: sum(end <= room for end in ends)].rstrip() + "…"


@cache
def _widths() -> dict[int, float]:
    """Each character's width in ems."""
    with TTFont(static_file(_FONT), lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
