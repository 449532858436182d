"""Up to how much more income a return stays where it is: in its bracket, below a threshold or tier.

Each edge is a room in dollars for ``band``, with what begins one dollar above it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.federal import FederalReturn, Medicare, federal_tax
from planner.engine.federal.amounts import FIRST_YEAR, NIIT_THRESHOLDS, federal_amounts
from planner.engine.federal.premiums import LAG, NOBODY
from planner.engine.fixes.halving import last_that
from planner.engine.fixes.rooms import counts_for_medicare
from planner.engine.household import HouseholdYear, Person
from planner.engine.money import ZERO
from planner.engine.tables import Bracket

_BEYOND = Decimal(10**8)
"""More income than any edge is away: a hundred million."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``room`` dollars of income stay within it; above it, what ``key`` names begins.

    ``rate`` is that of the bracket which begins, ``tier`` the number of the Medicare tier.
    """

    key: str
    room: Decimal
    citation: str
    rate: Decimal | None = None
    tier: int | None = None


FIRST_DOLLAR = Edge("taxable", ZERO, "Form 8606, lines 15c and 18")
"""No income at all stays within it."""

FIRST_ROLLED = Edge("roll_in", ZERO, "IRC §408(d)(3)(A)(ii)")
"""Above it there is pre-tax money that a plan may take; ``band`` finds it by itself."""


def bracket_edges(brackets: Sequence[Bracket], taxable: Decimal) -> Iterator[Edge]:
    """The brackets that begin above ``taxable`` dollars of taxable income (IRC 1(j))."""
    for one in brackets:
        if one.floor > taxable:
            yield _bracket(one, one.floor - taxable)


def record_edges(record: HouseholdYear, person: Person) -> Iterator[Edge]:
    """The edges above what is entered for a household's year beside the IRAs.

    Brackets above ``taxable_income`` (IRC 1(j)), and above ``magi`` the Medicare tiers of two years
    later for who is old enough that they count (42 USC 1395r(i)).
    """
    status, year = record.filing_status, record.year
    if status is None or year < FIRST_YEAR:
        return
    if record.taxable_income is not None:
        yield from bracket_edges(federal_amounts(year).brackets[status], record.taxable_income)
    if record.magi is not None and counts_for_medicare(person, year):
        yield from tier_edges(
            FederalReturn(year=year, filing_status=status, ordinary_income=record.magi)
        )


def return_edges(without: FederalReturn) -> Iterator[Edge]:
    """The brackets of a whole return, and the tax on net investment income (IRC 1(j), 1411(b)).

    Deductions that are not used up, and a senior deduction that shrinks, move a bracket: its room
    is found by halving. Raises as ``federal_tax`` does.
    """
    amounts, status = federal_amounts(without.year, without.growth), without.filing_status
    for one in amounts.brackets[status]:
        stays = _stays_within(without, one.floor)
        if one.floor and stays(ZERO):
            yield _bracket(one, last_that(stays, ZERO, _BEYOND))
    left = NIIT_THRESHOLDS[status] - without.agi
    if without.investment_income and left >= 0:
        yield Edge("niit", left, "IRC §1411(b)")


def tier_edges(without: FederalReturn, medicare: Medicare = NOBODY) -> Iterator[Edge]:
    """The Medicare tiers above a return's income, for the premiums of two years later.

    Source: 42 USC 1395r(i). Raises as ``premium_increase`` does.
    """
    income = without.agi + medicare.tax_exempt_interest
    tiers = federal_amounts(without.year + LAG, without.growth).irmaa.tiers
    for tier in tiers[without.filing_status]:
        if not tier.reaches(income):
            room = tier.most_below - income
            yield Edge("irmaa", room, "42 USC §1395r(i)", tier=tier.number)


def _bracket(bracket: Bracket, room: Decimal) -> Edge:
    return Edge("bracket", room, "IRC §1(j)", rate=bracket.rate)


def _stays_within(without: FederalReturn, top: Decimal) -> Callable[[Decimal], bool]:
    """Whether so much more income leaves ordinary taxable income at ``top`` dollars or below."""

    def stays(income: Decimal) -> bool:
        more = replace(without, ira_income=without.ira_income + income)
        return federal_tax(more).ordinary_taxable <= top

    return stays
