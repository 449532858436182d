"""The events behind the figures of a year of Roth IRAs, and what each adds in dollars.

The same rules as ``roth_history.py`` and ``pool.py``, one event at a time: what stands behind a
figure adds up to it before it is rounded, wherever all of it is known.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.contributions import Lot, Move
from planner.engine.entries import Entry
from planner.engine.money import ZERO
from planner.engine.roth_history import RothHistory


def contributed(history: RothHistory, year: int) -> Iterator[Entry]:
    """Regular contributions for the tax year, and what corrections brought and took away.

    Instructions for Form 8606, line 22; Treas. Reg. 1.408A-6, Q&A 8(b)(2).
    """
    person = history.person
    for event in person.events_for(year):
        if event.kind == "contribution" and history.is_regular_of(event.account):
            yield Entry("event", event.amount, event)
    for move in history.pool.contributions(year).moves:
        yield from _corrected(history, move)


def converted(history: RothHistory, year: int) -> Iterator[Entry]:
    """What was converted, net of what was withheld, and rolled over from plans in the year.

    Form 8606, line 16; Instructions, line 24.
    """
    for event in pools.valid_conversions(history.pool, year):
        net = None if event.amount is None else event.amount - (event.withheld or ZERO)
        yield Entry("event", net, event)
    for event in history.rolled_over(year):
        yield Entry("event", event.amount, event)


def came_out(history: RothHistory, year: int) -> Iterator[Entry]:
    """The distributions of the calendar year, qualified ones too (Instructions, line 19)."""
    for event in history.distributions(year):
        yield Entry("event", event.amount, event)


def _corrected(history: RothHistory, move: Move) -> Iterator[Entry]:
    """What a recharacterization or a return of the year did to the regular contributions."""
    event = move.event
    if event.kind == "recharacterization" and history.is_regular_of(event.to):
        yield Entry("event", None if event.amount is None else _sum(move.taken), event)
    regular = [lot for lot in move.taken if lot.is_roth and history.is_regular_of(lot.account)]
    if move.from_roth:
        yield Entry("event", None if event.amount is None else -_sum(regular), event)


def _sum(lots: Iterable[Lot]) -> Decimal:
    return sum((lot.amount for lot in lots), ZERO)
