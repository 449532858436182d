"""Mistakes with the basis as it was filed: lines 1 and 4, and what became of line 14."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.household import Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import Slip, explained, filed_line, told
from planner.engine.mistakes.mistake import NOTHING_SEEN, Evidence, Mistake
from planner.engine.money import DOLLAR, ZERO

_AMEND = (
    "Amend the form: line 1 is what was contributed for the year and neither deducted, moved to a"
    " Roth IRA nor returned."
)


def basis_mistakes(case: Case) -> Iterator[Mistake]:
    """What line 1 had too much or too little of, and a line 4 or 14 that was left out."""
    difference = case.off.get("1", ZERO)
    if difference > DOLLAR:
        yield from explained(case, "1", (*_too_much(case), _overstated(difference)))
    elif difference < -DOLLAR:
        yield told(case, _missing(difference), "1")
    yield from _line_4(case)
    yield from _dropped(case)


def _too_much(case: Case) -> Iterator[Slip]:
    deducted = case.person.record(case.year).deducted
    if deducted:
        yield Slip(
            "deducted-and-in-basis",
            deducted,
            "{dollars} was deducted for {year} and is on line 1 too. It can only be one of the"
            " two.",
            "Amend: take it off line 1, or give up the deduction.",
            "IRC §408(o)(2); Instructions for Form 8606, line 1",
            NOTHING_SEEN,
        )
    for move in case.pool.contributions(case.year).moves:
        if move.from_roth:
            yield _earnings(move.event, move.event.earnings or ZERO)
        else:
            yield _still_there(move.event, move.event.amount or ZERO)
    employer = tuple(_employer(case))
    yield Slip(
        "employer-contribution-on-line-1",
        sum((event.amount or ZERO for event in employer), ZERO),
        "{dollars} that went to a SEP or SIMPLE IRA was counted on line 1 for {year}; it is no"
        " nondeductible contribution.",
        _AMEND,
        "Form 8606 (2025), Part I; IRC §408(o)",
        Evidence(employer),
    )


def _earnings(event: Event, amount: Decimal) -> Slip:
    return Slip(
        "earnings-counted-as-basis",
        amount,
        "{dollars} of earnings that rode along with a recharacterization was counted on line 1 for"
        " {year}; only the contribution itself is basis.",
        "Amend the form: enter the contribution without its earnings.",
        "IRC §408A(d)(6); Instructions for Form 8606, Recharacterizations",
        Evidence((event,)),
    )


def _still_there(event: Event, amount: Decimal) -> Slip:
    return Slip(
        "moved-contribution-on-line-1",
        amount,
        "{dollars} that was recharacterized or returned is still on line 1 for {year}, as if it"
        " had stayed in the IRA.",
        _AMEND,
        "IRC §408(d)(4), §408A(d)(6); Instructions for Form 8606, line 1",
        Evidence((event,)),
    )


def _employer(case: Case) -> Iterator[Event]:
    for event in case.person.events_for(case.year):
        made = event.kind == "contribution"
        if made and case.person.account(event.account).kind in ("sep", "simple"):
            yield event


def _overstated(difference: Decimal) -> Slip:
    return Slip(
        "basis-overstated",
        difference,
        "Line 1 was filed {dollars} above the nondeductible contributions for {year} that are"
        " entered. Overstated basis costs a penalty of $100 unless there is reasonable cause.",
        "Enter the contribution that is missing here, or correct the form and those after it.",
        "IRC §408(o)(4), §6693(b)(1)",
        NOTHING_SEEN,
    )


def _missing(difference: Decimal) -> Slip:
    return Slip(
        "contribution-missing-from-line-1",
        difference,
        "{dollars} that was contributed for {year} and not deducted is missing from line 1, and"
        " would be taxed again when it comes out.",
        "File a corrected Form 8606 for the year, and those after it.",
        "IRC §408(o); Form 8606, line 1",
        NOTHING_SEEN,
    )


def _line_4(case: Case) -> Iterator[Mistake]:
    late = case.amount("contribution_after_year_end") or ZERO
    is_left_out = case.off.get("4") == -late or (
        "4" not in (case.filed.lines if case.filed else {}) and case.off.get("5") == late
    )
    if late and is_left_out:
        slip = Slip(
            "line-4-left-out",
            late,
            "{dollars} that was contributed for {year} after December 31 was left off line 4: it"
            " was not in the IRAs yet when money left them.",
            "Amend the form: it comes off line 5 and returns with line 14.",
            "IRC §408(d)(2)(C); Form 8606, line 4",
            Evidence(_late(case)),
        )
        yield told(case, slip, "4", "5")


def _late(case: Case) -> tuple[Event, ...]:
    made = case.person.events_for(case.year)
    return tuple(one for one in made if one.kind == "contribution" and one.on > case.year_end)


def _dropped(case: Case) -> Iterator[Mistake]:
    """Line 14 filed as nothing, where more basis was there than came out."""
    difference, is_new = case.off.get("14", ZERO), "2" not in case.off and "1" not in case.off
    if difference < -DOLLAR and is_new and not filed_line(case, "14"):
        slip = Slip(
            "leftover-basis-dropped",
            difference,
            "{dollars} of basis was left after {year} and not carried on line 14. It is not lost,"
            " even if the IRAs are empty: it comes out with the next money.",
            "Correct the form, and begin the next one with this line 2.",
            "IRC §72(b), §408(d); Form 8606, line 14",
            NOTHING_SEEN,
        )
        yield told(case, slip, "14")
