"""The days by which mistakes can be mended, and half birthdays."""

from calendar import monthrange
from datetime import date, timedelta

from planner.engine.deadlines import ROLLOVER_DAYS, correction_deadline
from planner.engine.moves import years_later

_MONTHS_OF_A_YEAR, _HALF_A_YEAR = 12, 6


def sixty_days_after(day: date) -> date:
    """The last day on which money that left an IRA can be put back (IRC 408(d)(3)(A))."""
    return day + timedelta(days=ROLLOVER_DAYS)


def before_the_excise(year: int, today: date) -> date:
    """The day before excess contributions for ``year`` cost the next 6 % (IRC 4973).

    The due date with extensions; after it, the end of the current year.
    """
    in_time = correction_deadline(year)
    return in_time if today <= in_time else date(today.year, 12, 31)


def year_ends_passed(year: int, today: date) -> int:
    """How many years an excess for ``year`` is taxed for, if it is still there today.

    None while it can be returned in time; the year itself counts once that day has passed. Source:
    IRC 4973(a), 408(d)(4).
    """
    if today <= correction_deadline(year):
        return 0
    return today.year - year


def half_birthday(born: date, age: int) -> date:
    """The day one is ``age`` and a half: six months after the birthday, or that month's last.

    59½ for the additional tax (IRC 72(t)(2)(A)(i)), 70½ for gifts (IRC 408(d)(8)(B)(ii)).
    """
    day = years_later(born, age)
    month = day.month + _HALF_A_YEAR
    year = day.year + (month > _MONTHS_OF_A_YEAR)
    month -= _MONTHS_OF_A_YEAR if month > _MONTHS_OF_A_YEAR else 0
    return date(year, month, min(day.day, monthrange(year, month)[1]))
