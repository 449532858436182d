"""The ways out over the range of December 31 values: bands, where each turns, and the picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from planner.charts import Chart, Look, Mark, Range, Series, lines_over_dollars
from planner.engine.federal.amounts import NIIT_RATE
from planner.engine.federal.premiums import LAG
from planner.engine.fixes import Outcome, UnpricedError
from planner.engine.fixes.band import Band, BreakPoint, band
from planner.engine.fixes.crossings import STEPS, Curve, crossings, curve
from planner.engine.fixes.edges import FIRST_DOLLAR, FIRST_ROLLED, Edge
from planner.engine.fixes.options import Option, start_of, ways
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.money import DOLLAR, down_to_unit, to_unit
from planner.engine.printing import dollars
from planner.services.ways_out.comparison import Side, WaysOut
from planner.services.ways_out.december import Slider, slider_of
from planner.services.ways_out.price import percent
from planner.services.ways_out.words import NAMES

_STILL = frozenset({"stop_backdoors"})
"""Nothing is converted, so nothing turns."""

_SAME = {"solo_401k": "roll_in"}
"""Priced like another way; one line stands for both."""

_FILLING = ("spread_to_bracket", "spread_under_irmaa")
"""These stay within an edge by themselves."""

_LOOKS: Mapping[str, Look] = {
    "do_nothing": "muted",
    "roll_in": "pine",
    "convert_all": "stop",
    "spread": "coffee",
    "part_roll_in_part_convert": "cream",
    "spread_to_bracket": "calm",
    "spread_under_irmaa": "calm",
}


@dataclass(frozen=True, slots=True)
class WayBand:
    """One way from end to end, in a sentence."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Something begins above a value, and the law or the comparison behind it."""

    value: Decimal
    said: str
    citation: str


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A person's ways over the whole range; ``is_even`` where no way costs more at an end of it."""

    key: str
    slider: Slider
    bands: tuple[WayBand, ...]
    turns: tuple[Turn, ...]
    chart: Chart | None
    is_even: bool


@dataclass(frozen=True, slots=True)
class _Line:
    option: Option
    band: Band
    curve: Curve


def shown_band(found: WaysOut, side: Side) -> ShownBand | None:
    """The ways of one person from the least to the most.

    ``None`` where the value is known, and where no way can be priced.
    """
    slider = slider_of(found, side)
    if slider is None or side.at is None or slider.low == slider.high:
        return None
    edges = _named(found.pricing.alone(side.person).edges(side.person))
    lines = list(_lines(found, side, side.at, slider, edges))
    if not lines:
        return None
    named = edges | {FIRST_ROLLED.key: FIRST_ROLLED}
    turns = [*_edges(lines, named, found.assumed.year), *_crossings(lines, slider.low)]
    turns.sort(key=lambda one: one.value)
    return ShownBand(
        side.person.key,
        slider,
        tuple(_said(one) for one in lines),
        tuple(turns),
        _chart(side.person.name or side.person.key, lines, slider, turns)
        if any(cost for line in lines for _, cost in line.curve.points)
        else None,
        all(_cost(one.band.low) == _cost(one.band.high) for one in lines),
    )


def _cost(end: Outcome) -> Decimal:
    """Tax, or income where that has no price."""
    return end.taxable if end.tax is None else end.tax


def _named(edges: Iterator[Edge]) -> dict[str, Edge]:
    """Each edge by a name of its own."""
    return {f"{one.key}{one.rate or one.tier or ''}": one for one in (FIRST_DOLLAR, *edges)}


def _lines(
    found: WaysOut, side: Side, at: Standpoint, slider: Slider, edges: Mapping[str, Edge]
) -> Iterator[_Line]:
    every = ways(found.assumed.spread_years, side.rooms)
    ends, drawn = (slider.low, slider.high), []
    for option in side.ways:
        if option.key in _STILL or option.key in _SAME:
            continue
        rooms = {} if option.key in _FILLING else {key: one.room for key, one in edges.items()}
        way, start = every[option.key], start_of(at, option.key)
        try:
            drawn.append((option, start, band(way, start, ends, rooms, side.terms)))
        except UnpricedError:
            continue
    values = _values(slider, [one for _, _, found in drawn for one in found.break_points])
    for option, start, found_band in drawn:
        way = every[option.key]
        yield _Line(option, found_band, curve(option.key, way, start, side.terms, values))


