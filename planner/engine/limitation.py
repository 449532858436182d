"""How long tax of a year can be claimed back, and how long more of it can be asked for.

Both periods are three years from the return. A return filed early counts as filed on April 15
itself, also where that was a weekend or holiday (IRC 6513(a); Rev. Rul. 2003-41, situation 1).
Disasters postpone dates for those they affect; only the two of everybody in 2020 and 2021 are here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.deadlines import contribution_deadline, next_working_day
from planner.engine.moves import years_later

type Standing = Literal["open", "only_if_extended", "closed"]

_YEARS = 3
"""IRC 6511(a) and 6501(a)."""

_POSTPONED_CLAIMS = (
    (date(2020, 4, 1), date(2020, 7, 15)),  # Notice 2020-23
    (date(2021, 4, 15), date(2021, 5, 17)),  # Notice 2021-21, for returns of 2017
)
"""Last days from the first on, and before the second, were postponed to the second."""


@dataclass(frozen=True, slots=True)
class RefundWindow:
    """The last days to claim tax of ``year`` back (IRC 6511(a), (b)(2)(A)).

    ``filed_on`` is the day of the return, ``None`` where it is not known. Until ``sure`` a claim is
    in time in any case; from then to ``latest`` only if the return was extended, or came so late in
    time as nobody knows.
    """

    year: int
    filed_on: date | None
    sure: date
    latest: date

    @property
    def until(self) -> date:
        """The day to name: by the day of the return; without one, as if filed in time."""
        return self.latest if self.filed_on else self.sure

    def standing(self, today: date) -> Standing:
        """Whether a claim that is mailed ``today`` is in time (IRC 7502: the postmark counts)."""
        if today <= self.sure:
            return "open"
        return "only_if_extended" if today <= self.latest else "closed"


def refund_window(year: int, filed_on: date | None) -> RefundWindow:
    """How long tax of ``year`` can be claimed back.

    Tax withheld counts as paid on April 15 (IRC 6513(b)). A return of the next working day, or of
    the postponed day of 2020 or 2021, was in time: three years from it reach that payment
    (Rev. Rul. 2003-41, situation 3; Notice 2023-21). After it only an extension of the return does,
    by six months. Two years from a later payment, where there was one, are not looked at.
    """
    in_time = claim_day(_april_15(year))
    extended = date(year + 1, 10, 15)
    if filed_on is None:
        return RefundWindow(year, None, in_time, claim_day(extended))
    if filed_on <= contribution_deadline(year):
        last = claim_day(_counts_as_filed(year, filed_on))
        return RefundWindow(year, filed_on, last, last)
    return RefundWindow(year, filed_on, in_time, claim_day(min(filed_on, extended)))


def refund_deadline(year: int, filed_on: date | None) -> date:
    """The last day to claim tax of ``year`` back, to be named alone (IRC 6511(a))."""
    return refund_window(year, filed_on).until


def assessable_until(year: int, filed_on: date | None) -> date:
    """The last day on which more tax of ``year`` can be assessed (IRC 6501(a), (b)(1)).

    A return of which nobody knows the day is taken as filed at the end of an extension: then the
    day has passed in any case. It is six years where more than a quarter of the income was left
    out, and there is no end where none was filed (IRC 6501(c), (e)): neither is looked at.
    """
    return claim_day(_counts_as_filed(year, filed_on or date(year + 1, 10, 15)))


def claim_day(filed: date) -> date:
    """Three years after ``filed``, moved past a weekend or legal holiday (IRC 7503)."""
    last = next_working_day(years_later(filed, _YEARS))
    return next((day for first, day in _POSTPONED_CLAIMS if first <= last < day), last)


def payment_due(year: int) -> date:
    """The day from which interest on unpaid tax of ``year`` runs (IRC 6601(a), (b)(1)).

    April 15 itself: a weekend lets one pay later, it does not move the day (IRM 20.2.5). The
    postponed days of 2020 and 2021 did (Notices 2020-23 and 2021-21).
    """
    due = contribution_deadline(year)
    return due if due.month > _april_15(year).month else _april_15(year)


def _counts_as_filed(year: int, filed_on: date) -> date:
    return max(filed_on, _april_15(year))


def _april_15(year: int) -> date:
    """The last day for the return, before weekends and holidays (IRC 6072(a))."""
    return date(year + 1, 4, 15)
