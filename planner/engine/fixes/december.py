"""What is known of the value of December 31, and the range that it is likely to be in."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.fixes.standpoint import Standpoint
from planner.engine.household import Account, YearEndValue
from planner.engine.money import DOLLAR, WIDE, ZERO, down_to_unit, up_to_unit

DOCUMENTS = frozenset({"statement", "form_5498"})
"""Where a value comes from that somebody else has put in writing."""

SWING = Decimal("0.15")
"""How far markets may carry a value that is not there yet, either way; an assumption."""

_LEAST_SWING = Decimal(100)


@dataclass(frozen=True, slots=True)
class December:
    """The value of December 31 of all of a person's IRAs, in dollars.

    ``documented`` are the values that a statement or Form 5498 says, ``open`` the accounts without
    one. ``inside`` is the sum as entered and expected, ``None`` while an account has neither;
    ``movable`` is the part of it that no paper says, with the plans that have not left it yet.
    """

    documented: tuple[YearEndValue, ...]
    open: tuple[Account, ...]
    inside: Decimal | None
    movable: Decimal

    @property
    def is_known(self) -> bool:
        """Whether a paper says the value of each account that there is."""
        return not self.open

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """15 % to either side of what no paper says, rounded outwards to a plain amount."""
        if self.inside is None:
            return None
        swing = max(_LEAST_SWING, WIDE.multiply(self.movable, SWING))
        unit = Decimal(1).scaleb(swing.adjusted() - 1)
        low = down_to_unit(max(ZERO, self.inside - swing), unit)
        high = up_to_unit(self.inside + swing, unit)
        least = max(low, min(self.inside, _total(self.documented)))
        return down_to_unit(least, DOLLAR), down_to_unit(high, DOLLAR)


def december(at: Standpoint) -> December:
    """What is known of December 31 where ``at`` stands (Form 8606, line 6; Form 5498, box 5)."""
    documented, without = tuple(_documented(at)), tuple(_open(at))
    inside = at.inside
    movable = ZERO if inside is None else inside - _total(documented) + (at.settled.beside or ZERO)
    return December(documented, without, inside, max(ZERO, movable))


def _documented(at: Standpoint) -> Iterator[YearEndValue]:
    for account in at.pool.accounts:
        found = _paper(at, account)
        if found:
            yield found


def _open(at: Standpoint) -> Iterator[Account]:
    """The accounts of which no paper says what they held; those not opened yet held nothing."""
    for account in at.pool.accounts:
        entered = at.pool.person.value(account.key, at.year)
        held_nothing = not entered and at.pool.value(account, at.year) == ZERO
        if not _paper(at, account) and not held_nothing:
            yield account


def _paper(at: Standpoint, account: Account) -> YearEndValue | None:
    found = at.pool.person.value(account.key, at.year)
    return found if found and found.amount is not None and found.source in DOCUMENTS else None


def _total(values: tuple[YearEndValue, ...]) -> Decimal:
    return sum((one.amount for one in values if one.amount is not None), ZERO)
