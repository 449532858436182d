"""Box 5 of Form 5498 held against the value on December 31, which line 6 of Form 8606 asks for."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.household import Account, YearEndValue
from planner.engine.money import ZERO
from planner.engine.papers.case import Case, Kept, agree, called
from planner.engine.papers.difference import Cause, Difference
from planner.engine.papers.entered import entered
from planner.engine.printing import dollars

SOURCE = "form_5498"
_SOURCES = {"estimate": "an estimate", "statement": "a statement", SOURCE: "Form 5498"}


def match_value(case: Case, account: Account) -> Iterator[Difference]:
    """Where the year-end value is not what the account's last Form 5498 says."""
    papers = [one for one in case.of_account("5498", account) if one.paper.dollars("5") is not None]
    kept = case.person.value(account.key, case.year)
    if not papers or (kept and _is_said(kept, papers[-1])):
        return
    on_paper = papers[-1].paper.dollars("5") or ZERO
    amount = kept.amount if kept else None
    yield Difference(
        code="5498-value",
        topic="value",
        person=case.person.key,
        year=case.year,
        account=account.key,
        box="5",
        on_paper=on_paper,
        entered=amount,
        message=_message(case.year, on_paper, kept),
        causes=tuple(_causes(case, account, on_paper, amount)) if amount is not None else (),
        papers=(papers[-1].place,),
    )


def _is_said(kept: YearEndValue, one: Kept) -> bool:
    """Whether the value is that of the paper; a rounded one from elsewhere is near enough."""
    on_paper = one.paper.dollars("5")
    return kept.amount == on_paper if kept.source == SOURCE else agree(kept.amount, on_paper)


def _message(year: int, on_paper: Decimal, kept: YearEndValue | None) -> str:
    says = f"Box 5 of Form 5498 says {dollars(on_paper)} on December 31, {year};"
    if kept is None or kept.amount is None:
        return f"{says} no value is entered."
    return f"{says} {dollars(kept.amount)} is entered, from {_SOURCES[kept.source]}."


def _causes(case: Case, account: Account, on_paper: Decimal, amount: Decimal) -> Iterator[Cause]:
    yield from _before_conversion(case, account, on_paper, amount)
    yield from _with_later_contributions(case, account, on_paper, amount)
    yield from _other_accounts(case, account, amount)
    for year in (case.year - 1, case.year + 1):
        other = case.person.value(account.key, year)
        if other and other.amount and agree(other.amount, on_paper):
            yield Cause(
                "value-of-another-year",
                f"{dollars(on_paper)} is entered as the value of {year}.",
                "Look at the year printed on the paper.",
            )


def _before_conversion(
    case: Case, account: Account, on_paper: Decimal, amount: Decimal
) -> Iterator[Cause]:
    paid = entered(case.person, account, "paid", case.year)
    if paid.amount and agree(amount - on_paper, paid.amount):
        yield Cause(
            "value-before-conversion",
            f"What is entered still holds the {dollars(paid.amount)} that left in {case.year}."
            " Line 6 asks for what was there on December 31; line 9 adds the rest back.",
            "Take the value of the paper.",
        )


def _with_later_contributions(
    case: Case, account: Account, on_paper: Decimal, amount: Decimal
) -> Iterator[Cause]:
    late = [
        event.amount or ZERO
        for event in case.person.events_for(case.year)
        if event.kind == "contribution"
        and event.account == account.key
        and event.on.year > case.year
    ]
    later = sum(late, ZERO)
    if later and agree(amount - on_paper, later):
        yield Cause(
            "value-with-later-contribution",
            f"What is entered holds the {dollars(later)} that was contributed after December 31."
            " It was not there yet, for whichever year it was.",
            "Take the value of the paper.",
        )


def _other_accounts(case: Case, account: Account, amount: Decimal) -> Iterator[Cause]:
    """The entered value is exactly what another Form 5498 says: a Roth IRA's, or a spouse's."""
    for person in (case.person, *case.others):
        theirs = Case.of(case.household, person, case.year)
        for other in person.accounts:
            if other is not account and amount and _says(theirs, other, amount):
                of = "" if person is case.person else f" of {person.name or person.key}"
                yield Cause(
                    "value-of-another-account",
                    f"{dollars(amount)} is what Form 5498 says of {called(other)}{of}.",
                    "Take the value of this account’s own paper.",
                )


def _says(case: Case, account: Account, amount: Decimal) -> bool:
    return any(agree(one.paper.dollars("5"), amount) for one in case.of_account("5498", account))
