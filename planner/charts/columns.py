"""Columns over years: stacked, or ahead of zero and behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planner.charts.axes import ZERO, Frame, frame, years_below
from planner.charts.geometry import TEXT, Box, Chart, Key, Look, Word, key_of_box
from planner.charts.series import Series, course, sides, table

_WIDEST, _FEWEST = 26.0, 3


def stacked_columns(
    title: str, years: Sequence[int], series: Sequence[Series], *, said: str = ""
) -> Chart:
    """A column a year with each of ``series`` upon the one before, in the order given.

    Amounts below zero hang under it. ``said`` is put before what the values say of themselves.
    """
    whole = frame(value for column in _columns(series) for pair in column for value in pair)
    names = [str(year) for year in years]
    boxes = tuple(
        _box(whole, at, len(years), pair, one.look)
        for at, column in enumerate(_columns(series))
        for one, pair in zip(series, column, strict=True)
        if pair[0] != pair[1]
    )
    return Chart(
        title,
        " ".join(filter(None, [said, *(course(one, names, "in") for one in series)])),
        ("Year", *(one.name for one in series)),
        table(names, series),
        tuple(key_of_box(one.name, one.look) for one in series),
        whole.drawing(boxes=boxes, words=(*_years(whole, years), *_unknown(whole, series))),
    )


def columns_around_zero(
    title: str,
    years: Sequence[int],
    one: Series,
    *,
    words: tuple[str, str] = ("ahead", "behind"),
    said: str = "",
) -> Chart:
    """A column a year, up where the value is above zero and down, hatched, where it is below.

    ``words`` are those for either; the look of ``one`` is not used.
    """
    whole = frame(value for value in one.values if value is not None)
    names = [str(year) for year in years]
    boxes = tuple(
        _box(whole, at, len(years), (ZERO, value), "pine" if value > 0 else "stop")
        for at, value in enumerate(one.values)
        if value
    )
    text = (said, sides(one, names, *words), course(one, names, "in"))
    return Chart(
        title,
        " ".join(filter(None, text)),
        ("Year", one.name),
        table(names, [one]),
        _keys(one, *words),
        whole.drawing(boxes=boxes, words=(*_years(whole, years), *_unknown(whole, [one]))),
    )


def stack(values: Sequence[Decimal | None]) -> Iterator[tuple[Decimal, Decimal]]:
    """From where to where each value reaches, those above zero upon each other, those below under.

    What is not known takes no room.
    """
    up = down = ZERO
    for value in values:
        if value is None or not value:
            yield ZERO, ZERO
        elif value > 0:
            yield up, up + value
            up += value
        else:
            yield down, down + value
            down += value


def _columns(series: Sequence[Series]) -> list[list[tuple[Decimal, Decimal]]]:
    return [list(stack(column)) for column in zip(*(one.values for one in series), strict=True)]


def _keys(one: Series, above: str, below: str) -> tuple[Key, ...]:
    known = [value for value in one.values if value]
    kinds: list[tuple[str, Look, bool]] = [
        (above, "pine", any(value > 0 for value in known)),
        (below, "stop", any(value < 0 for value in known)),
    ]
    return tuple(key_of_box(name, look) for name, look, is_there in kinds if is_there)


def _middle(whole: Frame, at: int, count: int) -> float:
    return whole.left + _room(whole, count) * (at + 0.5)


def _room(whole: Frame, count: int) -> float:
    return (whole.right - whole.left) / max(count, _FEWEST)


def _box(whole: Frame, at: int, count: int, pair: tuple[Decimal, Decimal], look: Look) -> Box:
    width = min(_WIDEST, _room(whole, count) * 0.76)
    ends = sorted(whole.upward.at(value) for value in pair)
    return Box(_middle(whole, at, count) - width / 2, ends[0], width, ends[1] - ends[0], look)


def _years(whole: Frame, years: Sequence[int]) -> tuple[Word, ...]:
    middles = [_middle(whole, at, len(years)) for at in range(len(years))]
    return years_below(years, middles, whole.bottom + 16)


def _unknown(whole: Frame, series: Sequence[Series]) -> Iterator[Word]:
    """A question mark at zero in each year of which an amount is not known, inside the frame."""
    y = max(whole.upward.at(ZERO) - 3, whole.top + TEXT)
    count = len(series[0].values) if series else 0
    for at in range(count):
        if any(one.values[at] is None for one in series):
            yield Word(_middle(whole, at, count), y, "?", "middle")
