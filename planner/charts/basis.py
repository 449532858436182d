"""The basis of a lifetime: columns as it should be, and a line of what was filed."""

from collections.abc import Sequence
from dataclasses import dataclass

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
