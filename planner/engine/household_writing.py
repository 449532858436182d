"""From a ``Household`` to the file format ``prorata-household/1``: one text for one household.

Keys stand in the order of the format; what is a default or not known is absent. Reading what was
written and writing it again gives the same text, byte for byte.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from planner.engine.chosen import ChosenWay
from planner.engine.household import (
    PLANNED,
    Account,
    BasisStart,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Outlook,
    Person,
    YearEndValue,
    YearRecord,
)
from planner.engine.household_reading import FORMAT, LINE_NUMBERS
from planner.engine.papers.paper import Paper
from planner.engine.papers.plain import plain_boxes

type _Fact = (
    Household
    | Person
    | BasisStart
    | Account
    | YearEndValue
    | Event
    | YearRecord
    | HouseholdYear
    | Outlook
    | Paper
    | ChosenWay
)

_IN_FILE = {"on": "date"}
_RATES = {
    HouseholdYear: frozenset({"marginal_rate", "state_rate"}),
    Outlook: frozenset(
        {"growth", "outside_growth", "bracket_growth", "later_rate", "withheld"},
    ),
    ChosenWay: frozenset({"growth"}),
}
"""The fractions; every other number is in dollars."""


_ORDER: dict[type, tuple[str, ...]] = {
    Event: (
        *("kind", "account", "to", "on", "completed", "tax_year", "amount", "earnings"),
        *("withheld", "after_tax", "character", "reason"),
    ),
    YearRecord: (
        *("year", "first_year", "deducted", "covered_by_plan", "compensation"),
        *("first_home_expenses", "disabled", "from_529", "filed_route", *PLANNED, "filed"),
    ),
    Account: (
        *("key", "kind", "name", "custodian", "inherited_from", "treated_as_own"),
        *("participation_began", "accepts_rollovers"),
    ),
}
"""The fields in the order of the format, where it is not that of the class."""


def write_household(household: Household, *, exported_at: str | None = None) -> str:
    """The canonical file of ``household``, with a line end after its last line.

    ``exported_at`` says when, in the words of the caller; the engine has no clock.
    """
    head = {"format": FORMAT} | ({"exported_at": exported_at} if exported_at else {})
    return json.dumps(head | _object(household), indent=2, ensure_ascii=False) + "\n"


def _object(fact: _Fact) -> dict[str, Any]:
    """What is known of ``fact`` and no default, by the keys of the format."""
    return dict(_entries(fact))


def _entries(fact: _Fact) -> Iterator[tuple[str, Any]]:
    defaults = {field.name: field.default for field in fields(fact)}
    for name in _ORDER.get(type(fact), tuple(defaults)):
        if isinstance(fact, Paper) and name == "boxes":
            yield name, plain_boxes(fact)
            continue
        value = getattr(fact, name)
        if value not in (None, {}) and value != defaults[name]:
            is_rate = name in _RATES.get(type(fact), ())
            yield _IN_FILE.get(name, name), _rate(value) if is_rate else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, FiledForm):
        return _filed(value)
    if isinstance(value, tuple):
        return [_object(one) for one in value]
    if isinstance(value, dict):
        return {code: _plain(one) for code, one in value.items()}
    return _object(value) if isinstance(value, BasisStart | Outlook) else value


def _filed(form: FiledForm) -> dict[str, Any]:
    """The lines in the order of the form; line 10 with the places that were printed."""
    lines = {
        number: f"{form.lines[number].copy_abs():f}"
        if number == "10"
        else _amount(form.lines[number])
        for number in LINE_NUMBERS
        if number in form.lines
    }
    return {"lines": lines} | ({"on": form.on.isoformat()} if form.on else {})


def _amount(amount: Decimal) -> str:
    """Dollars as they are written by hand: cents only when there are any."""
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}"


def _rate(rate: Decimal) -> str:
    """A fraction without zeros that say nothing: 0.35."""
    text = f"{rate or rate.copy_abs():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
