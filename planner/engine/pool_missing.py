"""What is not known, or not supported, about the events of a year, and would change its lines."""

from collections.abc import Iterator

from planner.engine import pool as pools
from planner.engine.contributions import Contributions, moved_after_year_end, takes
from planner.engine.findings import Finding
from planner.engine.household import Event, Person
from planner.engine.pool import Pool

_UNKNOWN_EVENTS = frozenset({"amount", "deducted", "events"})


def hides_lines(finding: Finding) -> bool:
    """Whether so little is known of the year's events that no line of the form can be shown."""
    return finding.severity == "blocks" and finding.key in _UNKNOWN_EVENTS


def missing_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """What has to be known before the year's form can be worked out."""
    for event in events_without_amount(pool, year):
        what = f"The amount of the {event.kind.replace('_', ' ')} of {event.on} is not known."
        yield Finding("missing-amount", "blocks", what, "amount")
    if pool.decedent:
        yield from _inherited_conversions(pool, year)
    else:
        made = pool.contributions(year)
        yield from _missing_deduction(pool.person, made)
        yield from _missing_contributions(made)
        yield from _missing_earnings(made)


def events_without_amount(pool: Pool, year: int) -> Iterator[Event]:
    """The events that end up on a line of the year, but with what amount is not known."""
    for event in pool.person.events_without_amount:
        if _is_on_the_form(pool, event, year):
            yield event


def _is_on_the_form(pool: Pool, event: Event, year: int) -> bool:
    if event.kind == "basis_adjustment":
        return event in pools.adjustments(pool, year)
    if event.kind == "contribution":
        return event.tax_year == year and _is_contribution(pool, event, year)
    if event.kind == "recharacterization":
        return event.tax_year == year and not pool.decedent
    if event.character == "returned_contribution":
        return event.tax_year == year and _is_contribution(pool, event, year)
    return event.on.year == year and pool.holds(event.account)


def _is_contribution(pool: Pool, event: Event, year: int) -> bool:
    """Whether it is one to the pool, or to a Roth IRA out of which something was recharacterized.

    Other contributions to Roth IRAs, and those an employer makes, are on no line.
    """
    if pool.decedent or not takes(pool.person.account(event.account)):
        return False
    return pool.holds(event.account) or any(
        one.kind == "recharacterization" for one in pool.person.events_for(year)
    )


def _missing_deduction(person: Person, made: Contributions) -> Iterator[Finding]:
    if made.total and person.record(made.year).deducted is None:
        yield Finding(
            "missing-deducted",
            "blocks",
            f"deducted is not known: how much of the contributions for {made.year} was deducted"
            " (Schedule 1, line 20), or 0 if nothing was.",
            "deducted",
            citation="Form 8606, line 1; IRC §408(o)(2)",
        )


def _missing_contributions(made: Contributions) -> Iterator[Finding]:
    """A recharacterization of more than was contributed to Roth IRAs: part of it is missing."""
    for move in made.moves:
        if move.missing and move.from_roth and move.event.kind == "recharacterization":
            yield Finding(
                "missing-recharacterized-contribution",
                "blocks",
                f"The Roth contribution for {made.year} that was recharacterized on"
                f" {move.event.on} is not entered; its date decides what belongs on line 4.",
                "events",
                move.missing,
                "IRC §408A(d)(6)",
            )


def _missing_earnings(made: Contributions) -> Iterator[Finding]:
    for move, _ in moved_after_year_end(made):
        if move.event.earnings is None:
            yield Finding(
                "missing-earnings",
                "info",
                "The earnings or loss that went along with the recharacterization of"
                f" {move.event.on} are not known; the value of December 31, {made.year} on line 6"
                " takes them in.",
                "earnings",
                citation="Instructions for Form 8606, line 6",
            )


def _inherited_conversions(pool: Pool, year: int) -> Iterator[Finding]:
    for event in pool.events("conversion", year):
        yield inherited_conversion(event)


def inherited_conversion(event: Event) -> Finding:
    """Nobody but a spouse who treats an inherited IRA as own may convert it."""
    return Finding(
        "inherited-conversion",
        "blocks",
        f"The conversion of {event.on} left an inherited IRA; nobody but a spouse who treats it"
        " as own can convert one, and its taxation is not worked out here.",
        "events",
        event.amount,
        "IRC §408(d)(3)(C)",
    )
