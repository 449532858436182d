"""What has to hold after rows were put back: nothing twice, nothing without what it belongs to."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q

from planner.bridge import HouseholdRecords, PersonRecords, account_facts, event_facts
from planner.engine.event_checks import event_problems
from planner.engine.printing import day
from planner.engine.timeline import years_touched
from planner.models import Account, Event, Household, Paper, YearEndValue
from planner.services.history.changes import RefusedChangeError

_MAY_BE_EMPTY = {"lines", "document"}


def refuse_in_the_way(row: Model, name: str) -> None:
    """Refuse a row in whose place something else stands by now."""
    try:
        row.full_clean(exclude=_MAY_BE_EMPTY)
    except ValidationError as error:
        raise RefusedChangeError(
            f"{name}: something else stands in its place by now. Delete that first."
        ) from error


def refuse_dangling(*households: Household) -> None:
    """Refuse what would leave an entry, a value or a paper without what it belongs to."""
    live = Event.objects.live().select_related("account", "to").filter(household__in=households)
    gone = Q(account__deletion__isnull=False) | Q(to__deletion__isnull=False)
    if event := live.filter(gone).first():
        raise RefusedChangeError(f"The account of the {name_of(event)} rests in the bin.")
    values = YearEndValue.objects.live().filter(household__in=households)
    if value := values.filter(account__deletion__isnull=False).first():
        raise RefusedChangeError(f"The account of the {name_of(value)} rests in the bin.")
    papers = Paper.objects.live().filter(household__in=households)
    if paper := papers.filter(account__deletion__isnull=False).first():
        raise RefusedChangeError(f"The account of the {paper} rests in the bin.")


def refuse_impossible(records: HouseholdRecords, people: Iterable[int]) -> None:
    """Refuse what leaves one of ``people`` with an event that cannot have happened."""
    for pk in people:
        person = records.person(pk)
        problems = impossible(person, person.accounts) if person else []
        if problems:
            raise RefusedChangeError(problems[0])


def impossible(person: PersonRecords, accounts: Iterable[Account]) -> list[str]:
    """What is wrong with each of the person's events, were the accounts as given; in sentences."""
    facts = {account.key: account_facts(account) for account in accounts}
    keys = {account.pk: account.key for account in person.accounts}
    return [
        f"The {name_of(event)} would not fit: {key} {reason}."
        for event in person.events
        for key, reason in event_problems(event_facts(event, keys), facts)
    ]


def years_of(account: Account, person: PersonRecords) -> set[int]:
    """Every year whose form an entry or a value of the account bears on."""
    keys = {one.pk: one.key for one in person.accounts}
    years = {value.year for value in person.year_end_values if value.account_id == account.pk}
    for event in person.events:
        if account.pk in (event.account_id, event.to_id):
            years |= years_touched(event_facts(event, keys))
    return years


def years_moved(account: Account, person: PersonRecords) -> set[int]:
    """Every year whose form a conversion or rollover out of the account bears on.

    Out of a SIMPLE IRA in its first two years each of them is a distribution of line 7.
    """
    keys = {one.pk: one.key for one in person.accounts}
    moved = [one for one in person.events if one.kind in ("conversion", "rollover")]
    found: set[int] = set()
    for event in moved:
        if event.account_id == account.pk:
            found |= years_touched(event_facts(event, keys))
    return found


def name_of(row: Any) -> str:
    """An event or a value in the middle of a sentence: ``contribution of March 10, 2026``."""
    if hasattr(row, "on"):
        return f"{row.get_kind_display().lower()} of {day(row.on)}"
    return f"value on December 31, {row.year}"
