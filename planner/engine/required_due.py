"""How much has to come out of the IRAs of a person for a year (RMD), and how much of it did."""

from collections.abc import Iterable
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.household import Event
from planner.engine.money import DOLLAR, ZERO
from planner.engine.pool import Pool
from planner.engine.uniform_lifetime import required_of_all

_COUNTS = frozenset({"normal", "rmd", "qualified_disaster", "withheld_from_conversion", "qcd"})
"""What counts toward an RMD (QCDs: IRC 408(d)(8))."""


def required_due(pool: Pool, year: int, age: int) -> Decimal | None:
    """What was required for the year, in dollars, by the Uniform Lifetime Table.

    Of every IRA by its value of the December 31 before, and what was on its way to one that day
    (Treas. Reg. 1.408-8(b), (d)); ``None`` while a value is not known.
    """
    values = [pool.value(account, year - 1) for account in pool.accounts]
    under_way = pools.outstanding_rollovers(pool, year - 1)
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return required_of_all((*known, under_way), year=year, age=age)


def counted(came_out: Iterable[Event]) -> Decimal:
    """What came out and counts toward the RMD, in dollars (Treas. Reg. 1.408-8)."""
    return sum((event.amount or ZERO for event in came_out if event.character in _COUNTS), ZERO)


def is_short_of(due: Decimal, came_out: Iterable[Event]) -> bool:
    """Whether less came out than was ``due``; a dollar is rounding (IRC 401(a)(9))."""
    return due - counted(came_out) > DOLLAR
