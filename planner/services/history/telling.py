"""One row of one change in words: which row, what happened to it, which figures were what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from planner.engine.money import CENT, to_unit
from planner.engine.printing import day, entered
from planner.models import (
    Account,
    ChosenWay,
    Dismissal,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Membership,
    Paper,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.services.history.field_names import DEFAULTS, FIELD_NAMES, RATES, VALUE_NAMES
from planner.services.history.names import Names
from planner.services.history.versions import Step, Version
from planner.services.households.paper_words import told_boxes
from planner.services.plans.names import told_steps


@dataclass(frozen=True, slots=True)
class Figure:
    """One field: what it is called, what it was and what it is; empty where there was nothing."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """One row: its name, what happened, and the figures that differ."""

    name: str
    verb: str
    figures: tuple[Figure, ...]


def tell(step: Step, names: Names) -> Told:
    """What happened to the row of ``step``."""
    name = _NAMES[step.model](step.shown, names) if step.shown else "Something that is gone"
    return Told(name, step.verb, tuple(_figures(step, names)))


def _figures(step: Step, names: Names) -> Iterator[Figure]:
    """The figures that differ; those of a row that went or came back stayed what they were."""
    if step.verb not in ("changed", "added"):
        return
    for field, label in FIELD_NAMES[step.model].items():
        was, now = _text(step.before, field, names), _text(step.after, field, names)
        if was != now:
            yield Figure(label, was, now)


def _text(version: Version | None, field: str, names: Names) -> str:
    """A figure as screens write it; empty where nothing is kept."""
    value = getattr(version, field, None)
    if value is None or value == "" or value == DEFAULTS.get(field, ""):
        return ""
    if field in ("account_id", "to_id"):
        return names.account(value)
    if field == "boxes":
        return told_boxes(value)
    if field in ("amounts", "done"):
        return told_steps(value)
    if field in VALUE_NAMES:
        return VALUE_NAMES[field].get(value, str(value))
    return _written(field, value)


def _written(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        if field in RATES:
            return f"{(value * 100).normalize():f}%"
        return f"{'−' if value < 0 else ''}${entered(abs(to_unit(value, CENT)))}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        return ", ".join(f"line {number}: {text}" for number, text in value.items())
    return str(value)


# --- Which row it is -----------------------------------------------------------------------------


def _event(version: Version, names: Names) -> str:
    kind = VALUE_NAMES["kind"].get(version.kind, version.kind)
    where = f", {names.account(version.account_id)}" if version.account_id else ""
    return f"{kind} of {day(version.on)}{where}"


def _account(version: Version, names: Names) -> str:
    name = version.name or VALUE_NAMES["kind"].get(version.kind, version.kind)
    return f"{name} of {names.person(version.person_id)}"


_NAMES: dict[type[Model], Callable[[Version, Names], str]] = {
    Household: lambda _version, _names: "The household",
    Membership: lambda version, names: f"Access of {names.user(version.user_id)}",
    Person: lambda version, _names: version.name or version.key,
    Account: _account,
    Event: _event,
    YearEndValue: lambda version, names: (
        f"December 31, {version.year}, {names.account(version.account_id)}"
    ),
    PersonYear: lambda version, names: (
        f"Return for {version.year} of {names.person(version.person_id)}"
    ),
    FiledForm: lambda version, names: f"Form 8606 {names.person_year(version.person_year_id)}",
    HouseholdYear: lambda version, _names: f"Return for {version.year}",
    Paper: lambda version, names: (
        f"Form {version.form} for {version.year} of {names.person(version.person_id)}"
    ),
    ChosenWay: lambda version, names: (
        f"Plan for {version.year} of {names.person(version.person_id)}"
    ),
    Dismissal: lambda version, names: (
        f"{version.code.replace('-', ' ').capitalize()}, {version.year},"
        f" {names.person(version.person_id)}"
    ),
}
