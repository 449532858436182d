"""The boxes of Form 5498 that count money, held against what is entered as having arrived."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Account
from planner.engine.money import ZERO
from planner.engine.papers.case import Case, Kept, agree, total
from planner.engine.papers.causes import causes
from planner.engine.papers.difference import Difference
from planner.engine.papers.entered import Entered, Topic, entered
from planner.engine.papers.gap import Gap
from planner.engine.printing import dollars

_LATE_ROLLOVERS = frozenset({"SC", "PO"})
"""Codes of box 13c: what is in box 13a came late and is a rollover, which box 2 leaves out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A box, and what is entered that it should say."""

    box: str
    topic: Topic
    is_said: str


_CONTRIBUTED = "was contributed for the year"
_BY_THE_EMPLOYER = "was contributed by the employer in the year"
_LINES = {
    "traditional": Line("1", "contribution", _CONTRIBUTED),
    "rollover": Line("1", "contribution", _CONTRIBUTED),
    "sep": Line("8", "employer", _BY_THE_EMPLOYER),
    "simple": Line("9", "employer", _BY_THE_EMPLOYER),
    "roth": Line("10", "contribution", _CONTRIBUTED),
    "roth_sep": Line("8", "employer", _BY_THE_EMPLOYER),
    "roth_simple": Line("9", "employer", _BY_THE_EMPLOYER),
    "inherited_traditional": Line("1", "contribution", _CONTRIBUTED),
}
_MOVES = (
    Line("2", "arrived", "arrived as a rollover"),
    Line("3", "converted", "arrived as a conversion"),
    Line("4", "recharacterized_in", "arrived as a recharacterization"),
)


def lines_for(account: Account) -> tuple[Line, ...]:
    """The boxes that count money on the form of an account of this kind."""
    own = _LINES.get(account.kind)
    return (own, *_MOVES) if own else _MOVES


def match_5498(case: Case, account: Account) -> Iterator[Difference]:
    """What differs between the account's Form 5498 for the year and the entries."""
    papers = case.of_account("5498", account)
    if not papers:
        return
    for line in lines_for(account):
        yield from _line(case, account, papers, line)


def _line(
    case: Case, account: Account, papers: tuple[Kept, ...], line: Line
) -> Iterator[Difference]:
    on_paper = _on_paper(papers, line.box)
    if line.topic == "contribution" and (postponed := _postponed(case, account)):
        on_paper = (on_paper or ZERO) + postponed
    found = entered(case.person, account, line.topic, case.year)
    if agree(found.amount, on_paper or ZERO) or (on_paper is None and not found.events):
        return
    if line.box == "10" and _is_from_529(case, on_paper, found):
        return
    gap = Gap(case, account, line.topic, on_paper or ZERO, found, papers)
    yield Difference(
        code=f"5498-{line.topic.replace('_', '-')}",
        topic=line.topic,
        person=case.person.key,
        year=case.year,
        account=account.key,
        box=line.box,
        on_paper=on_paper,
        entered=found.amount,
        message=_message(line, on_paper, found),
        causes=causes(gap),
        papers=tuple(kept.place for kept in papers),
        events=found.events,
    )


def _is_from_529(case: Case, on_paper: Decimal | None, found: Entered) -> bool:
    """Whether the rest was moved from a 529 plan, which the limit counts (IRC 529(c)(3)(E))."""
    moved = case.person.record(case.year).from_529
    if not moved or found.amount is None:
        return False
    return agree(on_paper, found.amount + moved)


def _on_paper(papers: tuple[Kept, ...], box: str) -> Decimal | None:
    found = total(papers, box)
    late = tuple(one for one in papers if one.paper.text("13c") in _LATE_ROLLOVERS)
    if box != "2" or not late:
        return found
    return (found or ZERO) + (total(late, "13a") or ZERO)


def _postponed(case: Case, account: Account) -> Decimal:
    """Box 13a of any year's form that box 13b gives to this one: made late after a disaster."""
    years = {paper.year for paper in case.person.papers}
    found = (
        one.paper.dollars("13a") or ZERO
        for year in sorted(years)
        for one in Case.of(case.household, case.person, year).of_account("5498", account)
        if one.paper.boxes.get("13b") == case.year and one.paper.text("13c") not in _LATE_ROLLOVERS
    )
    return sum(found, ZERO)


def _message(line: Line, on_paper: Decimal | None, found: Entered) -> str:
    held = "not all of it" if found.amount is None else dollars(found.amount)
    if on_paper is None:
        what = "something" if found.amount is None else held
        return f"Box {line.box} of Form 5498 is empty; entered is {what} that {line.is_said}."
    held = held if found.events else "nothing"
    return (
        f"Box {line.box} of Form 5498 says that {dollars(on_paper)} {line.is_said};"
        f" {held} is entered."
    )
