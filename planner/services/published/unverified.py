"""What our figures rest on that nobody here has read at its source, with the figure it moves."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("unverified.toml")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of law or fact, in our words.

    ``sure`` says how it is known, ``moves`` which figure rests on it, ``check`` what a preparer
    can do, and ``used`` which module of the engine uses it, where its docstring names ``key``.
    """

    key: str
    statement: str
    sure: str
    moves: str
    check: str
    used: str


@cache
def statements() -> tuple[Statement, ...]:
    """All of them in the order of their file."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Statement(**one) for one in found["statements"])
