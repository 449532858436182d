"""Between what is kept of a year and the fields of its ways out, both ways."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.household import Household, HouseholdYear, Person
from planner.forms.feasibility import ANSWERS, Typed, account_facts, name_of
from planner.forms.fields import money_text
from planner.services.ways_out.keeping import Kept

OUTLOOK = {
    "growth": "growth",
    "outside": "outside_growth",
    "bracket_growth": "bracket_growth",
    "later_rate": "later_rate",
    "withheld": "withheld",
    "backdoor": "backdoor",
    "years": "spread_years",
}
"""The fields of what is assumed of the years ahead, and what a household's year calls them."""

RETURN = (
    *("ordinary_income", "gains", "investment_income", "itemized", "tax_exempt_interest"),
    *("medicare_part_b", "medicare_part_d", "blind"),
)
"""The fields of the whole return, called the same in both."""

OF_A_PERSON = {"until": "until", "low": "value_low", "high": "value_high"}
_ANSWERED = ("self_employed", "has_employees", "can_finish")
_RATES = {"growth", "outside", "bracket_growth", "later_rate", "withheld"}
_DEFAULTS = {"years": DEFAULT_YEARS}
_LONGEST = 50


def kept_text(household: Household, year: int) -> dict[str, str]:
    """What is kept of ``year`` as the fields show it; nothing for what is not known."""
    return {name: text for name, text in _texts(household, year) if text}


def _texts(household: Household, year: int) -> Iterator[tuple[str, str]]:
    record = next((one for one in household.years if one.year == year), HouseholdYear(year=year))
    yield "price", record.outlook.pricing or ""
    for name, fact in OUTLOOK.items():
        yield name, _text(name, getattr(record.outlook, fact))
    for name in RETURN:
        yield name, _text(name, getattr(record, name))
    for person in household.people:
        yield from _texts_of(person, year)


def _texts_of(person: Person, year: int) -> Iterator[tuple[str, str]]:
    record = person.record(year)
    for name in _ANSWERED:
        yield name_of(person.key, name), _text(name, getattr(record, name))
    for name, fact in OF_A_PERSON.items():
        value = getattr(record, fact)
        if name == "until" and value:
            value = min(value, year + _LONGEST - 1)
        yield name_of(person.key, name), _text(name, value)
    for account in person.accounts:
        for name in ("accepts_rollovers", "participation_began"):
            yield name_of(person.key, name, account.key), _text(name, getattr(account, name))


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{(value * 100).normalize():f}" if name in _RATES else money_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def to_keep(household: Household, year: int, typed: Typed, first: str) -> Kept:
    """What was typed and can be kept; a field that was not on the page is left as it is.

    A default that nobody has kept is not kept either; ``first`` is that of what income costs. A
    rate that is not in use is left alone, and so is what is kept where a rate is empty.
    """
    record = next((one for one in household.years if one.year == year), HouseholdYear(year=year))
    return Kept(
        household=dict(_of_the_household(record, typed, first)),
        people={one.key: dict(_of_a_person(one.key, typed)) for one in household.people},
        accounts=account_facts(household, typed),
        born=dict(_born(household, typed)),
    )


def _of_the_household(record: HouseholdYear, typed: Typed, first: str) -> Iterator[tuple[str, Any]]:
    defaults: dict[str, Any] = {**_DEFAULTS, "price": first}
    kept = {name: getattr(record.outlook, fact) for name, fact in OUTLOOK.items()}
    for name, fact in {**OUTLOOK, "price": "pricing"}.items():
        was = record.outlook.pricing if name == "price" else kept[name]
        if name in typed and not (was is None and typed[name] == defaults.get(name)):
            yield f"outlook_{fact}", typed[name]
    yield from ((name, typed[name]) for name in RETURN if name in typed)
    if typed.get("price") == "rate" and typed.get("rate") is not None:
        yield "marginal_rate", typed["rate"]
    if typed.get("price") in ("schedule", "return") and typed.get("state_rate") is not None:
        yield "state_rate", typed["state_rate"]


def _of_a_person(person: str, typed: Typed) -> Iterator[tuple[str, Any]]:
    for name in _ANSWERED:
        if name_of(person, name) in typed:
            yield name, ANSWERS[typed[name_of(person, name)]]
    for name, fact in OF_A_PERSON.items():
        if name_of(person, name) in typed:
            yield fact, typed[name_of(person, name)]


def _born(household: Household, typed: Typed) -> Iterator[tuple[str, date]]:
    for person in household.people:
        if born := typed.get(name_of(person.key, "born")):
            yield person.key, born
