"""From a JSON object to facts: strict, and never with a traceback.

The keys and their meaning are those of the command ``form8606``; an absent or null amount is not
known. Whatever cannot be taken becomes findings that name the key and the reason.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, cast

from planner.engine.facts import AMOUNTS, PersonYear, amount_problem, invalid
from planner.engine.findings import Finding
from planner.engine.layouts import form_years
from planner.engine.money import FEWEST_PLACES, MOST_PLACES, UNITS, Rounding

_AMOUNT = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_OTHER_KEYS = frozenset({"id", "tax_year", "rounding", "ratio_places"})
_LONGEST_AMOUNT = 40


class UnreadableError(ValueError):
    """Text that is not one JSON object; the message says why and where."""


def read_object(text: str) -> dict[str, Any]:
    """The JSON object in ``text``; raises ``UnreadableError`` for anything else.

    A key that stands twice is refused: which of the two was meant cannot be known.
    """
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    except UnreadableError:
        raise
    except RecursionError as error:
        raise UnreadableError("This is not usable JSON: it is nested too deeply.") from error
    except json.JSONDecodeError as error:
        where = f"at character {error.pos + 1}"
        raise UnreadableError(f"This is not JSON: {error.msg} {where}.") from error
    except ValueError as error:
        raise UnreadableError("This is not usable JSON: a number is too long.") from error
    if not isinstance(found, dict):
        raise UnreadableError("This is JSON, but not an object: { … } with keys and values.")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise UnreadableError(f"The key {_quoted(twice)} stands there twice.")
    return found


def _refuse(name: str) -> None:
    raise UnreadableError(f"This is not JSON: {name} is not a number.")


def read_facts(entry: dict[str, Any]) -> PersonYear | tuple[Finding, ...]:
    """The facts in a JSON object, or the findings that say what could not be read."""
    found = tuple(_unreadable(entry))
    if found:
        return found
    amounts = {key: read_amount(entry[key]) for key in AMOUNTS if entry.get(key) is not None}
    return PersonYear(
        tax_year=entry["tax_year"],
        rounding=cast("Rounding", entry.get("rounding") or "dollars"),
        ratio_places=entry.get("ratio_places"),
        id=entry.get("id"),
        **amounts,
    )


def read_amount(value: object) -> Decimal:
    """An amount in dollars from a string such as ``"7000.37"`` or a whole number.

    Raises ``ValueError`` with the reason, to follow the key's name in a sentence.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError('must be a string such as "7000.37" or a whole number')
    if _size(value) > _LONGEST_AMOUNT:
        raise ValueError("is too long for an amount")
    text = str(value)
    if not _AMOUNT.fullmatch(text):
        raise ValueError(f"is not an amount: {_quoted(text)}")
    return Decimal(text)


def _size(value: int | str) -> int:
    """How long ``value`` is when written, without writing out a number of a million digits."""
    return len(value) if isinstance(value, str) else value.bit_length() * 3 // 10


def _unreadable(entry: dict[str, Any]) -> Iterator[Finding]:
    for key in entry:
        if key not in AMOUNTS and key not in _OTHER_KEYS:
            yield Finding("unknown-key", "blocks", f"{_quoted(key)} is not a known key.", key)
    for key, problem in _OTHER_PROBLEMS.items():
        if reason := problem(entry.get(key)):
            yield invalid(key, reason)
    for key in AMOUNTS:
        yield from _unreadable_amount(key, entry.get(key))


def _unreadable_amount(key: str, value: object) -> Iterator[Finding]:
    try:
        reason = amount_problem(read_amount(value)) if value is not None else ""
    except ValueError as error:
        reason = str(error)
    if reason:
        yield invalid(key, reason)


def _id_problem(value: object) -> str:
    return "" if value is None or isinstance(value, str) else "must be a string"


def _year_problem(value: object) -> str:
    years = form_years()
    if value is None:
        return f"is missing; it must be a year from {years[0]} to {years[-1]}"
    if type(value) is not int or value not in years:
        return f"must be a whole number from {years[0]} to {years[-1]}"
    return ""


def _rounding_problem(value: object) -> str:
    if value is None or (isinstance(value, str) and value in UNITS):
        return ""
    return 'must be "dollars" or "cents"'


def _places_problem(value: object) -> str:
    if value is None or (type(value) is int and FEWEST_PLACES <= value <= MOST_PLACES):
        return ""
    return f"must be a whole number from {FEWEST_PLACES} to {MOST_PLACES}, or null"


_OTHER_PROBLEMS: dict[str, Callable[[object], str]] = {
    "id": _id_problem,
    "tax_year": _year_problem,
    "rounding": _rounding_problem,
    "ratio_places": _places_problem,
}


def _quoted(text: str) -> str:
    """``text`` in quotation marks, shortened so that a message stays one line."""
    return json.dumps(text if len(text) <= _LONGEST_AMOUNT else text[:_LONGEST_AMOUNT] + "…")
