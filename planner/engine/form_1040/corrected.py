"""Contributions moved or given back, as lines 4a and 4b of Form 1040 report them.

Instructions for Form 8606, "Recharacterizations" and "Return of IRA Contributions": what is
recharacterized in the year the contribution was for is on line 4a, later only in a statement. A
return in time, whenever it was, is on the return of the year the contribution was for and made in:
all of it on line 4a, its earnings on line 4b. Amounts are US dollars.
"""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.contributions import takes
from planner.engine.deadlines import correction_deadline
from planner.engine.household import Event, Person
from planner.engine.money import ZERO


def given_back(person: Person, year: int) -> Iterator[Event]:
    """What was given back of contributions for ``year``, whenever it was."""
    return (one for one in person.events_for(year) if one.character == "returned_contribution")


def earnings_given_back(person: Person, year: int) -> Decimal:
    """Line 4b in dollars: what contributions for ``year`` had earned when they came back."""
    return max(ZERO, sum((one.earnings or ZERO for one in given_back(person, year)), ZERO))


def recharacterized(person: Person, year: int) -> Iterator[Event]:
    """What moved within ``year`` of contributions for it."""
    return (one for one in _moved(person, year) if one.tax_year == year)


def with_earnings(event: Event) -> Decimal | None:
    """What moved in dollars: the contribution, and what it had earned or lost, as far as known."""
    return None if event.amount is None else event.amount + (event.earnings or ZERO)


def open_questions(person: Person, year: int) -> Iterator[str]:
    """Why lines 4a and 4b are not known, in sentences."""
    for event in dict.fromkeys((*person.events_in(year), *person.events_for(year))):
        if event.character == "returned_contribution" and not _is_settled(person, event):
            yield "Earnings on a returned contribution are taxed beside Form 8606."
        elif event.character == "returned_excess":
            yield "Whether an excess that came back late is taxable is not worked out here."
    for event in _moved(person, year):
        if event.tax_year == year and event.earnings is None:
            yield "What a recharacterized contribution had earned is not known."


def _is_settled(person: Person, event: Event) -> bool:
    """Whether it came back in time, with earnings that are known, out of money of its own year."""
    year = event.tax_year or event.on.year
    made = [one for one in person.events_for(year) if one.kind == "contribution"]
    is_plain = all(one.on.year == year for one in made) and takes(person.account(event.account))
    is_known = event.amount is not None and event.earnings is not None
    return is_plain and is_known and event.on <= correction_deadline(year)


def _moved(person: Person, year: int) -> list[Event]:
    return [one for one in person.events_in(year) if one.kind == "recharacterization"]
