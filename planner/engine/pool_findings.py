"""What has to be said about the events of a year: costly, beside the form, or not supported."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.deadlines import correction_deadline
from planner.engine.findings import Finding
from planner.engine.household import PLANS, ROTH_IRAS, Event, Person
from planner.engine.inherited_findings import inherited_findings
from planner.engine.money import ZERO
from planner.engine.moves import arrived_in_time, is_young_simple
from planner.engine.pool import Pool
from planner.engine.required_findings import required_findings
from planner.engine.returned_earnings import returned_earnings_findings
from planner.engine.roth_event_findings import roth_event_findings


def year_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """What is unsupported or costly about the year's events, without changing its lines."""
    yield from _failed_moves(pool, year)
    yield from _simple_findings(pool, year)
    if not pool.decedent:
        yield from _contribution_findings(pool, year)
        yield from roth_event_findings(pool.person, year)
        yield from returned_earnings_findings(pool.person, year)
        yield from inherited_findings(pool.person, year)
        yield from _plan_findings(pool.person, year)
        yield from _after_tax_lost(pool.person, year)
        yield from _employer_money(pool.person, year)
        yield from required_findings(pool, year)


def _failed_moves(pool: Pool, year: int) -> Iterator[Finding]:
    for event in pools.failed_moves(pool, year):
        young = is_young_simple(pool.person, event)
        reason = (
            "left a SIMPLE IRA within two years of its first contribution; under age 59½ an"
            " additional tax of 25% applies"
            if young
            else "was not completed within 60 days"
        )
        yield Finding(
            "simple-two-years" if young else "rollover-not-completed",
            "costs",
            f"The {event.kind} of {event.on} {reason}: it is a distribution.",
            dollars=event.amount,
            citation="IRC §72(t)(6)" if young else "IRC §408(d)(3)(A)",
        )


def _contribution_findings(pool: Pool, year: int) -> Iterator[Finding]:
    contributions = pool.contributions(year)
    made = contributions.total
    deducted = pool.person.record(year).deducted or ZERO
    if deducted > made:
        yield Finding(
            "deducted-above-contributions",
            "costs",
            f"More was deducted for {year} than the contributions that are entered.",
            dollars=deducted - made,
            citation="Form 8606, line 1",
        )
    for move in contributions.moves:
        if move.event.on > correction_deadline(year):
            yield _late_correction(move.event, year)


def _late_correction(event: Event, year: int) -> Finding:
    what = "recharacterization" if event.kind == "recharacterization" else "return"
    return Finding(
        "late-correction",
        "costs",
        f"The {what} of {event.on} came after {correction_deadline(year)}, the last day"
        f" to correct contributions for {year}; it is worked in as if it had been in time.",
        dollars=event.amount,
        citation="Instructions for Form 8606, Recharacterizations; IRC §408(d)(4)",
    )


def _plan_findings(person: Person, year: int) -> Iterator[Finding]:
    for event in person.events_in(year):
        to_roth = event.to and person.account(event.to).kind in ROTH_IRAS
        from_plan = event.account and person.account(event.account).kind in PLANS
        if to_roth and from_plan:
            yield Finding(
                "plan-to-roth",
                "info",
                f"The money that went from a plan to a Roth IRA on {event.on} is not on lines 8 or"
                " 16; it belongs on Form 1040, line 5.",
                dollars=event.amount,
                citation="Instructions for Form 8606, line 24",
            )


def _employer_money(person: Person, year: int) -> Iterator[Finding]:
    for event in person.events_for(year):
        made = event.kind == "contribution"
        if made and person.account(event.account).kind in ("sep", "simple"):
            yield Finding(
                "employer-contribution",
                "info",
                f"The contribution of {event.on} to a SEP or SIMPLE IRA is not basis: line 1 takes"
                " a person's own nondeducted contributions only.",
                dollars=event.amount,
                citation="Form 8606 (2025), Part I; IRC §408(o)",
            )


def _after_tax_lost(person: Person, year: int) -> Iterator[Finding]:
    for event in person.events_in(year):
        if event.after_tax and not arrived_in_time(event):
            yield Finding(
                "rollover-not-completed",
                "costs",
                f"The rollover of {event.on} was not completed within 60 days: its after-tax money"
                " is not basis of an IRA.",
                dollars=event.after_tax,
                citation="IRC §402(c)(3)",
            )


def _simple_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """Money that left a SIMPLE IRA of which nobody knows whether its two years were over."""
    for kind in ("conversion", "rollover"):
        for event in pool.events(kind, year):
            account = pool.person.account(event.account)
            leaves = account.kind == "simple" and pool.person.account(event.to).kind != "simple"
            if leaves and account.participation_began is None:
                yield Finding(
                    "simple-start-not-known",
                    "info",
                    f"When participation in the SIMPLE IRA began is not known; the {kind} of"
                    f" {event.on} is taken to have come after its first two years.",
                    "participation_began",
                    citation="IRC §72(t)(6)",
                )


def basis_findings(change: Decimal, brought: Decimal | None) -> Iterator[Finding]:
    """More taken off the basis than there was: the history before cannot be right."""
    if brought is not None and brought + change < 0:
        yield Finding(
            "basis-below-zero",
            "costs",
            "Adjustments take more off the basis than was brought forward; it is counted as 0.",
            "prior_basis",
            -(brought + change),
            "Form 8606, line 2",
        )


def start_findings(stated: Decimal | None, carried: Decimal | None) -> Iterator[Finding]:
    """A stated start of the basis that contradicts the years before it."""
    if stated is not None and carried is not None and stated != carried:
        yield Finding(
            "basis-restated",
            "costs",
            "The basis stated for the start of the year is not what the years before it carried"
            f" out, {carried:f}; it goes on from what is stated.",
            "prior_basis",
            abs(stated - carried),
            "Form 8606, line 2",
        )
