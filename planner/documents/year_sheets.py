"""A year of the ledger as a worksheet on paper: nothing shown that the year does not know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.documents.circular_page import circular_words, is_circular
from planner.documents.worksheet_words import Words, status_words, words
from planner.documents.year_remarks import (
    FiledLine,
    Remark,
    filed_lines,
    filed_remarks,
    finding_remarks,
)
from planner.engine import Worksheet, WorksheetLine
from planner.engine.household import FiledForm, Household, Person
from planner.engine.layouts import FormLayout, LineLayout
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.printing import printed
from planner.engine.roth_findings import PART_III_NOT_KNOWN
from planner.engine.year_layouts import layout_for

NOT_KNOWN: Final = "not known"
NO_FORM: Final = "No form was due"

_MOST_IN_THE_BOX: Final = 330
"""Characters of remarks that fit into the box on page 2 of every year's form."""


@dataclass(frozen=True, slots=True)
class YearSheet:
    """One year of one pool as it is printed; ``filed`` is the form as it was filed, if it was."""

    found: LedgerYear
    sheet: Worksheet
    layout: FormLayout
    filed: FiledForm | None

    @property
    def findings(self) -> tuple[Remark, ...]:
        """Every finding of the year."""
        return tuple(finding_remarks(self.found, self.layout))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is to be said about the year: how it was filed, and every finding."""
        return (*filed_remarks(self.found, self.filed), *self.findings)

    @property
    def differences(self) -> tuple[FiledLine, ...]:
        """The lines that were filed with other amounts than they should have."""
        return filed_lines(self.found, self.layout)

    @property
    def has_notes(self) -> bool:
        """Whether the remarks need a page of their own: there is a table, or they are long."""
        length = sum(len(remark.text) for remark in self.remarks)
        return bool(self.found.differences) or length > _MOST_IN_THE_BOX

    @property
    def taxable(self) -> str:
        """The taxable amount as printed, or that it is not known."""
        amount = self.sheet.taxable if self.found.is_complete else None
        return NOT_KNOWN if amount is None else printed(amount, self.sheet.unit)

    @property
    def carried(self) -> str:
        """The basis carried out of the year as printed, or that it is not known."""
        amount = self.found.carried
        return NOT_KNOWN if amount is None else printed(amount, self.sheet.unit)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to print: no form was due or filed, and nothing is missing."""
        found = self.found
        return found.is_complete and not (found.form_due or found.lines or self.filed)


def year_sheet(person: Person, found: LedgerYear) -> YearSheet:
    """``found``, a year of ``person``, as it is printed."""
    layout = layout_for(found.year)
    filed = None if found.decedent else person.record(found.year).filed
    return YearSheet(found, _shown(found, layout), layout, filed)


def sheets_by_decedent(
    household: Household, person: Person, years: range | None = None
) -> dict[str, list[YearSheet]]:
    """The years of each pool in order, a person's own first, under no name."""
    found: dict[str, list[YearSheet]] = {"": []}
    for year in ledger(household, person):
        if years is None or year.year in years:
            found.setdefault(year.decedent, []).append(year_sheet(person, year))
    return found


def span(years: Sequence[int]) -> str:
    """Consecutive years in words."""
    first, last = years[0], years[-1]
    return str(first) if first == last else f"{first} to {last}"


def year_words(year: YearSheet) -> Words:
    """What the worksheet of the year says besides its lines."""
    remarks = tuple((remark.kind, remark.text) for remark in year.remarks)
    said, where = words(year.sheet, year.layout), "on the next page"
    if is_circular(year.found):
        said, where = circular_words(said), "on the page after Worksheet 1-1"
    notes = (("Notes on this year", f"they are {where}."),)
    return replace(
        said,
        status=_status(year),
        taxable=year.taxable,
        carried=year.carried,
        findings=notes if year.has_notes else remarks,
    )


def _shown(found: LedgerYear, layout: FormLayout) -> Worksheet:
    """The sheet on the year's own layout; lines are not known where the events are not."""
    sheet, codes = found.sheet, {finding.code for finding in found.findings}
    hidden = set() if found.is_known else {"I", "II", *sheet.parts}
    hidden |= set() if codes.isdisjoint(PART_III_NOT_KNOWN) else {"III"}
    lines = tuple(
        _line(line, layout.lines[at], hidden=line.part in hidden)
        for at, line in enumerate(sheet.lines)
    )
    findings = sheet.findings if found.is_known else ()
    return replace(sheet, layout=layout, lines=lines, parts=found.parts, findings=findings)


def _line(line: WorksheetLine, layout: LineLayout, *, hidden: bool) -> WorksheetLine:
    if hidden:
        return replace(line, layout=layout, state="unknown", value=None, text="")
    return replace(line, layout=layout)


def _status(year: YearSheet) -> str:
    found = year.found
    if not found.is_known:
        return "Not complete: too little is known of what happened to show any line."
    if found.sheet.status == "complete" and not found.is_complete:
        return "Not complete: the lines that are shown hold, but something beside them is missing."
    if found.is_complete and not found.form_due and not found.lines:
        return "No form was due for this year. It is here because one was filed."
    if found.differences:
        return "Complete. Filed otherwise: the notes after page 2 have both amounts of each line."
    return status_words(year.sheet, year.layout)
