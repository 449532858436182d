"""Horizontal bands of segments on one axis of dollars: brackets filled, or ways side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.charts.axes import ZERO, dollars_below, placed
from planner.charts.columns import stack
from planner.charts.geometry import (
    WIDTH,
    Box,
    Chart,
    Drawing,
    Look,
    Path,
    Word,
    key_of_box,
    shortened,
    width_of,
)
from planner.charts.scales import Scale, dollar_ticks, short_dollars
from planner.charts.series import NOT_KNOWN, Mark, cell
from planner.engine.printing import dollars

_BAND, _NAME_ROW, _BETWEEN, _BELOW = 18.0, 15.0, 8.0, 22.0
_NAME_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a band; ``label`` is written on it where it fits. ``None`` is not known."""

    name: str
    look: Look
    amount: Decimal | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Segments end to end, with a name above them and a figure at the right of it."""

    name: str
    segments: tuple[Segment, ...]
    figure: str = ""


def bands(
    title: str,
    rows: Sequence[Band],
    *,
    legend: Sequence[tuple[str, Look]] = (),
    marks: Sequence[Mark] = (),
    said: str = "",
) -> Chart:
    """``rows`` below each other on one axis that begins at zero, with ``marks`` through them all.

    Segments follow each other to the right, amounts below zero to the left of it. ``legend``
    names the looks.
    """
    across = _axis(rows, marks)
    lettered = placed(marks, across)
    top = lettered.height + 4
    bottom = top + len(rows) * (_NAME_ROW + _BAND + _BETWEEN)
    boxes, words = _bodies(rows, across, top)
    rules, letters = lettered.drawn(top, bottom, words)
    text = filter(None, [said, *(_told(row) for row in rows), *lettered.text])
    return Chart(
        title,
        " ".join(text),
        ("What", "Part", "Dollars"),
        tuple((row.name, part.name, cell(part.amount)) for row in rows for part in row.segments),
        (*(key_of_box(name, look) for name, look in legend), *lettered.legend),
        Drawing(
            WIDTH,
            bottom + _BELOW,
            boxes=boxes,
            lines=(*_zeros(len(rows), across, top), *rules),
            words=(*words, *letters, *dollars_below(across, bottom + 14)),
        ),
    )


def _axis(rows: Sequence[Band], marks: Sequence[Mark]) -> Scale:
    ends = [end for row in rows for pair in _reach(row) for end in pair]
    values = [ZERO, *ends, *(mark.at for mark in marks)]
    ticks = dollar_ticks(min(values), max(values), 4)
    margin = max(width_of(short_dollars(tick)) for tick in ticks) / 2 + 1
    last = ticks[-1] if len(ticks) > 1 else ticks[0] + 1
    return Scale(ticks[0], last, margin, WIDTH - margin)


def _reach(row: Band) -> list[tuple[Decimal, Decimal]]:
    return list(stack([part.amount for part in row.segments]))


def _bodies(
    rows: Sequence[Band], across: Scale, top: float
) -> tuple[tuple[Box, ...], tuple[Word, ...]]:
    boxes: list[Box] = []
    words: list[Word] = []
    for at, row in enumerate(rows):
        y = top + at * (_NAME_ROW + _BAND + _BETWEEN)
        words.extend(_head(row, y + 11))
        for part, pair in zip(row.segments, _reach(row), strict=True):
            if pair[0] != pair[1]:
                left, right = sorted(across.at(end) for end in pair)
                box = Box(left, y + _NAME_ROW, right - left, _BAND, part.look)
                boxes.append(box)
                words.extend(_label(part, box))
    return tuple(boxes), tuple(words)


def _zeros(count: int, across: Scale, top: float) -> Iterator[Path]:
    """Where each band begins."""
    for at in range(count):
        y = top + at * (_NAME_ROW + _BAND + _BETWEEN) + _NAME_ROW - 2
        yield Path("axis", f"M{across.at(ZERO):.1f} {y:.1f}v{_BAND + 4:.1f}")


def _head(row: Band, y: float) -> Iterator[Word]:
    """The name of a band, as much of it as there is room for beside its figure."""
    figure = shortened(row.figure, WIDTH / 2)
    room = WIDTH - 4 - (width_of(figure) + _NAME_GAP if figure else 0)
    yield Word(2, y, shortened(row.name, room), look="name")
    if figure:
        yield Word(WIDTH - 2, y, figure, "end", look="figure")


def _label(part: Segment, box: Box) -> Iterator[Word]:
    if part.label and width_of(part.label) + 6 <= box.width:
        look = f"on-{part.look}"
        yield Word(box.x + box.width / 2, box.y + _BAND / 2 + 4, part.label, "middle", look)


def _told(row: Band) -> str:
    """A band as a sentence."""
    parts = [
        f"{part.name} {NOT_KNOWN if part.amount is None else dollars(part.amount)}"
        for part in row.segments
    ]
    return f"{row.name}: {', '.join(parts) or 'nothing'}."
