"""A filed line that is off by an amount that explains itself: what was taken for what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.limitation import refund_deadline
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import CORRECTED_ANY_TIME, Evidence, Mistake, Words
from planner.engine.money import DOLLAR, ZERO
from planner.engine.printing import dollars


@dataclass(frozen=True, slots=True)
class Slip:
    """A way to get a line wrong by ``amount`` dollars; below zero where it comes out too low.

    ``said`` has a hole for the dollars.
    """

    code: str
    amount: Decimal
    said: str
    what_to_do: str
    citation: str
    evidence: Evidence


def filed_line(case: Case, number: str) -> Decimal:
    """What was filed on a line, in dollars; a line that is not entered was left blank."""
    return case.filed.lines.get(number, ZERO) if case.filed else ZERO


def is_same(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by no more than rounding, a dollar."""
    return abs(one - other) <= DOLLAR


def explained(case: Case, line: str, slips: Iterable[Slip]) -> Iterator[Mistake]:
    """The first of ``slips`` that the difference on ``line`` is as large as, if any is."""
    difference = case.off.get(line, ZERO)
    if is_same(difference, ZERO):
        return
    for slip in slips:
        if is_same(slip.amount, difference):
            yield told(case, slip, line)
            return


def told(case: Case, slip: Slip, *lines: str) -> Mistake:
    """``slip`` as a mistake of the form that was filed."""
    return case.mistake(
        slip.code,
        Words(
            slip.said.format(year=case.year, dollars=dollars(abs(slip.amount))),
            slip.what_to_do,
            slip.citation,
        ),
        dollars=abs(slip.amount),
        mend_by=claim_back_by(case),
        without=CORRECTED_ANY_TIME,
        evidence=slip.evidence + Evidence(lines=lines),
    )


def too_much_taxed(case: Case) -> Decimal:
    """By how much lines 15c, 18 and 25c were filed above what they should be, in dollars."""
    found = case.off
    return max(ZERO, sum((found.get(number, ZERO) for number in ("15c", "18", "25c")), ZERO))


def claim_back_by(case: Case) -> date | None:
    """The last day to claim back tax on what should not have been taxed (IRC 6511(a)), if any."""
    if not case.filed or not too_much_taxed(case):
        return None
    return refund_deadline(case.year, case.filed.on)
