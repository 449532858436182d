"""The earnings that leave an IRA with a contribution that is returned or recharacterized.

The whole IRA earned them together, so the contribution's part is found in proportion, from the
day before the contribution came in to the day before it leaves (Treas. Reg. 1.408-11 for returns,
1.408A-5, Q&A 2(c) for recharacterizations). Amounts are US dollars.
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.money import CENT, ZERO, Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputationPeriod:
    """What one IRA held and what came and went while the contribution was in it, in dollars.

    ``opening_value`` is the value just before the contribution, ``added`` everything that came in
    since, the contribution itself included, ``withdrawn`` everything that left, and
    ``closing_value`` the value just before the contribution leaves.
    """

    opening_value: Decimal
    added: Decimal
    closing_value: Decimal
    withdrawn: Decimal = ZERO

    @property
    def adjusted_opening(self) -> Decimal:
        """What was there to earn (Treas. Reg. 1.408-11(b)(1))."""
        return self.opening_value + self.added

    @property
    def adjusted_closing(self) -> Decimal:
        """What became of it (Treas. Reg. 1.408-11(b)(2))."""
        return self.closing_value + self.withdrawn


def net_income(amount: Decimal, period: ComputationPeriod, unit: Decimal = CENT) -> Decimal:
    """The earnings of ``amount`` over ``period``, in dollars to ``unit``; a loss is below 0.

    The contribution times the growth of the IRA over what it began with (Treas. Reg.
    1.408-11(a)(1)). The published example: 1,000 of 22,000 that became 23,600 earned 72.73. Raises
    ``ValueError`` where ``amount`` is more than what was there to earn, or nothing was.

    Not verified at the source: ``net-income-formula``.
    """
    opening = period.adjusted_opening
    if not ZERO < amount <= opening:
        raise ValueError(f"{amount} is not a part of the {opening} that was there to earn")
    grown = period.adjusted_closing - opening
    earned = Ratio(amount, opening).of(abs(grown), unit)
    return earned if grown >= 0 else -earned
