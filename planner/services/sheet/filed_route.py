"""The mark that says by which way to line 13 a year was filed."""

from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.household import RouteCode
from planner.models import Change, Household, PersonYear, User, changing
from planner.models.years import ROUTE_NAMES
from planner.services.history.changes import RefusedChangeError, change_of, needed, taking_turns
from planner.services.lifetime.both_ways import own_year


def mark_route(  # noqa: PLR0913
    *,
    household: Household,
    user: User,
    person: int,
    year: int,
    route: RouteCode | None,
    reason: str = "",
) -> Change | None:
    """Mark ``year`` as filed by ``route``, or take the mark off; ``None`` where it says so already.

    A locked year takes the mark as it takes a correction: with a reason, and it stays locked.
    Refused where there is nothing to choose, and where the lines on file tell another way.
    """
    with taking_turns(household):
        records = household_records(household)
        one = records.person(person)
        if one is None:
            raise RefusedChangeError("This person is gone. Reload the page.")
        record = one.year(year)
        if (record.filed_route if record else "") == (route or ""):
            return None
        if route:
            _refuse_pointless(records, one, year, route)
        reason = needed(reason) if one.is_locked(year) else reason.strip()
        change = change_of(
            household, user, _told(one, year, route), person=one.person, year=year, reason=reason
        )
        with changing(change):
            record = record or PersonYear(household=household, person=one.person, year=year)
            record.filed_route = route or ""
            record.save()
    return change


def _told(person: PersonRecords, year: int, route: RouteCode | None) -> str:
    if route is None:
        return f"Took off the mark by which way {year} of {person.person} was filed"
    return f"Marked {year} of {person.person} as filed by {ROUTE_NAMES[route]}"


def _refuse_pointless(
    records: HouseholdRecords, person: PersonRecords, year: int, route: RouteCode
) -> None:
    """Refuse a mark that nothing would follow."""
    found = own_year(records.facts, person.facts, year)
    way = found.route if found else None
    if way is None:
        raise RefusedChangeError(f"There are no two ways for {year}, so there is none to mark.")
    if way.otherwise is None:
        raise RefusedChangeError(
            "Line 8 of Worksheet 1-1 is more than line 5 of the form: only Part I line by line is"
            " left, and there is nothing to mark."
        )
    if way.told_by == "lines" and way.code != route:
        raise RefusedChangeError(
            f"The lines on file for {year} are those of {ROUTE_NAMES[way.code]}, and they decide."
            " If they are wrong, change what was filed."
        )
