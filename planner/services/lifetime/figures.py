"""The numbers of one row of the ledger: as they should be, and as filed where that differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.bridge import filed_facts
from planner.engine.ledger import LedgerYear
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import entered, printed
from planner.models import FiledForm

NONE = "–"
"""What a cell shows where there is nothing to show: a line that stays blank."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers: its heading and the lines it shows; the first opens its "why"."""

    key: str
    heading: str
    lines: tuple[str, ...]

    @property
    def numbers(self) -> str:
        """The lines as the heading names them."""
        return " + ".join(self.lines)


COLUMNS = (
    Column("contributed", "Contributed", ("1",)),
    Column("before", "From before", ("2",)),
    Column("converted", "Converted", ("8",)),
    Column("withdrawn", "Withdrawn", ("7",)),
    Column("tax_free", "Tax-free", ("13",)),
    Column("taxable", "Taxable", ("15c", "18")),
    Column("carried", "Carried", ("14",)),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``text`` is as it should be, ``filed`` as filed where that is something else.

    ``line`` is the line that explains it.
    """

    line: str
    text: str
    filed: str = ""
    is_known: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there, rightly."""
        return self.text == NONE and not self.filed


def figures(found: LedgerYear, filed: FiledForm | None) -> tuple[Figure, ...]:
    """The figures of a year, one for each of ``COLUMNS``."""
    return tuple(_figures(found, filed))


def _figures(found: LedgerYear, filed: FiledForm | None) -> Iterator[Figure]:
    wrong = {one.line: entered(Decimal(one.filed)) for one in found.differences}
    wrong["taxable"] = filed_taxable(found, filed)
    if filed and not filed.lines and found.form_due:
        wrong["14"] = "no form"
    amounts = _amounts(found)
    for column in COLUMNS:
        amount = amounts[column.key]
        line = _explained_by(column, found)
        was = wrong.get("taxable" if column.key == "taxable" else line, "")
        if column.key == "taxable" and not (amount or was) and _is_at_rest(found):
            amount, is_known = None, True
        else:
            is_known = amount is not None or column.key not in ("carried", "taxable")
        yield Figure(line, _text(amount, found, is_known=is_known), was, is_known)


def _explained_by(column: Column, found: LedgerYear) -> str:
    """The line that says why; Part II alone, without basis, has the conversion on line 16."""
    if column.key == "taxable":
        return "18" if "II" in found.parts else "15c"
    if column.key == "converted" and "I" not in found.parts:
        return "16"
    return column.lines[0]


def _amounts(found: LedgerYear) -> dict[str, Decimal | None]:
    """What each column shows, in dollars; ``None`` is blank, or not known."""
    facts = found.sheet.facts
    return {
        "contributed": _line(found, "nondeductible_contribution"),
        "before": _line(found, "prior_basis"),
        "converted": _moved(_line(found, "conversion"), facts.conversion),
        "withdrawn": _moved(_line(found, "distribution"), facts.distribution),
        "tax_free": _line(found, "basis_used"),
        "taxable": found.sheet.taxable if found.is_complete else None,
        "carried": found.carried,
    }


def _moved(line: Decimal | None, entered_amount: Decimal | None) -> Decimal | None:
    """The line, or where Part I is blank what left the pool without any basis."""
    return entered_amount or None if line is None else line


def _is_at_rest(found: LedgerYear) -> bool:
    """Whether nothing left the pool, so that nothing could be taxable."""
    left = found.sheet.facts.conversion or found.sheet.facts.distribution
    return found.is_complete and not left


def _line(found: LedgerYear, key: str) -> Decimal | None:
    value = found.sheet.value(key)
    return value if isinstance(value, Decimal) else None


def _text(amount: Decimal | None, found: LedgerYear, *, is_known: bool) -> str:
    if amount is None:
        return NONE if is_known else ""
    if not amount and not found.parts:
        return NONE
    return printed(to_unit(amount, found.sheet.unit), found.sheet.unit)


def filed_taxable(found: LedgerYear, filed: FiledForm | None) -> str:
    """Lines 15c and 18 as filed, together; empty where they are what they should be.

    A line that was not typed is taken to be right.
    """
    wrong = {one.line: Decimal(one.filed) for one in found.differences}
    if filed is None or not wrong.keys() & {"15c", "18"}:
        return ""
    lines = filed_facts(filed).lines
    right = {line.number: line.value for line in found.sheet.lines}
    total = ZERO
    for number in ("15c", "18"):
        amount = wrong.get(number, lines.get(number, right.get(number)))
        total += amount if isinstance(amount, Decimal) else ZERO
    return entered(to_unit(total, CENT))
