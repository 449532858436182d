"""Person-years for tests: built from plain texts, read back as plain texts."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from planner.engine import PersonYear, Worksheet
from planner.engine.facts import AMOUNTS

D = Decimal

SHARED = Path(__file__).parents[2].parent / "shared"
"""Material beside the project; whoever reads it skips with a reason where it is absent."""

NUMBERS = (
    *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"),
    *("15a", "15b", "15c", "16", "17", "18"),
    *("19", "20", "21", "22", "23", "24", "25a", "25b", "25c"),
)
"""The lines of Form 8606 as every form since 2018 prints them, top to bottom."""


def person_year(**entries: Any) -> PersonYear:
    """Facts from texts or whole numbers; the tax year is 2025 unless another is given."""
    facts = {"tax_year": 2025} | entries
    amounts = {key: D(str(facts[key])) for key in AMOUNTS if facts.get(key) is not None}
    return PersonYear(**(facts | amounts))


def shown(sheet: Worksheet) -> dict[str, str]:
    """Number and printed text of every line that is filled in."""
    return {line.number: line.text for line in sheet.lines if line.state == "filled"}


def codes(sheet: Worksheet) -> list[str]:
    """The codes of a worksheet's findings."""
    return [finding.code for finding in sheet.findings]
