"""What is to be said about a year of the ledger beside its lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.documents.worksheet_words import finding_words
from planner.engine.household import FiledForm
from planner.engine.layouts import FormLayout
from planner.engine.ledger import LedgerYear
from planner.engine.printing import entered


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said of a year: ``stakes`` are the dollars, ``citation`` the rule behind."""

    kind: str
    text: str
    stakes: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line that was filed with another amount than it should have, both as printed."""

    line: str
    short: str
    filed: str
    should_be: str


def finding_remarks(found: LedgerYear, layout: FormLayout) -> Iterator[Remark]:
    """Every finding of the year, that of the form first."""
    for finding in found.all_findings:
        kind, text = finding_words(finding, layout)
        stakes = "" if finding.dollars is None else f"${entered(finding.dollars)}"
        yield Remark(kind, text, stakes, finding.citation)


def filed_remarks(found: LedgerYear, filed: FiledForm | None) -> Iterator[Remark]:
    """How what was filed compares, where anything was."""
    if filed is None:
        return
    if not filed.lines:
        text = "No Form 8606 was filed for this year."
    elif found.differences:
        text = "Some lines were filed with other amounts than they should have."
    elif not found.is_complete:
        text = "What was filed is not compared while the year is not complete."
    else:
        text = "No filed line of Parts I and II differs. Line 10 is not compared."
    yield Remark("As filed", text)


def filed_lines(found: LedgerYear, layout: FormLayout) -> tuple[FiledLine, ...]:
    """The lines of the year that were filed otherwise."""
    shorts = {line.number: line.short for line in layout.lines}
    return tuple(
        FiledLine(one.line, shorts[one.line], _with_commas(one.filed), _with_commas(one.should_be))
        for one in found.differences
    )


def _with_commas(amount: str) -> str:
    """A plain amount as a person writes it."""
    return f"{Decimal(amount):,}"
