"""Why line 6 differs: the value of the traditional IRAs on December 31."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.household import KIND_NAMES, PLANS, ROTH_IRAS, Account
from planner.engine.printing import dollars
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.figures import Cause

_BELONGS = "Line 6 takes only this person's own traditional, rollover, SEP and SIMPLE IRAs."


def line_6_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """What was added to the year-end value, or left out of it (Instructions, line 6)."""
    yield from _movements(case, typed)
    for account in case.person.accounts:
        held = case.person.value(account.key, case.year)
        if held and held.amount:
            yield from _account(case, typed, account, held.amount)
    if not typed:
        yield Cause(
            "value-left-out",
            f"Line 6 was left at 0, and {dollars(case.computed['6'])} was in the IRAs on"
            " December 31.",
            "value",
        )


def _movements(case: Case, typed: Decimal) -> Iterator[Cause]:
    right, under_way = case.computed["6"], case.sheet.facts.outstanding_rollover
    left = case.value("conversion") + case.value("distribution")
    if left and any(same(typed, right + one) for one in (case.value("conversion"), left)):
        yield Cause(
            "value-before-conversion",
            "It is the value before money left. Line 6 takes what was there on December 31; line 9"
            " adds lines 7 and 8 back.",
            "value",
        )
    if under_way and same(typed, right - under_way):
        yield Cause(
            "outstanding-rollover-left-out",
            f"A rollover of {dollars(under_way)} was on its way over December 31 and belongs"
            " in line 6.",
            "value",
        )


def _account(case: Case, typed: Decimal, account: Account, held: Decimal) -> Iterator[Cause]:
    name = account.name or KIND_NAMES[account.kind]
    right = case.computed["6"]
    if account.is_counted and same(typed, right - held):
        yield Cause(
            "account-left-out",
            f"{name} ({dollars(held)}) is missing: all of a person's IRAs are one pool.",
            "value",
        )
    if not account.is_counted and same(typed, right + held):
        yield Cause(
            f"{_kind(account)}-value-included",
            f"It holds {name} ({dollars(held)}). {_BELONGS}",
            "value",
        )


def _kind(account: Account) -> str:
    if account.kind in ROTH_IRAS:
        return "roth"
    return "plan" if account.kind in PLANS else "inherited"
