"""A horizontal bar for each of several named amounts, the exact figure behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.charts.axes import ZERO
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
from planner.charts.scales import Scale
from planner.charts.series import NOT_KNOWN, cell
from planner.engine.printing import dollars

_ROW, _BAR, _GAP, _EDGE = 17.0, 11.0, 7.0, 2.0
_MOST_NAME = 0.55 * WIDTH


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in dollars with a name; ``None`` is not known."""

    name: str
    look: Look
    amount: Decimal | None


def named_bars(
    title: str,
    amounts: Sequence[Amount],
    *,
    columns: tuple[str, str] = ("Name", "Dollars"),
    legend: Sequence[tuple[str, Look]] = (),
    said: str = "",
) -> Chart:
    """A row for each of ``amounts``, in their order: name, bar, figure.

    ``columns`` heads the table, ``legend`` names the looks.
    """
    figures = [cell(one.amount) for one in amounts]
    figure_room = max(map(width_of, figures), default=0)
    most = min(_MOST_NAME, WIDTH - figure_room - 60)
    names = [shortened(one.name, most) for one in amounts]
    left = max(map(width_of, names), default=0) + _GAP + _EDGE
    known = [one.amount for one in amounts if one.amount is not None]
    low, high = min([ZERO, *known]), max([ZERO, *known])
    across = Scale(low, max(high, low + 1), left, WIDTH - _EDGE - figure_room - _GAP)
    return Chart(
        title,
        " ".join(filter(None, [said, _told(amounts)])),
        columns,
        tuple((one.name, figure) for one, figure in zip(amounts, figures, strict=True)),
        tuple(key_of_box(name, look) for name, look in legend),
        Drawing(
            WIDTH,
            _ROW * len(amounts) + 2 * _EDGE,
            boxes=tuple(
                _bar(across, at, one.look, one.amount)
                for at, one in enumerate(amounts)
                if one.amount
            ),
            lines=(_zero(across, len(amounts)),),
            words=tuple(
                word
                for at, pair in enumerate(zip(names, figures, strict=True))
                for word in _words(at, *pair)
            ),
        ),
    )


def _told(amounts: Sequence[Amount]) -> str:
    """The least and the most, and every amount."""
    known = {one.name: one.amount for one in amounts if one.amount is not None}
    listed = "; ".join(
        f"{one.name} {NOT_KNOWN if one.amount is None else dollars(one.amount)}" for one in amounts
    )
    if len(set(known.values())) <= 1:
        return f"{listed or 'Nothing'}."
    least, most = (pick(known, key=lambda name: known[name]) for pick in (min, max))
    return (
        f"The least is {dollars(known[least])} ({least}), the most {dollars(known[most])} ({most})."
        f" {listed}."
    )


def _bar(across: Scale, at: int, look: Look, amount: Decimal) -> Box:
    left, right = sorted((across.at(ZERO), across.at(amount)))
    return Box(left, _EDGE + _ROW * at + (_ROW - _BAR) / 2, right - left, _BAR, look)


def _words(at: int, name: str, figure: str) -> tuple[Word, Word]:
    y = _EDGE + _ROW * at + _ROW / 2 + 4
    return (
        Word(_EDGE, y, name, look="name"),
        Word(WIDTH - _EDGE, y, figure, "end", look="figure"),
    )


def _zero(across: Scale, rows: int) -> Path:
    return Path("axis", f"M{across.at(ZERO):.1f} {_EDGE:.1f}v{_ROW * rows:.1f}")
