"""All ways out of one person's year on the same facts, side by side; none is ever left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from planner.engine.findings import Finding
from planner.engine.fixes.convert_all import convert_all
from planner.engine.fixes.do_nothing import do_nothing, stop_backdoors
from planner.engine.fixes.feasibility import NO_ANSWERS, Answers, obstacles
from planner.engine.fixes.fill import Room, fill
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.roll_in import part_roll_in_part_convert, roll_in, solo_401k
from planner.engine.fixes.spread import DEFAULT_YEARS, spread
from planner.engine.fixes.standpoint import Standpoint, Start
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.fixes.unpriced import UnpricedError


@dataclass(frozen=True, slots=True)
class Option:
    """One way out: what it leads to, and what stands in its way.

    ``outcome`` is ``None`` while a fact that it needs is not known; ``blocked_by`` names it.
    """

    key: str
    outcome: Outcome | None
    blocked_by: tuple[Finding, ...]

    @property
    def is_feasible(self) -> bool:
        """Whether nothing stands in the way, and nothing has to be asked first."""
        return not self.blocked_by


_WAYS: Mapping[str, Callable[..., Outcome]] = {
    "do_nothing": do_nothing,
    "roll_in": roll_in,
    "solo_401k": solo_401k,
    "convert_all": convert_all,
    "spread": spread,
    "part_roll_in_part_convert": part_roll_in_part_convert,
    "stop_backdoors": stop_backdoors,
}


def options(
    at: Standpoint,
    terms: Terms = PLAIN,
    *,
    spread_years: int = DEFAULT_YEARS,
    rooms: Mapping[str, Room] | None = None,
    answers: Answers = NO_ANSWERS,
) -> tuple[Option, ...]:
    """Every way out of the year of ``at``, a blocked one too.

    ``rooms`` are ways of filling each year, by their key: ``spread_to_bracket``, for instance. Form
    8606 of one person each (IRC 408(d)(2)).
    """
    found = []
    for key, way in ways(spread_years, rooms).items():
        outcome, missing = _tried(way, start_of(at, key), terms)
        found.append(Option(key, outcome, (*missing, *obstacles(key, at, outcome, answers))))
    return tuple(found)


def ways(spread_years: int, rooms: Mapping[str, Room] | None) -> dict[str, Callable[..., Outcome]]:
    """Every way out by its key, to be called with entries and terms (IRC 408(d))."""
    fillings = {key: partial(fill, room=room, key=key) for key, room in (rooms or {}).items()}
    return {**_WAYS, **fillings, "spread": partial(spread, years=spread_years)}


def start_of(at: Standpoint, key: str) -> Start:
    """The entries that the way called ``key`` begins with (Form 8606, lines 1 to 8)."""
    return {"do_nothing": at.planned, "stop_backdoors": at.stopped}.get(key, at.settled)


def one_way(
    key: str,
    at: Standpoint,
    terms: Terms = PLAIN,
    *,
    spread_years: int = DEFAULT_YEARS,
    rooms: Mapping[str, Room] | None = None,
) -> Outcome:
    """The way called ``key`` over exactly ``terms.years`` years, even where it takes longer.

    What is not converted by then is still inside. Form 8606 of one person each (IRC 408(d)(2)).
    Raises ``UnpricedError`` when a fact is missing, ``KeyError`` for a way that there is not.
    """
    start = start_of(at, key)
    found = ways(spread_years, rooms)[key](start.facts, start.on(terms))
    return replace(found, years=found.years[: terms.years])


def unpriced(error: UnpricedError) -> tuple[Option, ...]:
    """Every way out while facts of the year are missing without which none can be priced."""
    return tuple(Option(key, None, error.findings) for key in _WAYS)


def _tried(
    way: Callable[..., Outcome], start: Start, terms: Terms
) -> tuple[Outcome | None, tuple[Finding, ...]]:
    """What the way leads to from ``start``, or what has to be known for that."""
    try:
        return way(start.facts, start.on(terms)), ()
    except UnpricedError as error:
        return None, error.findings
