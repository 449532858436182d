"""The days of a to-do list: those of the law, and earlier ones that are recommended."""

from datetime import date, timedelta

from planner.engine.deadlines import next_working_day
from planner.engine.printing import day

_DAY = timedelta(days=1)
_SATURDAY = 5

ASK, OPEN, REQUIRED, REQUEST, ARRIVAL, CONVERT, LOOK = (
    (11, 2),
    (11, 16),
    (11, 16),
    (12, 1),
    (12, 14),
    (12, 16),
    (12, 28),
)
"""Months and days by which each thing is better done. No law says so: transfers take weeks, and
custodians stop taking requests before the year is over."""


def recommended(year: int, when: tuple[int, int]) -> date:
    """The recommended day in ``year``, or the next that is no weekend and no holiday.

    A recommendation; the law is that of ``last_working_day``.
    """
    return next_working_day(date(year, *when))


def last_working_day(year: int) -> date:
    """The last day of ``year`` on which a custodian can move money (IRC 408(d)(2)(C)).

    December 31 is not moved past a weekend as due dates are (IRC 7503): nothing is filed on it. It
    is a working day even where the federal holiday of New Year is kept on it.
    """
    found = date(year, 12, 31)
    while found.weekday() >= _SATURDAY:
        found -= _DAY
    return found


def by_year_end(year: int) -> str:
    """The end of a reason about December 31, where nobody works on that day."""
    last = last_working_day(year)
    if last == date(year, 12, 31):
        return ""
    return f" December 31 is on a weekend in {year}: the last working day is {day(last)}."
