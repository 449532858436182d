"""The details behind one cell: its entries, and what can be added to them."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from planner.bridge import HouseholdRecords, PersonRecords
from planner.forms.events import EventForm
from planner.models import Account, Event
from planner.services.sheet.all_cells import column_name
from planner.services.sheet.columns import COLUMNS
from planner.services.sheet.grid import basis_changes

KINDS = {
    "made": ("contribution",),
    "late": ("contribution",),
    "converted": ("conversion",),
    "withdrawn": ("distribution",),
    "moved": ("rollover", "recharacterization"),
    "basis": ("basis_adjustment",),
}
"""What can be entered behind each column."""


@dataclass(frozen=True)
class Details:
    """One cell with its entries; ``account`` is ``None`` for what concerns all of a person's."""

    key: str
    year: int
    records: HouseholdRecords
    person: PersonRecords
    account: Account | None
    events: list[Event]
    arrivals: list[Event]

    @property
    def column(self) -> str:
        """The column's key."""
        return self.key.partition(".")[2]

    @property
    def heading(self) -> str:
        """What the cell holds."""
        if self.account is None:
            return f"Changes of basis in {self.year}"
        return column_name(self.column, self.year)

    @property
    def is_locked(self) -> bool:
        """Whether the year was filed and is locked."""
        return self.person.is_locked(self.year)

    def blank(self, kind: str, today: date) -> Event:
        """A new entry of ``kind`` to begin with."""
        column = COLUMNS.get(self.column)
        on = column.day(self.year, today) if column else date(self.year, 12, 31)
        if kind == "recharacterization":
            on = today
        has_year = kind in ("contribution", "recharacterization")
        return Event(
            household=self.records.household,
            person=self.person.person,
            account=self.account,
            kind=kind,
            on=on,
            tax_year=self.year if has_year else None,
        )

    def forms(self, today: date) -> list[EventForm]:
        """A form for each entry, and one for each kind that can be added."""
        kept = [self.form(event) for event in self.events]
        return kept + [self.form(self.blank(kind, today)) for kind in KINDS[self.column]]

    def form(self, event: Event, data: object = None) -> EventForm:
        """The form of one entry, with what was typed if anything was."""
        prefix = f"e{event.pk or 'new-' + event.kind}"
        return EventForm(
            data, kind=event.kind, person=self.person, event=event, prefix=prefix, auto_id="id_%s"
        )


def details(records: HouseholdRecords, year: int, key: str) -> Details:
    """The details of the cell called ``key``; 404 where the household has no such cell."""
    of, _, column = key.partition(".")
    if column not in KINDS or not of[1:].isdecimal():
        raise Http404
    found = _of_person if of[0] == "p" and column == "basis" else _of_account
    if found is _of_account and (of[0] != "a" or column == "basis"):
        raise Http404
    return found(records, year, key, int(of[1:]))


def _of_person(records: HouseholdRecords, year: int, key: str, pk: int) -> Details:
    person = records.person(pk)
    if person is None:
        raise Http404
    return Details(key, year, records, person, None, basis_changes(person, year), [])


def _of_account(records: HouseholdRecords, year: int, key: str, pk: int) -> Details:
    column = COLUMNS[key.partition(".")[2]]
    for person in records.people:
        for account in person.accounts:
            if account.pk == pk:
                held = [one for one in person.events if column.holds(one, year)]
                here = [one for one in held if one.account_id == pk]
                arrived = [one for one in held if one.to_id == pk]
                return Details(key, year, records, person, account, here, arrived)
    raise Http404
