"""Forms 1099-R of an account held against what is entered as having left it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Account
from planner.engine.money import ZERO
from planner.engine.papers.case import (
    Case,
    Kept,
    agree,
    by_family,
    is_from_employer,
    is_plan,
    total,
    withheld,
    withheld_boxes,
)
from planner.engine.papers.causes import causes
from planner.engine.papers.codes import Family, family, signs
from planner.engine.papers.difference import Cause, Difference
from planner.engine.papers.entered import Entered, entered
from planner.engine.papers.gap import Gap
from planner.engine.printing import dollars

_FAMILIES: tuple[Family, ...] = ("paid", "direct", "returned", "recharacterized")
_SAYS: Mapping[Family, str] = {
    "paid": "was paid out or converted",
    "direct": "was rolled over directly (code G or H)",
    "returned": "was a returned contribution with its earnings (code 8 or P)",
    "recharacterized": "was recharacterized (code N or R)",
}


@dataclass(frozen=True, slots=True)
class _Account:
    """The Forms 1099-R of an account by family, beside what is entered of each."""

    case: Case
    account: Account
    papers: tuple[Kept, ...]
    sums: Mapping[Family, Decimal]
    entries: Mapping[Family, Entered]

    def on_paper(self, one: Family) -> Decimal:
        return self.sums.get(one, ZERO)

    def found(self, one: Family) -> Entered:
        return self.entries.get(one, Entered(ZERO))

    def excess(self, one: Family) -> Decimal:
        """How much more the papers say than is entered."""
        return self.on_paper(one) - (self.found(one).amount or ZERO)

    def papers_of(self, one: Family) -> tuple[Kept, ...]:
        """A plan’s are one family: what leaves it may go straight to an IRA or not."""
        if is_plan(self.account):
            return self.papers
        return tuple(kept for kept in self.papers if family(kept.paper) == one)


def match_1099_r(case: Case, account: Account) -> Iterator[Difference]:
    """What differs between the account's Forms 1099-R for the year and the entries."""
    papers = case.of_account("1099-R", account)
    papers = tuple(
        one
        for one in papers
        if one.paper.dollars("1") is not None and not is_from_employer(one.paper, account)
    )
    if not papers:
        return
    both = _both(case, account, papers)
    whole = sum((both.found(one) for one in _FAMILIES), Entered(ZERO))
    if agree(whole.amount, sum(both.sums.values(), ZERO)):
        yield from _codes(both)
    else:
        for one in _FAMILIES:
            yield from _amount(both, one)
    yield from _withheld(case, account, papers)
    yield from _year_of_recharacterization(case, account, papers)


def _both(case: Case, account: Account, papers: tuple[Kept, ...]) -> _Account:
    """Both sides by family. Without code G, a rollover to or from a plan was paid out first."""
    sums = by_family(papers)
    entries = {one: entered(case.person, account, one, case.year) for one in _FAMILIES}
    if is_plan(account) or "direct" not in sums:
        entries["paid"] += entries.pop("direct")
        if "direct" in sums:
            sums["paid"] = sums.get("paid", ZERO) + sums.pop("direct")
    return _Account(case, account, papers, sums, entries)


def _amount(both: _Account, one: Family) -> Iterator[Difference]:
    found, on_paper, papers = both.found(one), both.on_paper(one), both.papers_of(one)
    if agree(found.amount, on_paper):
        return
    gap = Gap(both.case, both.account, one, on_paper, found, papers)
    yield Difference(
        code=f"1099-r-{one}",
        topic=one,
        person=both.case.person.key,
        year=both.case.year,
        account=both.account.key,
        box="1",
        on_paper=on_paper,
        entered=found.amount,
        message=_message(one, on_paper, found),
        causes=_swapped(both, one) or causes(gap),
        papers=tuple(kept.place for kept in papers),
        events=found.events,
    )


def _message(one: Family, on_paper: Decimal, found: Entered) -> str:
    entered_so = "something" if found.amount is None else dollars(found.amount)
    if not on_paper:
        return f"Entered is {entered_so} that {_SAYS[one]}; no Form 1099-R has it."
    held = "not all of it" if found.amount is None else entered_so
    held = held if found.events else "nothing"
    return f"Form 1099-R says that {dollars(on_paper)} {_SAYS[one]}; {held} is entered so."


# --- The same dollars under another code ---------------------------------------------------------


def _codes(both: _Account) -> Iterator[Difference]:
    """The total agrees, and the codes call it something else than the entries do."""
    for one in _FAMILIES:
        found, on_paper = both.found(one), both.on_paper(one)
        if found.amount is None or agree(found.amount, on_paper) or both.excess(one) < 0:
            continue
        yield Difference(
            code="1099-r-code",
            topic=one,
            person=both.case.person.key,
            year=both.case.year,
            account=both.account.key,
            box="7",
            on_paper=on_paper,
            entered=found.amount,
            message=f"By its codes, {dollars(on_paper)} {_SAYS[one]};"
            f" {dollars(found.amount)} is entered so. The total agrees.",
            causes=_swapped(both, one),
            papers=tuple(kept.place for kept in both.papers_of(one)),
            events=tuple(event for entry in both.entries.values() for event in entry.events),
        )


