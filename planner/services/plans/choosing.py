"""Choosing a way out, marking what is done of it, and recording it. The choice changes no entry."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine import household as facts
from planner.engine.chosen import ChosenWay as ChosenFacts
from planner.engine.fixes import Outcome
from planner.engine.fixes.options import Option
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import ZERO
from planner.engine.timeline import years_touched
from planner.engine.todo import Standing, bars, standing, steps
from planner.models import ChosenWay, Event, Household, User, YearEndValue
from planner.models.chosen import WAY_NAMES
from planner.services.history.changes import RefusedChangeError, recording, rest
from planner.services.households.columns_of_facts import chosen_columns
from planner.services.households.entries import check, facts_of, refuse_locked
from planner.services.plans.names import step_name
from planner.services.ways_out.assumed import Assumptions
from planner.services.ways_out.comparison import Side

_FILLING = frozenset({"spread_to_bracket", "spread_under_irmaa"})
"""The ways whose dollars follow from the household's income."""

_NOT_KEPT = (
    "This cannot be chosen yet: its dollars follow from income that is assumed on this page and not"
    " entered, or from a share withheld. Enter taxable income, modified adjusted gross income and"
    " filing status on the page of the year first, and withhold nothing."
)


def choose(  # noqa: PLR0913
    *,
    user: User,
    records: HouseholdRecords,
    person: PersonRecords,
    side: Side,
    option: Option,
    assumed: Assumptions,
) -> ChosenWay:
    """Keep ``option``, a way of ``side``, as what ``person`` means to do in the year.

    It takes the place of what was chosen before. Refused where something stands in the way that no
    step can do away with: a letter must not ask for what cannot be done.
    """
    if blocked := bars(option.blocked_by):
        raise RefusedChangeError(f"This cannot be chosen. {blocked[0].message}")
    fact = ChosenFacts(
        year=assumed.year,
        way=option.key,
        chosen=assumed.on,
        spread_years=assumed.spread_years if option.key == "spread" else None,
        growth=assumed.growth or None,
        inside=_assumed_inside(side),
    )
    found = _stands(records.facts, person.facts, fact)
    if fact.way in _FILLING and _converted(found.outcome) != _converted(option.outcome):
        raise RefusedChangeError(_NOT_KEPT)
    fact = replace(fact, amounts=amounts_of(found))
    row = next((one for one in person.plans if one.year == fact.year), None) or ChosenWay()
    for name, value in chosen_columns(person.person, fact).items():
        setattr(row, name, value)
    summary = f"Chose for {fact.year}: {WAY_NAMES[fact.way]}"
    with recording(records.household, user, summary, person=person.person, year=fact.year):
        row.save()
    return row


def _assumed_inside(side: Side) -> Decimal | None:
    """What somebody set the value of December 31 to, before anything moves."""
    return side.at.settled.facts.year_end_value if side.at and side.at.is_set else None


def _converted(outcome: Outcome | None) -> list[Decimal]:
    """What is converted in each year, in dollars."""
    return [one.convert for one in outcome.years] if outcome else []


def _stands(household: facts.Household, person: facts.Person, fact: ChosenFacts) -> Standing:
    try:
        return standing(household, person, fact, fact.chosen)
    except UnpricedError as error:
        raise RefusedChangeError(f"This cannot be chosen yet. {error.findings[0].said}") from error


def amounts_of(found: Standing) -> dict[str, Decimal]:
    """The dollars of each step by its code, and the pool and the basis that they follow from."""
    told = {one.code: one.dollars for one in steps(found) if one.dollars is not None}
    return told | dict(found.amounts)


def drop(*, household: Household, user: User, plan: ChosenWay) -> None:
    """Let a plan rest; what was recorded stays."""
    what = f"Plan for {plan.year} of {plan.person}"
    with recording(household, user, f"Deleted: {what}", person=plan.person, year=plan.year):
        plan.deletion = rest(household, str(user), what)
        plan.save(update_fields=["deletion"])


def mark(*, household: Household, user: User, plan: ChosenWay, code: str, on: date | None) -> None:
    """Say on which day a step was done, or with ``None`` that it is not; no entry is made."""
    done = {key: day for key, day in plan.done.items() if key != code}
    verb = "Not done" if on is None else "Done"
    if on is not None:
        done[code] = on.isoformat()
    summary = f"{verb} for {plan.year}: {step_name(code)}"
    with recording(household, user, summary, person=plan.person, year=plan.year):
        plan.done = done
        plan.save(update_fields=["done"])


def record(
    *, household: Household, user: User, person: PersonRecords, event: Event, adjusts: bool
) -> None:
    """Keep what was done as an entry, as the year's page does, in one change.

    With ``adjusts`` the value that is expected on December 31 goes down by what left, or up by what
    came.
    """
    check(facts_of(event, person), person)
    if event.pk:
        refuse_locked(person, years_touched(facts_of(Event.objects.get(pk=event.pk), person)))
    value = expected_value(person, event) if adjusts else None
    summary = f"Done: {event.get_kind_display().lower()} of {event.on}, {event.account}"
    year = event.tax_year or event.on.year
    with recording(household, user, summary, person=person.person, year=year):
        event.save()
        if value:
            value.amount = max(ZERO, (value.amount or ZERO) + _change(event))
            value.save()


def expected_value(person: PersonRecords, event: Event) -> YearEndValue | None:
    """The estimate of the account's value at the end of the year, which knows nothing of ``event``.

    A value from a statement or a Form 5498 is what was there and stays.
    """
    for value in person.year_end_values:
        is_same = (value.account_id, value.year) == (event.account_id, event.on.year)
        if is_same and value.source == "estimate" and value.amount is not None:
            return value
    return None


def _change(event: Event) -> Decimal:
    amount = event.amount or ZERO
    return amount if event.kind == "contribution" else -amount
