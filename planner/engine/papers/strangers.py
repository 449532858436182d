"""Papers that fit no account of the person: an IRA that was forgotten, or somebody else's paper."""

from collections.abc import Iterator

from planner.engine.household import Person
from planner.engine.papers.case import Case, Kept, called
from planner.engine.papers.difference import Cause, Difference
from planner.engine.papers.paper import Paper
from planner.engine.printing import dollars


def match_strangers(case: Case) -> Iterator[Difference]:
    """Papers without an account; every own traditional IRA belongs on line 6, so none is idle."""
    known = {account.key for account in case.person.accounts}
    for one in case.papers:
        if one.paper.account not in known:
            yield _stranger(case, one)


def _stranger(case: Case, one: Kept) -> Difference:
    box = "1" if one.paper.form == "1099-R" else "5"
    amount = one.paper.dollars(box)
    sender = f" from {one.paper.custodian}" if one.paper.custodian else ""
    what = f" of {dollars(amount)}" if amount is not None else ""
    return Difference(
        code="paper-without-account",
        topic="account",
        person=case.person.key,
        year=case.year,
        account="",
        box=box,
        on_paper=amount,
        entered=None,
        message=f"The Form {one.paper.form}{sender}{what} belongs to no account that is entered."
        f"{_POOL if _may_count(one.paper) else ''}",
        causes=tuple(_causes(case, one)),
        papers=(one.place,),
    )


_POOL = " Line 6 of Form 8606 counts every traditional, SEP and SIMPLE IRA."


def _may_count(paper: Paper) -> bool:
    """Whether it may come from an IRA of line 6: not a Roth IRA, and not an employer plan."""
    return paper.is_ticked("ira") if paper.form == "1099-R" else paper.text("7") != "roth"


def _causes(case: Case, one: Kept) -> Iterator[Cause]:
    sender = one.paper.custodian.strip().casefold()
    for person in (case.person, *case.others):
        for account in person.accounts:
            if sender and account.custodian.strip().casefold() == sender:
                yield _same_custodian(case, person, called(account))


def _same_custodian(case: Case, person: Person, name: str) -> Cause:
    if person.key == case.person.key:
        message = f"{name[0].upper()}{name[1:]} has the same custodian."
        return Cause("account-not-chosen", message, "Choose it for the paper, if it is the one.")
    who = person.name or person.key
    return Cause(
        "wrong-spouse",
        f"{who} has an account there: {name}.",
        f"If {who}’s name is on the paper, type it there.",
    )
