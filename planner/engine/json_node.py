"""Strict reading of JSON objects: every problem is collected with the path where it stands."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from planner.engine.facts import amount_problem
from planner.engine.reading import read_amount

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters other than tab and line end, and halves of a character (surrogates)."""

_LONGEST_QUOTE = 40

LEAST_GROWTH, MOST_GROWTH = Decimal("-0.99"), Decimal(1)
"""A fraction a year: money may shrink, though not to nothing, or double."""

EARLIEST, LATEST = 1975, 2100
"""Traditional IRAs exist since 1975 (ERISA); a later year than 2100 is a slip of the hand."""


def quoted(text: str) -> str:
    """``text`` in quotation marks, shortened so that a message stays one line."""
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return repr(short)


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


@dataclass(slots=True)
class Node:
    """One JSON object being read.

    ``path`` says where it stands, such as ``people[0].events[2]``. What cannot be read is noted in
    ``problems``, which all nodes of a file share, and read as if it were absent. ``end`` notes the
    keys that nobody asked for.
    """

    values: dict[str, Any]
    path: str
    problems: list[str]
    asked: set[str] = field(default_factory=set)

    def problem(self, key: str, reason: str) -> None:
        """Note that ``key`` cannot be taken, and why."""
        self.problems.append(f"{self._at(key)} {reason}")

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether ``key`` is there; null counts as absent."""
        self.asked.add(key)
        return self.values.get(key) is not None

    def _is_missing(self, key: str, *, required: bool) -> bool:
        """Whether ``key`` is absent; a problem when it is required."""
        if self.has(key):
            return False
        if required:
            self.problem(key, "is missing")
        return True

    def text(self, key: str, *, required: bool = False) -> str:
        """A string that can be written to a file; empty when absent, but not when ``required``."""
        if self._is_missing(key, required=required):
            return ""
        value = self.values[key]
        if not isinstance(value, str):
            self.problem(key, "must be text in quotation marks")
        elif required and not value:
            self.problem(key, "is empty")
        elif _UNWRITABLE.search(value):
            self.problem(key, "has a control character in it")
        else:
            return value
        return ""

    def choice(self, key: str, options: Collection[str], default: str = "") -> str:
        """One of ``options``; ``default`` when absent, or required when there is no default."""
        if default and not self.has(key):
            return default
        found = self.text(key, required=True)
        if found and found not in options:
            self.problem(key, f"is {quoted(found)}, which is none of {', '.join(sorted(options))}")
            return ""
        return found

    def integer(self, key: str, *, required: bool = False) -> int | None:
        """A whole number, ``None`` when absent."""
        if self._is_missing(key, required=required):
            return None
        if type(self.values[key]) is not int:
            self.problem(key, "must be a whole number")
            return None
        return int(self.values[key])

    def year(self, key: str, *, required: bool = False) -> int | None:
        """A calendar or tax year, ``None`` when absent."""
        year = self.integer(key, required=required)
        if year is not None and not EARLIEST <= year <= LATEST:
            self.problem(key, f"must be from {EARLIEST} to {LATEST}")
            return None
        return year

    def flag(self, key: str) -> bool | None:
        """True or false, ``None`` when absent."""
        if not self.has(key):
            return None
        if not isinstance(self.values[key], bool):
            self.problem(key, "must be true or false")
            return None
        return bool(self.values[key])

    def day(self, key: str, *, required: bool = False, earliest: int = EARLIEST) -> date | None:
        """An ISO date such as 2025-12-31, not before the year ``earliest``; ``None`` if absent."""
        if self._is_missing(key, required=required):
            return None
        text = self.text(key, required=True)
        day = _as_day(text)
        if text and not day:
            self.problem(key, f"is {quoted(text)}, which is no date; write it like 2025-12-31")
        if day and not earliest <= day.year <= LATEST:
            self.problem(key, f"must be a day from {earliest} to {LATEST}")
            return None
        return day

    def amount(self, key: str, *, signed: bool = False) -> Decimal | None:
        """Dollars with at most two decimals, ``None`` when not known; below zero if ``signed``."""
        amount = self._number(key)
        if amount is None:
            return None
        if reason := amount_problem(amount.copy_abs() if signed else amount):
            self.problem(key, reason)
            return None
        return amount

    def fraction(self, key: str) -> Decimal | None:
        """A rate from 0 to 1 such as "0.35", ``None`` when absent."""
        rate = self._number(key)
        if rate is not None and not 0 <= rate <= 1:
            self.problem(key, "must be a fraction from 0 to 1 such as 0.35")
            return None
        return rate

    def growth(self, key: str) -> Decimal | None:
        """A fraction a year from -0.99 to 1 such as "0.06", ``None`` when absent."""
        rate = self._number(key)
        if rate is not None and not LEAST_GROWTH <= rate <= MOST_GROWTH:
            self.problem(key, f"must be a fraction from {LEAST_GROWTH} to {MOST_GROWTH}")
            return None
        return rate

    def count(self, key: str, least: int, most: int) -> int | None:
        """A whole number from ``least`` to ``most``, ``None`` when absent."""
        found = self.integer(key)
        if found is not None and not least <= found <= most:
            self.problem(key, f"must be from {least} to {most}")
            return None
        return found

    def _number(self, key: str) -> Decimal | None:
        if not self.has(key):
            return None
        try:
            return read_amount(self.values[key])
        except ValueError as error:
            self.problem(key, str(error))
            return None

    def child(self, key: str) -> "Node | None":
        """The object at ``key``, ``None`` when absent."""
        return self._node(self.values[key], key) if self.has(key) else None

    def children(self, key: str) -> list["Node"]:
        """The objects in the list at ``key``; none when absent."""
        found = self.values.get(key) if self.has(key) else []
        if not isinstance(found, list):
            self.problem(key, "must be a list")
            return []
        nodes = [self._node(value, f"{key}[{at}]") for at, value in enumerate(found)]
        return [node for node in nodes if node]

    def _node(self, value: object, where: str) -> "Node | None":
        if not isinstance(value, dict):
            self.problem(where, "must be an object")
            return None
        return Node(value, self._at(where), self.problems)

    def end(self) -> None:
        """Note every key that was not asked for."""
        for key in self.values:
            if key not in self.asked:
                name = key if key.isidentifier() else json.dumps(key[:_LONGEST_QUOTE])
                self.problem(name, "is not a known key")
