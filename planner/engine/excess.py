"""Excess contributions of a year, and the 6 % tax on them (IRC 4973)."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.money import CENT, ZERO, to_unit

EXCISE_RATE = Decimal("0.06")
"""IRC 4973(a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """What was contributed above the limits for a year, in dollars; earlier years left aside."""

    traditional: Decimal
    roth: Decimal
    rolled_from_529: Decimal

    @property
    def total(self) -> Decimal:
        """All of it, in dollars."""
        return self.traditional + self.roth + self.rolled_from_529

    @property
    def excise(self) -> Decimal:
        """6 % for each year until it is corrected, in dollars and cents.

        At most 6 % of what the accounts hold on December 31, which is not looked at here; none
        when withdrawn with its earnings by the due date with extensions (IRC 4973(b), (f)).
        """
        return to_unit(EXCISE_RATE * self.total, CENT)


def traditional_excess(*, contributed: Decimal, limit: Decimal) -> Decimal:
    """IRC 4973(b)(1): what went to traditional IRAs above their limit, in dollars.

    Whether it could be deducted does not matter (the last sentence of 4973(b)).
    """
    return max(ZERO, contributed - limit)


def roth_excess(
    *, contributed: Decimal, limit: Decimal, supported: Decimal, traditional: Decimal
) -> Decimal:
    """IRC 4973(f)(1): what went to Roth IRAs above what was allowed, in dollars.

    Allowed is the less of the phased-out ``limit`` and of what ``traditional`` contributions left
    of ``supported`` (IRC 408A(c)(2)-(3); Publication 590-A, Worksheet 2-2, lines 9-10).
    """
    allowed = max(ZERO, min(limit, supported - traditional))
    return max(ZERO, contributed - allowed)


def excess_from_529(*, rolled: Decimal, supported: Decimal, contributed: Decimal) -> Decimal:
    """IRC 529(c)(3)(E)(ii)(I): what came from a 529 plan above what was left, in dollars.

    ``contributed`` is what went to all IRAs otherwise; income does not matter. The lifetime limit
    of $35,000 and the age of the account are not looked at here.
    """
    return max(ZERO, rolled - max(ZERO, supported - contributed))
