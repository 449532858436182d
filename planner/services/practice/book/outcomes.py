"""What a plan shows of each row, and how tables and outcomes are kept between two pages."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from planner.engine.json_node import quoted
from planner.services.practice.book.columns import BY_CODE, CODES
from planner.services.practice.book.planning import Plan
from planner.services.practice.book.rows import Detail, Problem, Said
from planner.services.practice.book.tables import Table, TableRow

type Shown = Literal["refused", "new", "changed", "same"]

SORTS: Final[tuple[Shown, ...]] = ("refused", "new", "changed", "same")

_LONGEST: Final = 80
_ABOUT: Final = ("person", "account", "to", "year", "date")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row as it is shown; each problem is its column, what stands there, and why."""

    row: int
    record: str
    client: str
    status: Shown
    says: str
    problems: Sequence[tuple[str, str, str]]


def outcomes_of(plan: Plan) -> list[Outcome]:
    """What would become of every row, in their order."""
    return [_outcome(row) for row in plan.rows]


def _outcome(row: Said) -> Outcome:
    problems = [(one.column, _cell(one), one.why) for one in row.problems]
    status: Shown = "refused" if problems else row.status
    says = _changed(row) if status == "changed" else _said(row)
    return Outcome(row.number, row.record or "", row.client, status, says, problems)


def _cell(problem: Problem) -> str:
    """What stands there, where the reason does not quote it."""
    return "" if quoted(problem.cell) in problem.why else _short(problem.cell)


def _said(row: Said) -> str:
    codes = (code for code in row.cells if code not in {"record", "client"})
    return " · ".join(_cell_of(row, code) for code in codes)


def _cell_of(row: Said, code: str) -> str:
    """A cell; the figures of a return by their names, as a bare yes would say nothing."""
    is_figure = row.record in {"return", "income"} and code not in {*_ABOUT, "tax_year"}
    name = f"{row.names[code]} " if is_figure else ""
    return name + _short(row.cells[code])


def _changed(row: Said) -> str:
    """What the row is about, and what of it becomes what."""
    about = [_short(row.cells[code]) for code in _ABOUT if code in row.cells]
    return ": ".join([*([" · ".join(about)] if about else []), "; ".join(_details(row))])


def _details(row: Said) -> Iterator[str]:
    for detail in row.details:
        yield f"{_name(row, detail.key)}: {_words(detail, 'was')} → {_words(detail, 'becomes')}"


def _name(row: Said, key: str) -> str:
    code = CODES.get((str(row.record), key), "basis_amount")
    return row.names.get(code) or BY_CODE[code].name


def _words(detail: Detail, which: Literal["was", "becomes"]) -> str:
    value: Any = getattr(detail, which)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(map(str, value.values())) or "nothing"
    return "nothing" if value in (None, "") else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many rows of each sort there are, and how many clients."""
    found = Counter(one.status for one in outcomes)
    clients = len({one.client for one in outcomes if one.client})
    return {sort: found[sort] for sort in SORTS} | {"rows": len(outcomes), "clients": clients}


def packed(outcomes: Sequence[Outcome]) -> bytes:
    """The outcomes as they are kept."""
    rows = [
        [one.row, one.record, one.client, one.status, one.says, one.problems] for one in outcomes
    ]
    return zlib.compress(json.dumps(rows).encode())


def unpacked(kept: bytes) -> list[Outcome]:
    """The outcomes that were kept."""
    return [Outcome(*row) for row in json.loads(zlib.decompress(kept))] if kept else []


def digest_of(outcomes: Sequence[Outcome]) -> str:
    """Another one whenever anything that is shown is another."""
    return hashlib.sha256(repr(list(outcomes)).encode()).hexdigest()


def packed_table(table: Table) -> bytes:
    """The table as it is kept."""
    rows = [[row.number, *row.cells] for row in table.rows]
    return zlib.compress(json.dumps([table.header, rows]).encode())


def unpacked_table(kept: bytes) -> Table:
    """The table that was kept."""
    header, rows = json.loads(zlib.decompress(kept))
    return Table(tuple(header), tuple(TableRow(row[0], tuple(row[1:])) for row in rows))


def digest_of_header(header: Sequence[str]) -> str:
    """By what a file of the same sort is known again."""
    return hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()
