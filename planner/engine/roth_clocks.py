"""The two five-year clocks of Roth IRAs, and the age of 59½.

One clock runs once for a person and decides, with the age, what is qualified (IRC 408A(d)(2)(B));
the other runs for the conversions of each year and decides whether the 10% additional tax takes
their taxable part back (IRC 408A(d)(3)(F)). Both begin on January 1.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIVE_YEARS = 5
_YEARS_OF_AGE, _MONTHS_OF_AGE = 59, 6
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class QualifiedClock:
    """The five tax years that begin with the first one a Roth contribution or conversion is for.

    ``began`` is the first year that is known for certain to have one, and ``earliest`` the first
    that may have one, as where an amount is not known; ``None`` in ``began`` where there is none.
    ``is_whole`` says that nothing came before ``earliest``.
    """

    began: int | None
    earliest: int | None
    is_whole: bool

    @property
    def met_from(self) -> int | None:
        """The first year in which the five years are certainly over; ``None`` if not known."""
        return None if self.began is None else self.began + FIVE_YEARS

    def is_met(self, year: int) -> bool | None:
        """Whether the five tax years are over in ``year``; ``None`` while that is not known.

        Treas. Reg. 1.408A-6, Q&A 2; Instructions for Form 8606, line 19.
        """
        if self.began is not None and year >= self.began + FIVE_YEARS:
            return True
        may_be = self.earliest is not None and year >= self.earliest + FIVE_YEARS
        return False if self.is_whole and not may_be else None


def is_young(converted: int, year: int) -> bool:
    """Whether a conversion of the year ``converted`` is in its five tax years in ``year``.

    IRC 408A(d)(3)(F); Treas. Reg. 1.408A-6, Q&A 5(c).
    """
    return year < converted + FIVE_YEARS


def is_of_age(born: date | None, day: date) -> bool | None:
    """Whether who was ``born`` on a day is 59½ or older on ``day``; ``None`` if not known.

    IRC 72(t)(2)(A)(i), 408A(d)(2)(A)(i).
    """
    return None if born is None else day >= of_age_from(born)


def of_age_from(born: date) -> date:
    """The day on which one is 59½: six months after the 59th birthday, or that month's last."""
    later = born.month > _MONTHS_OF_A_YEAR - _MONTHS_OF_AGE
    year = born.year + _YEARS_OF_AGE + later
    month = born.month + _MONTHS_OF_AGE - (_MONTHS_OF_A_YEAR if later else 0)
    return date(year, month, min(born.day, monthrange(year, month)[1]))
