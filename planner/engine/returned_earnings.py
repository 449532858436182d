"""The earnings that come back with a returned contribution (IRC 408(d)(4)), and their tax."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.engine.contributions import takes
from planner.engine.findings import Finding
from planner.engine.household import ROTH_IRAS, Event, Person
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import dollars
from planner.engine.roth_clocks import is_of_age
from planner.engine.roth_tax import RATE

FREE_FROM = date(2022, 12, 29)
"""SECURE 2.0 Act section 333; IRC 72(t)(2)(A)(ix): corrections from this day on are free of it."""


def tax_on_returned(earnings: Decimal, on: date, born: date | None) -> Decimal | None:
    """The 10 % additional tax on ``earnings`` returned ``on`` a day, in dollars and cents.

    ``None`` where it depends on a birth date that is not known. The 2022 instructions, printed
    before the law of December 29, 2022, still tax a return on that very day (IRC 72(t)(1)).
    """
    if earnings <= 0 or on >= FREE_FROM:
        return ZERO
    is_free = is_of_age(born, on)
    if is_free is None:
        return None
    return ZERO if is_free else to_unit(earnings * RATE, CENT)


def returned_earnings_findings(person: Person, year: int) -> Iterator[Finding]:
    """That earnings returned in the calendar year are income beside the form, and their tax.

    They are income of the year in which the contribution was made, not of the one in which it
    came back (IRC 408(d)(4), last sentence; Instructions for Form 8606, Return of IRA
    Contributions).
    """
    for event in person.events_in(year):
        is_return = event.character == "returned_contribution" and event.earnings
        if is_return and takes(person.account(event.account)):
            yield _finding(person, event)


def _finding(person: Person, event: Event) -> Finding:
    earnings = event.earnings or ZERO
    tax = tax_on_returned(earnings, event.on, person.born)
    is_roth = person.account(event.account).kind in ROTH_IRAS
    return Finding(
        "roth-returned-earnings" if is_roth else "returned-earnings",
        "info",
        f"The earnings that came back with the contribution on {event.on} are income of the"
        " year in which it was made, on Form 1040, line 4b; Form 8606 does not have them."
        + _told(tax),
        "earnings",
        earnings,
        "IRC §408(d)(4), §72(t)(2)(A)(ix); Instructions for Form 8606, Return of IRA Contributions",
    )


def _told(tax: Decimal | None) -> str:
    if tax is None:
        return " Before 59½ they bear the 10% additional tax too; the birth date is not entered."
    return f" The 10% additional tax on them comes to {dollars(tax)}." if tax else ""
