"""One person's own Form 8606 of a year, as the return of that year takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.engine.household import Person
from planner.engine.ledger import LedgerYear
from planner.engine.money import ZERO


@dataclass(frozen=True)
class OwnForm:
    """The form of ``year`` in ``years``, the whole ledger of the person's own pool."""

    # No slots: what is looked up often is found once and kept beside the fields.

    person: Person
    year: int
    years: Sequence[LedgerYear]

    @cached_property
    def found(self) -> LedgerYear | None:
        """The year, where something happened in it or before and after it."""
        return next((one for one in self.years if one.year == self.year), None)

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

    @property
    def taxable(self) -> Decimal:
        """What is taxable of this form, in dollars: lines 15c, 18 and 25c."""
        return (self.found.sheet.taxable or ZERO) if self.found else ZERO
