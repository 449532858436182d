"""Rollovers and conversions that fail, and are distributions in the eyes of the law."""

from datetime import date

from planner.engine.deadlines import within_sixty_days
from planner.engine.household import PLANS, Event, Person

SIMPLE_YEARS = 2
"""IRC 72(t)(6): years from the first contribution in which SIMPLE money may go nowhere else."""


def is_failed(person: Person, event: Event) -> bool:
    """Whether a rollover or conversion failed: too late, or out of a young SIMPLE IRA.

    Source: IRC 408(d)(3)(A) and (G), 72(t)(6).
    """
    late = event.kind == "rollover" and not arrived_in_time(event)
    return late or is_young_simple(person, event)


def is_transfer(person: Person, event: Event) -> bool:
    """Whether money went straight from one IRA's trustee to another's.

    It is entered as arriving on the day it left; it is no distribution and on no Form 1099-R or
    5498 (Publication 590-A, "Trustee-to-trustee transfer").
    """
    if event.kind != "rollover" or event.completed != event.on:
        return False
    kinds = {person.account(key).kind for key in (event.account, event.to)}
    return kinds.isdisjoint(PLANS) and not is_failed(person, event)


def arrived_in_time(event: Event) -> bool:
    """Whether a rollover was completed within 60 days (IRC 408(d)(3)(A))."""
    return event.completed is not None and within_sixty_days(event.on, event.completed)


def is_young_simple(person: Person, event: Event) -> bool:
    """Whether the money left a SIMPLE IRA for another kind of account in its first two years.

    Source: IRC 72(t)(6), 408(d)(3)(G).
    """
    account = person.account(event.account)
    if account.kind != "simple" or person.account(event.to).kind == "simple":
        return False
    began = account.participation_began
    return began is not None and event.on < years_later(began, SIMPLE_YEARS)


def years_later(day: date, years: int) -> date:
    """The same day ``years`` later; February 29 becomes March 1."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
