"""What decides how one person may contribute for a year. Frozen; ``None`` is *not known*."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.filing_status import FilingStatus
from planner.engine.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The return of the year; amounts in dollars.

    ``magi`` is modified AGI as the deduction worksheet takes it from the return: before any IRA
    deduction, **with** taxable distributions and conversions (IRC 219(g)(3); Publication 590-A,
    Worksheet 1-1). ``conversion_income`` is the part of it that line 18 of everybody on the return
    puts there: the Roth limit leaves it out (IRC 408A(c)(3)(B)(i); Worksheet 2-1). While it is
    not known, it is something from nothing to ``converted``. ``lived_apart_all_year`` is asked for
    on separate returns only, and only where it decides.
    """

    year: int
    filing_status: FilingStatus | None = None
    magi: Decimal | None = None
    conversion_income: Decimal | None = ZERO
    converted: Decimal = ZERO
    lived_apart_all_year: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """One person's side of it; amounts in dollars.

    ``traditional`` and ``roth`` are the person's own contributions for the year, deducted or not,
    as they stand after recharacterizations and returns; ``rolled_from_529`` what came from a
    529 plan into the Roth IRA (IRC 529(c)(3)(E)), which uses up the same limit. ``covered_by_plan``
    is the box "Retirement plan" of any Form W-2, or a SEP, SIMPLE or solo plan of one's own.
    """

    born: date | None = None
    compensation: Decimal | None = None
    covered_by_plan: bool | None = None
    traditional: Decimal | None = ZERO
    roth: Decimal | None = ZERO
    rolled_from_529: Decimal = ZERO

    @property
    def contributed(self) -> Decimal | None:
        """All that uses up the limit of the year (IRC 408A(c)(2), 529(c)(3)(E)(ii))."""
        if self.traditional is None or self.roth is None:
            return None
        return self.traditional + self.roth + self.rolled_from_529
