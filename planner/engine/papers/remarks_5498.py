"""A Form 5498 by itself (Instructions for Forms 1099-R and 5498, boxes 1 to 15b)."""

from collections.abc import Callable, Iterator
from datetime import date

from planner.engine.household import PLANS, Account
from planner.engine.limits import CATCH_UP_AGE, contribution_limit
from planner.engine.money import ZERO
from planner.engine.papers.boxes import boxes
from planner.engine.papers.paper import Paper
from planner.engine.papers.remark import Remark
from planner.engine.printing import dollars
from planner.engine.required_distributions import is_required
from planner.engine.tables import published_years

type _Remarks = Iterator[Remark]

_NOT_ON = {
    "ira": ("3", "8", "9", "10"),
    "sep": ("3", "9", "10"),
    "simple": ("3", "8", "10"),
    "roth": ("1", "8", "9"),
}
"""The boxes that stay empty on the form of each kind of account."""

_KINDS = {
    "traditional": "ira",
    "rollover": "ira",
    "inherited_traditional": "ira",
    "sep": "sep",
    "simple": "simple",
    "roth": "roth",
    "inherited_roth": "roth",
}
_ASKS = (("13a", "13c"), ("14a", "14b"), ("15a", "15b"))
"""Boxes with an amount, and the code that says what it is."""


def remarks_5498(paper: Paper, account: Account | None, born: date | None) -> _Remarks:
    """What there is to say of the form; ``account`` and ``born`` where they are known."""
    for check in _CHECKS:
        yield from check(paper)
    if account:
        yield from _of_account(paper, account)
    if born and (account is None or not account.inherited_from):
        yield from _required(paper, born)


def _kind(paper: Paper) -> _Remarks:
    """Boxes that the kind of account does not have."""
    kind = paper.text("7")
    names = boxes("5498")["7"].options
    for box in _NOT_ON.get(kind, ()):
        if amount := paper.dollars(box):
            yield Remark(
                "box-of-another-kind",
                "wrong",
                box,
                f"Box {box} is for another kind of account than {names[kind]};"
                f" {dollars(amount)} cannot stand there.",
            )


def _limit(paper: Paper) -> _Remarks:
    """More than anybody may contribute is a rollover or a slip of the hand."""
    if paper.year not in published_years():
        return
    most = contribution_limit(year=paper.year, age_at_year_end=CATCH_UP_AGE)
    for box in ("1", "10"):
        amount = paper.dollars(box) or ZERO
        if amount > most:
            yield Remark(
                "above-every-limit",
                "odd",
                box,
                f"{dollars(amount)} is more than anybody may contribute for {paper.year},"
                f" {dollars(most)}. A rollover stands in box 2, a conversion in box 3.",
            )


def _specified(paper: Paper) -> _Remarks:
    part, whole = paper.dollars("15a"), paper.dollars("5")
    if part and whole is not None and part > whole:
        yield Remark(
            "part-above-whole",
            "wrong",
            "15a",
            f"{dollars(part)} is more than the whole value in box 5, {dollars(whole)}.",
        )


def _reasons(paper: Paper) -> _Remarks:
    for amount, code in _ASKS:
        if paper.dollars(amount) and not paper.text(code):
            message = f"Box {amount} has an amount, and box {code} does not say what it is."
            yield Remark("code-missing", "odd", code, message)
    for code in ("14b", "15b"):
        options, text = boxes("5498")[code].options, paper.text(code)
        if text and not _is_known(text, options):
            message = f"{text} is no code of box {code}: {', '.join(options)}."
            yield Remark("unknown-code", "odd", code, message)


def _is_known(text: str, options: object) -> bool:
    """One code of two letters, or one or two of one letter."""
    known = set(options)  # type: ignore[call-overload]
    return text in known or all(letter in known for letter in text if letter not in " ,")


def _repaid(paper: Paper) -> _Remarks:
    if amount := paper.dollars("14a"):
        yield Remark(
            "repayment",
            "normal",
            "14a",
            f"{dollars(amount)} was paid back. It is no contribution: it is not on line 1 and does"
            " not use up the limit. What a repayment does to Form 8606 is not worked out here.",
        )


def _of_account(paper: Paper, account: Account) -> _Remarks:
    if account.kind in PLANS:
        message = "An employer plan sends no Form 5498; only IRAs do."
        yield Remark("form-of-a-plan", "wrong", "7", message)
        return
    kind, wanted = paper.text("7"), _KINDS.get(account.kind, "")
    names = boxes("5498")["7"].options
    if kind and wanted and kind != wanted:
        yield Remark(
            "kind-of-another-account",
            "wrong",
            "7",
            f"The paper is for a {names[kind]}, and the account chosen is a {names[wanted]}.",
        )


def _required(paper: Paper, born: date) -> _Remarks:
    """Box 11 announces the distribution of the next year; a Roth IRA's owner has none."""
    if not paper.is_ticked("11"):
        if paper.dollars("12b"):
            message = "Box 12b has an amount, and box 11 is not ticked."
            yield Remark("required-not-ticked", "odd", "11", message)
        return
    if paper.text("7") == "roth":
        message = "Nothing has to come out of a Roth IRA while its owner lives."
        yield Remark("required-of-a-roth", "wrong", "11", message)
    elif not is_required(born, paper.year + 1):
        yield Remark(
            "required-too-early",
            "odd",
            "11",
            f"By the date of birth that is entered, nothing has to come out for {paper.year + 1}."
            " Is it the paper of an older spouse, or is the date wrong?",
        )


_CHECKS: tuple[Callable[[Paper], _Remarks], ...] = (_kind, _limit, _specified, _reasons, _repaid)
