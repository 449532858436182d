"""What each Form 8606 of a year must show: due or not and why, and the lines that decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.engine import pool as pools
from planner.engine.form_1040.own_form import OwnForm
from planner.engine.household import FiledForm, Person
from planner.engine.ledger import LedgerYear
from planner.engine.lines import WorksheetLine
from planner.engine.missed.reasons import reasons
from planner.engine.pool import Pool
from planner.engine.printing import day, entered
from planner.engine.roth_findings import PART_III_NOT_KNOWN
from planner.services.cpa.happened import NOT_KNOWN, money

_DECISIVE: Final = frozenset(
    {
        *("1", "2", "4", "6", "7", "8", "10", "13", "14", "15c", "16", "17", "18"),
        *("19", "20", "22", "24", "25c"),
    }
)
"""The lines that are entered or go elsewhere; the worksheet has those between them."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line as it must be, and as it was filed where the year was filed."""

    number: str
    words: str
    due: str
    filed: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FormDue:
    """One Form 8606: a person's own, or the one for IRAs inherited from ``decedent``.

    ``verdict`` says whether it is due and why, ``filed`` how it was filed, ``remarks`` what else
    there is to say of it. ``has_sheet`` says whether there is a worksheet to open.
    """

    decedent: str
    verdict: str
    filed: str = ""
    is_due: bool = False
    is_wrong: bool = False
    has_filed: bool = False
    has_sheet: bool = False
    lines: tuple[FormLine, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def has_line_6(self) -> bool:
        """Whether a figure rests on what the IRAs held on December 31."""
        return any(one.number == "6" for one in self.lines)


def own_form(own: OwnForm) -> FormDue:
    """The form of the person's own IRAs, where the ledger has the year or not."""
    found = own.found
    if found is None:
        carried = own.years[-1].carried if own.years and own.years[-1].year < own.year else None
        return FormDue("", _not_due(own.year, carried))
    return _form(found, own.person.record(own.year).filed, pools.own_pool(own.person))


def inherited_form(person: Person, found: LedgerYear) -> FormDue:
    """The form of IRAs inherited with basis; what was filed of one is not kept."""
    [pool] = [one for one in pools.inherited_pools(person) if one.decedent == found.decedent]
    return _form(found, None, pool)


def _form(found: LedgerYear, filed: FiledForm | None, pool: Pool) -> FormDue:
    why = "; ".join(one.words for one in reasons(pool, found))
    verdict = f"Due, because {why}." if why else _not_due(found.year, found.carried)
    if not found.is_complete:
        verdict += " It is not complete yet: what is missing is named under open questions."
    return FormDue(
        decedent=found.decedent,
        verdict=verdict,
        filed=_filed(found, filed),
        is_due=found.form_due,
        is_wrong=bool(found.differences) or bool(filed and not filed.lines and found.form_due),
        has_filed=bool(filed and filed.lines),
        has_sheet=bool(found.form_due or found.parts or filed or not found.is_complete),
        lines=tuple(_lines(found, filed)),
        remarks=tuple(_remarks(found)),
    )


def _not_due(year: int, carried: Decimal | None) -> str:
    if carried is None:
        return f"Not due: nothing entered for {year} calls for one."
    left = f" {money(carried)} of basis is carried on." if carried else ""
    return f"Not due: nothing entered for {year} calls for one.{left}"


def _filed(found: LedgerYear, filed: FiledForm | None) -> str:
    """How the form was filed beside how it should be; empty where nothing says it was."""
    if filed is None:
        return ""
    if not filed.lines:
        return "No form was filed, as entered."
    when = f" on {day(filed.on)}" if filed.on else ""
    if found.differences:
        count = len(found.differences)
        lines = "line differs" if count == 1 else "lines differ"
        return f"Filed{when}: {count} {lines} from what is due."
    if not found.is_complete:
        return f"Filed{when}, and not compared while something is missing."
    return f"Filed{when}; no line of it that is entered differs."


def _lines(found: LedgerYear, filed: FiledForm | None) -> Iterator[FormLine]:
    was = filed.lines if filed else {}
    off = {one.line for one in found.differences}
    for line in found.sheet.lines:
        if line.number in off or (line.number in _DECISIVE and _has_value(found, line)):
            amount = was.get(line.number)
            yield FormLine(
                line.number,
                line.layout.short,
                _due(found, line),
                "" if amount is None else entered(amount),
                line.number in off,
            )


def _has_value(found: LedgerYear, line: WorksheetLine) -> bool:
    return line.state != "blank" and bool(found.parts)


def _due(found: LedgerYear, line: WorksheetLine) -> str:
    """The line as printed; a blank one that was filed with an amount is empty."""
    codes = {one.code for one in found.findings}
    is_hidden = line.part == "III" and not codes.isdisjoint(PART_III_NOT_KNOWN)
    return NOT_KNOWN if line.state == "unknown" or is_hidden else line.text


def _remarks(found: LedgerYear) -> Iterator[str]:
    """What costs money or is good to know of the form."""
    for one in found.all_findings:
        if one.severity != "blocks":
            yield one.said
