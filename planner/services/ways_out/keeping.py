"""Keeping what was answered and assumed of a year: one change, of what differs alone.

Answers and assumptions are plans, and no line of a form rests on them: they may be kept of a year
that is filed and locked. The day a SIMPLE IRA began decides whether a move failed, which is on a
line: it is refused where a locked year has one.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.household import PLANNED
from planner.models import (
    Account,
    Change,
    Household,
    HouseholdYear,
    Person,
    PersonYear,
    User,
    changing,
)
from planner.services.history.changes import RefusedChangeError, change_of, taking_turns
from planner.services.history.field_names import FIELD_NAMES
from planner.services.history.soundness import years_moved
from planner.services.households.entries import refuse_locked

type Row = HouseholdYear | PersonYear | Account | Person
type Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is to be kept, as columns of rows; a column that is absent stays what it is.

    People are known by their keys, accounts by their owner's and their own.
    """

    household: Columns = field(default_factory=dict)
    people: Mapping[str, Columns] = field(default_factory=dict)
    accounts: Mapping[tuple[str, str], Columns] = field(default_factory=dict)
    born: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pending:
    """A column of a row that would become ``value``; ``whose`` row it is, in words."""

    row: Row
    column: str
    value: Any
    whose: str

    @property
    def label(self) -> str:
        """What it is called: ``Ana: Income from self-employment``."""
        name = FIELD_NAMES[type(self.row)][self.column]
        return f"{self.whose}: {name}" if self.whose else name


def pending(records: HouseholdRecords, year: int, kept: Kept) -> list[Pending]:
    """What of ``kept`` is not what is stored of ``year``."""
    return [
        Pending(row, column, value, whose)
        for row, columns, whose in _rows(records, year, kept)
        for column, value in columns.items()
        if getattr(row, column) != value
    ]


def _rows(records: HouseholdRecords, year: int, kept: Kept) -> Iterator[tuple[Row, Columns, str]]:
    home = records.household
    yield records.year(year) or HouseholdYear(household=home, year=year), kept.household, ""
    for one in records.people:
        key, name = one.person.key, str(one.person)
        row = one.year(year) or PersonYear(household=home, person=one.person, year=year)
        yield row, kept.people.get(key, {}), name
        for account in one.accounts:
            yield account, kept.accounts.get((key, account.key), {}), f"{account} of {name}"
        if key in kept.born:
            yield one.person, {"born": kept.born[key]}, name


def keep(*, household: Household, user: User, year: int, kept: Kept, seen: str) -> Change | None:
    """Keep it as one change; ``None`` where all of it is kept already.

    ``seen`` is what ``standing`` said when it was typed. Refused where somebody changed any of it
    since, and where a locked year rests on it.
    """
    with taking_turns(household):
        records = household_records(household)
        found = pending(records, year, kept)
        if not found:
            return None
        if seen and seen != standing(records, year):
            raise RefusedChangeError(_CHANGED)
        for one in found:
            _refuse_locked(one, records)
        change = _change(household, user, year, found)
        with changing(change):
            _write(found)
    return change


_CHANGED = (
    "Somebody changed some of this meanwhile, so nothing was kept. The page says what differs from"
    " what is kept now; look at it and keep again."
)


def _write(found: list[Pending]) -> None:
    rows: dict[int, Row] = {}
    for one in found:
        setattr(one.row, one.column, one.value)
        rows[id(one.row)] = one.row
    for row in rows.values():
        row.save()


def _refuse_locked(one: Pending, records: HouseholdRecords) -> None:
    if isinstance(one.row, Account) and one.column == "participation_began":
        person = records.person(one.row.person_id)
        if person:
            refuse_locked(person, years_moved(one.row, person))


def _change(household: Household, user: User, year: int, found: list[Pending]) -> Change:
    told = f"Kept for {year}: {'; '.join(one.label for one in found)}"
    people = {_owner(one.row) for one in found}
    person = people.pop() if len(people) == 1 else None
    return change_of(household, user, told, person=person, year=year)


def _owner(row: Row) -> Person | None:
    if isinstance(row, HouseholdYear):
        return None
    return row if isinstance(row, Person) else row.person


# --- What stands there now -----------------------------------------------------------------------


_OF_A_HOUSEHOLD = (
    *("marginal_rate", "state_rate"),
    *(name for name in FIELD_NAMES[HouseholdYear] if name.startswith("outlook_")),
    *("ordinary_income", "gains", "investment_income", "itemized", "tax_exempt_interest"),
    *("medicare_part_b", "medicare_part_d", "blind"),
)


def standing(records: HouseholdRecords, year: int) -> str:
    """A fingerprint of all that can be kept of ``year``."""
    figures = [_figures(records.year(year), _OF_A_HOUSEHOLD)]
    for one in records.people:
        figures.append(_figures(one.year(year), PLANNED))
        figures.append([str(one.person.born), *_of_accounts(one)])
    return hashlib.sha256(repr(figures).encode()).hexdigest()[:24]


def _figures(row: HouseholdYear | PersonYear | None, names: Sequence[str]) -> list[str]:
    """What stands there; a row that is not there yet is as one in which nothing is said."""
    found = (getattr(row, name, None) for name in names)
    return ["" if one is None else str(one) for one in found]


def _of_accounts(person: PersonRecords) -> list[str]:
    return [
        f"{one.pk} {one.participation_began} {one.accepts_rollovers}" for one in person.accounts
    ]
