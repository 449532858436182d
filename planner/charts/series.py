"""What is drawn: values by year or by amount, and what they say in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from planner.charts.geometry import Look
from planner.engine.printing import dollars

type Values = tuple[Decimal | None, ...]
"""One value a year or a point; ``None`` is not known, which is not zero."""

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one name."""

    name: str
    look: Look
    values: Values


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the axis below, with what is so there: "above it, rolling in is cheaper"."""

    at: Decimal
    name: str


def cell(value: Decimal | None) -> str:
    """A value as the table writes it."""
    return NOT_KNOWN if value is None else dollars(value)


def table(places: Sequence[str], series: Sequence[Series]) -> tuple[tuple[str, ...], ...]:
    """A row for each place: its name and each value there."""
    return tuple(
        (place, *(cell(one.values[at]) for one in series)) for at, place in enumerate(places)
    )


def course(one: Series, places: Sequence[str], at: str) -> str:
    """How the values of a name go: the first, the last, and the highest and lowest between.

    ``at`` is the word before a place: "in" a year, "at" an amount.
    """
    known = [(place, v) for place, v in zip(places, one.values, strict=True) if v is not None]
    if not known:
        return f"{one.name}: {NOT_KNOWN}."
    missing = [place for place, v in zip(places, one.values, strict=True) if v is None]
    left_out = f" {NOT_KNOWN.capitalize()} {at} {_listed(missing)}." if missing else ""
    (first, begin), (last, end) = known[0], known[-1]
    if len(known) == 1:
        return f"{one.name}: {dollars(begin)} {at} {first}.{left_out}"
    if len({value for _, value in known}) == 1:
        return f"{one.name}: {dollars(begin)} throughout, from {first} to {last}.{left_out}"
    ends = f"{one.name}: {dollars(begin)} {at} {first}, {dollars(end)} {at} {last}"
    turns = "".join(_turns(known, at))
    return f"{ends}{turns}.{left_out}"


def _turns(known: Sequence[tuple[str, Decimal]], at: str) -> Iterable[str]:
    """The highest and the lowest value, where neither end is that high or low."""
    ends = known[0][1], known[-1][1]
    highest = max(known, key=lambda pair: pair[1])
    lowest = min(known, key=lambda pair: pair[1])
    if highest[1] > max(ends):
        yield f", highest {at} {highest[0]} with {dollars(highest[1])}"
    if lowest[1] < min(ends):
        yield f", lowest {at} {lowest[0]} with {dollars(lowest[1])}"


def sides(one: Series, places: Sequence[str], above: str, below: str) -> str:
    """Where the values lie above zero and where below, in the words for either."""
    said = []
    at = 0
    for side, group in groupby(one.values, _side):
        size = len(list(group))
        name = {1: above, -1: below, 0: "even", None: NOT_KNOWN}[side]
        first, last = places[at], places[at + size - 1]
        said.append(f"{name} in {first}" if size == 1 else f"{name} from {first} to {last}")
        at += size
    return f"{one.name}: {', '.join(said)}."


def _side(value: Decimal | None) -> int | None:
    return None if value is None else (value > 0) - (value < 0)


def _listed(places: Sequence[str]) -> str:
    return places[0] if len(places) == 1 else f"{', '.join(places[:-1])} and {places[-1]}"
