"""Believable cases to start from: the first is what a visitor sees."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("examples.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """A named case: ``fields`` are the calculator's fields as a visitor would type them."""

    key: str
    title: str
    story: str
    fields: dict[str, str]


@cache
def examples() -> tuple[Example, ...]:
    """All examples in the order of their file."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Example(key, case["title"], case["story"], case["fields"]) for key, case in found.items()
    )
