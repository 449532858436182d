"""From the ways out to the JSON object of the command ``fixes``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planner.engine.findings import Finding
from planner.engine.fixes.feasibility import kept_answers
from planner.engine.fixes.options import Option, options, unpriced
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.fixes.price import household_price, is_by_schedule
from planner.engine.fixes.rooms import rooms
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.fixes.standpoint import Standpoint, standpoint
from planner.engine.fixes.terms import Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.household import Household, Person
from planner.engine.money import UNITS, ZERO
from planner.engine.printing import dollars, plain
from planner.engine.results import finding_object
from planner.engine.tables import published_years


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: the ways out of ``year`` as things stand at the end of the day ``on``.

    ``rate`` is a flat marginal rate and ``growth`` that of the money inside, both fractions.
    """

    year: int
    on: date
    rate: Decimal | None = None
    growth: Decimal = ZERO
    spread_years: int = DEFAULT_YEARS


def fixes_result(household: Household, question: Question) -> dict[str, Any]:
    """Every person with every way out, as plain data."""
    return {"people": [_person(household, person, question) for person in household.people]}


def _person(household: Household, person: Person, question: Question) -> dict[str, Any]:
    unit = UNITS[household.rounding]
    try:
        at = standpoint(household, person, question.year, question.on)
    except UnpricedError as error:
        found, findings = unpriced(error), []
    else:
        found = _options(household, at, question)
        by_schedule = is_by_schedule(household, question.year, question.rate)
        told = ways_findings(at, found, by_schedule=by_schedule)
        findings = [finding_object(finding) for finding in told]
    return {
        "key": person.key,
        "options": [_option(option, unit) for option in found],
        "findings": findings,
    }


def _options(household: Household, at: Standpoint, question: Question) -> tuple[Option, ...]:
    price = household_price(household, question.year, question.rate)
    return options(
        at,
        Terms(price=price, growth=question.growth),
        spread_years=question.spread_years,
        rooms=rooms(household, at.person, question.year),
        answers=kept_answers(at.person, question.year),
    )


def _option(option: Option, unit: Decimal) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": option.key,
        "feasible": option.is_feasible,
        "blocked_by": [finding.code for finding in option.blocked_by],
    }
    outcome = option.outcome
    if outcome is None:
        return found | {"years": []}
    years = [{"year": year.facts.tax_year} | _amounts(year, unit) for year in outcome.years]
    rolled = {"roll_in": plain(outcome.roll_in, unit)}
    return found | rolled | _amounts(outcome, unit) | {"years": years}


def _amounts(of: Outcome | OutcomeYear, unit: Decimal) -> dict[str, str]:
    """The four amounts; one that is not known is absent."""
    amounts = {
        "convert": of.convert,
        "taxable": of.taxable,
        "tax": of.tax,
        "basis_carried_forward": of.basis_carried_forward,
    }
    return {key: plain(amount, unit) for key, amount in amounts.items() if amount is not None}


def ways_findings(
    at: Standpoint, found: tuple[Option, ...], *, by_schedule: bool
) -> Iterator[Finding]:
    """What the amounts rest on that nobody has entered (IRC 1(j) for what is projected)."""
    if at.is_set and at.inside is not None:
        yield Finding(
            "year-end-value-set",
            "info",
            f"{dollars(at.inside)} in all IRAs together on December 31, {at.year} is as set here.",
            "year_end_value",
            at.inside,
        )
    for one in () if at.is_set else at.expected:
        yield Finding(
            "year-end-value-expected",
            "info",
            f"The value of {one.account.called} on December 31, {at.year} is not known;"
            f" {dollars(one.amount)} is expected, the value of {one.since} with what came and went"
            " since, without growth.",
            "year_end_value",
            one.amount,
        )
    years = [year for one in found if one.outcome for year in one.outcome.years]
    if any(year.tax is None for year in years):
        yield Finding(
            "tax-not-known",
            "info",
            "What income costs is not known: enter a marginal rate, or taxable income and filing"
            f" status for {at.year}.",
            "marginal_rate",
        )
    last = published_years()[-1]
    if by_schedule and any(year.facts.tax_year > last and year.taxable for year in years):
        yield Finding(
            "federal-amounts-projected",
            "info",
            f"The brackets of years after {last} are not published; those of {last} are used,"
            " without growth.",
            citation="IRC §1(j)",
        )
