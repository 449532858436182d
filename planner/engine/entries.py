"""The evidence behind each entry of a form: which events and values, and what each adds.

The same rules as ``pool.py``, one fact at a time: what stands behind a line adds up to the line
before it is rounded, wherever all of it is known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine import pool as pools
from planner.engine.contributions import Contributions, Move, moved_after_year_end, takes
from planner.engine.household import Event, YearEndValue, YearRecord
from planner.engine.money import ZERO
from planner.engine.pool import Pool

type EntryKind = Literal["event", "value", "deduction", "brought_forward", "not_below_zero"]
type _Counts = Callable[[date], bool]
"""Whether a line takes what was contributed on a day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one fact adds to a line, in dollars; below zero is what it takes off.

    ``amount`` is ``None`` while it is not known. ``source`` is the event, the value of December 31
    (one without an amount where none was entered) or, for the deduction taken, the year's record.
    ``brought_forward`` is last year's line 14 or a stated start, and ``not_below_zero`` lifts a
    line that more was taken off than was there; neither has a source.
    """

    kind: EntryKind
    amount: Decimal | None
    source: Event | YearEndValue | YearRecord | None = None


type Entries = dict[str, tuple[Entry, ...]]
"""What stands behind the lines 1, 2, 4, 6, 7 and 8, by number; empty where nothing does."""


def entries(pool: Pool, year: int, brought: Decimal | None) -> Entries:
    """What stands behind the entries of the pool's form for ``year``.

    ``brought`` is the basis brought forward in dollars, as in ``LedgerYear.brought``.
    """
    return {
        "1": tuple(_contributed(pool, year, lambda _day: True)),
        "2": tuple(_not_below_zero(_basis(pool, year, brought))),
        "4": tuple(_contributed(pool, year, lambda day: day.year != year)),
        "6": tuple(_held(pool, year)),
        "7": tuple(_taken(pool, year)),
        "8": tuple(_converted(pool, year)),
    }


def total(found: Iterable[Entry]) -> Decimal | None:
    """What entries come to in dollars, cents included; ``None`` while one is not known."""
    result = ZERO
    for entry in found:
        if entry.amount is None:
            return None
        result += entry.amount
    return result


# --- Lines 1 and 4 -------------------------------------------------------------------------------


def _contributed(pool: Pool, year: int, counts: _Counts) -> Iterator[Entry]:
    """Contributions, what corrections brought and took away, and what was deducted of them."""
    made = pool.contributions(year)
    for event in pool.person.events_for(year):
        own = event.kind == "contribution" and pool.holds(event.account)
        if own and takes(pool.person.account(event.account)) and counts(event.on):
            yield Entry("event", event.amount, event)
    for move in made.moves:
        yield from _corrected(made, move, counts)
    yield from _deducted(pool.person.record(year), made, counts)


def _corrected(made: Contributions, move: Move, counts: _Counts) -> Iterator[Entry]:
    """What a recharacterization or return adds or takes off, if it is of what the line counts."""
    sign = _sign(move)
    if move.event.amount is None or (sign > 0 and move.missing):
        if sign and any(counts(day) for day in _days(made, move)):
            yield Entry("event", None, move.event)
    elif amount := sign * sum((lot.amount for lot in move.taken if counts(lot.on)), ZERO):
        yield Entry("event", amount, move.event)


def _sign(move: Move) -> int:
    """1 into the traditional IRAs, -1 out of them, 0 for what a Roth IRA gave back."""
    if not move.from_roth:
        return -1
    return 1 if move.event.kind == "recharacterization" else 0


def _days(made: Contributions, move: Move) -> list[date]:
    """When what it may be of was contributed; during the year where nothing is entered."""
    days = [lot.on for lot in made.lots if lot.is_roth == move.from_roth]
    return days or [date(made.year, 12, 31)]


def _deducted(record: YearRecord, made: Contributions, counts: _Counts) -> Iterator[Entry]:
    """The deduction takes off what was made after December 31 first, and no more than there is."""
    lots = (lot for lot in made.lots if not lot.is_roth and counts(lot.on))
    there = sum((lot.amount for lot in lots), ZERO)
    if there and record.deducted is None:
        yield Entry("deduction", None, record)
    elif there and record.deducted:
        yield Entry("deduction", -min(there, record.deducted), record)


# --- Line 2 --------------------------------------------------------------------------------------


def _basis(pool: Pool, year: int, brought: Decimal | None) -> Iterator[Entry]:
    yield Entry("brought_forward", brought)
    for event in pools.adjustments(pool, year):
        yield Entry("event", event.amount, event)
    for event in pools.after_tax_rollovers(pool, year):
        if event.after_tax:
            yield Entry("event", event.after_tax, event)
    for event in pools.late_returns(pool, year):
        yield Entry("event", None if event.amount is None else -event.amount, event)


def _not_below_zero(found: Iterable[Entry]) -> Iterator[Entry]:
    """The same, and what is missing to zero where more was taken off than there was."""
    kept = tuple(found)
    yield from kept
    result = total(kept)
    if result is not None and result < 0:
        yield Entry("not_below_zero", -result)


# --- Line 6 --------------------------------------------------------------------------------------


def _held(pool: Pool, year: int) -> Iterator[Entry]:
    yield from _not_below_zero((*_values(pool, year), *_moved_later(pool, year)))
    for event in pools.rollovers_under_way(pool, year):
        yield Entry("event", event.amount, event)


def _values(pool: Pool, year: int) -> Iterator[Entry]:
    for account in pool.accounts:
        entered = pool.person.value(account.key, year)
        if entered:
            yield Entry("value", entered.amount, entered)
        elif pool.value(account, year) is None:
            yield Entry("value", None, YearEndValue(account=account.key, year=year))


def _moved_later(pool: Pool, year: int) -> Iterator[Entry]:
    """Recharacterized after December 31: line 6 takes it as done before, with its earnings."""
    for move, there in moved_after_year_end(pool.contributions(year)):
        earnings = move.event.earnings
        if earnings is None:
            yield Entry("event", None, move.event)
        else:
            amount = there + earnings
            yield Entry("event", amount if move.from_roth else -amount, move.event)


# --- Lines 7 and 8 -------------------------------------------------------------------------------


def _taken(pool: Pool, year: int) -> Iterator[Entry]:
    for event in pools.withdrawals(pool, year):
        yield Entry("event", event.amount, event)
    for event in pools.valid_conversions(pool, year):
        if event.withheld:
            yield Entry("event", event.withheld, event)
    for event in pools.failed_moves(pool, year):
        yield Entry("event", event.amount, event)


def _converted(pool: Pool, year: int) -> Iterator[Entry]:
    """What reached a Roth IRA; what was withheld did not."""
    for event in pools.valid_conversions(pool, year):
        net = None if event.amount is None else event.amount - (event.withheld or ZERO)
        yield Entry("event", net, event)
