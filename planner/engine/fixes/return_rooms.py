"""How much more income fits into a year on a whole federal return."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from planner.engine.federal.filers import Filers
from planner.engine.federal.premiums import room_below_next_tier
from planner.engine.federal.returns import (
    FederalReturn,
    FederalTax,
    federal_tax,
    senior_deduction,
)
from planner.engine.fixes.fill import Room
from planner.engine.money import DOLLAR, ZERO, down_to_unit

type _Left = Callable[[int], Decimal | None]


def return_rooms(filers: Filers, year: int) -> dict[str, Room]:
    """The ways of filling each year from ``year`` on, on the return of these ``filers``.

    ``spread_to_bracket`` goes to the top of the bracket in which the next dollar of ordinary income
    lands, after what the deductions still cover (IRC 1, 63, 151(d)(5)(C)), unless it has none.
    ``spread_under_irmaa``, where somebody is covered two years later, stays below the next tier of
    premiums (42 USC 1395r(i)). A later year with no such top has no room. Raises as
    ``federal_tax`` does.
    """

    @cache
    def to_top(one: int) -> Decimal | None:
        return room_in_bracket(filers.in_year(one))

    @cache
    def below_tier(one: int) -> Decimal | None:
        medicare = filers.medicare(one)
        if not medicare.part_b and not medicare.part_d:
            return None
        return room_below_next_tier(filers.in_year(one), medicare)

    lefts: dict[str, _Left] = {"spread_to_bracket": to_top, "spread_under_irmaa": below_tier}
    return {key: _room(left) for key, left in lefts.items() if left(year) is not None}


def _room(left: _Left) -> Room:
    return lambda year: left(year) or ZERO


def room_in_bracket(facts: FederalReturn) -> Decimal | None:
    """How many more whole dollars stay in the bracket of the next ordinary dollar, or ``None``.

    Deductions that are not used up come first; each dollar may shrink the senior deduction, so
    that more than a dollar is taxed (IRC 63, 151(d)(5)(C)). Raises as ``federal_tax`` does.
    """
    tax = federal_tax(facts)
    taxed = tax.ordinary_taxable
    floors = (one.floor for one in tax.amounts.brackets[facts.filing_status])
    top = next((floor for floor in floors if floor > taxed), None)
    if top is None:
        return None
    most = down_to_unit(top - _reach(tax, facts), DOLLAR)
    if not tax.senior_deduction:
        return most
    least = max(ZERO, most - tax.senior_deduction)
    span = range(int(least), int(most) + 1)
    fits = bisect_right(span, top, key=lambda more: _reach(tax, _with(facts, Decimal(more))))
    return Decimal(span[fits - 1])


def _with(facts: FederalReturn, more: Decimal) -> FederalReturn:
    return replace(facts, ira_income=facts.ira_income + more)


def _reach(tax: FederalTax, facts: FederalReturn) -> Decimal:
    """How far ordinary income reaches above the deductions, below zero where it does not."""
    senior = senior_deduction(facts, tax.amounts)
    return facts.agi - facts.gains - tax.deduction - senior
