"""Axes: what is round to write on them, and where a value lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEARS = (1, 2, 5, 10, 20, 25, 50, 100)
_WRITTEN_OUT = 10_000
_UNITS = ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"))
_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` laid between the points ``start`` and ``end``."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    @property
    def wide(self) -> float:
        """From end to end."""
        return self.end - self.start

    def at(self, value: Decimal) -> float:
        """Where a value lies; in the middle where all values are one."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        share = float((value - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)


def dollar_ticks(low: Decimal, high: Decimal, most: int = 5) -> tuple[Decimal, ...]:
    """Round amounts from at most ``low`` to at least ``high``, in about ``most`` steps."""
    step = _step(high - low, most)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * at for at in range(int(first), int(last) + 1))


def inner_dollar_ticks(low: Decimal, high: Decimal, most: int = 4) -> tuple[Decimal, ...]:
    """The round amounts between two, those two included."""
    return tuple(tick for tick in dollar_ticks(low, high, most) if low <= tick <= high)


def year_ticks(first: int, last: int, most: int = 6) -> tuple[int, ...]:
    """Years to write below an axis: every one, or the multiples of a round number of them."""
    span = last - first + 1
    if span <= most:
        return tuple(range(first, last + 1))
    step = next(step for step in _rising_years() if span // step + 1 <= most)
    return tuple(year for year in range(first, last + 1) if year % step == 0) or (first,)


def short_dollars(amount: Decimal) -> str:
    """An amount as an axis writes it: ``$2,500``, ``$12.5k``, ``−$1.25M``."""
    sign, size = "−" if amount < 0 else "", abs(amount)
    if size < _WRITTEN_OUT:
        return f"{sign}${size.normalize():,f}"
    unit, letter = next(((u, name) for u, name in _UNITS if size >= u), (_THOUSAND, "k"))
    return f"{sign}${(size / unit).normalize():,f}{letter}"


def _step(span: Decimal, most: int) -> Decimal:
    """The smallest round number of whole dollars that goes into ``span`` at most ``most`` times."""
    wanted = max(span / most, Decimal(1))
    ten = Decimal(1).scaleb(wanted.adjusted())
    steps = (factor * ten for factor in _ROUND)
    return next(step for step in steps if step >= wanted and step == step.to_integral_value())


def _rising_years() -> Iterator[int]:
    yield from _YEARS
    yield from count(200, 100)
