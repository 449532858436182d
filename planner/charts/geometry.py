"""What a chart is made of: boxes, paths and words, each with a look that a style sheet knows.

A look is never a colour alone: a box is plain, outlined or hatched, a line has its own dashes.
Lengths are in SVG user units; ``y`` grows downwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal, get_args

from planner.charts.scales import Scale

type Look = Literal["coffee", "cream", "pine", "stop", "calm", "muted"]
"""Coffee is pre-tax and cream already taxed; pine is gained and stop lost; the others tell apart.

On boxes: coffee is solid, cream and muted are outlined, pine, stop and calm hatched three ways.
"""

LOOKS: tuple[Look, ...] = get_args(Look.__value__)

type Anchor = Literal["start", "middle", "end"]

WIDTH = 340.0
TEXT = 12.0
"""The size of all letters."""

_HATCH = 5.0
_EMS = {
    letter: ems
    for ems, letters in (
        (0.3, " ',.ij|’"),
        (0.35, "!():;I[]`l"),
        (0.5, '-/\\f{}rt"*z“”'),
        (0.6, "+<=>J^_aceksvxy−–"),
        (0.65, "?FLTbdghnopqu~"),
        (0.7, "0123456789$#EPSYZ"),
        (0.8, "&ABCDGHKNOQRUVXw"),
        (1.05, "mM%W@…"),
    )
    for letter in letters
}
_OTHER_EMS, _FOREIGN_EMS, _FOREIGN = 0.8, 1.2, 0x2000
"""How wide letters are at most in Public Sans and Arimo, regular and bold, in ems."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: Look

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def path(self) -> str:
        """Its outline as an SVG path."""
        return f"M{self.x:.2f} {self.y:.2f}h{self.width:.2f}v{self.height:.2f}h{-self.width:.2f}z"


@dataclass(frozen=True, slots=True)
class Path:
    """A path, drawn as its ``look`` says: the name of a class without ``chart-``."""

    look: str
    d: str


@dataclass(frozen=True, slots=True)
class Word:
    """A short text; ``y`` is where its letters stand."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    look: str = "word"

    @property
    def across(self) -> str:
        """``x`` as SVG takes it."""
        return f"{self.x:.1f}"

    @property
    def down(self) -> str:
        """``y`` as SVG takes it."""
        return f"{self.y:.1f}"

    @property
    def left(self) -> float:
        """Where it begins, as wide as it may be."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * width_of(self.text)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A grid behind boxes, lines over them, and words over all."""

    width: float
    height: float
    grid: tuple[Path, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Path, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def view(self) -> str:
        """The ``viewBox``."""
        return f"0 0 {self.width:.0f} {self.height:.0f}"

    @property
    def paths(self) -> Iterator[Path]:
        """All that is drawn, in order; the boxes of one look are one path."""
        yield from self.grid
        for look in dict.fromkeys(box.look for box in self.boxes):
            alike = [box for box in self.boxes if box.look == look]
            yield Path(f"box chart-{look}", "".join(box.path for box in alike))
            if hatching := "".join(_hatching(box) for box in alike):
                yield Path(f"hatch chart-{look}-hatch", hatching)
        yield from self.lines


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a small drawing and what it stands for."""

    name: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what it shows in sentences and as a table.

    ``columns`` heads the table and ``rows`` are as long; the first cell of a row names it.
    ``across`` is where dollars lie on the axis below, for who moves a line there.
    """

    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[Key, ...]
    drawing: Drawing
    across: Scale | None = None


def width_of(text: str) -> float:
    """How wide ``text`` is at most in the typefaces of page and PDF."""
    return sum(_ems(letter) for letter in text) * TEXT


def shortened(text: str, room: float) -> str:
    """``text``, or its beginning and an ellipsis where it is wider than ``room``."""
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _ems(letter: str) -> float:
    return _EMS.get(letter, _FOREIGN_EMS if ord(letter) >= _FOREIGN else _OTHER_EMS)


def badge(x: float, y: float, letter: str) -> tuple[Path, Word]:
    """A letter in a circle around a point: the name of a mark, told in the legend."""
    circle = f"M{x - 7:.1f} {y:.1f}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z"
    return Path("badge", circle), Word(x, y + 4, letter, "middle", "letter")


def key_of_box(name: str, look: Look) -> Key:
    """The legend of boxes of a look."""
    return Key(name, Drawing(20, 14, boxes=(Box(1, 1, 18, 12, look),)))


def key_of_line(name: str, look: Look) -> Key:
    """The legend of a line of a look."""
    return Key(name, Drawing(28, 14, lines=(Path(f"line chart-{look}-line", "M1 7H27"),)))


def key_of_badge(name: str, letter: str) -> Key:
    """The legend of a mark with a letter."""
    circle, word = badge(8, 8, letter)
    return Key(name, Drawing(16, 16, lines=(circle,), words=(word,)))


def _hatching(box: Box) -> str:
    """Lines inside a box, each way one look's own."""
    if box.look == "calm":
        return "".join(
            f"M{box.x:.2f} {y:.2f}h{box.width:.2f}" for y in _steps(box.y, box.bottom, _HATCH)
        )
    if box.look not in {"pine", "stop"}:
        return ""
    return "".join(_diagonals(box, mirrored=box.look == "stop"))


def _diagonals(box: Box, *, mirrored: bool) -> Iterator[str]:
    """Lines along which across plus down stays the same, cut at the edges; or their mirror."""
    for total in _steps(box.x + box.y, box.right + box.bottom, 1.6 * _HATCH):
        ends = (
            (max(box.x, total - box.bottom), min(box.bottom, total - box.x)),
            (min(box.right, total - box.y), max(box.y, total - box.right)),
        )
        yield "M" + "L".join(
            f"{box.x + box.right - x if mirrored else x:.2f} {y:.2f}" for x, y in ends
        )


def _steps(low: float, high: float, step: float) -> Iterable[float]:
    """The multiples of ``step`` between two numbers, both left out."""
    first = int(low // step) + 1
    return (at * step for at in range(first, ceil(high / step)))
