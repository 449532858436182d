"""The papers of a person held against each other: what left one account arrived in another."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.household import OWN_IRAS, ROTH_IRAS, Person
from planner.engine.money import ZERO
from planner.engine.papers.case import Case, Kept, agree, total
from planner.engine.papers.codes import codes_of, family
from planner.engine.papers.difference import Cause, Difference
from planner.engine.printing import dollars


def match_each_other(case: Case) -> Iterator[Difference]:
    """Conversions and recharacterizations of which the two papers do not agree."""
    yield from _conversions(case)
    yield from _recharacterizations(case)


def _could_be_converted(case: Case) -> tuple[Kept, ...]:
    """Forms 1099-R of payments out of traditional IRAs."""
    return tuple(one for one in case.of_form("1099-R") if _left_an_ira(case.person, one))


def _left_an_ira(person: Person, one: Kept) -> bool:
    if family(one.paper) != "paid" or any(code.of == "roth" for code in codes_of(one.paper)):
        return False
    kinds = {account.key: account.kind for account in person.accounts}
    kind = kinds.get(one.paper.account, "")
    is_ticked = one.paper.is_ticked("ira") and kind not in ROTH_IRAS
    return kind in OWN_IRAS or kind == "inherited_traditional" or is_ticked


def _conversions(case: Case) -> Iterator[Difference]:
    arrived = tuple(one for one in case.of_form("5498") if one.paper.dollars("3"))
    left = _could_be_converted(case)
    into, out = total(arrived, "3"), total(left, "1")
    if not into or (out is not None and out - into > -1):
        return
    message = (
        f"Form 5498 says that {dollars(into)} was converted;"
        f" Forms 1099-R say that {dollars(out)} left the traditional IRAs."
        if out is not None
        else f"Form 5498 says that {dollars(into)} was converted, and no Form 1099-R from the"
        " account it left is here."
    )
    yield Difference(
        code="converted-more-than-left",
        topic="converted",
        person=case.person.key,
        year=case.year,
        account=arrived[0].paper.account,
        box="3",
        on_paper=into,
        entered=None,
        message=message,
        causes=tuple(_why_more(case, into, out or ZERO)),
        papers=tuple(one.place for one in (*arrived, *left)),
    )


def _why_more(case: Case, into: Decimal, out: Decimal) -> Iterator[Cause]:
    for person in case.others:
        for one in _could_be_converted(Case.of(case.household, person, case.year)):
            amount = one.paper.dollars("1")
            if amount and (agree(amount, into) or agree(amount, into - out)):
                yield Cause(
                    "wrong-spouse",
                    f"A Form 1099-R of {dollars(amount)} is typed for {person.name or person.key}."
                    " Money never goes from one spouse’s IRA into the other’s Roth IRA.",
                    "Look at the names on both papers.",
                )
    for one in case.of_form("1099-R"):
        if family(one.paper) == "direct" and agree(one.paper.dollars("1"), into - out):
            yield Cause(
                "code-g-for-a-conversion",
                f"A Form 1099-R of {dollars(into - out)} has code G. Out of an IRA that is no"
                " conversion; out of a plan, box 2 has it and not box 3.",
                "Ask whoever sent the wrong paper for a corrected one.",
            )


def _recharacterizations(case: Case) -> Iterator[Difference]:
    """Box 1 with code N or R is what box 4 of the other account has, earnings included."""
    papers = case.of_form("1099-R")
    left = tuple(one for one in papers if family(one.paper) == "recharacterized")
    arrived = tuple(one for one in case.of_form("5498") if one.paper.dollars("4"))
    out, into = total(left, "1"), total(arrived, "4")
    if out is None or into is None or agree(out, into):
        return
    yield Difference(
        code="recharacterized-not-alike",
        topic="recharacterized_in",
        person=case.person.key,
        year=case.year,
        account=arrived[0].paper.account,
        box="4",
        on_paper=into,
        entered=None,
        message=f"Form 1099-R says that {dollars(out)} was recharacterized, and box 4 of Form 5498"
        f" says {dollars(into)}.",
        papers=tuple(one.place for one in (*left, *arrived)),
    )
