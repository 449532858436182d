"""How a person's IRAs stand at the end of a year: how much in them was never taxed.

While the value of December 31 is neither known nor due, the one of the year before stands for it,
with what came and went since and without growth.
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.household import PLANS
from planner.engine.mistakes.case import Case
from planner.engine.money import ZERO, Ratio
from planner.engine.moves import arrived_in_time, is_failed

_UNTAXED = frozenset({"qcd", "hsa_funding", "returned_contribution", "returned_excess"})
"""What leaves the IRAs and is on neither line 7 nor line 8."""

TINY = Decimal(100)
"""Dollars left in an IRA that nobody needs to worry about."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The IRAs of a year in dollars: ``pool`` as line 9, ``basis`` as line 5, and what ``left``.

    ``is_expected`` says that it rests on the value of the year before.
    """

    pool: Decimal
    basis: Decimal
    left: Decimal
    is_expected: bool

    @property
    def inside(self) -> Decimal:
        """What is still there on December 31."""
        return max(ZERO, self.pool - self.left)

    @property
    def pre_tax(self) -> Decimal:
        """Pool minus basis: what was never taxed, in it or gone from it."""
        return max(ZERO, self.pool - self.basis)

    @property
    def to_move(self) -> Decimal:
        """The most that an employer plan may take, never a dollar of basis."""
        return min(self.inside, self.pre_tax)

    def taxable(self, amount: Decimal, unit: Decimal) -> Decimal:
        """The part of ``amount`` that is income when it leaves the pool, which is not empty."""
        return amount - Ratio(min(self.basis, self.pool), self.pool).of(amount, unit)


def standing(case: Case) -> Standing | None:
    """How the year stands or is expected to (Form 8606, lines 5 to 9); ``None`` if not known."""
    facts = case.facts
    if facts.prior_basis is None or not case.found.is_known:
        return None
    left = (facts.distribution or ZERO) + (facts.conversion or ZERO)
    if facts.year_end_value is not None:
        return Standing(whole_pool(facts), basis_inside(facts), left, is_expected=False)
    before = None if case.is_over else pools.year_end_value(case.pool, case.year - 1)
    if before is None:
        return None
    return Standing(
        max(left, before + _came(case) - _went(case)), basis_inside(facts), left, is_expected=True
    )


def _came(case: Case) -> Decimal:
    """What reached the IRAs in the calendar year: contributions and plan money, in dollars."""
    lots = (
        lot.amount
        for year in (case.year - 1, case.year)
        for lot in case.pool.contributions(year).lots
        if not lot.is_roth and lot.on.year == case.year
    )
    arrived = (
        event.amount or ZERO
        for event in case.person.arrivals_in(case.year)
        if case.pool.holds(event.to) and not _stays_inside(case, event.account, event.on.year)
        if arrived_in_time(event)
    )
    return sum(lots, ZERO) + sum(arrived, ZERO)


def _stays_inside(case: Case, account: str, year: int) -> bool:
    """Whether it went from IRA to IRA within the year."""
    return case.pool.holds(account) and year == case.year


def _went(case: Case) -> Decimal:
    """What left the IRAs in the year for a plan or for charity, in dollars."""
    into_plans = (
        event.amount or ZERO
        for event in case.events("rollover")
        if case.person.account(event.to).kind in PLANS and not is_failed(case.person, event)
    )
    given = (
        event.amount or ZERO for event in case.events("distribution") if event.character in _UNTAXED
    )
    return sum(into_plans, ZERO) + sum(given, ZERO)
