"""How much more income fits into a year: below the top of a bracket, or below a Medicare tier."""

from collections.abc import Callable
from decimal import Decimal

from planner.engine.federal import FederalReturn, room_below_next_tier
from planner.engine.federal.amounts import FIRST_YEAR
from planner.engine.fixes.fill import Room
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.money import ZERO
from planner.engine.year_figures import year_figures

_FIRST_AGE = 63
"""Premiums begin at 65 and go by the income of two years before."""

type _Left = Callable[[HouseholdYear, int], Decimal | None]


def rooms(household: Household, person: Person, year: int) -> dict[str, Room]:
    """The ways of filling each year from ``year`` on that the household says enough for.

    ``spread_to_bracket`` goes to the top of the bracket of ``taxable_income`` (IRC 1), unless that
    has none. ``spread_under_irmaa``, for who is old enough that the income counts, stays below the
    next tier above ``magi`` (42 USC 1395r(i)). A later year that says nothing of itself is like
    ``year``.
    """
    base = next((one for one in household.years if one.year == year), None)
    found: dict[str, Room] = {}
    if base is None or year < FIRST_YEAR:
        return found
    if _to_top(base, year) is not None:
        found["spread_to_bracket"] = _room(household, base, _to_top)
    if counts_for_medicare(person, year) and _below_tier(base, year) is not None:
        found["spread_under_irmaa"] = _room(household, base, _below_tier)
    return found


def counts_for_medicare(person: Person, year: int) -> bool:
    """Whether income of ``year`` may decide premiums of ``person`` (42 USC 1395r(i)(4)(B))."""
    return person.born is not None and year - person.born.year >= _FIRST_AGE


def _room(household: Household, base: HouseholdYear, left: _Left) -> Room:
    records = {one.year: one for one in household.years}

    def room(year: int) -> Decimal:
        own = left(records.get(year, base), year)
        return own if own is not None else left(base, year) or ZERO

    return room


def _to_top(record: HouseholdYear, year: int) -> Decimal | None:
    income, status = record.taxable_income, record.filing_status
    if income is None or status is None:
        return None
    brackets = year_figures(year).table.rates.brackets[status]
    return next((one.floor - income for one in brackets if one.floor > income), None)


def _below_tier(record: HouseholdYear, year: int) -> Decimal | None:
    if record.magi is None or record.filing_status is None:
        return None
    facts = FederalReturn(
        year=year, filing_status=record.filing_status, ordinary_income=record.magi
    )
    return room_below_next_tier(facts)
