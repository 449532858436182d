"""What a basis statement says of the values of December 31: how much, and what they rest on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planner.documents.names import printable
from planner.documents.statement_words import entries_of
from planner.documents.worksheet_pages import missing_keys
from planner.documents.year_sheets import NOT_KNOWN, YearSheet
from planner.engine.household import Person, YearEndValue
from planner.engine.pool import Pool
from planner.engine.printing import entered

_ACCOUNT_ROOM: Final = 20.0
"""Ems for the name of an account."""

_SOURCES: Final = {
    "form_5498": "Form 5498",
    "statement": "Custodian's statement",
    "estimate": "Estimate",
    "": "Not entered",
}
_SOURCES_COUNTED: Final = {
    "Form 5498": "from Form 5498",
    "Custodian's statement": "from a custodian's statement",
    "Estimate": "estimated",
    "Not entered": "not entered",
}
_KINDS: Final = {
    "traditional": "traditional IRA",
    "rollover": "rollover IRA",
    "sep": "SEP IRA",
    "simple": "SIMPLE IRA",
    "inherited_traditional": "inherited IRA",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What an account was worth on December 31, as printed, and what the figure rests on."""

    year: int
    account: str
    amount: str
    source: str


def values(pool: Pool, sheets: Sequence[YearSheet]) -> Iterator[Value]:
    """The values behind line 6 of the forms that have one, account by account."""
    for sheet in sheets:
        if _has_line_6(sheet):
            for entry in entries_of(pool, sheet)["6"]:
                if isinstance(entry.source, YearEndValue):
                    yield _value(pool.person, entry.source)


def _has_line_6(sheet: YearSheet) -> bool:
    line = next(line for line in sheet.sheet.lines if line.key == "year_end_value")
    return line.state != "blank" or line.key in missing_keys(sheet.sheet)


def _value(person: Person, value: YearEndValue) -> Value:
    account = person.account(value.account)
    name = printable(account.name or account.custodian or account.key, ems=_ACCOUNT_ROOM)
    return Value(
        year=value.year,
        account=f"{name} ({_KINDS[account.kind]})",
        amount=entered(value.amount) if value.amount is not None else NOT_KNOWN,
        source=_SOURCES["" if value.amount is None else value.source],
    )


def evidence_words(found: Sequence[Value]) -> str:
    """How many of the values rest on what."""
    counts = Counter(value.source for value in found)
    parts = [f"{counts[at]} {words}" for at, words in _SOURCES_COUNTED.items() if counts[at]]
    return f"Of {len(found)} value{'s' if len(found) > 1 else ''}: {', '.join(parts)}."
