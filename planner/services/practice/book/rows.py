"""The rows of a table as records: what each says, by the keys of a household file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from planner.engine.json_node import quoted
from planner.engine.printing import day
from planner.services.practice.book.cells import is_unclear_day
from planner.services.practice.book.columns import BY_CODE, RECORDS, Column, Record
from planner.services.practice.book.tables import Table, TableRow

type Status = Literal["new", "changed", "same"]

LONGEST_REFERENCE: Final = 40
"""Characters of a client's number that are kept."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: the column as the file calls it, what stands there, and why."""

    column: str
    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One value that a row changes, by its key."""

    key: str
    was: Any
    becomes: Any


@dataclass(slots=True)
class Said:
    """One row: what it is, and what it says by key. ``details`` say what it would change."""

    number: int
    record: Record | None
    cells: Mapping[str, str]
    names: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    status: Status = "same"
    details: list["Detail"] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether the row cannot be taken."""
        return bool(self.problems)

    @property
    def client(self) -> str:
        """The practice's number of the client."""
        return str(self.values.get("client", ""))

    def refuse(self, code: str, why: str) -> None:
        """Note why the row cannot be taken, at the column ``code``."""
        name = self.names.get(code) or BY_CODE[code].name
        self.problems.append(Problem(name, self.cells.get(code, ""), why))


def said_rows(table: Table, mapping: Mapping[str, str], record: str) -> list[Said]:
    """Every row of the table; ``record`` is what rows are where no column says it."""
    codes = [mapping[name] for name in table.header]
    names = {code: name for name, code in mapping.items() if code}
    return [_said(row, codes, names, record) for row in table.rows]


def _said(row: TableRow, codes: list[str], names: Mapping[str, str], record: str) -> Said:
    cells = {code: cell for code, cell in zip(codes, row.cells, strict=True) if code and cell}
    kind = _record(cells.get("record", record))
    said = Said(row.number, kind, cells, names)
    if kind is None:
        said.refuse("record", f"is none of {', '.join(RECORDS)}")
    for code, cell in cells.items():
        if code != "record":
            _read(said, BY_CODE[code], cell)
    if not said.client:
        said.refuse("client", "is missing: every row names its client")
    elif len(said.client) > LONGEST_REFERENCE:
        said.refuse("client", f"has more than {LONGEST_REFERENCE} characters")
    return said


def _record(cell: str) -> Record | None:
    wanted = cell.casefold().removesuffix("s")
    return next((one for one in RECORDS if one == wanted), None)


def _read(said: Said, column: Column, cell: str) -> None:
    if said.record is None:
        if column.code == "client":
            said.values["client"] = cell
        return
    if said.record not in column.keys:
        said.refuse(column.code, f"has no place in {_article(said.record)} row")
        return
    key, read = column.keys[said.record]
    try:
        found = read(cell)
    except ValueError as error:
        said.refuse(column.code, str(error))
        return
    if said.values.setdefault(key, found) != found:
        said.refuse(column.code, f"is {quoted(cell)}, and another column says {said.values[key]}")


def _article(record: str) -> str:
    return f"an {record}" if record in {"account", "event", "income"} else f"a {record}"


def unclear_days(rows: list[Said]) -> Iterator[str]:
    """How dates were read that somebody else would read otherwise: once, with an example."""
    for said in rows:
        for code in _DAYS:
            cell = said.cells.get(code, "")
            if is_unclear_day(cell) and code in said.values:
                yield (
                    f"Dates were read with the month first: {cell} in row {said.number} is"
                    f" {day(date.fromisoformat(said.values[code]))}."
                )
                return


_DAYS: Final = ("date", "born", "completed", "participation_began")
