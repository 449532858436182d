"""The cup: the pool as coffee, and cream over the share of its area that is already taxed."""

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
