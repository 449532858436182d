"""Which contributions for a year ended up in the traditional IRAs, and when they were made.

A recharacterized contribution counts as made to the second IRA from the start (IRC 408A(d)(6)); a
returned one as never made (IRC 408(d)(4)). Earnings that rode along are never contributions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planner.engine.household import ROTH_IRAS, Account, Event, Person
from planner.engine.money import ZERO

_TAKES_CONTRIBUTIONS = frozenset({"traditional", "rollover", "inherited_traditional"})
"""Money an employer puts into a SEP or SIMPLE IRA is no contribution of the person's own.

An inherited IRA takes contributions once it is treated as own.
"""


@dataclass(frozen=True, slots=True)
class Lot:
    """One contribution, or what is left of it, where it counts as made; dollars."""

    on: date
    account: str
    is_roth: bool
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Move:
    """A recharacterization or return: the lots it took, and the dollars it found no lot for."""

    event: Event
    from_roth: bool
    taken: tuple[Lot, ...]
    missing: Decimal


@dataclass(frozen=True, slots=True)
class Contributions:
    """The contributions for one tax year as they stand after every recharacterization."""

    year: int
    lots: tuple[Lot, ...]
    moves: tuple[Move, ...]

    @property
    def in_year(self) -> Decimal:
        """What counts as contributed to traditional IRAs during the year, deducted or not."""
        return _total(lot for lot in self.lots if not lot.is_roth and lot.on.year == self.year)

    @property
    def late(self) -> Decimal:
        """The same for what was contributed after December 31, to the due date."""
        return _total(lot for lot in self.lots if not lot.is_roth and lot.on.year != self.year)

    @property
    def total(self) -> Decimal:
        """All that counts as contributed to traditional IRAs for the year."""
        return _total(lot for lot in self.lots if not lot.is_roth)


def contributions(person: Person, year: int) -> Contributions:
    """The contributions for ``year``, with every recharacterization and return worked in.

    An amount that is not known counts as nothing here; ``pool_missing`` finds those.
    """
    lots = sorted(_lots(person, year), key=lambda lot: (lot.on, lot.account, lot.amount))
    moves = []
    for event in _corrections(person, year):
        move, lots = _moved(lots, event, person.account(event.account))
        moves.append(move)
        if event.kind == "recharacterization":
            to = person.account(event.to)
            lots += [_moved_to(lot, to) for lot in move.taken]
    return Contributions(year, tuple(lots), tuple(moves))


def takes(account: Account) -> bool:
    """Whether the account takes a person's own contributions, traditional or Roth."""
    own = account.is_counted and account.kind in _TAKES_CONTRIBUTIONS
    return own or account.kind in ROTH_IRAS


def line_6_correction(made: Contributions) -> Decimal | None:
    """What recharacterizations after December 31 add to the year-end value, in dollars.

    A contribution that was in a Roth IRA on December 31 and was recharacterized later counts as
    having been in the traditional IRA, with its earnings; the other way round it comes off
    (Instructions for Form 8606, line 6). What was contributed after December 31 was in neither.
    ``None`` while the earnings are not known.
    """
    correction = ZERO
    for move, there in moved_after_year_end(made):
        if move.event.earnings is None:
            return None
        amount = there + move.event.earnings
        correction += amount if move.from_roth else -amount
    return correction


def moved_after_year_end(made: Contributions) -> Iterator[tuple[Move, Decimal]]:
    """Recharacterizations after December 31 of what was contributed before, with its dollars."""
    for move in made.moves:
        there = _total(lot for lot in move.taken if lot.on.year == made.year)
        if move.event.kind == "recharacterization" and move.event.on.year > made.year and there:
            yield move, there


def _corrections(person: Person, year: int) -> Iterator[Event]:
    """Recharacterizations and returns of contributions for ``year``, whenever they were done."""
    for event in person.events_for(year):
        returned = event.character == "returned_contribution"
        if event.kind == "recharacterization" or (
            returned and takes(person.account(event.account))
        ):
            yield event


def _lots(person: Person, year: int) -> Iterator[Lot]:
    for event in person.events_for(year):
        if event.kind == "contribution":
            account = person.account(event.account)
            if takes(account):
                is_roth = account.kind in ROTH_IRAS
                yield Lot(event.on, account.key, is_roth, event.amount or ZERO)


def _moved_to(lot: Lot, account: Account) -> Lot:
    return replace(lot, account=account.key, is_roth=account.kind in ROTH_IRAS)


def _moved(lots: list[Lot], event: Event, source: Account) -> tuple[Move, list[Lot]]:
    """What ``event`` takes out of ``lots``, and the lots that are left.

    Money can only come from what was there; from the event's own account before others. Out of a
    Roth IRA the first contribution goes first, out of a traditional IRA the last (as a return does
    by Treas. Reg. 1.408-11), so that as little as possible ends up on line 4.
    """
    from_roth = source.kind in ROTH_IRAS
    kept, taken, left = [], [], event.amount or ZERO
    for lot in sorted(lots, key=lambda lot: _turn(lot, source, earliest_first=from_roth)):
        there = lot.on <= event.on and lot.is_roth == from_roth
        amount = min(left, lot.amount) if there else ZERO
        left -= amount
        taken.append(replace(lot, amount=amount))
        kept.append(replace(lot, amount=lot.amount - amount))
    return Move(event, from_roth, tuple(lot for lot in taken if lot.amount), left), kept


def _turn(lot: Lot, source: Account, *, earliest_first: bool) -> tuple[bool, int]:
    day = lot.on.toordinal()
    return lot.account != source.key, day if earliest_first else -day


def _total(lots: Iterator[Lot]) -> Decimal:
    return sum((lot.amount for lot in lots), ZERO)
