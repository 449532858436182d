"""Who is on a return, and what it says of every year beside the money from IRAs."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planner.engine.federal.premiums import LAG, Medicare
from planner.engine.federal.returns import FederalReturn, is_aged
from planner.engine.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Filers:
    """People on one return, who were ``born`` on these days; ``None`` is not known.

    ``base`` is what the return of each year says beside the IRAs. ``part_b`` and ``part_d`` count
    who is covered two years later; where nobody says so, it is whoever is 65 by the end of that
    year, for all of it.
    """

    base: FederalReturn
    born: tuple[date | None, ...]
    part_b: int | None = None
    part_d: int | None = None
    tax_exempt_interest: Decimal = ZERO

    def in_year(self, year: int) -> FederalReturn:
        """The return of ``year``, with those who count as 65 in it (IRC 63(f)(1), 151(d)(5)(C))."""
        return replace(self.base, year=year, aged=self._aged(year))

    def medicare(self, year: int) -> Medicare:
        """Who pays the premiums that the income of ``year`` decides (42 USC 1395r(i)(4)(B))."""
        covered = self._aged(year + LAG)
        return Medicare(
            part_b=covered if self.part_b is None else self.part_b,
            part_d=covered if self.part_d is None else self.part_d,
            tax_exempt_interest=self.tax_exempt_interest,
        )

    def _aged(self, year: int) -> int:
        return sum(born is not None and is_aged(born, year) for born in self.born)
