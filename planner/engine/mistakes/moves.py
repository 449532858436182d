"""Mistakes with money on the move: withheld, undone, rolled over twice, given away."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.household import OWN_IRAS, ROTH_IRAS, Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.dates import sixty_days_after
from planner.engine.mistakes.mistake import Evidence, Mistake, Seen, Words
from planner.engine.money import ZERO
from planner.engine.moves import arrived_in_time, years_later
from planner.engine.printing import entered

WITHHELD = "withheld-from-conversion"
UNDONE = "conversion-undone"
TWO_ROLLOVERS = "two-rollovers-in-a-year"
QCD_AGE = "qcd-before-70"
QCD_ABOVE = "qcd-above-pre-tax"

_NO_RECHARACTERIZATION_SINCE = 2018
"""IRC 408A(d)(6)(B)(iii): conversions from 2018 on stay as they are."""

_MONTHS_OF_A_YEAR, _HALF_A_YEAR = 12, 6


def move_mistakes(case: Case) -> Iterator[Seen]:
    """The mistakes with the money that left the IRAs in the year."""
    yield from _withheld(case)
    yield from _undone(case)
    yield from _two_rollovers(case)
    yield from _given(case)
    yield from _not_run(case)


# --- Tax withheld from a conversion --------------------------------------------------------------


def _withheld(case: Case) -> Iterator[Mistake]:
    for event in (*case.events("conversion"), *case.events("distribution")):
        amount = event.withheld or ZERO
        if event.character == "withheld_from_conversion":
            amount = event.amount or ZERO
        if amount:
            born = case.person.born
            is_of_age = born is not None and event.on >= half_birthday(born, 59)
            made = case.mistake(
                WITHHELD,
                Words(
                    f"{entered(amount)} was withheld for tax from the conversion of {event.on}: it"
                    " did not reach the Roth IRA, is a distribution of line 7"
                    + ("." if is_of_age else ", and bears the 10% additional tax before 59½."),
                    "Put the same amount into an IRA from other money within 60 days. Another"
                    " time, choose not to have tax withheld (Form W-4R), and pay estimated tax.",
                    "IRC §72(t), §408(d)(3); Instructions for Form 8606, line 7",
                ),
                dollars=amount,
                mend_by=sixty_days_after(event.on),
                evidence=Evidence((event,), (), ("7", "8")),
            )
            yield replace(made, severity="info") if is_of_age else made


def half_birthday(born: date, age: int) -> date:
    """The day one is ``age`` and a half: six months after the birthday, or that month's last."""
    day = years_later(born, age)
    month = day.month + _HALF_A_YEAR
    year = day.year + (month > _MONTHS_OF_A_YEAR)
    month -= _MONTHS_OF_A_YEAR if month > _MONTHS_OF_A_YEAR else 0
    return date(year, month, min(day.day, monthrange(year, month)[1]))


# --- A conversion that was meant to be undone ----------------------------------------------------


def _undone(case: Case) -> Iterator[Mistake]:
    """A recharacterization out of a Roth IRA of more than was contributed, after a conversion."""
    for move in case.pool.contributions(case.year).moves:
        converted = [one for one in case.events("conversion") if one.on <= move.event.on]
        is_meant = move.from_roth and move.missing and converted
        is_new = case.year >= _NO_RECHARACTERIZATION_SINCE
        if move.event.kind == "recharacterization" and is_meant and is_new:
            made = case.mistake(
                UNDONE,
                Words(
                    f"{entered(move.missing)} that was recharacterized on {move.event.on} was"
                    " never contributed to a Roth IRA but, as it seems, converted. A conversion"
                    " cannot be undone.",
                    "Delete the recharacterization, or enter the Roth contribution that it is of.",
                    "IRC §408A(d)(6)(B)(iii)",
                ),
                dollars=move.missing,
                evidence=Evidence((move.event, *converted), (), ("8", "16")),
            )
            yield replace(made, severity="blocks")


# --- Two rollovers in twelve months --------------------------------------------------------------


def _two_rollovers(case: Case) -> Iterator[Mistake]:
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
                    " left as the day it arrived. Otherwise take it out with its earnings.",
                    "IRC §408(d)(3)(B); Announcement 2014-32",
                ),
                dollars=second.amount,
                evidence=Evidence((first, second)),
            )


def _is_rollover(case: Case, event: Event) -> bool:
    """Whether it went from IRA to IRA in time, over more than a day as a transfer does not."""
    if event.kind != "rollover" or not arrived_in_time(event) or event.completed == event.on:
        return False
    kinds = {case.person.account(key).kind for key in (event.account, event.to)}
    return kinds <= OWN_IRAS or kinds <= ROTH_IRAS


# --- Gifts to charity ----------------------------------------------------------------------------


def _given(case: Case) -> Iterator[Seen]:
    given = [one for one in case.events("distribution") if one.character == "qcd"]
    born, facts = case.person.born, case.facts
    if given and born is None:
        yield case.not_run(QCD_AGE, "born")
    if given and (facts.prior_basis is None or facts.year_end_value is None):
        yield case.not_run(QCD_ABOVE, "prior_basis", "year_end_value")
    elif given:
        yield from _above_pre_tax(case, given)
    for event in given:
        if born is not None and event.on < half_birthday(born, 70):
            yield _too_young(case, event)


def _above_pre_tax(case: Case, given: list[Event]) -> Iterator[Mistake]:
    total = sum((one.amount or ZERO for one in given), ZERO)
    above = min(total, basis_inside(case.facts) - whole_pool(case.facts))
    if above > 0:
        yield case.mistake(
            QCD_ABOVE,
            Words(
                f"{entered(total)} went to charity in {case.year}, which is {entered(above)} more"
                " than the IRAs held before tax. Only pre-tax money can be a qualified"
                " charitable distribution.",
                f"Enter {entered(above)} of it as a normal distribution.",
                "IRC §408(d)(8)(B), (D)",
            ),
            dollars=above,
            evidence=Evidence(tuple(given), (), ("7",)),
        )


def _too_young(case: Case, event: Event) -> Mistake:
    return case.mistake(
        QCD_AGE,
        Words(
            f"The gift of {event.on} came before the age of 70½: it is no qualified charitable"
            " distribution but a distribution of line 7.",
            "Enter it as a normal distribution; it may be deducted as a gift.",
            "IRC §408(d)(8)(B)(ii)",
        ),
        dollars=event.amount,
        evidence=Evidence((event,), (), ("7",)),
    )


# --- What the ledger's own checks lack -----------------------------------------------------------


def _not_run(case: Case) -> Iterator[Seen]:
    moved = [*case.events("conversion"), *case.events("rollover")]
    if moved and case.person.born is None:
        yield case.not_run("rmd-before-conversion", "born")
    for finding in case.found.findings:
        if finding.code == "simple-start-not-known":
            yield case.not_run("simple-two-years", "participation_began")
