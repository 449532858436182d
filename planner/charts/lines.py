"""Lines over years, or over a range of dollars with the points where something turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from planner.charts.axes import (
    Frame,
    Placed,
    dollars_below,
    frame,
    half_label,
    placed,
    years_below,
)
from planner.charts.geometry import Box, Chart, Drawing, Key, Look, Path, key_of_box
from planner.charts.scales import Scale
from planner.charts.series import Mark, Series, course, table
from planner.engine.printing import dollars

_MOST_DOTS = 12
_INSET = 6.0
_DOTS: dict[Look, str] = {
    "coffee": "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
    "cream": "m-2.7 -2.7h5.4v5.4h-5.4z",
    "pine": "m0 -3.6l3.5 6h-7z",
    "stop": "m0 3.6l3.5 -6h-7z",
    "calm": "m0 -4l4 4l-4 4l-4 -4z",
    "muted": "m-3 -1h6v2h-6z",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a range of dollars that is likely, shaded behind the lines."""

    low: Decimal
    high: Decimal
    name: str


def lines_over_years(
    title: str, years: Sequence[int], series: Sequence[Series], *, said: str = ""
) -> Chart:
    """A line for each of ``series`` over ``years``, each with dashes and dots of its own."""
    whole = frame(_known(series))
    names = [str(year) for year in years]
    places = tuple(Decimal(year) for year in years)
    across = _across(whole, places, 14.0)
    points = [across.at(place) for place in places]
    return Chart(
        title,
        _text(said, series, names, "in"),
        ("Year", *(one.name for one in series)),
        table(names, series),
        tuple(_key(one) for one in series),
        whole.drawing(
            lines=tuple(_drawn(whole, points, series)),
            words=years_below(years, points, whole.bottom + 16),
        ),
    )


@dataclass(frozen=True, slots=True)
class Range:
    """What lies across: rising amounts in dollars of one name, at least one of them.

    Each of ``marks`` is a line downwards with a letter, which the legend tells; those outside
    the range are left out. A line without a letter, which a page may move, stands ``here``.
    """

    name: str
    places: tuple[Decimal, ...]
    marks: tuple[Mark, ...] = ()
    likely: Span | None = None
    here: Decimal | None = None


def lines_over_dollars(
    title: str, over: Range, series: Sequence[Series], *, said: str = ""
) -> Chart:
    """A line for each of ``series``, with a value for each of the places of the range."""
    places, likely = over.places, over.likely
    low, high = places[0], places[-1]
    inside = [mark for mark in over.marks if low <= mark.at <= high]
    margin = half_label(low, high)
    lettered = _placed(inside, places, margin, series)
    whole = frame(_known(series), above=lettered.height, margin=margin)
    across = _across(whole, places, _INSET)
    rules, letters = lettered.drawn(whole.top, whole.bottom)
    names = [dollars(place) for place in places]
    drawn = _drawn(whole, [across.at(place) for place in places], series)
    lines = (*drawn, *rules, *_here(whole, across, over.here))
    return Chart(
        title,
        " ".join([_text(said, series, names, "at"), *lettered.text, *_likely_text(likely)]),
        (over.name, *(one.name for one in series)),
        table(names, series),
        (*(_key(one) for one in series), *_likely_key(likely), *_here_key(over), *lettered.legend),
        whole.drawing(
            boxes=tuple(_shade(whole, across, likely)),
            lines=lines,
            words=(*dollars_below(across, whole.bottom + 16), *letters),
        ),
        across,
    )


def _here(whole: Frame, across: Scale, here: Decimal | None) -> Iterator[Path]:
    if here is not None:
        yield Path("here", f"M{across.at(here):.1f} {whole.top:.1f}V{whole.bottom:.1f}")


def _here_key(over: Range) -> Iterator[Key]:
    if over.here is not None:
        yield Key("as set now", Drawing(28, 14, lines=(Path("here", "M14 1V13"),)))


def _known(series: Sequence[Series]) -> Iterator[Decimal]:
    return (value for one in series for value in one.values if value is not None)


def _text(said: str, series: Sequence[Series], names: Sequence[str], at: str) -> str:
    return " ".join(filter(None, [said, *(course(one, names, at) for one in series)]))


def _across(whole: Frame, places: Sequence[Decimal], inset: float) -> Scale:
    ends = (places[0], places[-1]) if places else (Decimal(0), Decimal(0))
    return Scale(*ends, whole.left + inset, whole.right - inset)


def _placed(
    marks: Sequence[Mark], places: Sequence[Decimal], margin: float, series: Sequence[Series]
) -> Placed:
    """The marks where the frame will be; how high their rows are does not move it sideways."""
    return placed(marks, _across(frame(_known(series), margin=margin), places, _INSET))


def _drawn(whole: Frame, points: Sequence[float], series: Sequence[Series]) -> Iterator[Path]:
    for one in series:
        heights = [None if v is None else whole.upward.at(v) for v in one.values]
        found = list(zip(points, heights, strict=True))
        yield Path(f"line chart-{one.look}-line", "".join(_line(found)))
        yield Path(f"dot chart-{one.look}", "".join(_dots(found, one.look)))


def _line(points: Sequence[tuple[float, float | None]]) -> Iterator[str]:
    """The line, broken where a value is not known."""
    pen = "M"
    for x, y in points:
        if y is None:
            pen = "M"
        else:
            yield f"{pen}{x:.1f} {y:.1f}"
            pen = "L"


def _dots(points: Sequence[tuple[float, float | None]], look: Look) -> Iterator[str]:
    """The shapes on a line: on each point, or with many on some and on those that stand alone."""
    every = -(-len(points) // _MOST_DOTS)
    alone = _alone([y for _, y in points])
    for at, (x, y) in enumerate(points):
        if y is not None and (at % max(every, 1) == 0 or at in alone):
            yield f"M{x:.1f} {y:.1f}{_DOTS[look]}"


def _alone(values: Sequence[float | None]) -> set[int]:
    """The places of values with none known on either side."""
    around = [None, *values, None]
    return {
        at
        for at, ((before, _), (_, after)) in enumerate(pairwise(pairwise(around)))
        if before is None and after is None
    }


def _key(one: Series) -> Key:
    line = Path(f"line chart-{one.look}-line", "M1 7H27")
    dot = Path(f"dot chart-{one.look}", f"M14 7{_DOTS[one.look]}")
    return Key(one.name, Drawing(28, 14, lines=(line, dot)))


def _shade(whole: Frame, across: Scale, likely: Span | None) -> Iterator[Box]:
    if likely is None:
        return
    left, right = (
        across.at(min(max(end, across.low), across.high)) for end in (likely.low, likely.high)
    )
    yield Box(left, whole.top, right - left, whole.bottom - whole.top, "muted")


def _likely_key(likely: Span | None) -> tuple[Key, ...]:
    return (key_of_box(likely.name, "muted"),) if likely else ()


def _likely_text(likely: Span | None) -> tuple[str, ...]:
    if likely is None:
        return ()
    return (f"{likely.name}: from {dollars(likely.low)} to {dollars(likely.high)}.",)
