"""What has to be said about money that left an inherited IRA, on the heir's own form."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import INHERITED_IRAS, Account, Event, Person
from planner.engine.pool_missing import inherited_conversion
from planner.engine.roth_events import is_own_roth


def inherited_findings(person: Person, year: int) -> Iterator[Finding]:
    """Distributions, conversions and rollovers out of IRAs that are not on this form."""
    for event in person.events_in(year):
        account = person.account(event.account) if event.account else None
        if not account or account.kind not in INHERITED_IRAS or _is_own(account):
            continue
        if event.kind == "conversion" and not _has_a_form(person, event):
            yield replace(inherited_conversion(event), severity="costs", key="")
        if event.kind == "rollover" and person.account(event.to).is_counted:
            yield _inherited_rollover(event)
        if event.kind == "distribution":
            yield Finding(
                "inherited-distribution",
                "info",
                f"The distribution of {event.on} came from an inherited IRA: it is not on this form"
                " but, if there is basis, on one of its own.",
                dollars=event.amount,
                citation="Publication 590-B; Instructions for Form 8606",
            )


def _is_own(account: Account) -> bool:
    """Whether a spouse treats it as own."""
    return account.is_counted or is_own_roth(account)


def _has_a_form(person: Person, event: Event) -> bool:
    """Whether the account it left has basis, and so a form of its own that says what is wrong."""
    found = (pool for pool in pools.inherited_pools(person) if pool.holds(event.account))
    return any(pools.has_basis(pool) for pool in found)


def _inherited_rollover(event: Event) -> Finding:
    return Finding(
        "inherited-rollover",
        "costs",
        f"The rollover of {event.on} went from an inherited IRA to an own one, which only a spouse"
        " may do. Basis that went along is not moved by itself: enter one basis_adjustment for"
        " each of the two.",
        dollars=event.amount,
        citation="IRC §408(d)(3)(C); Publication 590-B",
    )
