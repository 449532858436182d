"""Legal holidays in the District of Columbia, which move the last day of the IRS's periods.

Sources: IRC 7503; 5 USC 6103; D.C. Code 28-2701. One on a Saturday is kept on Friday, one on a
Sunday on Monday.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_WEEK = 7
_DAY = timedelta(days=1)

_ON_A_DAY = (
    (1, 1, 1),  # New Year's Day
    (4, 16, 2007),  # Emancipation Day, looked at since it first moved a tax day
    (6, 19, 2021),  # Juneteenth
    (7, 4, 1),
    (11, 11, 1),  # Veterans Day
    (12, 25, 1),
)
"""Month, day, and the first year."""

_ON_A_WEEKDAY = (
    (1, _MONDAY, 3),  # Martin Luther King, Jr.
    (2, _MONDAY, 3),  # Washington's Birthday
    (9, _MONDAY, 1),  # Labor Day
    (10, _MONDAY, 2),  # Columbus Day
    (11, _THURSDAY, 4),  # Thanksgiving
)
"""Month, weekday, and which of them."""


@cache
def legal_holidays(year: int) -> frozenset[date]:
    """The days of ``year`` on which a legal holiday is kept (IRC 7503, 5 USC 6103)."""
    next_new_year = _kept(date(year + 1, 1, 1))
    return frozenset(day for day in (*_holidays(year), next_new_year) if day.year == year)


def _holidays(year: int) -> Iterator[date]:
    for month, day, since in _ON_A_DAY:
        if year >= since:
            yield _kept(date(year, month, day))
    for month, weekday, which in _ON_A_WEEKDAY:
        yield _nth(date(year, month, 1), weekday, which)
    yield _nth(date(year, 5, 25), _MONDAY, 1)  # Memorial Day, the last Monday of May
    if year % 4 == 1:
        yield _kept(date(year, 1, 20))  # Inauguration Day


def _kept(day: date) -> date:
    return day + {_SATURDAY: -_DAY, _SUNDAY: _DAY}.get(day.weekday(), 0 * _DAY)


def _nth(first: date, weekday: int, which: int) -> date:
    """The weekday from ``first`` on for the ``which``-th time."""
    return first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * (which - 1))
