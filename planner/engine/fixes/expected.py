"""The value of a December 31 that nobody has entered: the last one, and what came and went since.

Without growth. It stands in where a way out needs the value of a year that is not over; it is
never taken for nothing, and whoever uses it says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.household import Account, Event, Person, YearEndValue
from planner.engine.money import ZERO
from planner.engine.pool import Pool, own_pool


@dataclass(frozen=True, slots=True)
class Expected:
    """What an account is expected to hold on December 31, in dollars, going by ``since``."""

    account: Account
    amount: Decimal
    since: int


def with_expected_values(person: Person, year: int) -> tuple[Person, tuple[Expected, ...]]:
    """``person`` with a value for every IRA that has an earlier one, and those that were added."""
    found = tuple(_expected_values(own_pool(person), year))
    added = (
        YearEndValue(account=one.account.key, year=year, amount=one.amount, source="estimate")
        for one in found
    )
    missing = {one.account.key for one in found}
    kept = (
        value
        for value in person.year_end_values
        if value.year != year or value.account not in missing
    )
    return (replace(person, year_end_values=(*kept, *added)) if found else person), found


def _expected_values(pool: Pool, year: int) -> Iterator[Expected]:
    for account in pool.accounts:
        if pool.value(account, year) is None:
            last = _last_known(pool, account, year)
            amount = None if last is None else _carried(pool, account, last, year)
            if last is not None and amount is not None:
                yield Expected(account, amount, last)


def _last_known(pool: Pool, account: Account, year: int) -> int | None:
    """The last year before ``year`` whose December 31 value is known, entered or not yet opened."""
    years = [value.year for value in pool.person.year_end_values if value.account == account.key]
    years += [event.on.year - 1 for event in pool.person.events]
    known = (one for one in years if one < year and pool.value(account, one) is not None)
    return max(known, default=None)


def _carried(pool: Pool, account: Account, last: int, year: int) -> Decimal | None:
    """The value at the end of ``last`` with what came and went to the end of ``year``.

    An account that was opened since, and into which nothing is entered, holds nobody knows what.
    """
    flows = [
        amount
        for event in pool.person.ordered_events
        for when, amount in _flows(event, account.key)
        if last < when <= year
    ]
    known = [amount for amount in flows if amount is not None]
    if len(known) < len(flows) or not (flows or pool.person.value(account.key, last)):
        return None
    return max(ZERO, sum(known, pool.value(account, last) or ZERO))


def _flows(event: Event, key: str) -> Iterator[tuple[int, Decimal | None]]:
    """In which calendar year the event put how much into the account, or took out below zero."""
    amount = event.amount
    if amount is not None and event.kind in ("recharacterization", "distribution"):
        amount += event.earnings or ZERO
    if event.account == key and event.kind == "contribution":
        yield event.on.year, amount
    elif event.account == key and event.kind != "basis_adjustment":
        yield event.on.year, None if amount is None else -amount
    if event.to == key and (event.completed or event.kind != "rollover"):
        yield (event.completed or event.on).year, amount
