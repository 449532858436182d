"""What an account was worth on December 31: entered, nothing yet, or not known."""

from datetime import date
from decimal import Decimal

from planner.engine.household import Account, Person
from planner.engine.money import ZERO


def value_of(person: Person, account: Account, year: int) -> Decimal | None:
    """What ``account`` was worth on December 31: 0 before it was opened, ``None`` if not known."""
    for value in person.year_end_values:
        if value.account == account.key and value.year == year:
            return value.amount
    return ZERO if _opened_after(person, account, year) else None


def _opened_after(person: Person, account: Account, year: int) -> bool:
    """Whether the account is known not to have existed yet: it begins with money coming in.

    One that begins with a value or with money going out was there before, with a value that
    nobody has entered; missing is not zero.
    """
    if account.participation_began and account.participation_began.year > year:
        return True
    arrivals = [
        event.completed or event.on
        for event in person.events
        if (event.kind == "contribution" and event.account == account.key)
        or event.to == account.key
    ]
    known = [
        date(value.year, 12, 31) for value in person.year_end_values if value.account == account.key
    ]
    left = [
        event.on
        for event in person.events
        if event.account == account.key and event.kind != "contribution"
    ]
    first = min(arrivals, default=date.min)
    return first.year > year and first <= min([*known, *left], default=date.max)
