"""Forms that were due and are not there, and forms that do not add up."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.deadlines import correction_deadline
from planner.engine.limitation import refund_deadline
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import claim_back_by, is_same
from planner.engine.mistakes.mistake import (
    CORRECTED_ANY_TIME,
    Evidence,
    Mistake,
    Seen,
    Without,
    Words,
)
from planner.engine.money import ZERO
from planner.engine.printing import dollars

PENALTY = Decimal(50)
"""IRC 6693(b)(2): for each form that was not filed, unless there is reasonable cause."""

MISSING = "form-missing"


def form_mistakes(case: Case) -> Iterator[Seen]:
    """A form that is missing among others that are entered, or that contradicts itself."""
    if case.filed:
        yield from _sums(case)
    elif case.found.form_due and case.today > correction_deadline(case.year):
        yield from _missing(case)


def _missing(case: Case) -> Iterator[Seen]:
    """Whether a form was filed is known where a later one is entered, or the spouse's is."""
    others = [one for one in case.everybody.values() if one is not case.books]
    if any(case.year in one.filed_years for one in others):
        yield _missing_form(case, "spouse-form-only", _FOR_ONE)
    elif any(year > case.year for year in case.books.filed_years):
        converted = bool(case.facts.conversion)
        yield _missing_form(case, "conversion-without-form" if converted else MISSING, _LATER)
    else:
        yield case.not_run(MISSING, "filed")


_FOR_ONE = "A form for {year} is entered for the spouse and none for this person, who needs one."
_LATER = "A form for {year} was due. One for a later year is entered, and none for this one."


def _missing_form(case: Case, code: str, said: str) -> Mistake:
    return case.mistake(
        code,
        Words(
            said.format(year=case.year) + " Without it, basis is taxed twice; not filing costs a"
            " penalty of $50 unless there is reasonable cause.",
            f"Enter what was filed. If nothing was, file the {case.year} revision of the form now;"
            " amend the return only where its tax changes.",
            "IRC §408(o)(4), §6693(b)(2); Instructions for Form 8606, Who Must File",
        ),
        dollars=PENALTY,
        mend_by=refund_deadline(case.year, None) if _left(case) else None,
        without=_NEVER_BARRED,
    )


def _left(case: Case) -> bool:
    """Whether money left the IRAs, and was taxed in full for want of the form."""
    return bool(case.facts.conversion or case.facts.distribution)


_NEVER_BARRED = Without("A late Form 8606 is taken at any time; no tax was paid that runs out.")


# --- A form that contradicts itself --------------------------------------------------------------

_SUMS = (
    ("line-3-does-not-add-up", "3", ("1", "2"), ()),
    ("line-5-does-not-add-up", "5", ("3",), ("4",)),
    ("line-9-does-not-add-up", "9", ("6", "7", "8"), ()),
    ("line-14-does-not-add-up", "14", ("3",), ("13",)),
    ("line-18-does-not-add-up", "18", ("16",), ("17",)),
)
"""A line, what it adds and what it takes off, as the form prints it."""


def _sums(case: Case) -> Iterator[Mistake]:
    """Only where every line of a sum is entered."""
    lines = case.filed.lines if case.filed else {}
    for code, number, plus, minus in _SUMS:
        if all(one in lines for one in (number, *plus, *minus)):
            right = sum((lines[one] for one in plus), ZERO) - sum(
                (lines[one] for one in minus), ZERO
            )
            if not is_same(lines[number], max(ZERO, right)):
                yield _wrong_sum(case, code, (number, *plus, *minus), right)
    if "13" in lines and "5" in lines and not _fits(lines["13"], lines["5"]):
        yield _above(case, lines["13"] - lines["5"])


def _fits(line_13: Decimal, line_5: Decimal) -> bool:
    return line_13 <= line_5 or is_same(line_13, line_5)


def _wrong_sum(case: Case, code: str, lines: tuple[str, ...], right: Decimal) -> Mistake:
    number, *operands = lines
    filed = case.filed.lines[number] if case.filed else ZERO
    return case.mistake(
        code,
        Words(
            f"Line {number} was filed for {case.year} as {dollars(filed)}; by its own lines"
            f" {', '.join(operands)} it is {dollars(max(ZERO, right))}.",
            "Look for a slip of typing here first. If it was filed so, amend the form.",
            f"Form 8606, line {number}",
        ),
        dollars=abs(filed - max(ZERO, right)),
        mend_by=claim_back_by(case),
        without=CORRECTED_ANY_TIME,
        evidence=Evidence(lines=lines),
    )


def _above(case: Case, amount: Decimal) -> Mistake:
    return case.mistake(
        "line-13-above-line-5",
        Words(
            f"Line 13 was filed {dollars(amount)} above line 5 for {case.year}: more basis came out"
            " than there was, as happens when line 10 is rounded up too early.",
            "Use at least five places on line 10 and stop at line 5; line 14 is never below line"
            " 4.",
            "Form 8606, lines 10, 13 and 14",
        ),
        dollars=amount,
        mend_by=claim_back_by(case),
        without=CORRECTED_ANY_TIME,
        evidence=Evidence(lines=("5", "10", "13")),
    )
