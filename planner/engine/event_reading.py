"""Events in a household file: the fields that each kind has."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from planner.engine.event_checks import event_problems
from planner.engine.household import Account, Character, Event
from planner.engine.json_node import Node

CHARACTERS = frozenset(get_args(Character.__value__))
_RETURNED = ("returned_contribution", "returned_excess", "")

_NO_DAY = date(2000, 1, 1)
"""Stands in for a date that cannot be read, so that the other problems are found too."""

type _Fields = dict[str, Any]


def read_events(person: Node, accounts: Mapping[str, Account]) -> tuple[Event, ...]:
    """The events of a person who has these ``accounts``, in the order of the file."""
    found = [_event(node, accounts) for node in person.children("events")]
    return tuple(event for event in found if event)


def _event(node: Node, accounts: Mapping[str, Account]) -> Event | None:
    kind = node.choice("kind", _FIELDS)
    day = node.day("date", required=True)
    if not kind:
        node.asked |= _EVERY_KEY
    fields = _FIELDS[kind](node, day or _NO_DAY) if kind else {}
    node.end()
    if not (kind and day):
        return None
    event = Event(kind=kind, on=day, **fields)
    for key, reason in event_problems(event, accounts):
        node.problem(key, reason)
    return event


def _contribution(node: Node, day: date) -> _Fields:
    return {
        "account": node.text("account", required=True),
        "tax_year": node.year("tax_year") or day.year,
        "amount": node.amount("amount"),
    }


def _conversion(node: Node, _day: date) -> _Fields:
    return {
        "account": node.text("account", required=True),
        "to": node.text("to", required=True),
        "amount": node.amount("amount"),
        "withheld": node.amount("withheld"),
    }


def _distribution(node: Node, day: date) -> _Fields:
    character = node.choice("character", CHARACTERS, "normal")
    found: _Fields = {
        "account": node.text("account", required=True),
        "amount": node.amount("amount"),
        "character": character,
    }
    if character in _RETURNED:
        found["tax_year"] = node.year("tax_year") or day.year
        found["earnings"] = node.amount("earnings", signed=True)
    return found


def _rollover(node: Node, _day: date) -> _Fields:
    return {
        "account": node.text("account", required=True),
        "to": node.text("to", required=True),
        "amount": node.amount("amount"),
        "completed": node.day("completed"),
        "after_tax": node.amount("after_tax"),
    }


def _recharacterization(node: Node, day: date) -> _Fields:
    return {
        "account": node.text("account", required=True),
        "to": node.text("to", required=True),
        "tax_year": node.year("tax_year") or day.year,
        "amount": node.amount("amount"),
        "earnings": node.amount("earnings", signed=True),
    }


def _basis_adjustment(node: Node, _day: date) -> _Fields:
    return {
        "account": node.text("account"),
        "amount": node.amount("amount", signed=True),
        "reason": node.text("reason"),
    }


_FIELDS: Mapping[str, Callable[[Node, date], _Fields]] = {
    "contribution": _contribution,
    "conversion": _conversion,
    "distribution": _distribution,
    "rollover": _rollover,
    "recharacterization": _recharacterization,
    "basis_adjustment": _basis_adjustment,
}

_EVERY_KEY = frozenset(
    {"account", "to", "completed", "tax_year", "amount", "earnings", "withheld", "after_tax"}
    | {"character", "reason"}
)
"""What an event of any kind may have; asked when the kind itself cannot be read."""
