"""A table as it was uploaded: a header and rows of text, however the file wrote them."""

from dataclasses import dataclass, field
from typing import Final

from planner.services.sheet.money_typed import money

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 1_000
MOST_PROBLEMS: Final = 40

RISKY: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula, also in full width."""

TOO_MANY_ROWS: Final = (
    f"This table has more than {MOST_ROWS:,} rows. Split it into several files: none is doubled."
)
TOO_MANY_COLUMNS: Final = f"This table has more than {MOST_COLUMNS} columns."


class TableError(ValueError):
    """A file that is no table we can take; ``problems`` says why, the worst first."""

    def __init__(self, *problems: str) -> None:
        """Keep as many problems as fit on a page."""
        more = len(problems) - MOST_PROBLEMS
        self.problems = list(problems[:MOST_PROBLEMS])
        if more > 0:
            self.problems.append(f"and {more:,} more of the kind")
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The header, the rows that say anything, and what has to be known about how it was read."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remarks: tuple[str, ...] = field(default=())


def table_of(lines: list[TableRow], remarks: tuple[str, ...] = ()) -> Table:
    """The table whose first line is its header; ``TableError`` says why there is none."""
    said = [line for line in lines if any(line.cells)]
    if not said:
        raise TableError("This table is empty.")
    header, rows = said[0], said[1:]
    names = _without_empty_end(header.cells)
    problems = [*_header_problems(names), *_row_problems(names, said)]
    if problems:
        raise TableError(*problems)
    if not rows:
        raise TableError("This table has a header and no rows below it.")
    width = len(names)
    full = (TableRow(row.number, (*row.cells, *([""] * width))[:width]) for row in rows)
    return Table(names, tuple(full), remarks)


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max(at for at, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _header_problems(names: tuple[str, ...]) -> list[str]:
    seen: dict[str, int] = {}
    problems = []
    for at, name in enumerate(names, start=1):
        if not name:
            problems.append(f"Column {letters(at)} has no name in the header.")
        elif plain(name) in seen:
            problems.append(
                f"Columns {letters(seen[plain(name)])} and {letters(at)} are both called “{name}”:"
                " which one is meant cannot be known."
            )
        seen.setdefault(plain(name), at)
    if len(names) > MOST_COLUMNS:
        problems.append(TOO_MANY_COLUMNS)
    return problems


def _row_problems(names: tuple[str, ...], said: list[TableRow]) -> list[str]:
    found = []
    for row in said:
        if any(row.cells[len(names) :]):
            found.append(f"Row {row.number} has more cells than the header has names.")
        found += [
            f"Cell {letters(at)}{row.number} {reason}"
            for at, cell in enumerate(row.cells, start=1)
            if (reason := cell_problem(cell))
        ]
    return found


def cell_problem(cell: str) -> str:
    """Why a cell is not taken: a formula is never worked out, nor kept for others to run."""
    if len(cell) > LONGEST_CELL:
        return f"has more than {LONGEST_CELL:,} characters."
    if cell.startswith(RISKY) and not _is_amount(cell):
        return "begins like a formula. Formulas are not worked out here: put its value there."
    return ""


def _is_amount(cell: str) -> bool:
    try:
        money(cell)
    except ValueError:
        return cell in {"-", "–"}
    return True


def plain(name: str) -> str:
    """A name of a column without case, blanks and punctuation."""
    return "".join(filter(str.isalnum, name.casefold()))


def letters(column: int) -> str:
    """The name that a spreadsheet gives to a column: A, B, … Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
