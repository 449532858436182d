"""Every cell of the year's page by its key, with all that is needed to judge and to write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.bridge import HouseholdRecords, PersonRecords
from planner.models import Account, Change
from planner.models.entries import SOURCE_NAMES
from planner.services.sheet.grid import Cell, Grid, year_grid
from planner.services.sheet.return_cells import (
    Kept,
    ReturnCell,
    household_cells,
    person_cells,
    text_of,
)

EMPTY = "nothing"
"""What the history says of an empty cell."""

COLUMN_NAMES = {
    "made": "Contributed in {year}",
    "late": "Contributed in {next_year} for {year}",
    "converted": "Converted in {year}",
    "withdrawn": "Withdrawn in {year}",
    "moved": "Moved in {year}",
    "value": "December 31, {year}",
    "source": "Source for December 31, {year}",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: what is kept behind it and where that belongs.

    Exactly one of ``cell`` (an account's) and ``figure`` (a return's) is there.
    """

    key: str
    year: int
    records: HouseholdRecords
    person: PersonRecords | None = None
    account: Account | None = None
    cell: Cell | None = None
    figure: ReturnCell | None = None

    @property
    def label(self) -> str:
        """What the cell holds and whose it is, in words."""
        if self.figure:
            of = f", {self.person.person}" if self.person else ""
            return f"{self.figure.field.label}{of} ({self.year})"
        of = f" of {self.person.person}" if self.person else ""
        return f"{column_name(self.column, self.year)}, {self.account}{of}"

    @property
    def column(self) -> str:
        """The part of the key that says what the cell holds."""
        return self.key.partition(".")[2]

    @property
    def kept(self) -> Kept:
        """The value that stands there."""
        if self.figure:
            return self.figure.kept
        cell = self._account_cell
        return cell.source if self.column == "source" else cell.amount

    @property
    def text(self) -> str:
        """The value as people write it."""
        return self.written(self.kept)

    @property
    def value_text(self) -> str:
        """The same as a form field holds it: a choice by its key."""
        if self.figure:
            return self.figure.text
        return str(self.kept) if self.column == "source" else self.text

    @property
    def seen(self) -> str:
        """The fingerprint of what stands there."""
        return self.figure.seen if self.figure else self._account_cell.seen

    @property
    def state(self) -> str:
        """``open``, or why nothing can be typed."""
        if self.figure:
            return self.figure.state
        if self.column == "source" and not self._account_cell.value:
            return "off"
        return self._account_cell.state

    @property
    def _account_cell(self) -> Cell:
        if self.cell is None:
            raise TypeError(f"{self.key} is no cell of an account.")
        return self.cell

    def written(self, value: Kept) -> str:
        """How ``value`` would read in this cell."""
        if self.figure:
            text = text_of(self.figure.field, value)
            return (self.figure.field.options or {}).get(text, text) if text else ""
        if isinstance(value, Decimal):
            return text_of(None, value)
        return SOURCE_NAMES.get(str(value), "") if value else ""

    def told(self, value: Kept) -> str:
        """How the history tells that ``value`` came in place of what is kept."""
        return f"{self.label}: {self.text or EMPTY} → {self.written(value) or EMPTY}"

    def latest_change(self) -> Change | None:
        """The change that last touched what stands here, or the latest of the year."""
        changes: list[Change] = [
            version.change for row in self._rows() if (version := row.history.first())
        ]
        if changes:
            return max(changes, key=lambda change: change.pk)
        latest: Change | None = self.records.household.changes.first()
        return latest

    def _rows(self) -> Iterator[Any]:
        if self.cell:
            yield from self.cell.events
            if self.cell.value:
                yield self.cell.value


def places(records: HouseholdRecords, year: int) -> dict[str, Place]:
    """Every cell of the page of ``year`` by its key."""
    return places_on(records, year_grid(records, year))


def places_on(records: HouseholdRecords, grid: Grid) -> dict[str, Place]:
    """The same from a sheet that has been laid out."""
    year = grid.year
    found = {place.key: place for place in _account_places(records, grid)}
    for person in records.people:
        for figure in person_cells(person, year):
            found[figure.key] = Place(figure.key, year, records, person, figure=figure)
    for figure in household_cells(records, year):
        found[figure.key] = Place(figure.key, year, records, figure=figure)
    return found


def _account_places(records: HouseholdRecords, grid: Grid) -> Iterator[Place]:
    for band in grid.bands:
        for group in band.groups:
            for row in group.rows:
                of = (grid.year, records, band.records, row.account)
                for cell in row.cells.values():
                    yield Place(cell.key, *of, cell)
                value = row.cells["value"]
                yield Place(f"a{row.account.pk}.source", *of, value)


def column_name(column: str, year: int) -> str:
    """What a column holds, in words."""
    return COLUMN_NAMES[column].format(year=year, next_year=year + 1)
