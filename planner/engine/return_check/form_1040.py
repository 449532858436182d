"""Lines 4a and 4b of Form 1040: IRA distributions of everybody, and their taxable part.

What a Form 8606 does not settle alone is not guessed: then there is no figure, and a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear
from planner.engine.money import UNITS, ZERO, to_unit
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.corrected import given_back, recharacterized
from planner.engine.return_check.figures import RETURN_LINES, Figure
from planner.engine.return_check.form_1040_causes import line_4a_causes, line_4b_causes
from planner.engine.return_check.person_check import NOT_RECOGNIZED
from planner.engine.return_check.unsettled import IRAS, iras_left, missing_of

_ALL_TAXED = "Where all of it is taxable, line 4a may stay empty."


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of Form 1040 as it should be, in dollars, or why it is not known."""

    amount: Decimal | None
    missing: str = ""


def return_figures(
    household: Household,
    year: int,
    cases: Sequence[Case],
    inherited: Sequence[LedgerYear],
    typed: Mapping[str, Decimal],
) -> Iterator[Figure]:
    """The typed lines 4a and 4b, each with a verdict.

    Not verified at the source: ``line-4a-shared-in-2018``, ``line-4a-blank``.
    """
    missing = " ".join(missing_of(household, year, cases, inherited))
    beside = _earnings_given_back(household, year)
    lines = {
        "4a": _gross(household, year, missing),
        "4b": _taxed(cases, inherited, beside, missing),
    }
    for number in RETURN_LINES:
        if number in typed:
            yield _figure(number, typed[number], lines, cases)


def _figure(
    number: str, typed: Decimal, lines: Mapping[str, _Line], cases: Sequence[Case]
) -> Figure:
    right = lines[number].amount
    if right is None:
        return Figure("", number, typed, None, "unknown", note=lines[number].missing)
    if same(typed, right):
        return Figure("", number, typed, right, "same")
    taxed = lines["4b"].amount or ZERO
    if number == "4a":
        if not typed and same(taxed, right):
            return Figure("", number, typed, right, "same", note=_ALL_TAXED)
        cause = next(line_4a_causes(cases, typed, taxed), NOT_RECOGNIZED)
        return Figure("", number, typed, right, "differs", cause)
    cause = next(line_4b_causes(cases, typed, right, lines["4a"].amount), NOT_RECOGNIZED)
    return Figure("", number, typed, right, "differs", cause, typed - right)


def _gross(household: Household, year: int, missing: str) -> _Line:
    """Line 4a: boxes 1 of the Forms 1099-R (Form 1040 instructions, lines 4a and 4b)."""
    if missing:
        return _Line(None, missing)
    if any(_rolled_over(person, year) for person in household.people):
        return _Line(None, "Whether the rollover is part of line 4a depends on its Form 1099-R.")
    left = (event for person in household.people for event in iras_left(person, year))
    total = sum((event.amount or ZERO for event in left), ZERO)
    for person in household.people:
        total += given_back(person, year)[0] + recharacterized(person, year)
    return _Line(to_unit(total, UNITS[household.rounding]))


def _rolled_over(person: Person, year: int) -> bool:
    return any(
        event.kind == "rollover" and person.account(event.account).kind in IRAS
        for event in person.events_in(year)
    )


def _taxed(
    cases: Sequence[Case], inherited: Sequence[LedgerYear], beside: Decimal, missing: str
) -> _Line:
    """Line 4b: lines 15c, 18 and 25c of every Form 8606, and what no form has: ``beside``.

    That is distributions without basis, and the earnings of contributions given back.
    """
    if missing:
        return _Line(None, missing)
    forms = sum((one.sheet.taxable or ZERO for one in inherited), beside)
    return _Line(sum((case.taxable for case in cases), forms))


def _earnings_given_back(household: Household, year: int) -> Decimal:
    earned = (given_back(person, year)[1] for person in household.people)
    return to_unit(sum(earned, ZERO), UNITS[household.rounding])
