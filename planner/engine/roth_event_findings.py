"""What has to be said about money that left a Roth IRA and is not what it seems, or not here."""

from collections.abc import Iterator

from planner.engine.findings import Finding
from planner.engine.household import Event, Person
from planner.engine.roth_events import comes_out, is_own_roth


def roth_event_findings(person: Person, year: int) -> Iterator[Finding]:
    """The corrections, failed rollovers and inherited distributions of the calendar year."""
    for event in person.events_in(year):
        if event.kind == "rollover" and comes_out(person, event):
            yield _failed_rollover(event)
        elif event.kind == "distribution":
            yield from _distribution_findings(person, event)


def _distribution_findings(person: Person, event: Event) -> Iterator[Finding]:
    account = person.account(event.account)
    if account.kind == "inherited_roth" and not account.treated_as_own:
        yield Finding(
            "inherited-roth-not-supported",
            "info",
            f"The distribution of {event.on} came from an inherited Roth IRA. Unless the five years"
            " of the person it was inherited from are over, it needs a Form 8606 of its own, which"
            " is not worked out here.",
            dollars=event.amount,
            citation="Publication 590-B; Instructions for Form 8606, Part III",
        )
    elif is_own_roth(account) and event.character == "returned_excess":
        yield Finding(
            "roth-excess-returned",
            "info",
            f"The excess that came out of a Roth IRA on {event.on}, after the due date, counts as"
            " any other distribution: regular contributions come out first.",
            dollars=event.amount,
            citation="IRC §408A(d)(4)(B); Instructions for Form 8606, line 19",
        )


def _failed_rollover(event: Event) -> Finding:
    return Finding(
        "rollover-not-completed",
        "costs",
        f"The rollover of {event.on} between Roth IRAs was not completed within 60 days: it is a"
        " distribution.",
        dollars=event.amount,
        citation="IRC §408(d)(3)(A)",
    )
