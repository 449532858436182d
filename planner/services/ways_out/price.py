"""What income costs on the page of the ways out, and how each price was worked out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from planner.engine.findings import Finding
from planner.engine.fixes.edges import Edge, record_edges
from planner.engine.fixes.fill import Room
from planner.engine.fixes.options import Option
from planner.engine.fixes.price import household_price, is_by_schedule
from planner.engine.fixes.results import ways_findings
from planner.engine.fixes.rooms import rooms
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.fixes.terms import Price
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.money import CENT, ONE, WIDE, ZERO, to_unit
from planner.engine.printing import dollars
from planner.engine.tables import published_years
from planner.engine.tax import income_tax
from planner.engine.year_figures import year_figures


class Pricing(Protocol):
    """One way of pricing income: the price, what fits below a top, and the why of each figure."""

    @property
    def price(self) -> Price:
        """What so much more income costs in a year."""

    @property
    def citation(self) -> str:
        """What the tax rests on."""

    def alone(self, person: Person, /) -> "Pricing":
        """The same for the income of one person, who may file alone."""

    def rooms(self, person: Person, /) -> dict[str, Room]:
        """How much more income fits into a year, by the way that fills it."""

    def edges(self, person: Person, /) -> Iterator[Edge]:
        """Up to how much more income the return of the year stays where it is."""

    def steps(self, year: int, taxable: Decimal, tax: Decimal, /) -> str:
        """The tax of a year with its numbers."""

    def rate_of(self, year: int, /) -> Decimal | None:
        """The rate on every dollar of ``year``; ``None`` where there is no such rate."""

    def next_dollar(self, year: int, /) -> Decimal | None:
        """The rate on the next dollar of income in ``year``; ``None`` without a price."""

    def is_projected(self, year: int) -> bool:
        """Whether the tax of ``year`` rests on federal amounts that are not published."""

    def told(self, at: Standpoint, found: tuple[Option, ...]) -> Iterator[Finding]:
        """What the amounts rest on that nobody has entered."""


@dataclass(frozen=True, slots=True)
class AtRates:
    """At a marginal rate or by the federal rate schedules, whichever ``household`` leaves.

    ``rate`` is the marginal rate that was typed, for every year; a fraction.
    """

    household: Household
    year: int
    rate: Decimal | None
    price: Price = field(init=False)

    def __post_init__(self) -> None:
        """Make the price of the engine once."""
        price = household_price(self.household, self.year, self.rate)
        object.__setattr__(self, "price", price)

    def alone(self, _person: Person) -> Pricing:
        """The same: every person's income comes on top of the same."""
        return self

    def rooms(self, person: Person) -> dict[str, Room]:
        """Below a bracket and below a Medicare tier, where enough is entered."""
        return rooms(self.household, person, self.year)

    def edges(self, person: Person) -> Iterator[Edge]:
        """The brackets above, where they count, and the Medicare tiers where the age does."""
        record = next((one for one in self.household.years if one.year == self.year), None)
        if record is not None:
            yield from record_edges(record, person)

    def steps(self, year: int, taxable: Decimal, tax: Decimal) -> str:
        """The tax of a year with its numbers, such as ``$6,951 × 24% = $1,668``."""
        rate = self.rate_of(year)
        if rate is not None:
            return f"{dollars(taxable)} × {percent(rate)} = {dollars(tax)}"
        record = self.record(year)
        if record is None or record.taxable_income is None or not taxable:
            return f"nothing more is taxable: {dollars(tax)}"
        without, with_it = (
            _federal(record, year, income)
            for income in (record.taxable_income, record.taxable_income + taxable)
        )
        words = (
            f"{with_it} on {dollars(record.taxable_income + taxable)}"
            f" − {without} on {dollars(record.taxable_income)}"
        )
        if record.state_rate:
            state = to_unit(WIDE.multiply(taxable, record.state_rate), CENT)
            words += f" + {percent(record.state_rate)} of {dollars(taxable)}, {dollars(state)}"
        return f"{words} = {dollars(tax)}"

    def rate_of(self, year: int) -> Decimal | None:
        """The marginal rate of ``year``; ``None`` where the rate schedules are used, or none."""
        record = self.record(year)
        return self.rate if self.rate is not None else (record.marginal_rate if record else None)

    def next_dollar(self, year: int) -> Decimal | None:
        """The rate, or that of the bracket with the state's."""
        return self.price(year, ONE)

    def is_projected(self, year: int) -> bool:
        """Whether the brackets of ``year`` are those of an earlier one."""
        return year > published_years()[-1] and self.rate_of(year) is None

    def told(self, at: Standpoint, found: tuple[Option, ...]) -> Iterator[Finding]:
        """Values that are expected, a price that is missing, and brackets of another year."""
        by_schedule = is_by_schedule(self.household, self.year, self.rate)
        return ways_findings(at, found, by_schedule=by_schedule)

    @property
    def citation(self) -> str:
        """What the tax rests on."""
        if self.rate_of(self.year) is not None:
            return "The marginal rate assumed, on every dollar"
        return "IRC §1, the rate schedules; the tax with this income less the tax without it"

    def record(self, year: int) -> HouseholdYear | None:
        """What is entered for ``year``, or else for the year that is asked about."""
        records = {one.year: one for one in self.household.years if _has_price(one)}
        return records.get(year) or records.get(self.year)


def percent(fraction: Decimal) -> str:
    """A rate as it is typed: ``24%``, ``9.3%``."""
    return f"{(fraction * 100).normalize():f}%"


def _has_price(record: HouseholdYear) -> bool:
    by_schedule = record.taxable_income is not None and record.filing_status is not None
    return record.marginal_rate is not None or by_schedule


def _federal(record: HouseholdYear, year: int, income: Decimal) -> str:
    """The federal tax of ``record`` on so much, as sentences say it."""
    if record.filing_status is None:
        return dollars(ZERO)
    published = year_figures(year).table.year
    tax = income_tax(year=published, filing_status=record.filing_status, taxable_income=income)
    return dollars(to_unit(tax, CENT))
