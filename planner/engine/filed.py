"""What was filed, held against what should have been."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from planner.engine.household import FiledForm
from planner.engine.lines import WorksheetLine
from planner.engine.money import ZERO, to_unit
from planner.engine.printing import plain
from planner.engine.worksheets import Worksheet

_BASIS_LINES = frozenset({"prior_basis", "total_basis", "basis_carried_forward"})
"""Lines 2, 3 and 14, which hold the same basis in a year that fills in no Part I."""

_PART_III_BASIS = frozenset({"roth_contribution_basis", "roth_conversion_basis"})
"""Lines 22 and 24."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that was filed with another amount than it should have, both as plain text."""

    line: str
    filed: str
    should_be: str


def differences(
    sheet: Worksheet,
    carried: Decimal | None,
    filed: FiledForm | None,
    *,
    with_part_iii: bool = True,
) -> Iterator[Difference]:
    """The filed lines that differ, of a form that carries out ``carried`` dollars of basis.

    Nothing is compared while the form lacks something, except Parts I and II where only Part III
    does; ``with_part_iii`` says that line 19 is known, if only to be blank.
    """
    if filed is None or not _compared(sheet):
        return
    with_part_iii = with_part_iii and sheet.status == "complete"
    for line in sheet.lines:
        was = filed.lines.get(line.layout.number)
        is_compared = line.layout.kind == "money" and (with_part_iii or line.part != "III")
        if was is not None and is_compared:
            should_be = _should_be(sheet, line, carried)
            if should_be is not None and was != should_be:
                yield Difference(line.number, _text(was, sheet.unit), plain(should_be, sheet.unit))


def _compared(sheet: Worksheet) -> bool:
    """Whether Parts I and II are known."""
    blocked = {finding.key for finding in sheet.findings if finding.severity == "blocks"}
    return sheet.status == "complete" or blocked <= _PART_III_BASIS


def _should_be(sheet: Worksheet, line: WorksheetLine, carried: Decimal | None) -> Decimal | None:
    """The amount of the line; a blank line should be zero, or in a quiet year the basis.

    Lines 22 and 24 say how much basis there is, where the form stops before them too.
    """
    if line.value is not None:
        return cast("Decimal", line.value)
    if "I" not in sheet.parts and line.key in _BASIS_LINES:
        return carried
    return None if line.key in _PART_III_BASIS else ZERO


def _text(filed: Decimal, unit: Decimal) -> str:
    """The amount as it was filed; with its cents if it has any."""
    return plain(filed, unit) if to_unit(filed, unit) == filed else f"{filed:.2f}"
