"""The 10% additional tax on what came out of Roth IRAs before 59½ (Form 5329, Part I).

It takes the earnings that are income (IRC 72(t)(1)), and the part of a conversion that was income
once, if it comes out within the five tax years of that conversion: "recapture" (IRC
408A(d)(3)(F)). The nontaxable part of a conversion and regular contributions are free of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.household import Event, Person
from planner.engine.money import ZERO, to_unit
from planner.engine.moves import SIMPLE_YEARS, years_later
from planner.engine.roth_clocks import is_young
from planner.engine.roth_layers import Drawn
from planner.engine.roth_withdrawals import Withdrawals

RATE = Decimal("0.10")
"""IRC 72(t)(1)."""


@dataclass(frozen=True, slots=True)
class AdditionalTax:
    """The tax before any exception of IRC 72(t)(2), in dollars; ``None`` while not known.

    ``recaptured`` is the taxable part of young conversions that came out and ``earnings`` the
    income, both before 59½, in dollars. ``doubts`` says what leaves the tax not known.
    """

    recaptured: Decimal | None
    earnings: Decimal | None
    amount: Decimal | None
    doubts: tuple[str, ...] = ()


def additional_tax(
    person: Person, year: int, out: Withdrawals, drawn: Drawn, unit: Decimal
) -> AdditionalTax:
    """The tax on ``drawn``, which came out in ``year`` before 59½ or at an age not known.

    What a first home took is not in it (IRC 72(t)(2)(F); Instructions for Form 5329, line 2).

    Not verified at the source: ``statute-as-quoted``.
    """
    recaptured = _recaptured(drawn, year)
    if recaptured is None or drawn.earnings is None:
        doubt = "how much of it had been income when it was converted"
        return AdditionalTax(recaptured, drawn.earnings, None, (doubt,))
    base = recaptured + drawn.earnings
    doubts = tuple(_doubts(person, out)) if base else ()
    amount = None if doubts else to_unit(base * RATE, unit)
    return AdditionalTax(recaptured, drawn.earnings, amount, doubts)


def _recaptured(drawn: Drawn, year: int) -> Decimal | None:
    """The taxable part of what came out of conversions in their five years."""
    if drawn.conversions is None:
        return None
    total = ZERO
    for layer in drawn.conversions:
        if is_young(layer.year, year):
            if layer.taxable is None:
                return None
            total += layer.taxable
    return total


def _doubts(person: Person, out: Withdrawals) -> Iterator[str]:
    if person.born is None:
        yield "the date of birth"
    if out.disaster:
        yield "which part of it was a qualified disaster distribution, which is free of it"
    if any(_may_be_young_simple(person, event) for event in out.events):
        yield "which part left a Roth SIMPLE IRA in its first two years, where the tax is 25%"


def _may_be_young_simple(person: Person, event: Event) -> bool:
    """IRC 72(t)(6): the first two years of participation, also where their start is not known."""
    account = person.account(event.account)
    began = account.participation_began or date.max
    is_old = began != date.max and event.on >= years_later(began, SIMPLE_YEARS)
    return account.kind == "roth_simple" and not is_old
