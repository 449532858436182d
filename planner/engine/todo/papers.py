"""What the papers of a year should say of a chosen way: Forms 1099-R and 5498, and the return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.form_1040 import Left, LeftKind, ReturnLines, left_of, lines_of
from planner.engine.form_1040.left import INTO_A_PLAN
from planner.engine.household import Event
from planner.engine.mistakes.dates import half_birthday
from planner.engine.money import UNITS, ZERO
from planner.engine.printing import day, dollars
from planner.engine.todo.standing import Standing

_BESIDE = frozenset({"qcd", "hsa_funding", "rolled_over"})
"""On line 4a and on no line of Form 8606 (IRC 408(d)(3), (8), (9))."""


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one box, and why that is right."""

    number: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class ExpectedPaper:
    """One form that will come about a move: about what, and its boxes."""

    form: str
    about: str
    boxes: tuple[Box, ...]


def expected_papers(found: Standing) -> Iterator[ExpectedPaper]:
    """The forms about the year (Instructions for Forms 1099-R and 5498; table 1 for box 7).

    They are about all of the year: what was done before the choice is on the same forms.
    """
    if _rolled_in(found):
        yield _rolled(found)
    if _conversions(found):
        yield _converted(found)
    if _withdrawals(found):
        yield _withdrawn(found)
    if _conversions(found):
        yield _roth(found)
    yield _traditional(found)


def _rolled_in(found: Standing) -> Decimal:
    return sum((one.amount or ZERO for one in found.rolled_before), found.roll_in)


def _conversions(found: Standing) -> Decimal:
    """All of the year (line 8)."""
    return found.outcome.years[0].facts.conversion or ZERO


def _withheld(found: Standing) -> Decimal:
    """What was withheld from conversions of the year; the list itself withholds nothing."""
    return sum((one.withheld or ZERO for one in _events(found, "conversion")), ZERO)


def _withdrawals(found: Standing) -> Decimal:
    """Line 7, but for what was withheld from a conversion and is on the form of that."""
    return (found.outcome.years[0].facts.distribution or ZERO) - _withheld(found)


def _events(found: Standing, kind: str) -> list[Event]:
    done = found.at.pool.events(kind, found.year)
    return [one for one in done if one.on <= found.at.on]


def _left(amount: Decimal, of_the_list: Decimal) -> str:
    """What box 1 holds, and how much of it was there before the list."""
    before = amount - of_the_list
    more = f" {dollars(before)} of it left before this list was made." if before else ""
    return f"What left the IRA.{more}"


def _rolled(found: Standing) -> ExpectedPaper:
    amount = _rolled_in(found)
    return ExpectedPaper(
        "1099-R",
        "the rollover into the plan",
        (
            Box("1", dollars(amount), _left(amount, found.roll_in)),
            Box("2a", "$0", "A direct rollover into a plan is not taxed."),
            Box(
                "7",
                "G",
                "A direct rollover. With code 1, 2 or 7 the custodian paid you instead: have it"
                " corrected if the money went to the plan.",
            ),
        ),
    )


def _converted(found: Standing) -> ExpectedPaper:
    codes, why = _code(found)
    held = _withheld(found)
    gross = _conversions(found) + held
    return ExpectedPaper(
        "1099-R",
        "the conversion",
        (
            Box("1", dollars(gross), _left(gross, found.convert)),
            Box(
                "2a",
                f"{dollars(gross)}, the same as box 1",
                "The custodian knows nothing of your basis. Form 8606 works out what is taxed.",
            ),
            Box("2b", "“Taxable amount not determined” is checked", "For the same reason."),
            Box("4", dollars(held), "It was withheld before this list was made.")
            if held
            else Box("4", "empty", "Nothing is withheld."),
            Box("7", codes, why),
        ),
    )


def _withdrawn(found: Standing) -> ExpectedPaper:
    amount = dollars(_withdrawals(found))
    return ExpectedPaper(
        "1099-R",
        "what is withdrawn, the required distribution included",
        (
            Box("1", amount, "What left the IRAs without arriving in another: line 7."),
            Box("2a", f"{amount}, the same as box 1", "The custodian knows nothing of your basis."),
            Box("7", "7, or 1 before 59½", "It may be on one form with a conversion of code 7."),
        ),
    )


def _roth(found: Standing) -> ExpectedPaper:
    amount = dollars(_conversions(found))
    return ExpectedPaper(
        "5498",
        "the Roth IRA",
        (
            Box("3", amount, "What was converted into it in the calendar year."),
            Box("5", "its value on December 31", "A Roth IRA is on no line of Part I."),
        ),
    )


def _traditional(found: Standing) -> ExpectedPaper:
    return ExpectedPaper(
        "5498",
        "the traditional, SEP and SIMPLE IRAs",
        (
            Box(
                "5",
                f"{dollars(found.value_wanted)} together",
                "The value on December 31 is line 6 of Form 8606. An IRA that was emptied and got"
                " nothing in the year has no Form 5498.",
            ),
        ),
    )


def _code(found: Standing) -> tuple[str, str]:
    """The code of a withdrawal without penalty by the age in the year, and why."""
    born = found.person.born
    two = "before 59½ it is 2, because the 10% additional tax is not due on a conversion"
    if born is None:
        return "2 or 7", f"At 59½ and later it is 7; {two}."
    half = half_birthday(born, 59)
    if half < date(found.year, 1, 1):
        return "7", "At 59½ and later it is a normal distribution."
    if half > date(found.year, 12, 31):
        return "2", f"B{two[1:]}."
    return "2 or 7", f"From {day(half)} on, when you are 59½, it is 7; {two}."


def on_the_return(found: Standing) -> ReturnLines:
    """What goes on Form 1040, lines 4a and 4b, of the person's own traditional IRAs.

    Line 4a is everything that left them, to a charity (QCD), to an HSA and to another IRA within 60
    days too; line 4b is Form 8606, lines 15c and 18 (Instructions for Form 1040, lines 4a and 4b).
    """
    first = found.outcome.years[0]
    unit = UNITS[first.facts.rounding]
    return lines_of(found.year, _left_of(found), first.taxable, unit=unit)


def _left_of(found: Standing) -> Iterator[Left]:
    """What the way takes out, and what was given away or rolled over beside it."""
    facts, rolled = found.outcome.years[0].facts, _rolled_in(found)
    taken: tuple[tuple[LeftKind, Decimal | None], ...] = (
        ("converted", facts.conversion),
        ("withdrawn", facts.distribution),
    )
    yield from (Left(kind, amount) for kind, amount in taken if amount)
    if rolled:
        yield Left("rolled_over", rolled, statement=INTO_A_PLAN)
    for one in left_of(found.person, found.year):
        if one.kind in _BESIDE and one.statement != INTO_A_PLAN and _is_own(found, one):
            yield one


def _is_own(found: Standing, one: Left) -> bool:
    return one.event is not None and found.at.pool.holds(one.event.account)
