"""Events of a year to the entries of Form 8606: which account counts, on which line, and why.

Sources: Instructions for Form 8606, lines 1, 2, 4, 6, 7 and 8; IRC 408(d).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.engine.account_values import opening_year
from planner.engine.contributions import Contributions, contributions, line_6_correction
from planner.engine.grouping import grouped
from planner.engine.household import PLANS, Account, Event, Person
from planner.engine.money import ZERO
from planner.engine.moves import arrived_in_time, is_failed

_ON_LINE_7 = frozenset({"normal", "rmd", "qualified_disaster", "withheld_from_conversion"})
"""QCDs, HSA funding and returned contributions are no distributions of line 7."""


@dataclass(frozen=True)
class Pool:
    """The accounts that belong on one form: a person's own, or those inherited from one person."""

    # No slots: what is looked up year after year is arranged once and kept beside the fields.

    person: Person
    accounts: tuple[Account, ...]
    decedent: str = ""

    def holds(self, key: str) -> bool:
        """Whether the account called ``key`` is counted."""
        return key in self._keys

    def events(self, kind: str, year: int) -> tuple[Event, ...]:
        """The events of ``kind`` that left a counted account in the calendar year, in order."""
        return self._events.get((kind, year), ())

    def contributions(self, year: int) -> Contributions:
        """The contributions for ``year``; an inherited IRA takes none."""
        return self._contributions.get(year) or Contributions(year, (), ())

    def value(self, account: Account, year: int) -> Decimal | None:
        """What ``account`` was worth on December 31: 0 before it was opened, ``None`` if not known.

        In dollars, as it was entered.
        """
        entered = self.person.value(account.key, year)
        if entered:
            return entered.amount
        return ZERO if year < self._opening_years[account.key] else None

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(account.key for account in self.accounts)

    @cached_property
    def _events(self) -> dict[tuple[str, int], tuple[Event, ...]]:
        left = [event for event in self.person.ordered_events if event.account in self._keys]
        return grouped(left, lambda event: (event.kind, event.on.year))

    @cached_property
    def _contributions(self) -> dict[int, Contributions]:
        years = () if self.decedent else self.person.tax_years
        return {year: contributions(self.person, year) for year in years}

    @cached_property
    def _opening_years(self) -> dict[str, int]:
        return {account.key: opening_year(self.person, account) for account in self.accounts}


def own_pool(person: Person) -> Pool:
    """All of a person's own traditional, rollover, SEP and SIMPLE IRAs (IRC 408(d)(2)(A))."""
    return Pool(person, tuple(account for account in person.accounts if account.is_counted))


def inherited_pools(person: Person) -> list[Pool]:
    """One pool for each person inherited from, unless a spouse treats the IRA as own.

    Not verified at the source: ``inherited-separate``.
    """
    found: dict[str, tuple[Account, ...]] = {}
    for account in person.accounts:
        if account.kind == "inherited_traditional" and not account.treated_as_own:
            decedent = account.inherited_from or account.key
            found[decedent] = (*found.get(decedent, ()), account)
    return [Pool(person, accounts, decedent) for decedent, accounts in found.items()]


# --- Lines 1 and 4 -------------------------------------------------------------------------------


def nondeductible(pool: Pool, year: int) -> tuple[Decimal, Decimal]:
    """Lines 1 and 4 in dollars: nondeductible contributions, and those made after December 31.

    What was not deducted is taken to be what was made during the year first, as the filer may
    choose (Instructions, line 4).
    """
    made = pool.contributions(year)
    line_1 = max(ZERO, made.total - (pool.person.record(year).deducted or ZERO))
    return line_1, max(ZERO, line_1 - made.in_year)


# --- Line 2 --------------------------------------------------------------------------------------


def basis_changes(pool: Pool, year: int) -> Decimal:
    """What changes line 2 beside last year's line 14, in dollars, below zero too.

    After-tax plan money rolled in adds; excess contributions returned late take off
    (IRC 408(d)(5)); divorce and other named adjustments do either.
    """
    rolled_in = sum((one.after_tax or ZERO for one in after_tax_rollovers(pool, year)), ZERO)
    return _total(adjustments(pool, year)) + rolled_in - _total(late_returns(pool, year))


