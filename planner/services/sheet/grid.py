"""The year as a sheet: people as bands, accounts as rows, what happened to them as cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import blake2s

from planner.bridge import HouseholdRecords, PersonRecords, account_facts
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import entered
from planner.models import Account, Event, Person, YearEndValue
from planner.models.entries import CHARACTER_NAMES
from planner.services.sheet.columns import COLUMNS, applies

NO_ROW = "none"
"""The fingerprint of a cell that nothing is kept of."""


@dataclass(frozen=True)
class Cell:
    """One cell: its key, what it shows, and a fingerprint of what is kept behind it.

    ``state`` is ``open`` (can be typed in), ``several`` (more than one entry: its details open),
    ``locked`` (the year was filed) or ``off`` (the account cannot have such entries).
    """

    key: str
    state: str
    events: tuple[Event, ...] = ()
    value: YearEndValue | None = None

    @property
    def column(self) -> str:
        """The column's key."""
        return self.key.partition(".")[2]

    @property
    def amount(self) -> Decimal | None:
        """The dollars of the cell; ``None`` while empty or not known."""
        if self.column == "value":
            return self.value.amount if self.value else None
        amounts = [event.amount for event in self.events]
        if not amounts or None in amounts:
            return None
        return sum((amount for amount in amounts if amount is not None), ZERO)

    @property
    def source(self) -> str:
        """Where a year-end value comes from; an estimate while there is none."""
        return self.value.source if self.value else "estimate"

    @property
    def text(self) -> str:
        """The amount as the cell shows it."""
        amount = self.amount
        return "" if amount is None else entered(to_unit(amount, CENT))

    @cached_property
    def seen(self) -> str:
        """A fingerprint of what is kept: it differs after anybody's change."""
        return fingerprint(*self.events, *([self.value] if self.value else []))

    @property
    def notes(self) -> list[str]:
        """What the amount alone does not say."""
        found = [f"{len(self.events)} entries"] if len(self.events) > 1 else []
        if any(event.amount is None for event in self.events):
            found.append("amount not known")
        characters = {event.character for event in self.events} - {"normal"}
        found += [CHARACTER_NAMES[one] for one in sorted(characters)]
        if any(event.withheld for event in self.events):
            found.append("tax withheld")
        return found

    @property
    def all_notes(self) -> list[str]:
        """The same, and whether the date of an entry is assumed."""
        assumed = any(event.date_assumed for event in self.events)
        return [*self.notes, "date assumed"] if assumed else self.notes


@dataclass(frozen=True)
class Row:
    """One account with its cells."""

    account: Account
    person: Person
    cells: Mapping[str, Cell]

    @cached_property
    def label(self) -> str:
        """The account and whose it is."""
        return f"{self.account} of {self.person}"


@dataclass(frozen=True)
class Group:
    """Accounts that are counted, or not counted for one reason."""

    because: str
    is_counted: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Band:
    """One person's part of the sheet."""

    records: PersonRecords
    year: int
    groups: tuple[Group, ...]
    is_locked: bool

    @property
    def sums(self) -> dict[str, str]:
        """What each column comes to over the counted accounts; empty while an amount is missing."""
        return {key: _sum(self._counted(key)) for key in (*COLUMNS, "value")}

    def _counted(self, column: str) -> Iterator[Cell]:
        for group in self.groups:
            if group.is_counted:
                yield from (row.cells[column] for row in group.rows)


@dataclass(frozen=True)
class Grid:
    """The sheet of one household and year."""

    year: int
    bands: tuple[Band, ...]

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Every cell of an account, by key."""
        rows = (row for band in self.bands for group in band.groups for row in group.rows)
        return {cell.key: cell for row in rows for cell in row.cells.values()}


def year_grid(records: HouseholdRecords, year: int) -> Grid:
    """The sheet of ``year`` from the household's live rows."""
    return Grid(year, tuple(_band(person, year) for person in records.people))


def basis_changes(person: PersonRecords, year: int) -> list[Event]:
    """What changed the person's basis in the calendar year beside contributions and money moved."""
    return [one for one in person.events if (one.kind, one.on.year) == ("basis_adjustment", year)]


def fingerprint(*rows: Event | YearEndValue) -> str:
    """A short text that differs when any figure of ``rows`` does."""
    if not rows:
        return NO_ROW
    figures = [
        tuple(getattr(row, field.attname) for field in row._meta.concrete_fields) for row in rows
    ]
    return blake2s(repr(figures).encode(), digest_size=6).hexdigest()


def _band(person: PersonRecords, year: int) -> Band:
    is_locked = person.is_locked(year)
    events = _by_cell(person, year)
    values = {one.account_id: one for one in person.year_end_values if one.year == year}
    groups: dict[str, list[Row]] = {}
    counted: dict[str, bool] = {}
    for account in person.accounts:
        facts = account_facts(account)
        counted[facts.because] = facts.is_counted
        cells = _cells(account, facts.is_counted, events, values.get(account.pk), is_locked)
        groups.setdefault(facts.because, []).append(Row(account, person.person, cells))
    found = [Group(text, counted[text], tuple(rows)) for text, rows in groups.items()]
    found.sort(key=lambda group: not group.is_counted)
    return Band(person, year, tuple(found), is_locked)


def _by_cell(person: PersonRecords, year: int) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in person.events:
        for column in COLUMNS.values():
            if column.holds(event, year):
                found.setdefault(f"a{event.account_id}.{column.key}", []).append(event)
    return found


def _cells(
    account: Account,
    is_counted: bool,  # noqa: FBT001
    events: Mapping[str, list[Event]],
    value: YearEndValue | None,
    is_locked: bool,  # noqa: FBT001
) -> dict[str, Cell]:
    cells = {}
    for column in COLUMNS:
        key = f"a{account.pk}.{column}"
        found = tuple(events.get(key, ()))
        can = applies(column, account, is_counted=is_counted)
        cells[column] = Cell(key, _state(column, found, can, is_locked), found)
    state = "locked" if is_locked else "open"
    cells["value"] = Cell(f"a{account.pk}.value", state, value=value)
    return cells


def _state(
    column: str,
    events: tuple[Event, ...],
    can: bool,  # noqa: FBT001
    is_locked: bool,  # noqa: FBT001
) -> str:
    if not (can or events):
        return "off"
    if is_locked:
        return "locked"
    return "several" if len(events) > 1 or not COLUMNS[column].kind else "open"


def _sum(cells: Iterable[Cell]) -> str:
    """The sum of the cells as text; empty while one that has entries has no amount."""
    total = ZERO
    for cell in cells:
        if cell.amount is None and (cell.events or cell.column == "value"):
            return ""
        total += cell.amount or ZERO
    return entered(to_unit(total, CENT))
