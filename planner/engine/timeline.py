"""What an event is *for* and what year it happened *in*: the two lanes of a year.

A contribution is on the form of the year it is designated for, a conversion or distribution on
that of the calendar year (Instructions for Form 8606, lines 1, 7 and 8).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.engine import pool as pools
from planner.engine.entries import Entry, entries, total
from planner.engine.event_reasons import reason
from planner.engine.household import Event, Person
from planner.engine.pool import Pool


@dataclass(frozen=True, slots=True)
class _Landing:
    """The form an event is on, and its line numbers: the year's, or one for ``decedent``."""

    year: int
    lines: tuple[str, ...]
    decedent: str = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An event on a lane, the day it stands at, and where it lands, in one plain sentence.

    ``for_year`` is the year of the form. ``lines`` are empty where it is on no line of Part I; on
    the form of a person inherited from, ``decedent`` names them. Whether a form is due is for the
    ledger to say.
    """

    event: Event
    on: date
    for_year: int
    lines: tuple[str, ...]
    decedent: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The two lanes of ``year``, each in the order of the days.

    ``designated`` holds the contributions for the year and what corrects them, whenever that was,
    and the contributions made in the year for the year before; ``happened`` all of the calendar
    year, with what arrived from the year before.
    """

    year: int
    designated: tuple[TimelineItem, ...]
    happened: tuple[TimelineItem, ...]


def timeline(person: Person, year: int) -> Timeline:
    """The events of ``person`` that are for ``year`` or happened in it."""
    designated = [event for event in person.events_for(year) if _is_designated(event)]
    early = [event for event in person.events_in(year) if event.kind == "contribution"]
    designated += [event for event in early if event.tax_year == year - 1]
    arrived = [event for event in person.arrivals_in(year) if event.on.year != year]
    happened = [*arrived, *person.events_in(year)]
    landings = _landings(person, {*designated, *happened})
    return Timeline(
        year,
        _lane(_item(person, event, event.on, landings) for event in designated),
        _lane(_item(person, event, _day(event, year), landings) for event in happened),
    )


def years_touched(event: Event) -> frozenset[int]:
    """The years on whose own entries the event bears; carried basis moves in later years too.

    A contribution and what corrects it bear on the year it is for, on line 6 as well; a rollover
    on the year it left, where it may be outstanding, and on the one in which after-tax money
    arrived; everything else on its calendar year. A value that nobody entered may become known,
    to be zero, by the first money that comes into an account; that is not looked at here.
    """
    if _is_designated(event):
        return frozenset({event.tax_year or event.on.year})
    arrived = {event.completed.year} if event.completed else set()
    return frozenset({event.on.year, *arrived})


def _is_designated(event: Event) -> bool:
    """Whether it is a contribution or corrects one; a late-returned excess changes line 2 only."""
    kinds = ("contribution", "recharacterization")
    return event.kind in kinds or event.character == "returned_contribution"


def _day(event: Event, year: int) -> date:
    """When it happened in ``year``: the day it left, or arrived."""
    return event.completed if event.completed and event.on.year != year else event.on


def _lane(items: Iterable[TimelineItem]) -> tuple[TimelineItem, ...]:
    return tuple(sorted(items, key=lambda item: item.on))


def _item(person: Person, event: Event, on: date, landings: dict[Event, _Landing]) -> TimelineItem:
    nowhere = _Landing(min(years_touched(event)), ())
    landing = landings.get(event, nowhere)
    return TimelineItem(
        event, on, landing.year, landing.lines, landing.decedent, _sentence(person, event, landing)
    )


# --- Where events land ---------------------------------------------------------------------------


def _landings(person: Person, events: set[Event]) -> dict[Event, _Landing]:
    """The form and lines that each of the events is on; those on none are not there."""
    years = {year for event in events for year in years_touched(event)}
    found: dict[Event, _Landing] = {}
    for pool in _pools(person):
        for year in years:
            for line, event in _evidence(pool, year):
                before = found.get(event, _Landing(year, ())).lines
                lines = before if line in before else (*before, line)
                found[event] = _Landing(year, lines, pool.decedent)
    return found


def _pools(person: Person) -> list[Pool]:
    """The pools that have a form."""
    inherited = [pool for pool in pools.inherited_pools(person) if pools.has_basis(pool)]
    return [pools.own_pool(person), *inherited]


def _evidence(pool: Pool, year: int) -> Iterator[tuple[str, Event]]:
    """Each line with each event on it; what nobody could convert is on none."""
    for line, found in entries(pool, year, None).items():
        for entry in () if _is_deducted(found) else found:
            source = entry.source
            inherited = pool.decedent and isinstance(source, Event) and source.kind == "conversion"
            if isinstance(source, Event) and not inherited:
                yield line, source


def _is_deducted(found: tuple[Entry, ...]) -> bool:
    """Whether the deduction took everything off the line."""
    return any(entry.kind == "deduction" for entry in found) and total(found) == 0


# --- In words ------------------------------------------------------------------------------------


def _sentence(person: Person, event: Event, landing: _Landing) -> str:
    why = reason(person, event)
    where = _where(landing)
    return f"{why}: {where}." if why else f"{where[0].upper()}{where[1:]}."


def _where(landing: _Landing) -> str:
    if not landing.lines:
        return "on no line of Part I"
    of = f" for {landing.decedent}" if landing.decedent else ""
    return f"on the {landing.year} form{of}, {_numbers(landing.lines)}"


def _numbers(lines: tuple[str, ...]) -> str:
    """The numbers as one reads them: line 8; lines 1 and 4; lines 1, 4 and 6."""
    *most, last = lines
    return f"lines {', '.join(most)} and {last}" if most else f"line {last}"
