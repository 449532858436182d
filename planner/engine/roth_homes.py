"""What a first home took out of Roth IRAs in a year, and how much of the lifetime limit is left.

Before 59½ that money is free of the 10% additional tax, and qualified once the five tax years of
the Roth IRAs are over; at most 10,000 dollars in a lifetime. Line 20 of Form 8606 takes it off
before regular contributions and conversions are counted, so it is what came out last. IRC
72(t)(2)(F), (8)(B), 408A(d)(2)(A)(iv), (5); Instructions for Form 8606, lines 20 and 24.
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.facts import MOST_FIRST_HOME_EXPENSES
from planner.engine.money import ZERO, to_unit


@dataclass(frozen=True, slots=True)
class FirstHome:
    """A first home in one year, in dollars; ``entered`` is ``None`` while nobody said anything.

    ``before`` is what earlier years used of the lifetime limit, ``allowed`` what is within what is
    left of it, and ``used`` how much of that came out before 59½.
    """

    entered: Decimal | None = None
    before: Decimal = ZERO
    allowed: Decimal = ZERO
    used: Decimal = ZERO

    @property
    def above(self) -> Decimal:
        """What was entered beyond the limit, in dollars: it counts as any other distribution."""
        return (self.entered or ZERO) - self.allowed

    @property
    def after(self) -> Decimal:
        """What is used of the lifetime limit when the year ends, in dollars."""
        return self.before + self.used


def first_home(
    expenses: Decimal | None, before: Decimal, early: Decimal, unit: Decimal
) -> FirstHome:
    """The home of a year of which ``early`` dollars came out before 59½, in multiples of ``unit``.

    ``expenses`` are those that were entered, ``before`` what earlier years used (IRC 72(t)(8)(B)).
    """
    entered = None if expenses is None else to_unit(expenses, unit)
    allowed = min(entered or ZERO, MOST_FIRST_HOME_EXPENSES - before)
    return FirstHome(entered, before, allowed, min(allowed, early))
