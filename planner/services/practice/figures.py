"""What a person's year is prepared on: the lines of the forms that are due, and how they differ."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear, ledger_at
from planner.engine.printing import dollars
from planner.services.lifetime.ledger import known_through, ledger_through

type Lines = Mapping[str, Mapping[str, str]]
"""Of each form that is due the lines as plain text; the own one is ``""``, else by decedent."""

_RATIO: Final = "10"
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Figures:
    """The forms that are due for a year; ``is_complete`` says that nothing of it is missing."""

    lines: Lines = field(default_factory=dict)
    is_complete: bool = True

    @property
    def is_due(self) -> bool:
        """Whether there is a form to file."""
        return bool(self.lines)

    @property
    def seen(self) -> str:
        """A short text that is another one once any of it changes."""
        text = json.dumps([self.is_complete, self.lines], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def figures_at(household: Household, person: Person, year: int) -> Figures:
    """Those of one year, as quickly as they can be had."""
    return _figures(ledger_at(household, known_through(person, year), year).years)


def figures_through(household: Household, person: Person, last: int) -> dict[int, Figures]:
    """Those of every year that the ledger reaches, to ``last``."""
    found: dict[int, list[LedgerYear]] = {}
    for one in ledger_through(household, person, last):
        found.setdefault(one.year, []).append(one)
    return {year: _figures(forms) for year, forms in found.items() if year <= last}


def _figures(forms: Iterable[LedgerYear]) -> Figures:
    found = list(forms)
    return Figures(
        {one.decedent: one.lines for one in found if one.form_due},
        all(one.is_complete for one in found),
    )


def differences(before: Lines, now: Lines) -> list[str]:
    """What is another figure now than it was, line by line, in words."""
    found = []
    for of in sorted({*before, *now}):
        on = f" of the form inherited from {of}" if of else ""
        if of not in now or of not in before:
            form = f"the form inherited from {of}" if of else "Form 8606"
            found.append(f"{form} was due, and is not" if of in before else f"{form} is due now")
        else:
            found += _lines(before[of], now[of], on)
    return found


def _lines(before: Mapping[str, str], now: Mapping[str, str], on: str) -> Iterator[str]:
    for number in sorted({*before, *now}, key=_order):
        was, is_now = before.get(number), now.get(number)
        if not same(was, is_now):
            said, told = amount_words(number, was), amount_words(number, is_now)
            yield f"line {number}{on} was {said}, is {told}"


def same(was: str | None, is_now: str | None) -> bool:
    """Whether two texts of a line say the same amount."""
    if was is None or is_now is None:
        return was is is_now
    return Decimal(was) == Decimal(is_now)


def _order(number: str) -> tuple[int, str]:
    found = _NUMBER.match(number)
    return (int(found[0]) if found else 0, number)


def amount_words(number: str, text: str | None) -> str:
    """A line's text as people write it."""
    if text is None:
        return "blank"
    return text if number == _RATIO else dollars(Decimal(text))
