"""The days of a plan as a calendar file (RFC 5545), one all-day event for each."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

import planner
from planner.engine.printing import day
from planner.services.plans.page import ShownPlan, ShownStep

_DAY: Final = timedelta(days=1)


def plan_calendar(plan: ShownPlan, *, stamp: datetime) -> bytes:
    """Every day of what is not done yet, the recommended ones too, as they are at ``stamp``.

    A recommended day that has passed is today: a calendar tells nobody of days that are over.

    An event keeps its identifier from file to file, so that a calendar replaces the one it has.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Prorata//{planner.__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    called = f"{plan.person.person}: {plan.name}, {plan.row.year}"
    calendar.add("x-wr-calname", _one_line(called))
    for event in _events(plan, stamp):
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _events(plan: ShownPlan, stamp: datetime) -> Iterator[Event]:
    for one in plan.steps:
        if one.is_done:
            continue
        latest, advised = one.step.latest, one.step.advised
        if advised:
            advised = max(advised, one.today)
        if advised and (latest is None or advised < latest):
            last = f" (latest {day(latest)})" if latest else ""
            yield _event(plan, one, f"{one.name}{last}", advised, stamp)
        if latest:
            yield _event(plan, one, f"{one.name}: last day", latest, stamp)


def _event(plan: ShownPlan, one: ShownStep, title: str, on: date, stamp: datetime) -> Event:
    step, row = one.step, plan.row
    is_last = on == step.latest
    key = f"{row.household_id}-{row.person_id}-{row.year}-{step.code}"
    why = step.reason if is_last else step.advice
    event = Event()
    event.add("uid", f"{key}{'' if is_last else '-advised'}@plan.prorata")
    event.add("dtstamp", stamp)
    event.add("dtstart", on)
    event.add("dtend", on + _DAY)
    event.add("summary", _one_line(f"{plan.person.person}: {title}"))
    event.add("description", "\n\n".join(map(_one_line, (step.what, why, step.citation))))
    event.add("transp", "TRANSPARENT")
    return event


def _one_line(text: str) -> str:
    """Text with the names in it as a calendar can hold it: a name may have been typed over two."""
    return " ".join(text.split())
