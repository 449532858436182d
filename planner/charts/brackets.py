"""Where added dollars land: each box as wide as its dollars and as high as its rate.

So that the area of a box is its tax.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.charts.axes import ZERO, Placed, half_label, placed
from planner.charts.geometry import (
    WIDTH,
    Box,
    Chart,
    Drawing,
    Key,
    Look,
    Path,
    Word,
    key_of_box,
    width_of,
)
from planner.charts.scales import Scale, inner_dollar_ticks, short_dollars
from planner.charts.series import Mark
from planner.engine.money import CENT, WIDE, to_unit
from planner.engine.printing import dollars

_LEFT, _PLOT, _BELOW, _APART, _ABOVE = 42.0, 132.0, 22.0, 16.0, 12.0
_LEAST_HEIGHT, _LABEL = 3.0, 16.0
_TEN = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Landed:
    """Dollars that are taxed at ``rate``, a fraction; nothing is taxed at a rate of zero."""

    name: str
    look: Look
    rate: Decimal
    dollars: Decimal

    @property
    def tax(self) -> Decimal:
        """Their tax, to the cent."""
        return to_unit(WIDE.multiply(self.rate, self.dollars), CENT)


def brackets(
    title: str,
    added: Sequence[Landed],
    beside: Sequence[Landed] = (),
    *,
    marks: Sequence[Mark] = (),
    said: str = "",
) -> Chart:
    """The ``added`` dollars from left to right as they land, with ``marks`` on their axis.

    Beside them, on the same scale, dollars that they push into a higher rate.
    """
    width = sum((one.dollars for one in added), ZERO)
    whole = sum((one.dollars for one in beside), width)
    right = WIDTH - half_label(ZERO, width)
    room = right - _LEFT - (_APART if beside else 0)
    end = _LEFT + room * float(width / whole)
    across = Scale(ZERO, width, _LEFT, end)
    lettered = placed(marks, across)
    top = lettered.height + _ABOVE
    bottom = top + _PLOT
    highest = max(one.rate for one in (*added, *beside))
    upward = Scale(ZERO, max(highest, _TEN), bottom, top)
    boxes = [
        *_boxes(added, across, upward),
        *_boxes(beside, Scale(width, whole, end + _APART, right), upward, width),
    ]
    rules, letters = lettered.drawn(top - _ABOVE, bottom)
    return Chart(
        title,
        _text(said, (*added, *beside), lettered),
        ("Where", "Rate", "Dollars", "Tax"),
        tuple(
            (one.name, percent(one.rate), dollars(one.dollars), dollars(one.tax))
            for one in (*added, *beside)
        ),
        (*_keys((*added, *beside)), *lettered.legend),
        Drawing(
            WIDTH,
            bottom + _BELOW,
            boxes=tuple(boxes),
            grid=tuple(_rates(upward, right)),
            lines=tuple(rules),
            words=(
                *_rate_words(upward),
                *_labels((*added, *beside), boxes),
                *letters,
                *_dollars_below(across, bottom + 15),
            ),
        ),
    )


def percent(rate: Decimal) -> str:
    """A rate as people write it."""
    return f"{(rate * 100).normalize():f}%"


def _boxes(
    rows: Sequence[Landed], across: Scale, upward: Scale, start: Decimal = ZERO
) -> Iterator[Box]:
    at, floor = start, upward.at(ZERO)
    for one in rows:
        left, right = across.at(at), across.at(at + one.dollars)
        y = min(upward.at(one.rate), floor - _LEAST_HEIGHT)
        yield Box(left, y, right - left, floor - y, one.look)
        at += one.dollars


def _rates(upward: Scale, right: float) -> Iterator[Path]:
    for rate in _tens(upward):
        look = "grid" if rate else "axis"
        yield Path(look, f"M{_LEFT:.1f} {upward.at(rate):.1f}H{right:.1f}")


def _rate_words(upward: Scale) -> Iterator[Word]:
    for rate in _tens(upward):
        yield Word(_LEFT - 4, upward.at(rate) + 4, percent(rate), "end")


def _tens(upward: Scale) -> Iterator[Decimal]:
    rate = ZERO
    while rate <= upward.high:
        yield rate
        rate += _TEN


def _labels(rows: Sequence[Landed], boxes: Sequence[Box]) -> Iterator[Word]:
    """The rate on each box that has room for it, or above it where the box is no plain one."""
    for one, box in zip(rows, boxes, strict=True):
        words, middle = percent(one.rate), box.x + box.width / 2
        if width_of(words) > box.width:
            continue
        if one.look == "coffee" and box.height >= _LABEL:
            yield Word(middle, box.y + 12, words, "middle", "on-coffee")
        elif one.look != "coffee":
            yield Word(middle, box.y - 4, words, "middle")


def _dollars_below(across: Scale, y: float) -> Iterator[Word]:
    """Round amounts below the added dollars, each where it does not cover the one before."""
    end = 0.0
    for tick in inner_dollar_ticks(ZERO, across.high):
        word = Word(across.at(tick), y, short_dollars(tick), "middle")
        if word.left > end:
            yield word
            end = word.left + width_of(word.text)


def _keys(rows: Sequence[Landed]) -> Iterator[Key]:
    for look, name in _KEYS.items():
        if any(one.look == look for one in rows):
            yield key_of_box(name, look)


_KEYS: dict[Look, str] = {
    "muted": "covered by deductions",
    "coffee": "taxed as ordinary income",
    "calm": "gains pushed to a higher rate",
    "stop": "net investment income tax",
}


def _text(said: str, rows: Sequence[Landed], lettered: Placed) -> str:
    parts = [
        f"{one.name}: {dollars(one.dollars)} at {percent(one.rate)}, {dollars(one.tax)}."
        for one in rows
    ]
    return " ".join(filter(None, [said, *parts, *lettered.text]))
