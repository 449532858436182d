"""Which forms a change bears on: the people and the years of the rows that it wrote."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from planner.bridge import HouseholdRecords, event_facts
from planner.engine.household import PLANNED
from planner.engine.timeline import years_touched
from planner.models import (
    Account,
    Event,
    FiledForm,
    Household,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.services.history.soundness import years_moved, years_of
from planner.services.history.versions import Step, Version


@dataclass(frozen=True, slots=True)
class Bearing:
    """One row of one person, and the years whose forms rest on it."""

    person: int
    years: frozenset[int]


def bearings(records: HouseholdRecords, done: list[Step]) -> list[Bearing]:
    """What the steps bear on, as the rows were before and as they are after."""
    found = []
    for step in done:
        bears = _BEARS.get(step.model)
        if bears:
            found += [Bearing(person, frozenset(years)) for person, years in bears(records, step)]
    return found


type _Found = Iterator[tuple[int, set[int]]]


def _versions(step: Step) -> Iterator[Version]:
    yield from (version for version in (step.before, step.after) if version is not None)


def _event(records: HouseholdRecords, step: Step) -> _Found:
    keys = _keys(records.household)
    for version in _versions(step):
        yield version.person_id, set(years_touched(event_facts(version, keys)))


def _keys(household: Household) -> dict[int, str]:
    """The keys of all accounts, those that rest too; the ones that are gone have none."""
    known = Account.objects.filter(household=household).values_list("pk", "key")
    return defaultdict(str, known)


def _year(_records: HouseholdRecords, step: Step) -> _Found:
    for version in _versions(step):
        yield version.person_id, {version.year}


def _person_year(records: HouseholdRecords, step: Step) -> _Found:
    """A return bears on its year, unless only plans were changed in it."""
    if _told(step.before) != _told(step.after):
        yield from _year(records, step)


def _told(version: Version | None) -> list[Any]:
    """What a return says beside plans; before it is there, what an empty one says."""
    return [getattr(version, one.attname) if version else one.get_default() for one in _OF_A_RETURN]


_OF_A_RETURN = [
    field
    for field in PersonYear._meta.concrete_fields
    if field.name not in {"id", "household", "person", "year", *PLANNED}
]


def _filed(_records: HouseholdRecords, step: Step) -> _Found:
    year = PersonYear.objects.filter(pk=step.shown.person_year_id).first()
    if year:
        yield year.person_id, {year.year}


def _account(records: HouseholdRecords, step: Step) -> _Found:
    """An account bears on the years of its entries where it begins or ends to be counted.

    The first day of a SIMPLE IRA bears on the years in which money went out of it.
    """
    person = records.person(step.shown.person_id)
    account = person and next((one for one in person.accounts if one.pk == step.pk), None)
    is_counted_anew = len({_counted(step.before), _counted(step.after)}) > 1
    years: set[int] = set()
    if person and account and is_counted_anew:
        years = years_of(account, person)
    elif person and account and _began(step.before) != _began(step.after):
        years = years_moved(account, person)
    yield step.shown.person_id, years


def _began(version: Version | None) -> Any:
    return version and version.participation_began


def _counted(version: Version | None) -> Any:
    return version and (version.kind, version.treated_as_own, version.deletion_id)


def _person(_records: HouseholdRecords, step: Step) -> _Found:
    starts = {_start(step.before), _start(step.after)}
    years = {start[0] + 1 for start in starts if start and start[0]}
    yield step.pk, years if len(starts) > 1 and None not in starts else set()


def _start(version: Version | None) -> Any:
    return version and (version.basis_after_year, version.basis_amount)


_BEARS: dict[type[Model], Callable[[HouseholdRecords, Step], _Found]] = {
    Event: _event,
    YearEndValue: _year,
    PersonYear: _person_year,
    FiledForm: _filed,
    Account: _account,
    Person: _person,
}
