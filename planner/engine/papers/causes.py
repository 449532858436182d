"""Why a paper and the entries may differ: an amount that fits exactly is the likely reason."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from planner.engine.deadlines import contribution_deadline
from planner.engine.household import Event
from planner.engine.money import ZERO
from planner.engine.papers.case import agree, called, withheld, withheld_boxes
from planner.engine.papers.difference import Cause
from planner.engine.papers.gap import Gap
from planner.engine.printing import day, dollars

_NAMED = {
    "conversion": "conversion",
    "distribution": "withdrawal",
    "contribution": "contribution",
    "rollover": "rollover",
    "recharacterization": "recharacterization",
}


_ELSEWHERE = frozenset({"entered-in-another-year", "other-account", "wrong-spouse"})
"""Reasons that may be chance, as both spouses convert the same amount in every year."""


def causes(gap: Gap) -> tuple[Cause, ...]:
    """The likely reasons, the most telling first; where nothing fits, what is missing."""
    found = tuple(cause for why in _WHYS for cause in why(gap))
    if all(cause.code in _ELSEWHERE for cause in found):
        return (*found, *_missing(gap))
    return found


def told(event: Event) -> str:
    """An event in a sentence: ``conversion of March 12, 2025``."""
    return f"{_NAMED[event.kind]} of {day(event.on)}"


# --- The amount itself ---------------------------------------------------------------------------


def _not_known(gap: Gap) -> Iterator[Cause]:
    """An entry without an amount: the paper has it."""
    for event in gap.found.events:
        if event.amount is None or (event.kind == "recharacterization" and event.earnings is None):
            what = "Its earnings are" if event.amount is not None else "Its amount is"
            yield Cause(
                "amount-not-entered",
                f"The {told(event)} is entered, but not completely. {what} not known.",
                "Type it in from the paper.",
            )


def _twice(gap: Gap) -> Iterator[Cause]:
    amounts = [event.amount for event in gap.found.events]
    if gap.on_paper and agree(gap.entered, 2 * gap.on_paper) and len(set(amounts)) < len(amounts):
        yield Cause(
            "entered-twice",
            f"Two entries of {dollars(gap.on_paper)} are there, and the paper knows one.",
            "Delete one of the two entries, if it is the same money.",
        )
    if gap.entered and agree(gap.on_paper, 2 * gap.entered) and _has_copies(gap):
        yield Cause(
            "typed-twice",
            "The same paper was typed in twice.",
            "Delete one of the two papers.",
        )


def _has_copies(gap: Gap) -> bool:
    boxes = [one.paper.boxes for one in gap.papers]
    return any(one in boxes[:at] for at, one in enumerate(boxes))


def _withheld(gap: Gap) -> Iterator[Cause]:
    """Box 1 is before withholding, box 3 of Form 5498 after it."""
    kept_back = withheld(gap.papers)
    if gap.topic == "paid" and kept_back and agree(gap.excess, kept_back):
        yield Cause(
            "entered-after-withholding",
            f"{dollars(kept_back)} was withheld ({withheld_boxes(gap.papers)}), and what is entered"
            " is what was left. Box 1 is before withholding.",
            "Enter the whole amount, and of it what was withheld.",
        )
    out = tuple(gap.case.of_form("1099-R"))
    on_the_way = withheld(out)
    is_told = any(event.withheld for event in gap.found.events)
    if gap.topic == "converted" and on_the_way and agree(-gap.excess, on_the_way) and not is_told:
        yield Cause(
            "withheld-not-entered",
            f"{dollars(on_the_way)} was withheld (Form 1099-R, {withheld_boxes(out)}) and never"
            " reached the Roth IRA. It is line 7, not line 8.",
            "Enter it at the conversion as withheld.",
        )


# --- The wrong year ------------------------------------------------------------------------------


def _for_another_year(gap: Gap) -> Iterator[Cause]:
    """A contribution between January 1 and the April deadline can be for either year."""
    if gap.topic != "contribution":
        return
    if not gap.is_settled(gap.case.year - 1):
        yield from _counted_this_year(gap, gap.case.year)
    if not gap.is_settled(gap.case.year + 1):
        yield from _counted_next_year(gap, gap.case.year)


def _counted_this_year(gap: Gap, year: int) -> Iterator[Cause]:
    """Made before April of ``year``: for it, or for the year before."""
    before = [e for e in gap.events_of(year) if e.tax_year == year - 1]
    if what := _of(before, gap.excess):
        yield Cause(
            "contribution-for-last-year",
            f"{what} entered for {year - 1}, and the custodian"
            f" counted it for {year}, as they do unless told otherwise.",
            f"See what the custodian was told. Have the form corrected, or enter it for {year}.",
        )
    early = [e for e in gap.events_of(year) if e.tax_year == year and _is_early(e)]
    if what := _of(early, -gap.excess):
        yield Cause(
            "contribution-counted-last-year",
            f"{what} entered for {year}; made that early, it may be on the paper for {year - 1}.",
            f"Look at Form 5498 for {year - 1}, and enter it for the year that counts it.",
        )


def _counted_next_year(gap: Gap, year: int) -> Iterator[Cause]:
    """Made before April of the year after: for that year, or for ``year``."""
    after = [e for e in gap.events_of(year + 1) if e.tax_year == year]
    if what := _of(after, -gap.excess):
        yield Cause(
            "contribution-counted-next-year",
            f"{what} entered for {year}. This paper does not"
            f" count it: it will be on the one for {year + 1}.",
            f"Ask the custodian to count it for {year}, or enter it for {year + 1}.",
        )
    made = [e for e in gap.events_of(year + 1) if e.tax_year == year + 1 and _is_early(e)]
    if what := _of(made, gap.excess):
        yield Cause(
            "contribution-made-for-this-year",
            f"{what} entered for {year + 1}, and the custodian counted it for {year}.",
            f"Enter it for {year}, or have the form corrected.",
        )


def _is_early(event: Event) -> bool:
    return event.on <= contribution_deadline(event.on.year - 1)


def _of(events: list[Event], amount: Decimal) -> str:
    """The contribution of an amount, or all of them together where they come to it."""
    if amount <= 0:
        return ""
    if one := next((one for one in events if agree(one.amount, amount)), None):
        return f"The {told(one)} of {dollars(amount)} is"
    if events and agree(sum((one.amount or ZERO for one in events), ZERO), amount):
        first, last = events[0].on, events[-1].on
        return (
            f"What was contributed from {first:%B} {first.day} to {last:%B} {last.day},"
            f" {last.year}, {dollars(amount)} together, is"
        )
    return ""


def _in_another_year(gap: Gap) -> Iterator[Cause]:
    """Conversions and withdrawals count in the year in which the money left."""
    if gap.topic in ("contribution", "withheld"):
        return
    for year in (gap.case.year + 1, gap.case.year - 1):
        amount = gap.elsewhere(gap.person, gap.account, year)
        if amount and gap.is_about(amount):
            yield Cause(
                "entered-in-another-year",
                f"{dollars(amount)} is entered in {year}. The year of the paper is the one in"
                " which the money moved, whatever year a contribution was for.",
                f"If it is the same money, date the entry in {gap.case.year}.",
            )


# --- Somewhere else ------------------------------------------------------------------------------


def _other_account(gap: Gap) -> Iterator[Cause]:
    for account in gap.person.accounts:
        amount = gap.elsewhere(gap.person, account, gap.case.year)
        if account.key != gap.account.key and amount and gap.is_about(amount):
            yield Cause(
                "other-account",
                f"{dollars(amount)} is entered for {called(account)}.",
                "If it is the same money, choose that account for the paper, or move the entry.",
            )


def _wrong_spouse(gap: Gap) -> Iterator[Cause]:
    for person in gap.case.others:
        for account in person.accounts:
            amount = gap.elsewhere(person, account, gap.case.year)
            if amount and gap.is_about(amount):
                name = person.name or person.key
                yield Cause(
                    "wrong-spouse",
                    f"{dollars(amount)} is entered for {name} ({called(account)}). An IRA is"
                    " never a couple’s: look at the name on the paper.",
                    f"If the paper is {name}’s, type it there; if the entry is not, move it.",
                )


# --- Nothing fits --------------------------------------------------------------------------------


def _missing(gap: Gap) -> Iterator[Cause]:
    if gap.excess > 0:
        yield Cause(
            "not-entered",
            f"{gap.noun.capitalize()} of {dollars(gap.excess)} is not entered.",
            "Enter it, if the paper is right.",
        )
    for event in gap.found.events:
        if gap.excess < 0 and agree(event.amount, -gap.excess):
            yield Cause(
                "not-on-the-paper",
                f"The {told(event)} is entered, and the paper does not have it.",
                "Another paper may still come for it; else delete the entry.",
            )


_WHYS: tuple[Callable[[Gap], Iterator[Cause]], ...] = (
    _not_known,
    _twice,
    _withheld,
    _for_another_year,
    _in_another_year,
    _other_account,
    _wrong_spouse,
)
