"""What cannot have happened: events between accounts, on days and of amounts that do not fit."""

from collections.abc import Iterator, Mapping
from typing import Literal

from planner.engine.deadlines import contribution_deadline, may_be_for
from planner.engine.household import PLANS, ROTH_IRAS, Account, Event
from planner.engine.json_node import quoted

type _Sort = Literal["own", "roth", "plan", "inherited_traditional", "inherited_roth"]
type _Problem = tuple[str, str]
"""The key of an event and the reason why it cannot be taken."""

_LEAVES: Mapping[str, frozenset[_Sort]] = {
    "contribution": frozenset({"own", "roth", "plan"}),
    "basis_adjustment": frozenset({"own", "inherited_traditional"}),
}
"""The accounts that events with one account may name; a distribution may name any."""

_LEAVES_FOR: Mapping[str, Mapping[_Sort, frozenset[_Sort]]] = {
    "conversion": dict.fromkeys(("own", "plan", "inherited_traditional"), frozenset({"roth"})),
    "rollover": {
        "own": frozenset({"own", "plan"}),
        "roth": frozenset({"roth"}),
        "plan": frozenset({"own", "roth", "plan", "inherited_traditional", "inherited_roth"}),
        "inherited_traditional": frozenset({"own", "inherited_traditional"}),
        "inherited_roth": frozenset({"roth", "inherited_roth"}),
    },
    "recharacterization": {"own": frozenset({"roth"}), "roth": frozenset({"own"})},
}
"""From where to where money may go (IRC 408(d)(3), 402(c), 408A(d)(3), 408A(d)(6))."""


def event_problems(event: Event, accounts: Mapping[str, Account]) -> Iterator[_Problem]:
    """What is wrong with ``event`` for a person who has these ``accounts``."""
    named = [key for key in ("account", "to") if getattr(event, key)]
    unknown = [key for key in named if getattr(event, key) not in accounts]
    for key in unknown:
        yield key, f"names no account: {quoted(getattr(event, key))}"
    if event.account and not unknown:
        yield from _account_problems(event, [accounts[getattr(event, key)] for key in named])
    yield from _year_problems(event)
    yield from _amount_problems(event)


def _account_problems(event: Event, accounts: list[Account]) -> Iterator[_Problem]:
    if not all(account.kind for account in accounts):
        return
    kinds = [account.kind for account in accounts]
    sorts = [_sort(account) for account in accounts]
    if event.kind in _LEAVES and sorts[0] not in _LEAVES[event.kind]:
        yield "account", f"is a {kinds[0]}, which a {event.kind} cannot be for"
    if event.kind in _LEAVES_FOR and len(accounts) > 1:
        yield from _move_problems(event, kinds, sorts)
    if event.after_tax and sorts[0] != "plan":
        yield "after_tax", "is only for money that leaves an employer plan"


def _move_problems(event: Event, kinds: list[str], sorts: list[_Sort]) -> Iterator[_Problem]:
    reaches = _LEAVES_FOR[event.kind].get(sorts[0])
    if reaches is None:
        yield "account", f"is a {kinds[0]}, which a {event.kind} cannot leave"
    elif event.kind == "rollover" and sorts == ["own", "roth"]:
        yield "kind", "must be conversion: money that goes from an IRA to a Roth IRA is converted"
    elif sorts[1] not in reaches:
        yield "to", f"is a {kinds[1]}, which a {event.kind} from a {kinds[0]} cannot reach"


def _sort(account: Account) -> _Sort:
    if account.is_counted:
        return "own"
    if account.kind in ROTH_IRAS:
        return "roth"
    if account.kind in PLANS:
        return "plan"
    return "inherited_roth" if account.kind == "inherited_roth" else "inherited_traditional"


def _year_problems(event: Event) -> Iterator[_Problem]:
    year = event.tax_year or event.on.year
    if event.kind == "contribution" and not may_be_for(year, event.on):
        yield (
            "tax_year",
            f"is {year}, but a contribution made on {event.on} cannot be for that year:"
            f" it had to be made from January 1, {year} through {contribution_deadline(year)}",
        )
    elif year > event.on.year:
        yield "tax_year", f"is {year}, which had not begun on {event.on}"
    if event.completed and event.completed < event.on:
        yield "completed", f"is {event.completed}, before the money left on {event.on}"


def _amount_problems(event: Event) -> Iterator[_Problem]:
    for key in ("withheld", "after_tax"):
        part = getattr(event, key)
        if part and event.amount is not None and part > event.amount:
            yield key, f"is {part:f}, more than the amount of {event.amount:f} it is a part of"
