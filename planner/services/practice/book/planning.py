"""What a table would do to the clients of a practice, row by row. Nothing is written."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.bridge import HouseholdRecords, records_of_many
from planner.engine import household as facts
from planner.engine.household_reading import FORMAT, RefusedError, read_household
from planner.engine.household_writing import write_household
from planner.models import Engagement, Staff, StaffRole
from planner.services.households.fit import fit_problems
from planner.services.practice.book.merging import Merging
from planner.services.practice.book.placing import refuse_locked_years, refuse_problems
from planner.services.practice.book.rows import Said, said_rows
from planner.services.practice.book.tables import Table

_GONE: Final = (
    "is the number of a client whose household was deleted: bring it back, or choose another number"
)
_OTHERS: Final = "is the number of a client who is not assigned to you"
_ALIKE: Final = (
    "differs from your number {other!r} only in capitals or in zeros before it: write both alike"
)
_UNKNOWN: Final = "names no client of yours, and no row of this file starts one with this number"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One client as they would be: ``records`` is what is stored, ``None`` for a new one."""

    reference: str
    records: HouseholdRecords | None
    fact: facts.Household
    rows: Sequence[Said]

    @property
    def summary(self) -> str:
        """What is done, for the history."""
        new = sum(row.status == "new" for row in self.rows)
        changed = sum(row.status == "changed" for row in self.rows)
        return f"{new} new, {changed} changed"


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row with its outcome, and the clients that would be written."""

    rows: Sequence[Said]
    wanted: Sequence[Wanted]

    @property
    def is_refused(self) -> bool:
        """Whether any row cannot be taken: then none is."""
        return any(row.problems for row in self.rows)


def plan_of(staff: Staff, table: Table, mapping: Mapping[str, str], record: str) -> Plan:
    """What it would do if ``staff`` imported the table now."""
    rows = said_rows(table, mapping, record)
    by_client: dict[str, list[Said]] = defaultdict(list)
    for row in rows:
        if row.client:
            by_client[row.client].append(row)
    stored = _stored(staff, by_client)
    wanted = [_wanted(rows, stored.get(reference)) for reference, rows in by_client.items()]
    return Plan(rows, [one for one in wanted if one])


def _stored(staff: Staff, by_client: Mapping[str, list[Said]]) -> dict[str, HouseholdRecords]:
    """What is stored of the clients that are named, by number; refuses those out of reach."""
    held = Engagement.objects.filter(practice=staff.practice_id, ended_at=None)
    named = held.filter(reference__in=list(by_client)).select_related("household").order_by("pk")
    mine: list[Engagement] = []
    for one in named:
        if reason := _out_of_reach(staff, one):
            _refuse_all(by_client[one.reference], reason)
        else:
            mine.append(one)
    found = records_of_many([one.home for one in mine], with_papers=True, with_plans=True)
    new = by_client.keys() - {one.reference for one in named}
    taken = {_alike(one): one for one in held.values_list("reference", flat=True)} if new else {}
    for reference, rows in by_client.items():
        if reference in new:
            other = taken.setdefault(_alike(reference), reference)
            _refuse_new(rows, other if other != reference else "")
    return {one.reference: records for one, records in zip(mine, found, strict=True)}


def _refuse_new(rows: list[Said], other: str) -> None:
    """Refuse a client that a row should start, or whose number is but another way to write one."""
    if other:
        _refuse_all(rows, _ALIKE.format(other=other))
    elif not any(row.record == "client" for row in rows):
        _refuse_all(rows, _UNKNOWN)


def _alike(reference: str) -> str:
    """A number without what spreadsheets and programs change in it on the way."""
    return reference.casefold().lstrip("0")


def _out_of_reach(staff: Staff, one: Engagement) -> str:
    if staff.role == StaffRole.ADVISOR and one.advisor_id != staff.pk:
        return _OTHERS
    return _GONE if one.home.deleted_at else ""


def _refuse_all(rows: Iterable[Said], reason: str) -> None:
    for row in rows:
        row.refuse("client", reason)


def _wanted(rows: list[Said], records: HouseholdRecords | None) -> Wanted | None:
    """The client after the rows; nothing where they cannot be taken, or change nothing."""
    before = records.facts if records else None
    merging = Merging(_object(before), is_new=records is None)
    merging.lay_over(rows)
    fact = _read(merging, rows)
    if any(row.problems for row in rows) or fact is None or fact == before:
        return None
    if records:
        refuse_locked_years(records, fact, rows)
    return Wanted(rows[0].client, records, fact, rows)


def _object(fact: facts.Household | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_household(fact)) if fact else {"format": FORMAT}
    return found


def _read(merging: Merging, rows: list[Said]) -> facts.Household | None:
    """The household as the engine reads it; its problems stand at their rows."""
    try:
        fact = read_household(json.dumps(merging.household))
    except RefusedError as refused:
        refuse_problems(merging, rows, refused.problems)
        return None
    if problems := fit_problems(fact):
        refuse_problems(merging, rows, problems)
        return None
    return fact
