"""What was deleted rests for 30 days, can be brought back until then, and is gone after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from planner.bridge import HouseholdRecords, household_records
from planner.engine.timeline import years_touched
from planner.models import (
    RESTS_FOR,
    Account,
    ChosenWay,
    Deletion,
    Event,
    Household,
    Paper,
    Person,
    User,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.soundness import refuse_dangling, refuse_impossible, refuse_in_the_way
from planner.services.history.versions import RESTING
from planner.services.households.entries import facts_of, refuse_locked

type Rested = Person | Account | Event | YearEndValue | Paper | ChosenWay


@dataclass(frozen=True, slots=True)
class Resting:
    """Things deleted together: what, by whom, and until when they can be brought back."""

    deletion: Deletion
    until: datetime
    counts: str


_WORDS = {
    Person: ("person", "people"),
    Account: ("account", "accounts"),
    Event: ("entry", "entries"),
    YearEndValue: ("year-end value", "year-end values"),
    Paper: ("paper", "papers"),
    ChosenWay: ("plan", "plans"),
}


def resting(household: Household, now: datetime) -> list[Resting]:
    """What can still be brought back, latest first: a query for each kind of row."""
    deletions = list(holding(household.deletions.filter(at__gt=now - RESTS_FOR)))
    counts = {deletion.pk: dict.fromkeys(RESTING, 0) for deletion in deletions}
    for model in RESTING:
        rows = model._default_manager.filter(deletion__in=deletions)
        for pk in rows.values_list("deletion_id", flat=True):
            counts[pk][model] += 1
    return [
        Resting(deletion, deletion.at + RESTS_FOR, _counted(counts[deletion.pk]))
        for deletion in deletions
    ]


def holding(deletions: QuerySet[Deletion]) -> QuerySet[Deletion]:
    """Those whose things have not all been brought back."""
    held = Q()
    for model in RESTING:
        held |= Q(Exists(model._default_manager.filter(deletion=OuterRef("pk"))))
    return deletions.filter(held)


def _counted(counts: dict[Any, int]) -> str:
    words = [f"{count} {_WORDS[model][count != 1]}" for model, count in counts.items() if count]
    return ", ".join(words)


def restore(*, household: Household, user: User, deletion: Deletion) -> None:
    """Bring back everything that was deleted together; refused where something is in the way."""
    summary = f"Brought back: {deletion.what}"[:300]
    rows = [row for model in RESTING for row in model._default_manager.filter(deletion=deletion)]
    person = _person(rows)
    with recording(household, user, summary, person=person):
        for row in rows:
            _bring_back(row)
        refuse_dangling(household)
        records = household_records(household)
        people = {row.person_id for row in rows if not isinstance(row, Person)}
        refuse_impossible(records, people)
        _refuse_locked(records, rows)


def _bring_back(row: Rested) -> None:
    if not isinstance(row, Person) and row.person.deletion_id:
        raise RefusedChangeError(
            f"{row.person} rests in the bin too. Bring {row.person} back first."
        )
    row.deletion = None
    refuse_in_the_way(row, str(row))
    row.save(update_fields=["deletion"])


def _refuse_locked(records: HouseholdRecords, rows: Iterable[Rested]) -> None:
    """Refuse what would put something on a form that was filed and locked meanwhile."""
    for row in rows:
        if isinstance(row, Event | YearEndValue) and (person := records.person(row.person_id)):
            years = (
                {row.year}
                if isinstance(row, YearEndValue)
                else years_touched(facts_of(row, person))
            )
            refuse_locked(person, years)


def _person(rows: list[Rested]) -> Person | None:
    people = {row if isinstance(row, Person) else row.person for row in rows}
    return people.pop() if len(people) == 1 else None
