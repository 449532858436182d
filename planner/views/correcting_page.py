"""What the page of a correction shows: this person's cells of the year, and what was typed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.household import PLANS
from planner.forms.cells import TypedCell
from planner.models import Account
from planner.services.sheet.all_cells import Place, column_name, places
from planner.services.sheet.corrections import unlocked

COLUMNS = ("made", "late", "converted", "withdrawn", "value")


@dataclass(frozen=True, slots=True)
class Correcting:
    """One person's year that is being corrected."""

    records: HouseholdRecords
    person: PersonRecords
    year: int
    today: date
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """One cell of the form: what stands there, as typed if it was, and what is wrong with it."""

    key: str
    label: str
    state: str
    text: str
    seen: str
    head: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One account with its cells, in the order of the columns."""

    account: Account
    cells: tuple[TypedPlace, ...]


@dataclass(frozen=True, slots=True)
class CorrectionSheet:
    """The cells of the year that can be corrected, and what is wrong as a whole."""

    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    deducted: TypedPlace
    problems: Mapping[str, str]

    def with_problems(self, problems: Mapping[str, str]) -> "CorrectionSheet":
        """The same with what is wrong at each cell."""
        rows = tuple(
            replace(row, cells=tuple(_wrong(cell, problems) for cell in row.cells))
            for row in self.rows
        )
        return replace(
            self, rows=rows, deducted=_wrong(self.deducted, problems), problems=dict(problems)
        )

    @property
    def cells(self) -> list[TypedPlace]:
        """Every cell, in the order of the page."""
        return [*(cell for row in self.rows for cell in row.cells), self.deducted]

    @property
    def is_marked(self) -> bool:
        """Whether something is wrong with single cells."""
        return any(cell.problem for cell in self.cells)

    @property
    def of_the_whole(self) -> str:
        """What is wrong apart from single cells."""
        return self.problems.get("", "")

    @property
    def of_the_reason(self) -> str:
        """What is wrong with the reason."""
        return self.problems.get("reason", "")


def sheet(page: Correcting, cells: Iterable[TypedCell]) -> CorrectionSheet:
    """The form: every cell as kept, or as typed. Call it before anything is previewed."""
    typed = {cell.key: cell.text for cell in cells}
    with unlocked(page.person, page.year):
        here = {
            key: place
            for key, place in places(page.records, page.year).items()
            if place.person is page.person
        }
        rows = tuple(_rows(page, here, typed))
        deducted = _place(here[f"p{page.person.person.pk}.deducted"], typed, page.year)
    heads = tuple(column_name(column, page.year) for column in COLUMNS)
    return CorrectionSheet(heads, rows, deducted, {})


def _rows(
    page: Correcting, here: Mapping[str, Place], typed: Mapping[str, str]
) -> Iterator[SheetRow]:
    """The accounts that can bear on a form: no employer plans."""
    for account in page.person.accounts:
        if account.kind not in PLANS:
            cells = (
                _place(here[f"a{account.pk}.{column}"], typed, page.year) for column in COLUMNS
            )
            yield SheetRow(account, tuple(cells))


def _place(place: Place, typed: Mapping[str, str], year: int) -> TypedPlace:
    return TypedPlace(
        place.key,
        place.label,
        place.state,
        typed.get(place.key, place.text),
        place.seen,
        column_name(place.column, year) if place.account else "",
    )


def _wrong(cell: TypedPlace, problems: Mapping[str, str]) -> TypedPlace:
    return replace(cell, problem=problems.get(cell.key, ""))
