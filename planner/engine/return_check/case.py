"""One person's Form 8606 of the year: as it should be, and as it was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import cast

from planner.engine import pool as pools
from planner.engine.household import Person
from planner.engine.ledger import LedgerYear
from planner.engine.money import DOLLAR, ZERO
from planner.engine.pool import Pool
from planner.engine.return_check.figures import FORM_LINES
from planner.engine.worksheets import Worksheet, worksheet

_BASIS_LINES = ("2", "14")
_ENTRIES = {
    "1": "nondeductible_contribution",
    "2": "prior_basis",
    "6": "year_end_value",
    "8": "conversion",
}
"""The lines that are entered; the others follow."""


def same(typed: Decimal, amount: Decimal | None) -> bool:
    """Whether they are the same amount but for cents that one return rounds and another keeps."""
    return amount is not None and abs(typed - amount) < DOLLAR


@dataclass(frozen=True)
class Case:
    """What the causes of differences are looked for in.

    ``years`` is the whole ledger of the person's own pool.
    """

    person: Person
    year: int
    years: Sequence[LedgerYear]
    typed: Mapping[str, Decimal]

    @cached_property
    def pool(self) -> Pool:
        """The person's own traditional IRAs."""
        return pools.own_pool(self.person)

    @cached_property
    def found(self) -> LedgerYear | None:
        """The year, where something happened in it or before and after it."""
        return next((one for one in self.years if one.year == self.year), None)

    @property
    def sheet(self) -> Worksheet:
        """The form of a year that the ledger has."""
        return cast("LedgerYear", self.found).sheet

    @cached_property
    def missing(self) -> str:
        """What keeps the year from being judged; empty when nothing does."""
        if self.found is None:
            is_after = self.years and self.years[-1].year < self.year
            if is_after and self.years[-1].carried is not None:
                return ""
            return f"Nothing that {self.year} rests on is entered for {self.name}."
        if self.found.is_complete:
            return ""
        blocking = [one.said for one in self.found.all_findings if one.severity == "blocks"]
        return f"{self.name}, {self.year}: {' '.join(dict.fromkeys(blocking))}"

    @property
    def name(self) -> str:
        """How the person is called."""
        return self.person.name or self.person.key

    @cached_property
    def computed(self) -> dict[str, Decimal]:
        """The lines as they should be; zero where the form leaves one blank. For a known year."""
        return {line: self._computed(line) for line in FORM_LINES}

    def _computed(self, line: str) -> Decimal:
        if self.found is None:
            return cast("Decimal", self.years[-1].carried) if line in _BASIS_LINES else ZERO
        value = self.sheet.line(line).value
        if value is None and line in _BASIS_LINES and "I" not in self.sheet.parts:
            return self.found.carried or ZERO
        return cast("Decimal", value or ZERO)

    def value(self, key: str) -> Decimal:
        """A line by its name, zero where it is blank."""
        return cast("Decimal", self.sheet.value(key) or ZERO) if self.found else ZERO

    @property
    def taxable(self) -> Decimal:
        """What is taxable of this form, in dollars."""
        return (self.sheet.taxable or ZERO) if self.found else ZERO

    @property
    def changed(self) -> dict[str, Decimal]:
        """The entered lines that were typed otherwise."""
        return {
            line: self.typed[line]
            for line in _ENTRIES
            if line in self.typed and not same(self.typed[line], self.computed[line])
        }

    def with_lines(self, lines: Mapping[str, Decimal]) -> Worksheet | None:
        """The form with some entered lines as typed; ``None`` where that gives no plain form."""
        if self.found is None or self.found.route:
            return None
        entries = {_ENTRIES[line]: amount for line, amount in lines.items()}
        if "6" in lines:
            entries["outstanding_rollover"] = ZERO
        sheet = worksheet(replace(self.sheet.facts, **entries))  # type: ignore[arg-type]
        return sheet if sheet.status == "complete" else None

    def effect(self, line: str) -> Decimal | None:
        """How far one entered line as typed moves the taxable amount, in dollars."""
        if line not in _ENTRIES:
            return None
        sheet = self.with_lines({line: self.typed[line]})
        if sheet is None or sheet.taxable is None:
            return None
        return sheet.taxable - self.taxable
