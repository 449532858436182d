"""The last day on which a contribution for a year can be made, and the days around December 31."""

from datetime import date, timedelta

from planner.engine.legal_holidays import legal_holidays

_POSTPONED = {
    2019: date(2020, 7, 15),  # Notice 2020-23
    2020: date(2021, 5, 17),  # Notice 2021-21
}
_SATURDAY = 5

ROLLOVER_DAYS = 60
"""IRC 408(d)(3)(A): a rollover must reach the new IRA or plan within 60 days."""


def contribution_deadline(tax_year: int) -> date:
    """The unextended due date of the return for ``tax_year`` (IRC 219(f)(3), 7503).

    April 15 of the next year, moved past a weekend and past Emancipation Day in the District of
    Columbia; the postponements of 2020 and 2021 as the IRS announced them.

    Not verified at the source: ``due-dates``, ``postponed-dates``.
    """
    if tax_year in _POSTPONED:
        return _POSTPONED[tax_year]
    return next_working_day(date(tax_year + 1, 4, 15))


def correction_deadline(tax_year: int) -> date:
    """The last day to recharacterize a contribution for ``tax_year``, or to have it returned.

    The due date including extensions, October 15, which is also six months after the due date for
    who filed in time (Instructions for Form 8606, "Recharacterizations"; IRC 408(d)(4)).
    """
    return next_working_day(date(tax_year + 1, 10, 15))


def form_1099_r_due(year: int) -> date:
    """The last day to send the owner Form 1099-R for ``year`` (Instructions for Form 1099-R)."""
    return next_working_day(date(year + 1, 1, 31))


def form_5498_due(year: int) -> date:
    """The last day to send the owner Form 5498 for ``year`` (Instructions for Form 5498)."""
    return next_working_day(date(year + 1, 5, 31))


def next_working_day(day: date) -> date:
    """``day``, or the next that is no weekend and no legal holiday (IRC 7503)."""
    while day.weekday() >= _SATURDAY or day in legal_holidays(day.year):
        day += timedelta(days=1)
    return day


def may_be_for(tax_year: int, made: date) -> bool:
    """Whether a contribution made on ``made`` can be for ``tax_year`` (IRC 219(f)(3))."""
    if made.year == tax_year:
        return True
    return made.year == tax_year + 1 and made <= contribution_deadline(tax_year)


def within_sixty_days(left: date, arrived: date) -> bool:
    """Whether money that left an IRA came back in time (IRC 408(d)(3)(A))."""
    return left <= arrived <= left + timedelta(days=ROLLOVER_DAYS)
