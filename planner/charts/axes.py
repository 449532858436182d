"""The frame of a chart: dollars at the left with lines across, years or dollars below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.charts.geometry import (
    TEXT,
    WIDTH,
    Box,
    Drawing,
    Key,
    Path,
    Word,
    badge,
    key_of_badge,
    width_of,
)
from planner.charts.scales import (
    Scale,
    dollar_ticks,
    inner_dollar_ticks,
    short_dollars,
    year_ticks,
)
from planner.charts.series import Mark

_PLOT = 150.0
_BELOW = 24.0
_BADGE_ROW, _BADGE_APART = 17.0, 16.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things are drawn: from ``left`` to ``right`` and from ``top`` to ``bottom``."""

    left: float
    right: float
    top: float
    bottom: float
    upward: Scale
    grid: tuple[Path, ...]
    zero: Path
    words: tuple[Word, ...]

    @property
    def height(self) -> float:
        """The height of the whole drawing."""
        return self.bottom + _BELOW

    def drawing(
        self,
        *,
        boxes: tuple[Box, ...] = (),
        lines: tuple[Path, ...] = (),
        words: tuple[Word, ...] = (),
    ) -> Drawing:
        """The frame with what is drawn in it."""
        lines, words = (self.zero, *lines), (*self.words, *words)
        return Drawing(WIDTH, self.height, self.grid, boxes, lines, words)


def frame(values: Iterable[Decimal], *, above: float = 0.0, margin: float = 15.0) -> Frame:
    """The frame for ``values`` and zero, with ``above`` left free for the letters of marks."""
    known = [ZERO, *values]
    ticks = dollar_ticks(min(known), max(known))
    left = max(width_of(short_dollars(tick)) for tick in ticks) + 8
    right, top = WIDTH - margin, 8 + above
    bottom = top + _PLOT
    scale = Scale(ticks[0], ticks[-1] if len(ticks) > 1 else ticks[0] + 1, bottom, top)
    heights = [(tick, scale.at(tick)) for tick in ticks]
    grid = tuple(Path("grid", f"M{left:.1f} {y:.1f}H{right:.1f}") for _, y in heights)
    zero = Path("axis", f"M{left:.1f} {scale.at(ZERO):.1f}H{right:.1f}")
    words = tuple(Word(left - 5, y + 4, short_dollars(tick), "end") for tick, y in heights)
    return Frame(left, right, top, bottom, scale, grid, zero, words)


def years_below(years: Sequence[int], middles: Sequence[float], y: float) -> tuple[Word, ...]:
    """The round years, each below its middle."""
    written = set(year_ticks(years[0], years[-1])) if years else set()
    return tuple(
        Word(x, y, str(year), "middle")
        for year, x in zip(years, middles, strict=True)
        if year in written
    )


def dollars_below(across: Scale, y: float) -> tuple[Word, ...]:
    """Round amounts below an axis of dollars."""
    ticks = inner_dollar_ticks(across.low, across.high) or (across.low,)
    return tuple(Word(across.at(tick), y, short_dollars(tick), "middle") for tick in ticks)


def half_label(low: Decimal, high: Decimal) -> float:
    """How far the widest amount below an axis reaches beyond its point."""
    ticks = inner_dollar_ticks(low, high) or (low,)
    return max(width_of(short_dollars(tick)) for tick in ticks) / 2 + 1


@dataclass(frozen=True, slots=True)
class Placed:
    """Marks with letters in rows of circles, so that none covers another."""

    marks: tuple[tuple[Mark, float, int], ...]

    @property
    def height(self) -> float:
        """How much room the rows take."""
        return _BADGE_ROW * (1 + max((row for *_, row in self.marks), default=-1))

    def drawn(
        self, top: float, bottom: float, around: Sequence[Word] = ()
    ) -> tuple[tuple[Path, ...], tuple[Word, ...]]:
        """A line from each letter down through the plot, the letters in rows above ``top``.

        The lines leave out the words ``around`` them.
        """
        rules, circles, words = [], [], []
        for number, (_, x, row) in enumerate(self.marks):
            y = top - self.height + _BADGE_ROW * row + 5
            rules.append(Path("rule", "".join(_pieces(x, y + 7, bottom, around))))
            circle, word = badge(x, y, letter_of(number))
            circles.append(circle)
            words.append(word)
        return (*rules, *circles), tuple(words)

    @property
    def legend(self) -> tuple[Key, ...]:
        """What the letters stand for."""
        return tuple(
            key_of_badge(mark.name, letter_of(number))
            for number, (mark, *_) in enumerate(self.marks)
        )

    @property
    def text(self) -> tuple[str, ...]:
        """The marks as sentences."""
        return tuple(
            f"{letter_of(number)}: {mark.name}." for number, (mark, *_) in enumerate(self.marks)
        )


def placed(marks: Sequence[Mark], across: Scale) -> Placed:
    """The marks from left to right, each in the first row with room for its letter."""
    ends: list[float] = []
    found = []
    for mark in sorted(marks, key=lambda one: one.at):
        x = across.at(mark.at)
        row = next((at for at, end in enumerate(ends) if x - end >= _BADGE_APART), len(ends))
        ends[row : row + 1] = [x]
        found.append((mark, x, row))
    return Placed(tuple(found))


def _pieces(x: float, top: float, bottom: float, around: Sequence[Word]) -> Iterator[str]:
    """A line downwards with a gap at each word that it would cross."""
    for word in sorted(around, key=lambda one: one.y):
        if word.left - 1 < x < word.left + width_of(word.text) + 1:
            yield f"M{x:.1f} {top:.1f}V{word.y - TEXT:.1f}"
            top = word.y + 3
    yield f"M{x:.1f} {top:.1f}V{bottom:.1f}"


def letter_of(number: int) -> str:
    """A, B, … Z, then numbers."""
    return _LETTERS[number] if number < len(_LETTERS) else str(number + 1)