def _swapped(both: _Account, one: Family) -> tuple[Cause, ...]:
    """The family in which exactly what the paper has more of is entered instead."""
    return tuple(
        cause
        for other in _FAMILIES
        if (cause := _SWAPS.get((one, other))) and _is_instead(both, other, both.excess(one))
    )


def _is_instead(both: _Account, other: Family, excess: Decimal) -> bool:
    """Whether the papers lack just this of another family, all in all or as one entry."""
    lacking = -both.excess(other)
    if excess <= 0 or lacking <= 0:
        return False
    amounts = (event.amount for event in both.found(other).events)
    return agree(lacking, excess) or any(agree(amount, excess) for amount in amounts)


_SWAPS: Mapping[tuple[Family, Family], Cause] = {
    ("direct", "paid"): Cause(
        "code-g-for-a-conversion",
        "Code G is a direct rollover to a plan, and what is entered is a conversion or a"
        " withdrawal. A conversion out of an IRA comes with code 2 or 7, never with G.",
        "If the money went to a plan, enter a rollover; if it went to a Roth IRA, ask the custodian"
        " for a corrected form.",
    ),
    ("paid", "direct"): Cause(
        "rollover-was-paid-out",
        "What is entered went to a plan, and the code says that it was paid to the owner. Within"
        " 60 days that is a rollover all the same; the return says “Rollover” beside line 4b.",
        "If it never reached the plan, enter a withdrawal or a conversion.",
    ),
    ("recharacterized", "paid"): Cause(
        "recharacterization-entered-as-distribution",
        "Code N or R moves a contribution to the other kind of IRA. What is entered is a conversion"
        " or a withdrawal.",
        "Enter a recharacterization, with its earnings.",
    ),
    ("paid", "recharacterized"): Cause(
        "conversion-entered-as-recharacterization",
        "A recharacterization has code N or R. This code says that it was paid out or converted; a"
        " conversion cannot be undone since 2018.",
        "Enter a conversion or a withdrawal, or ask the custodian for a corrected form.",
    ),
    ("returned", "paid"): Cause(
        "return-entered-as-withdrawal",
        "Code 8 or P is a contribution taken back in time. What is entered is a withdrawal or a"
        " conversion, which would be on line 7 or 8.",
        "Enter a returned contribution with its earnings and its year.",
    ),
    ("paid", "returned"): Cause(
        "withdrawal-entered-as-return",
        "A contribution returned in time has code 8 or P. This code is that of an ordinary"
        " withdrawal.",
        "Enter a withdrawal, or ask the custodian for a corrected form.",
    ),
}


# --- Withholding, and the year of a recharacterization -------------------------------------------


def _withheld(case: Case, account: Account, papers: tuple[Kept, ...]) -> Iterator[Difference]:
    """Boxes 4 and 14 against what is entered as withheld from conversions.

    A withdrawal is entered whole, so they may be of one; then only too little of it is told.
    """
    on_paper, found = withheld(papers), entered(case.person, account, "withheld", case.year)
    paid = entered(case.person, account, "paid", case.year)
    converted = [event for event in paid.events if event.kind == "conversion"]
    if on_paper is None or found.amount is None or not converted or agree(found.amount, on_paper):
        return
    if len(converted) < len(paid.events) and on_paper > found.amount:
        return
    yield Difference(
        code="1099-r-withheld",
        topic="withheld",
        person=case.person.key,
        year=case.year,
        account=account.key,
        box="4",
        on_paper=on_paper,
        entered=found.amount,
        message=f"Form 1099-R says that {dollars(on_paper)} was withheld"
        f" ({withheld_boxes(papers)}); {dollars(found.amount)} is entered as withheld from the"
        " conversion.",
        causes=(
            Cause(
                "withheld-from-conversion",
                "What is withheld from a conversion never reaches the Roth IRA: it is a withdrawal"
                " of line 7, and under age 59½ it costs 10 % more.",
                f"Enter {dollars(on_paper)} at the conversion as withheld.",
            ),
        ),
        papers=tuple(kept.place for kept in papers),
        events=tuple(converted),
    )


def _year_of_recharacterization(
    case: Case, account: Account, papers: tuple[Kept, ...]
) -> Iterator[Difference]:
    """Code N is for a contribution of the form's year, R for one of the year before."""
    found = entered(case.person, account, "recharacterized", case.year)
    years = {"N": case.year, "R": case.year - 1}
    coded = {sign for kept in papers for sign in signs(kept.paper.text("7")) if sign in years}
    for event in found.events:
        wanted = "N" if event.tax_year == case.year else "R"
        if coded and wanted not in coded:
            other = coded.pop()
            yield Difference(
                code="1099-r-recharacterized-year",
                topic="recharacterized",
                person=case.person.key,
                year=case.year,
                account=account.key,
                box="7",
                on_paper=total(papers, "1"),
                entered=found.amount,
                message=f"Code {other} is for a contribution for {years[other]}; what is entered"
                f" was for {event.tax_year}.",
                causes=(
                    Cause(
                        "recharacterized-contribution-of-another-year",
                        "The custodian counted the contribution for another year than it is"
                        " entered for.",
                        "Look at Form 5498 for the first account, and enter the year it counts.",
                    ),
                ),
                papers=tuple(kept.place for kept in papers),
                events=(event,),
            )
