"""The clients of a plan into rows: the same few statements however many there are.

A table only adds and changes. So the rows that are there stand first, in the order of the facts,
and what is new follows them.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from django.db.models import Model

from planner.bridge import PersonRecords, records_of_many
from planner.engine import household as facts
from planner.models import (
    Account,
    Change,
    Engagement,
    Event,
    Household,
    HouseholdYear,
    Person,
    PersonYear,
    Staff,
    StaffRole,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, change_of
from planner.services.households.bulk import add_for, change_for, keep_first_versions
from planner.services.households.columns_of_facts import (
    account_columns,
    event_columns,
    household_columns,
    household_year_columns,
    person_columns,
    person_year_columns,
    value_columns,
)
from planner.services.households.settling import Columns
from planner.services.practice.book.planning import Wanted

_UNEQUAL = "What was stored does not read back as it was written. Nothing was kept."


class _Person:
    """One person as they are and as they would be."""

    def __init__(self, had: PersonRecords | None, fact: facts.Person) -> None:
        self.stored = had.person if had else None
        self.fact = fact
        self.row = self.stored or Person()
        self.had = had or PersonRecords(self.row)
        self.accounts: dict[str, Account] = {}


class _Client:
    """One client being written, with the change that everything of theirs belongs to."""

    def __init__(self, wanted: Wanted, source: str) -> None:
        self.wanted, self.is_new = wanted, wanted.records is None
        columns = household_columns(wanted.fact)
        self.household = wanted.records.household if wanted.records else Household(**columns)
        had = wanted.records.people if wanted.records else []
        pairs = zip_longest(had, wanted.fact.people)
        self.people = [_Person(records, fact) for records, fact in pairs]
        self.years = wanted.records.years if wanted.records else []
        self.summary = f"Imported {source}: {wanted.summary}"
        self.change = Change()

    def begin(self, staff: Staff) -> None:
        """Store the change, which everything else belongs to."""
        self.household.looked_after(staff.practice_id, staff.role)
        self.change = change_of(self.household, staff.user, self.summary)
        self.change.save()


def write(*, staff: Staff, wanted: Sequence[Wanted], source: str) -> list[tuple[Change, bool]]:
    """Store every client with one change each, and whether they are new.

    The caller holds the transaction, and the households so that nobody else writes to them.
    """
    clients = [_Client(one, source) for one in wanted]
    _begin(staff, clients)
    people = [(one, client) for client in clients for one in client.people]
    _settle_people(people)
    _settle_accounts(people)
    _settle_values(people)
    _settle_events(people)
    _settle_returns(people)
    _settle_incomes(clients)
    _refuse_unequal(clients)
    return [(client.change, client.is_new) for client in clients]


def _begin(staff: Staff, clients: Sequence[_Client]) -> None:
    """The households, the engagements of new ones, and a change of each."""
    new = [client for client in clients if client.is_new]
    Household.objects.bulk_create([client.household for client in new])
    advisor = staff if staff.role == StaffRole.ADVISOR else None
    Engagement.objects.bulk_create(
        Engagement(
            practice=staff.practice,
            household=client.household,
            reference=client.wanted.reference,
            advisor=advisor,
        )
        for client in new
    )
    for client in clients:
        client.begin(staff)
    _settle(
        Household,
        [
            (client.household, household_columns(client.wanted.fact), client.change)
            for client in clients
            if not client.is_new
        ],
    )
    keep_first_versions(Household, [(client.household, client.change) for client in new])


type _People = Sequence[tuple[_Person, _Client]]


def _settle_people(people: _People) -> None:
    rows = _settle(
        Person,
        [
            (one.stored, person_columns(client.household, one.fact), client.change)
            for one, client in people
        ],
    )
    for (one, _), row in zip(people, rows, strict=True):
        one.row = row


def _settle_accounts(people: _People) -> None:
    rows = iter(
        _settle(
            Account,
            [
                (row, account_columns(one.row, fact), client.change)
                for one, client in people
                for row, fact in _pairs(one.had.accounts, one.fact.accounts)
            ],
        )
    )
    for one, _ in people:
        one.accounts = {fact.key: next(rows) for fact in one.fact.accounts}


def _settle_values(people: _People) -> None:
    _settle(
        YearEndValue,
        [
            (row, value_columns(one.row, one.accounts, fact), client.change)
            for one, client in people
            for row, fact in _pairs(one.had.year_end_values, one.fact.year_end_values)
        ],
    )


def _settle_events(people: _People) -> None:
    _settle(
        Event,
        [
            (row, event_columns(one.row, one.accounts, fact), client.change)
            for one, client in people
            for row, fact in _pairs(one.had.events, one.fact.events)
        ],
    )


def _settle_returns(people: _People) -> None:
    """Years of people; what was filed of them and what is planned stays as it is."""
    _settle(
        PersonYear,
        [
            (row, person_year_columns(one.row, fact), client.change)
            for one, client in people
            for row, fact in _pairs(one.had.years, one.fact.years)
        ],
    )


def _settle_incomes(clients: Sequence[_Client]) -> None:
    _settle(
        HouseholdYear,
        [
            (row, household_year_columns(client.household, fact), client.change)
            for client in clients
            for row, fact in _pairs(client.years, client.wanted.fact.years)
        ],
    )


def _pairs[Row, Fact](
    rows: Sequence[Row], found: Sequence[Fact]
) -> Iterable[tuple[Row | None, Fact]]:
    """Each fact with the row that is there; what is new has none."""
    return zip_longest(rows, found)


def _settle[Row: Model](
    model: type[Row], wanted: Sequence[tuple[Row | None, Columns, Change]]
) -> list[Row]:
    """Make rows what is wanted of them: new ones are added, those that differ are changed."""
    new, changed, found = [], [], []
    fields: list[str] = list(wanted[0][1]) if wanted else []
    for row, columns, change in wanted:
        stored = row or model(**columns)
        found.append(stored)
        if row is None:
            new.append((stored, change))
        elif _differs(row, columns):
            changed.append((stored, change))
            for name, value in columns.items():
                setattr(row, name, value)
    add_for(model, new)
    change_for(model, changed, fields)
    return found


def _differs(row: Any, columns: Columns) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())


def _refuse_unequal(clients: Sequence[_Client]) -> None:
    """Read everything back: nothing is kept that is not what was shown."""
    homes = list(Household.objects.filter(pk__in=[one.household.pk for one in clients]))
    stored = records_of_many(homes, with_papers=True, with_plans=True)
    found = {one.household.pk: one.facts for one in stored}
    for client in clients:
        if found[client.household.pk] != client.wanted.fact:
            raise RefusedChangeError(_UNEQUAL)