def has_basis(pool: Pool) -> bool:
    """Whether anything ever gave the pool basis, known or not."""
    years = {(event.completed or event.on).year for event in pool.person.events}
    return any(
        event.amount is None or event.amount for year in years for event in adjustments(pool, year)
    ) or any(basis_changes(pool, year) for year in years)


def adjustments(pool: Pool, year: int) -> Iterator[Event]:
    """The named changes of the pool's basis in the calendar year."""
    for event in pool.person.events_in(year):
        if event.kind == "basis_adjustment":
            own = not event.account and not pool.decedent
            if own or (event.account and pool.holds(event.account)):
                yield event


def after_tax_rollovers(pool: Pool, year: int) -> Iterator[Event]:
    """Rollovers out of a plan into a counted IRA that arrived in time in the calendar year."""
    for event in pool.person.arrivals_in(year):
        reached = pool.holds(event.to) and arrived_in_time(event)
        if reached and pool.person.account(event.account).kind in PLANS:
            yield event


def late_returns(pool: Pool, year: int) -> Iterator[Event]:
    """Excess contributions returned after the due date; the basis goes in the calendar year."""
    for event in pool.events("distribution", year):
        if event.character == "returned_excess":
            yield event


# --- Line 6 --------------------------------------------------------------------------------------


def year_end_value(pool: Pool, year: int) -> Decimal | None:
    """The value of the pool on December 31, in dollars; ``None`` while part of it is missing."""
    total = accounts_value(pool, year)
    correction = line_6_correction(pool.contributions(year))
    return None if total is None or correction is None else max(ZERO, total + correction)


def accounts_value(pool: Pool, year: int) -> Decimal | None:
    """What the accounts held on December 31, in dollars, before line 6 corrects it."""
    total = ZERO
    for account in pool.accounts:
        amount = pool.value(account, year)
        if amount is None:
            return None
        total += amount
    return total


def outstanding_rollovers(pool: Pool, year: int) -> Decimal:
    """Money on its way from IRA to IRA over December 31, in dollars (Instructions, line 6)."""
    return _total(rollovers_under_way(pool, year))


def rollovers_under_way(pool: Pool, year: int) -> Iterator[Event]:
    """Rollovers between counted IRAs that left in the year and arrived in time in the next."""
    for event in pool.events("rollover", year):
        late = event.completed is not None and event.completed.year > year
        if late and pool.holds(event.to) and not is_failed(pool.person, event):
            yield event


# --- Lines 7 and 8 -------------------------------------------------------------------------------


def distributions(pool: Pool, year: int) -> Decimal:
    """Line 7 in dollars: what left and was neither converted nor rolled over in time."""
    withheld = sum((event.withheld or ZERO for event in valid_conversions(pool, year)), ZERO)
    return _total(withdrawals(pool, year)) + withheld + _total(failed_moves(pool, year))


def withdrawals(pool: Pool, year: int) -> Iterator[Event]:
    """What was taken out and kept: the distributions that line 7 asks for."""
    for event in pool.events("distribution", year):
        if event.character in _ON_LINE_7:
            yield event


def disaster_distributions(pool: Pool, year: int) -> Decimal:
    """The part of line 7, in dollars, that was a qualified disaster distribution."""
    taken = withdrawals(pool, year)
    return _total(event for event in taken if event.character == "qualified_disaster")


def conversions(pool: Pool, year: int) -> Decimal:
    """Line 8 in dollars: the net amount that reached a Roth IRA in the calendar year."""
    net = (
        (event.amount or ZERO) - (event.withheld or ZERO) for event in valid_conversions(pool, year)
    )
    return max(ZERO, sum(net, ZERO))


def valid_conversions(pool: Pool, year: int) -> Iterator[Event]:
    """Conversions of the year; SIMPLE money in its first two years cannot be converted."""
    for event in pool.events("conversion", year):
        if not is_failed(pool.person, event):
            yield event


def failed_moves(pool: Pool, year: int) -> Iterator[Event]:
    """What was meant as a rollover or conversion and is a distribution in the eyes of the law."""
    for kind in ("conversion", "rollover"):
        for event in pool.events(kind, year):
            if is_failed(pool.person, event):
                yield event


def _total(events: Iterable[Event]) -> Decimal:
    """What the events come to in dollars; an amount that is not known counts as nothing."""
    return sum((event.amount or ZERO for event in events), ZERO)
