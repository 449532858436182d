"""The value of December 31 on the page of the ways out: what is known, the slider, what it says."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.fixes.december import December
from planner.engine.money import DOLLAR, ONE, ZERO, down_to_unit
from planner.engine.printing import dollars
from planner.models.entries import SOURCE_NAMES
from planner.services.ways_out.comparison import Side, WaysOut

_FINEST = 100
"""A slider takes at least this many steps from end to end."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A range in whole dollars from ``low`` to ``high``, standing ``at`` a value in it."""

    low: Decimal
    high: Decimal
    at: Decimal

    @property
    def step(self) -> Decimal:
        """One, ten, a hundred … dollars."""
        wide = max(ONE, (self.high - self.low) / _FINEST)
        return down_to_unit(Decimal(1).scaleb(wide.adjusted()), DOLLAR)

    def plain(self) -> dict[str, str]:
        """The numbers as an ``input`` takes them."""
        return {"low": f"{self.low:f}", "high": f"{self.high:f}", "at": f"{self.at:f}"}


@dataclass(frozen=True, slots=True)
class ShownDecember:
    """What the page says of one person's value of December 31.

    ``slider`` is ``None`` where the value is known, and where nothing says how much it may be.
    """

    key: str
    name: str
    said: str
    is_known: bool
    slider: Slider | None


def shown_december(found: WaysOut, side: Side) -> ShownDecember | None:
    """What is known of the value, and where its slider stands; ``None`` without any entries."""
    known = side.december
    if known is None or side.at is None:
        return None
    year, is_expected = found.assumed.year, bool(side.at.expected)
    said = _known(known, year) if known.is_known else _open(known, year, is_expected=is_expected)
    name = side.person.name or side.person.key
    return ShownDecember(side.person.key, name, said, known.is_known, slider_of(found, side))


def slider_of(found: WaysOut, side: Side) -> Slider | None:
    """From the least to the most that was typed, or that is likely; at what is set or expected.

    Where nothing is expected to be inside there is nothing to slide over. A value that is set
    beyond an end moves that end.
    """
    known = side.december
    if known is None or known.is_known or side.at is None:
        return None
    key, likely, at = side.person.key, known.ends, side.at.inside
    low, high = found.assumed.low.get(key), found.assumed.high.get(key)
    if not at and not known.inside and low is None and high is None:
        return None
    if likely:
        low, high = likely[0] if low is None else low, likely[1] if high is None else high
    if low is None or high is None:
        return None
    at = (low + high) / 2 if at is None else at
    low, high, at = (down_to_unit(one, DOLLAR) for one in (low, high, at))
    return Slider(min(low, at), max(high, at), at)


def _known(known: December, year: int) -> str:
    if not known.documented:
        return f"Nothing is in traditional, SEP or SIMPLE IRAs on December 31, {year}."
    values = [
        f"{dollars(one.amount or ZERO)} by {SOURCE_NAMES[one.source]}" for one in known.documented
    ]
    total = f", {dollars(known.inside or ZERO)} together" if len(values) > 1 else ""
    return f"The value of December 31, {year} is known: {' and '.join(values)}{total}."


def _open(known: December, year: int, *, is_expected: bool) -> str:
    names = " and ".join(one.called for one in known.open)
    said = f"No statement and no Form 5498 says yet what {names} held on December 31, {year}."
    if known.inside is None:
        return f"{said} Enter what all IRAs together may be worth, or a range."
    how = "expected" if is_expected else "estimated"
    if not known.inside:
        return f"{said} Until then nothing is {how} in them; type a value if something is left."
    return f"{said} Until then {dollars(known.inside)} in all IRAs together is {how}."
