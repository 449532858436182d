"""What the return says next to lines 4a and 4b: words, boxes and statements, by form year."""

from collections.abc import Iterator, Sequence

from planner.engine.form_1040.left import LeftKind
from planner.engine.form_1040.lines import ReturnLines
from planner.engine.printing import dollars

_BOXES_SINCE = 2025
"""The first return with boxes on line 4c in place of words next to line 4b."""

_WORDS: dict[LeftKind, tuple[str, str]] = {
    "rolled_over": ("Rollover", "box 1 (Rollover)"),
    "qcd": ("QCD", "box 2 (QCD)"),
    "hsa_funding": ("HFD", "box 3, with “HFD” in the space beside it"),
}
"""The word of each exception, and its box on line 4c."""


def beside(lines: ReturnLines) -> tuple[str, ...]:
    """What has to be written, ticked or attached, in sentences; empty where nothing has.

    Source: Instructions for Form 1040, lines 4a, 4b and 4c, exceptions 1, 3 and 4.
    Not verified at the source: ``line-4b-words``.
    """
    return tuple(_sentences(lines))


def _sentences(lines: ReturnLines) -> Iterator[str]:
    names = lines.names
    if lines.may_be_blank:
        yield (
            f"All of it is taxable and no exception applies: enter it on line {names.taxed} alone"
            f" and leave line {names.gross} empty."
        )
    kinds = [kind for kind in _WORDS if any(one.kind == kind for one in lines.left)]
    if kinds:
        yield from _exceptions(lines, kinds)
    for why in dict.fromkeys(one.statement for one in lines.left if one.statement):
        yield f"Attach a statement that explains the rollover: {why}."


def _exceptions(lines: ReturnLines, kinds: Sequence[LeftKind]) -> Iterator[str]:
    words = [_WORDS[kind][0] for kind in kinds]
    if lines.year >= _BOXES_SINCE:
        yield f"On line 4c tick {_listed([_WORDS[kind][1] for kind in kinds])}."
    elif len(words) == 1:
        yield f"Write “{words[0]}” next to line {lines.names.taxed}."
    if len(words) > 1:
        instead = "" if lines.year >= _BOXES_SINCE else ", in place of a word next to the line"
        yield f"Attach a statement{instead}: “{_statement(lines, kinds)}.”"


def _statement(lines: ReturnLines, kinds: Sequence[LeftKind]) -> str:
    """The line and the amount of each exception, as the instructions give an example."""
    amounts = [f"{dollars(lines.total(kind))} {_WORDS[kind][0]}" for kind in kinds]
    return f"Line {lines.names.taxed} – {_listed(amounts)}"


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
