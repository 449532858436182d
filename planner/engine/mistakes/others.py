"""Mistakes around a dead person's IRAs, and with a state that keeps a basis of its own."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine import pool as pools
from planner.engine.limitation import refund_deadline
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import Evidence, Mistake, Seen, Without, Words
from planner.engine.money import ZERO
from planner.engine.pool import Pool
from planner.engine.printing import dollars
from planner.engine.returns import household_year

INHERITED = "inherited-basis-not-entered"
STATE = "state-basis-differs"

_STATES = {
    "MA": "Massachusetts: IRA contributions were taxed by the state; regulation 830 CMR 62.5.1",
    "NJ": "New Jersey: GIT-2, IRA Withdrawals",
    "PA": "Pennsylvania: REV-636, Retirement",
}
"""States that never let IRA contributions be deducted, with where they say so."""


_STATE_RETURNS = Without(
    "State returns are not looked at here; each state sets its own days.",
    "State tax is not worked out here.",
)


def other_mistakes(case: Case) -> Iterator[Seen]:
    """What is easily forgotten beside the person's own form."""
    for pool in pools.inherited_pools(case.person):
        if not pools.has_basis(pool):
            yield from _inherited(case, pool)
    if case.facts.conversion or case.facts.distribution:
        yield from _state(case)


def _inherited(case: Case, pool: Pool) -> Iterator[Mistake]:
    taken = tuple(pools.withdrawals(pool, case.year))
    if taken:
        total = sum((event.amount or ZERO for event in taken), ZERO)
        made = case.mistake(
            INHERITED,
            Words(
                f"{dollars(total)} came out of an IRA inherited from {pool.decedent} in"
                f" {case.year}, and no basis is entered for it. If there was any, a part of this"
                " was not taxable.",
                "Look for line 14 of the last Form 8606 of the person it was inherited from, and"
                " enter it as a basis adjustment of that account; it has a form of its own.",
                "Publication 590-B, What if You Inherit an IRA?",
            ),
            dollars=total,
            mend_by=refund_deadline(case.year, None),
            evidence=Evidence(taken, tuple(account.key for account in pool.accounts)),
        )
        yield replace(made, severity="info")


def _state(case: Case) -> Iterator[Seen]:
    state = household_year(case.household, case.year).state.upper()
    if not state:
        yield case.not_run(STATE, "state")
    elif state in _STATES:
        made = case.mistake(
            STATE,
            Words(
                f"The basis of the federal form is not the basis for {state} in {case.year}: this"
                " state taxed contributions that the federal return deducted.",
                "Keep a second record of basis for the state: all contributions that it taxed,"
                " less what it has let out.",
                _STATES[state],
            ),
            without=_STATE_RETURNS,
        )
        yield replace(made, severity="info")
