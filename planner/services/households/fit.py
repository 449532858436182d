"""Facts that the engine takes but our rows have no room for, each with the path of the file."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from planner.engine import household as facts
from planner.engine.json_node import EARLIEST, LATEST, quoted
from planner.engine.papers.paper import Paper as PaperFacts
from planner.models import Account, Event, Household, HouseholdYear, Paper, Person

_PLACES = 8
"""Decimal places that a rate is kept with."""

_STORED_IN = {
    facts.Household: Household,
    facts.Person: Person,
    facts.Account: Account,
    facts.Event: Event,
    facts.HouseholdYear: HouseholdYear,
    PaperFacts: Paper,
}
MOST: Final = {
    "people": 20,
    "accounts": 60,
    "year_end_values": 2_000,
    "events": 2_000,
    "papers": 1_000,
    "plans": 100,
    "years": LATEST - EARLIEST + 1,
}
"""More is no household; every page works all of it out."""

_RATES = (
    *("marginal_rate", "state_rate", "growth", "outside_growth", "bracket_growth"),
    *("later_rate", "withheld"),
)


def fit_problems(household: facts.Household) -> list[str]:
    """Why the household cannot be kept; nothing where it can."""
    return list(_problems(household, ""))


def _problems(fact: Any, path: str) -> Iterator[str]:
    for field in fields(fact):
        value = getattr(fact, field.name)
        yield from _problems_of(fact, field.name, value, f"{path}{field.name}")


def _problems_of(fact: Any, name: str, value: Any, where: str) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from _too_many(name, value, where)
        for at, one in enumerate(value):
            yield from _problems(one, f"{where}[{at}].")
    elif isinstance(value, str):
        yield from _too_long(fact, name, value, where)
    elif isinstance(value, facts.Outlook):
        yield from _problems(value, f"{where}.")
    elif name in _RATES and isinstance(value, Decimal):
        yield from _too_fine(value, where)


def _too_many(name: str, found: tuple[Any, ...], where: str) -> Iterator[str]:
    most = MOST.get(name, len(found))
    if len(found) > most:
        yield f"{where} has {len(found):,} entries; at most {most:,} are kept"


def _too_long(fact: Any, name: str, text: str, where: str) -> Iterator[str]:
    model: Any = _STORED_IN.get(type(fact))
    most = model._meta.get_field(name).max_length if model else None
    if most and len(text) > most:
        yield f"{where} is {quoted(text)}: {len(text)} characters, of which at most {most} are kept"


def _too_fine(rate: Decimal, where: str) -> Iterator[str]:
    if round(rate, _PLACES) != rate:
        yield f"{where} has more than {_PLACES} decimal places"