def _values(slider: Slider, points: list[BreakPoint]) -> list[Decimal]:
    """Where ways are compared: in even steps, and on both sides of where one of them turns."""
    step = (slider.high - slider.low) / STEPS
    even = {down_to_unit(slider.low + step * at, DOLLAR) for at in range(STEPS)}
    return sorted({*even, slider.low, slider.high, *(one.value for one in points)})


# --- Words ----------------------------------------------------------------------------------------


def _said(line: _Line) -> WayBand:
    low, high = line.band.low, line.band.high
    said = f"{_between(low.taxable, high.taxable)} taxable"
    if low.tax is not None and high.tax is not None:
        said += f", {_between(low.tax, high.tax)} of tax"
    return WayBand(NAMES[line.option.key], f"{said}.")


def _between(one: Decimal, other: Decimal) -> str:
    if one == other:
        return dollars(one)
    return f"between {dollars(min(one, other))} and {dollars(max(one, other))}"


def _edges(lines: list[_Line], edges: Mapping[str, Edge], year: int) -> Iterator[Turn]:
    """Where income of the year leaves an edge, the ways that do so at one value together."""
    found = sorted(
        (point.value, point.key, f"“{NAMES[line.option.key]}”")
        for line in lines
        for point in line.band.break_points
    )
    for (value, key), group in groupby(found, key=lambda one: one[:2]):
        names = " and ".join(name for *_, name in group)
        yield Turn(value, _begins(edges[key], names, value, year), edges[key].citation)


def _begins(edge: Edge, names: str, value: Decimal, year: int) -> str:
    if edge is FIRST_DOLLAR:
        return f"Up to {dollars(value)} nothing of {year} is taxable with {names}; above, some is."
    if edge is FIRST_ROLLED:
        return f"Up to {dollars(value)} there is nothing pre-tax to roll in with {names}."
    return f"Above {dollars(value)}, {_reached(edge, year)} with {names}."


def _reached(edge: Edge, year: int) -> str:
    """What the income of the year reaches one dollar above the edge."""
    if edge.tier:
        return f"income of {year} reaches tier {edge.tier} of the Medicare premiums of {year + LAG}"
    if edge.rate:
        return f"income of {year} reaches the {percent(edge.rate)} bracket"
    return (
        f"income of {year} passes the threshold of the {percent(NIIT_RATE)} tax on net investment"
        " income"
    )


def _crossings(lines: list[_Line], low: Decimal) -> Iterator[Turn]:
    """Where a way that frees the basis overtakes others that do; not where all begin as one."""
    curves = [line.curve for line in lines if line.option.key != "do_nothing"]
    found = [one for one in crossings(curves) if one.value > low]
    for (value, cheaper), group in groupby(found, key=lambda one: (one.value, one.cheaper)):
        names = " and ".join(f"“{NAMES[one.dearer]}”" for one in group)
        said = f"Above {dollars(value)}, “{NAMES[cheaper]}” costs less than {names}."
        yield Turn(value, said, "")


# --- Picture --------------------------------------------------------------------------------------


def _chart(name: str, lines: list[_Line], slider: Slider, turns: list[Turn]) -> Chart:
    places = tuple(value for value, _ in lines[0].curve.points)
    what = "taxable income" if lines[0].band.low.tax is None else "tax"
    series = [
        Series(
            NAMES[line.option.key],
            _LOOKS[line.option.key],
            tuple(to_unit(line.curve.filed(value), DOLLAR) for value in places),
        )
        for line in lines
    ]
    marks = tuple(Mark(one.value, one.said.removesuffix(".")) for one in turns)
    over = Range("All IRAs together on December 31", places, marks, here=slider.at)
    said = f"From {dollars(slider.low)} to {dollars(slider.high)} on December 31."
    title = f"{name}: the {what} of each way by the value of December 31"
    return lines_over_dollars(title, over, series, said=said)
