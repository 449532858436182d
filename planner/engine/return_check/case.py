"""One person's Form 8606 of the year: as it should be, and as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import cast

from planner.engine import pool as pools
from planner.engine.form_1040.own_form import OwnForm
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
class Case(OwnForm):
    """What the causes of differences are looked for in: the form, and what was typed of it."""

    typed: Mapping[str, Decimal]

    @cached_property
    def pool(self) -> Pool:
        """The person's own traditional IRAs."""
        return pools.own_pool(self.person)

    @property
    def sheet(self) -> Worksheet:
        """The form of a year that the ledger has."""
        return cast("LedgerYear", self.found).sheet

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
