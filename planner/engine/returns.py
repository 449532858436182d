"""Whose return it is: what a household says of a year, and who is married to whom."""

from planner.engine.filing_status import FilingStatus
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.tables import SPOUSE_STATUSES

_COUPLE = 2


def household_year(household: Household, year: int) -> HouseholdYear:
    """What is known of the return for ``year``, perhaps nothing."""
    for one in household.years:
        if one.year == year:
            return one
    return HouseholdYear(year=year)


def spouse_of(household: Household, person: Person, status: FilingStatus | None) -> Person | None:
    """The other of two people on a married return; ``None`` where nobody else can be meant."""
    if status not in SPOUSE_STATUSES or len(household.people) != _COUPLE:
        return None
    first, second = household.people
    return second if first.key == person.key else first
