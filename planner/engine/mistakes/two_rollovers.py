"""Two rollovers from IRA to IRA in twelve months (IRC 408(d)(3)(B))."""

from collections.abc import Iterator
from itertools import pairwise

from planner.engine.deadlines import correction_deadline
from planner.engine.household import OWN_IRAS, ROTH_IRAS, Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import Evidence, Mistake, Without, Words
from planner.engine.moves import arrived_in_time, years_later

TWO_ROLLOVERS = "two-rollovers-in-a-year"


def two_rollover_mistakes(case: Case) -> Iterator[Mistake]:
    """All IRAs are taken together; a year runs from the day on which the money was received."""
    rollovers = [event for event in case.person.ordered_events if _is_rollover(case, event)]
    for first, second in pairwise(rollovers):
        if second.on.year == case.year and second.on < years_later(first.on, 1):
            yield case.mistake(
                TWO_ROLLOVERS,
                Words(
                    f"The rollover of {second.on} came less than a year after the one of"
                    f" {first.on}. Only one from IRA to IRA is allowed in twelve months, whatever"
                    " the accounts: unless one of the two went from trustee to trustee, the"
                    " second is a distribution, and an excess contribution where it arrived.",
                    "Ask the custodian whether it was a direct transfer; then enter the day it"
                    " left as the day it arrived. Otherwise take it out with its earnings by the"
                    " due date with extensions.",
                    "IRC §408(d)(3)(B); Announcement 2014-32",
                ),
                dollars=second.amount,
                mend_by=correction_deadline(case.year),
                without=Without(dollars="The amount of the second is not entered."),
                evidence=Evidence((first, second)),
            )


def _is_rollover(case: Case, event: Event) -> bool:
    """Whether it went from IRA to IRA in time, over more than a day as a transfer does not."""
    if event.kind != "rollover" or not arrived_in_time(event) or event.completed == event.on:
        return False
    kinds = {case.person.account(key).kind for key in (event.account, event.to)}
    return kinds <= OWN_IRAS or kinds <= ROTH_IRAS
