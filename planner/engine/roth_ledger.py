"""The Roth side of a person's whole life: layers, what came out of them, clocks and taxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.engine.findings import Finding
from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.pool import own_pool
from planner.engine.returned_earnings import returned_earnings_findings
from planner.engine.roth import RothYear, roth_iras
from planner.engine.roth_clocks import QualifiedClock
from planner.engine.roth_event_findings import roth_event_findings
from planner.engine.roth_findings import roth_findings
from planner.engine.roth_history import RothHistory
from planner.engine.roth_layers import RothLayers


@dataclass(frozen=True, slots=True)
class RothLedgerYear:
    """A year of the Roth IRAs, the form it goes on, and what is missing or costly about it."""

    roth: RothYear
    form: LedgerYear
    findings: tuple[Finding, ...]

    @property
    def year(self) -> int:
        """The tax year."""
        return self.roth.year

    @property
    def is_known(self) -> bool:
        """Whether nothing that the year needs is missing."""
        return all(finding.severity != "blocks" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class RothLedger:
    """Every year from the person's first event to the last, those without any withdrawal too."""

    history: RothHistory
    years: tuple[RothLedgerYear, ...]

    @property
    def clock(self) -> QualifiedClock:
        """The five tax years of qualified distributions, the same in all years.

        IRC 408A(d)(2)(B); the clocks of the conversions are in ``RothYear.conversions_free_from``
        (IRC 408A(d)(3)(F)).
        """
        return self.history.clock

    @property
    def layers(self) -> RothLayers:
        """What is inside after the last year."""
        return self.years[-1].roth.after if self.years else RothLayers()

    def year(self, year: int) -> RothLedgerYear | None:
        """The year, or ``None`` outside of the person's events."""
        return next((found for found in self.years if found.year == year), None)


def roth_ledger(household: Household, person: Person) -> RothLedger:
    """The Roth IRAs of ``person``, year after year, in dollars rounded as ``household`` says.

    Line 18 of each year is taken from the person's own forms. Implements IRC 408A(d)(2)-(4),
    Treas. Reg. 1.408A-6, and the worksheet for line 22 and chart for line 24 of Form 8606.
    """
    roth = roth_iras(own_pool(person), household.rounding)
    years = []
    for found in ledger(household, person):
        if not found.decedent:
            year = roth.in_year(found.year, found.taxable_conversion)
            told = _findings(roth.history, year)
            years.append(RothLedgerYear(year, found, tuple(told)))
            roth = roth.after(year)
    return RothLedger(roth.history, tuple(years))


def _findings(history: RothHistory, year: RothYear) -> Iterator[Finding]:
    """What there is to say of the year's events and of its part of the form."""
    yield from roth_event_findings(history.person, year.year)
    for finding in returned_earnings_findings(history.person, year.year):
        if finding.code == "roth-returned-earnings":
            yield finding
    yield from roth_findings(history, year)
