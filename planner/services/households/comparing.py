"""Two households of facts side by side: what one has that the other has not, or has otherwise."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from planner.engine import household as facts
from planner.engine.household import KIND_NAMES
from planner.engine.printing import day
from planner.engine.timeline import years_touched
from planner.models.entries import EVENT_NAMES
from planner.services.households.wording import said

type Verb = Literal["added", "changed", "removed"]
type Key = tuple[object, ...]

_NOT_COMPARED = {
    facts.Household: {"people", "years"},
    facts.Person: {"accounts", "year_end_values", "events", "years", "papers", "plans"},
}
"""What a fact holds that is compared on its own."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is added, changed or removed; ``details`` say from what to what."""

    verb: Verb
    what: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    fact: Any


def differences(before: facts.Household, after: facts.Household) -> list[Difference]:
    """What has to happen to ``before`` so that it is ``after``, in the order of the file."""
    had, have = dict(_things(before)), dict(_things(after))
    found = [_difference(had.get(key), thing) for key, thing in have.items()]
    found += [Difference("removed", had[key].name) for key in had if key not in have]
    return [one for one in found if one]


def _difference(had: _Named | None, has: _Named) -> Difference | None:
    if had is None:
        return Difference("added", has.name, tuple(_details(None, has.fact)))
    details = tuple(_details(had.fact, has.fact))
    return Difference("changed", has.name, details) if details else None


def _details(had: Any, has: Any) -> Iterator[str]:
    """Each field that differs; of something new, each that says something."""
    for field in fields(has):
        if field.name in _NOT_COMPARED.get(type(has), set()):
            continue
        now = getattr(has, field.name)
        was = field.default if had is None else getattr(had, field.name)
        unsaid = _IN_THE_NAME if now else _IN_THE_NAME | _MAY_BE_EMPTY
        if was != now and (had is not None or field.name not in unsaid):
            yield said(field.name, now) if had is None else said(field.name, was, now)


_IN_THE_NAME = {"key", "kind", "on", "account", "to", "year", "tax_year", "form", "custodian"}
_MAY_BE_EMPTY = {"amounts", "done"}


def _things(household: facts.Household) -> Iterator[tuple[Key, _Named]]:
    yield ("household",), _Named("The household", household)
    for person in household.people:
        yield from _things_of(person)
    for year in household.years:
        yield ("year", year.year), _Named(f"Joint or single return for {year.year}", year)


def _things_of(person: facts.Person) -> Iterator[tuple[Key, _Named]]:
    who = person.name or person.key
    names = {one.key: one.name or KIND_NAMES[one.kind] for one in person.accounts}
    yield (person.key,), _Named(who, person)
    for account in person.accounts:
        name = f"{who}: account {names[account.key]}"
        yield (person.key, "account", account.key), _Named(name, account)
    for value in person.year_end_values:
        name = f"{who}: {names[value.account]} on December 31, {value.year}"
        yield (person.key, "value", value.account, value.year), _Named(name, value)
    yield from _events_of(person, who, names)
    yield from _papers_of(person, who, names)
    for plan in person.plans:
        yield (person.key, "plan", plan.year), _Named(f"{who}: plan for {plan.year}", plan)
    for record in person.years:
        name = f"{who}: return for {record.year}"
        yield (person.key, "year", record.year), _Named(name, record)


def _papers_of(
    person: facts.Person, who: str, names: dict[str, str]
) -> Iterator[tuple[Key, _Named]]:
    """A paper is known by its form and year and by where it came from; its boxes may change."""
    seen: Counter[Key] = Counter()
    for paper in person.papers:
        key = (person.key, paper.form, paper.year, paper.account, paper.custodian)
        seen[key] += 1
        place = names.get(paper.account, paper.custodian)
        name = f"{who}: Form {paper.form} for {paper.year}{', ' * bool(place)}{place}"
        yield (*key, seen[key]), _Named(name, paper)


def _events_of(
    person: facts.Person, who: str, names: dict[str, str]
) -> Iterator[tuple[Key, _Named]]:
    """An event is known by what it was, on which day and for which year; the rest may change."""
    seen: Counter[Key] = Counter()
    for event in person.events:
        key = (person.key, event.kind, event.account, event.to, event.on, event.tax_year)
        seen[key] += 1
        yield (*key, seen[key]), _Named(f"{who}: {_event(event, names)}", event)


def _event(event: facts.Event, names: dict[str, str]) -> str:
    year = f" for {event.tax_year}" if event.tax_year and event.tax_year != event.on.year else ""
    places = " to ".join(names[key] for key in (event.account, event.to) if key)
    return (
        f"{EVENT_NAMES[event.kind].lower()} of {day(event.on)}{year}{', ' * bool(places)}{places}"
    )


# --- What a locked year holds fast ---------------------------------------------------------------


def bearing_on(person: facts.Person | None, year: int) -> Key:
    """Everything that the form of ``year`` was made of, to be compared; never what is planned."""
    if person is None:
        return ()
    events = [one for one in person.events if year in years_touched(one)]
    values = [one for one in person.year_end_values if one.year == year]
    named = {key for one in events for key in (one.account, one.to)}
    named |= {one.account for one in values}
    accounts = [
        (one.key, one.kind, one.inherited_from, one.treated_as_own)
        for one in person.accounts
        if one.key in named
    ]
    record = person.record(year).without_plans
    return (record, *sorted(events, key=repr), *sorted(values, key=repr), *sorted(accounts))
