"""The history of a household: who changed which figure, when, from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from planner.models import (
    Account,
    Change,
    ChosenWay,
    Event,
    Household,
    Paper,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.services.history.names import Names
from planner.services.history.telling import Told, tell
from planner.services.history.undo import can_be_undone
from planner.services.history.versions import steps, versions_of

_PERSONAL = (Account, Event, YearEndValue, PersonYear, Paper, ChosenWay)
"""The models whose rows belong to a person."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change with all that it wrote."""

    change: Change
    told: tuple[Told, ...]
    can_be_undone: bool


def changes(household: Household, *, person: int | None, year: int | None) -> QuerySet[Change]:
    """The changes of a household, latest first: all, or those of a person, of a year, of both."""
    found = Change.objects.filter(household=household)
    if year is not None:
        found = found.filter(year=year)
    if person is not None:
        mine = Q(person=person) | Q(pk__in=versions_of(Person).filter(id=person).values("change"))
        for model in _PERSONAL:
            mine |= Q(pk__in=versions_of(model).filter(person=person).values("change"))
        found = found.filter(mine)
    return found.select_related("person", "undoes", "undone_by")


def entries(household: Household, page: Iterable[Change]) -> list[Entry]:
    """What each change of a page wrote; as many queries for fifty as for one."""
    wanted = list(page)
    done = steps([change.pk for change in wanted])
    names = Names.of(household)
    return [
        Entry(
            change,
            tuple(tell(step, names) for step in done[change.pk]),
            can_be_undone(change, done[change.pk]),
        )
        for change in wanted
    ]


def years(household: Household) -> list[int]:
    """The years that anything was changed of, latest first."""
    found = household.changes.exclude(year=None).order_by("-year").values_list("year", flat=True)
    return [year for year in found.distinct() if year is not None]
