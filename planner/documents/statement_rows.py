"""The table of a lifetime basis statement: a row for each year, quiet years folded into one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Final

from planner.documents.worksheet_pages import missing_keys
from planner.documents.year_sheets import NO_FORM, NOT_KNOWN, YearSheet, span
from planner.engine.money import ZERO, to_unit
from planner.engine.printing import printed

_LONG, _LONGEST = 12, 15
"""Characters beyond which an amount is set smaller, to stay inside its column."""

_COLUMNS: Final = (
    ("nondeductible_contribution", ""),
    ("prior_basis", ""),
    ("conversion", "conversion"),
    ("distribution", "distribution"),
    ("basis_used", ""),
)
"""The columns before the taxable amount: the line, and the fact where the line is blank."""

_SUMMED: Final = (0, 2, 3, 4, 5)
"""The columns that add up over the years; basis is carried and does not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount as printed, and beside it how it was filed where that differs.

    ``amount`` is what it adds to the sum of its column; ``None`` while it is not known. ``filed``
    has amounts, and the lines they were filed on where those could be several.
    """

    text: str
    amount: Decimal | None
    filed: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> str:
        """A class: how small the amount has to be."""
        length = max(len(self.text), *(len(amount) for amount, _ in self.filed), 0)
        if length > _LONGEST:
            return "longest"
        return "long" if length > _LONG else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A year, or quiet years together; ``is_wrong`` marks a year that was filed otherwise."""

    years: str
    status: str
    cells: tuple[Cell, ...]
    is_quiet: bool = False
    is_wrong: bool = False


def rows(sheets: Sequence[YearSheet]) -> list[Row]:
    """The years in order; those that read the same and are quiet share a row."""
    found = [(sheet.found.year, _row(sheet)) for sheet in sheets]
    result = []
    for row, run in groupby(found, key=itemgetter(1)):
        years = [year for year, _ in run]
        result += [row] if not row.is_quiet else [replace(row, years=span(years))]
    return result


def totals(sheets: Sequence[YearSheet]) -> list[Cell]:
    """What each column comes to over all years; empty for columns of basis."""
    unit = sheets[0].sheet.unit
    columns = list(zip(*(_cells(sheet) for sheet in sheets), strict=True))
    return [
        _total(column, unit) if at in _SUMMED else Cell("", None)
        for at, column in enumerate(columns)
    ]


def _total(column: Sequence[Cell], unit: Decimal) -> Cell:
    known = [cell.amount for cell in column if cell.amount is not None]
    if len(known) < len(column):
        return Cell(NOT_KNOWN, None)
    total = sum(known, ZERO)
    return Cell(printed(total, unit), total)


def _row(sheet: YearSheet) -> Row:
    if sheet.is_quiet and not sheet.remarks:
        return Row("", NO_FORM, _cells(sheet), is_quiet=True)
    return Row(
        years=str(sheet.found.year),
        status=_status(sheet),
        cells=_cells(sheet),
        is_wrong=bool(sheet.found.differences),
    )


def _status(sheet: YearSheet) -> str:
    """Whether a form was due and is complete, and how it was filed."""
    found = sheet.found
    due = found.form_due or found.lines or not found.is_complete
    complete = ("Complete" if found.is_complete else "Not complete") if due else NO_FORM
    return ". ".join([complete, *_filed(sheet)])


def _filed(sheet: YearSheet) -> Iterator[str]:
    if sheet.found.differences:
        yield "Filed otherwise"
    elif sheet.filed and not sheet.filed.lines:
        yield "No form filed"
    elif sheet.filed:
        yield "Filed, agrees" if sheet.found.is_complete else "Filed, not compared"


def _cells(sheet: YearSheet) -> tuple[Cell, ...]:
    cells = [_cell(sheet, key, fact) for key, fact in _COLUMNS]
    taxable = sheet.sheet.taxable if sheet.found.is_complete else None
    cells.append(Cell(sheet.taxable, taxable, _as_filed(sheet, "15c", "18")))
    cells.append(Cell(sheet.carried, None, _as_filed(sheet, "14")))
    return tuple(cells)


def _cell(sheet: YearSheet, key: str, fact: str) -> Cell:
    line = next(line for line in sheet.sheet.lines if line.key == key)
    filed = _as_filed(sheet, line.number)
    if line.state == "unknown" or key in missing_keys(sheet.sheet):
        return Cell(NOT_KNOWN, None, filed)
    if isinstance(line.value, Decimal):
        return Cell(line.text, line.value, filed)
    left = getattr(sheet.sheet.facts, fact) if fact else None
    amount = to_unit(left or ZERO, sheet.sheet.unit)
    return Cell(printed(amount, sheet.sheet.unit) if amount else "", amount, filed)


def _as_filed(sheet: YearSheet, *numbers: str) -> tuple[tuple[str, str], ...]:
    """How the lines were filed where that differs; and which line, where it may be several."""
    several = len(numbers) > 1
    return tuple(
        (one.filed, one.line if several else "") for one in sheet.differences if one.line in numbers
    )
