"""Numbers to SVG geometry: the cup, and the basis of a lifetime; shared by page and PDF.

The templates draw; what they draw is decided here. Lengths are in SVG user units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_TOP, _BOTTOM, _DEPTH = 112.0, 96.0, 126.0
_WAVE = 4.0


@dataclass(frozen=True, slots=True)
class Cup:
    """A cup whose cream covers ``share`` (0 to 1) of the area; ``level`` is its lower edge.

    ``wave`` is how far the edge may sway without the cream vanishing or leaving the cup.
    """

    share: float
    level: float
    wave: float

    @property
    def edge(self) -> str:
        """The SVG path of the cream: a band from the rim down to a swaying edge."""
        high, low = self.level - self.wave, self.level + self.wave
        return (
            f"M-8 -1H120V{self.level:.1f}C102 {low:.1f} 88 {high:.1f} 66 {self.level:.1f}"
            f"S28 {low:.1f} -8 {high:.1f}Z"
        )


def cup(share: float) -> Cup:
    """The cup for an already-taxed ``share`` of the pool, from 0 to 1."""
    depth = _cream_depth(share)
    wave = min(_WAVE, depth, _DEPTH - depth) if 0 < share < 1 else 0.0
    return Cup(share, depth, wave)


def _cream_depth(share: float) -> float:
    """How deep the cream reaches so that its area, not its height, is the share.

    The cup narrows from ``_TOP`` to ``_BOTTOM``, so the depth solves a quadratic equation.
    """
    narrowing = (_TOP - _BOTTOM) / _DEPTH
    wanted = share * (_TOP + _BOTTOM) / 2 * _DEPTH
    return (_TOP - sqrt(_TOP * _TOP - 2 * narrowing * wanted)) / narrowing


# --- The basis of a lifetime ---------------------------------------------------------------------

_LEFT, _RIGHT, _CEILING, _FLOOR = 8.0, 252.0, 14.0, 128.0
_WIDEST_BAR, _MOST_TICKS = 22.0, 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's column; ``middle`` is where its year is written. A year not known has no height.

    ``is_known`` tells that from a year without basis.
    """

    year: int
    x: float
    y: float
    width: float
    height: float
    is_known: bool

    @property
    def middle(self) -> float:
        """The middle of the bar."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Bars:
    """Basis year by year: ``bars`` as it should be, ``filed`` the path of what forms on file say.

    ``ticks`` are the bars whose years are written below, ``top`` the largest amount in dollars.
    """

    bars: tuple[Bar, ...]
    filed: str
    ticks: tuple[Bar, ...]
    top: float


def bars(years: Sequence[tuple[int, float | None, float | None]]) -> Bars:
    """The columns for ``years``: each with its basis and what was filed, in dollars if known."""
    top = max((amount for _, *both in years for amount in both if amount), default=0.0)
    step = (_RIGHT - _LEFT) / max(len(years), 3)
    width = min(_WIDEST_BAR, step * 0.76)
    found = []
    for at, (year, amount, _) in enumerate(years):
        height = _height(amount, top)
        x = _LEFT + step * at + (step - width) / 2
        found.append(Bar(year, x, _FLOOR - height, width, height, amount is not None))
    every = max(1, -(-len(found) // _MOST_TICKS))
    filed = _steps([was for *_, was in years], top, step)
    return Bars(tuple(found), filed, tuple(found[::every]), top)


def _height(amount: float | None, top: float) -> float:
    return (_FLOOR - _CEILING) * (amount or 0.0) / top if top else 0.0


def _steps(filed: Sequence[float | None], top: float, step: float) -> str:
    """The SVG path of a line that keeps its height until another amount is filed."""
    path, is_drawing = "", False
    for at, amount in enumerate(filed):
        if amount is not None:
            y = _FLOOR - _height(amount, top)
            path += f"V{y:.1f}" if is_drawing else f"M{_LEFT + step * at:.1f} {y:.1f}"
            is_drawing = True
        if is_drawing:
            path += f"H{_LEFT + step * (at + 1):.1f}"
    return path
