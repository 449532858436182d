"""What the worksheet says about itself: how it was computed, what is missing, how sure it is."""

from dataclasses import dataclass
from typing import Final

from planner.documents.worksheet_pages import missing_keys
from planner.engine import Finding, Worksheet
from planner.engine.computation import moved
from planner.engine.layouts import FormLayout
from planner.engine.printing import printed

_SEVERITIES: Final = {
    "blocks": "Blocks the result",
    "costs": "Costs money",
    "info": "Good to know",
}
_ROUNDING: Final = {
    "dollars": "Whole dollars: the entries behind a line are added with their cents, then the line"
    " is rounded half up. Later lines are computed from the rounded ones, so the form adds up.",
    "cents": "Dollars and cents, rounded half up to the cent. Nothing is rounded to dollars.",
}
_ROUNDING_IN_SHORT: Final = {"dollars": "Whole dollars, half up", "cents": "Dollars and cents"}

_LONGEST_CALCULATION = 70


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences around the lines of one worksheet."""

    status: str
    rounding: str
    ratio: str
    in_short: str
    parts: str
    taxable: str
    carried: str
    answer: str
    findings: tuple[tuple[str, str], ...]
    arithmetic: tuple[tuple[str, str], ...]

    @property
    def dense(self) -> bool:
        """Whether a calculation is too long for one row at the usual size."""
        return any(len(calculation) > _LONGEST_CALCULATION for _, calculation in self.arithmetic)


def words(sheet: Worksheet, layout: FormLayout) -> Words:
    """Everything the worksheet says besides its lines."""
    return Words(
        status=status_words(sheet, layout),
        rounding=_ROUNDING[sheet.facts.rounding],
        ratio=_ratio(sheet.facts.ratio_places),
        in_short=_in_short(sheet),
        parts=" and ".join(", ".join(sheet.parts).rsplit(", ", 1)) or "none",
        taxable=_taxable(sheet),
        carried=_carried(sheet),
        answer=_answer(sheet),
        findings=tuple(finding_words(finding, layout) for finding in sheet.findings),
        arithmetic=_arithmetic(sheet),
    )


def status_words(sheet: Worksheet, layout: FormLayout) -> str:
    """Whether the lines are complete, and which are not known."""
    if sheet.status == "complete":
        return "Complete: every line that applies is filled in."
    missing = missing_keys(sheet)
    numbers = [line.number for line in layout.lines if line.key in missing]
    noun = "line" if len(numbers) == 1 else "lines"
    return (
        f"Not complete: {noun} {' and '.join(numbers)} not known."
        " Whatever rests on that is left open, never taken for zero."
    )


def _ratio(places: int | None) -> str:
    if places:
        return f"Line 10 is rounded to {places} places before lines 11 and 12 are computed from it."
    return (
        "Line 10 is used exactly, and printed with as few places (at least 3) as make lines 11"
        " and 12 agree with it."
    )


def _in_short(sheet: Worksheet) -> str:
    places = sheet.facts.ratio_places
    ratio = f"line 10 to {places} places" if places else "line 10 exact"
    return f"{_ROUNDING_IN_SHORT[sheet.facts.rounding]}; {ratio}"


def _taxable(sheet: Worksheet) -> str:
    return "not known" if sheet.taxable is None else printed(sheet.taxable, sheet.unit)


def _carried(sheet: Worksheet) -> str:
    line = next(line for line in sheet.lines if line.key == "basis_carried_forward")
    if line.state == "unknown" or "prior_basis" in missing_keys(sheet):
        return "not known"
    return line.text


def _answer(sheet: Worksheet) -> str:
    """The answer to the boxed question; empty when Part I does not come to it."""
    if "I" not in sheet.parts and "prior_basis" not in missing_keys(sheet):
        return ""
    return "yes" if moved(sheet.facts) else "no"


def finding_words(finding: Finding, layout: FormLayout) -> tuple[str, str]:
    """Severity and message, with the line's name where other programs read a key."""
    message = finding.message
    for line in layout.lines:
        if line.key == finding.key:
            name = f"{finding.key} (line {line.number})"
            message = message.replace(name, f"Line {line.number} ({line.short})")
    return _SEVERITIES[finding.severity], message[:1].upper() + message[1:]


def _arithmetic(sheet: Worksheet) -> tuple[tuple[str, str], ...]:
    """Number and calculation of each computed line that is filled in."""
    computed = (line for line in sheet.lines if line.state == "filled" and line.trace.rule)
    return tuple((line.number, line.trace.calculation) for line in computed)
