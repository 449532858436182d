"""What income costs on a whole federal return, with it and without it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from planner.engine.federal import (
    FederalDifference,
    FederalReturn,
    Filers,
    difference,
    federal_amounts,
)
from planner.engine.federal.amounts import FIRST_YEAR
from planner.engine.federal.premiums import LAG
from planner.engine.filing_status import FilingStatus
from planner.engine.findings import Finding
from planner.engine.fixes.edges import Edge, return_edges, tier_edges
from planner.engine.fixes.fill import Room
from planner.engine.fixes.next_dollar import next_dollar
from planner.engine.fixes.options import Option
from planner.engine.fixes.price import return_price
from planner.engine.fixes.results import ways_findings
from planner.engine.fixes.return_rooms import return_rooms
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.fixes.terms import Price, without_price
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.tables import published_years
from planner.services.ways_out.assumed import Assumptions, ReturnFacts
from planner.services.ways_out.price import Pricing, percent

_COUPLE = 2


@dataclass(frozen=True, slots=True)
class OnReturns:
    """Priced by whole returns of ``people``; a joint one is everybody's, others each one's own.

    ``filers`` and ``price`` stay without what it takes while something is ``missing``.
    """

    people: tuple[Person, ...]
    record: HouseholdYear | None
    assumed: Assumptions
    filers: Filers | None = field(init=False)
    price: Price = field(init=False)

    def __post_init__(self) -> None:
        """Make the return and its price once."""
        filers = _filers(self.people, self.status, self.assumed) if not self.missing else None
        price = return_price(filers, self.state_rate) if filers else without_price
        object.__setattr__(self, "filers", filers)
        object.__setattr__(self, "price", price)

    @property
    def status(self) -> FilingStatus | None:
        """What the household files as in the year that is asked about."""
        return self.record.filing_status if self.record else None

    @property
    def state_rate(self) -> Decimal:
        """The state's flat rate, nothing where none is entered; a fraction."""
        entered = self.record.state_rate if self.record else None
        typed = self.assumed.state_rate
        return (entered if typed is None else typed) or ZERO

    @property
    def missing(self) -> tuple[str, ...]:
        """What a return cannot be worked out without, in words."""
        found = []
        if self.assumed.year < FIRST_YEAR:
            found.append(f"a year from {FIRST_YEAR} on")
        if self.status is None:
            found.append(f"the filing status, on the page of {self.assumed.year}")
        if self.assumed.federal.ordinary_income is None:
            found.append("ordinary income, under “The rest of the return”")
        return tuple(found)

    @property
    def citation(self) -> str:
        """What the tax rests on."""
        return "IRC §1, §63, §72(t), §151(d)(5), §1411; 42 USC §1395r(i)"

    def alone(self, person: Person) -> Pricing:
        """The return that the person is on."""
        return self if self.status == "married_jointly" else replace(self, people=(person,))

    def rooms(self, _person: Person) -> dict[str, Room]:
        """Below a bracket and below a Medicare tier, on the whole return."""
        return return_rooms(self.filers, self.assumed.year) if self.filers else {}

    def edges(self, _person: Person) -> Iterator[Edge]:
        """The brackets, the tax on investments, and the Medicare tiers of whoever is covered."""
        if self.filers is not None:
            facts = self.filers.in_year(self.assumed.year)
            medicare = self.filers.medicare(self.assumed.year)
            yield from return_edges(facts)
            if medicare.part_b or medicare.part_d:
                yield from tier_edges(facts, medicare)

    def steps(self, year: int, taxable: Decimal, tax: Decimal) -> str:
        """What so much more on the return of a year costs."""
        if not taxable or self.filers is None:
            return f"nothing more is taxable: {dollars(tax)}"
        both = self.between(self.filers, year, taxable, ZERO)
        words = (
            f"the return with {dollars(taxable)} more, {dollars(both.with_it.total)}"
            f" − the return without, {dollars(both.without.total)}"
        )
        if both.premiums:
            words += f" + Medicare premiums of {year + LAG}, {dollars(both.premiums)}"
        if both.state:
            words += f" + {percent(self.state_rate)} of {dollars(taxable)}, {dollars(both.state)}"
        return f"{words} = {dollars(tax)}"

    def rate_of(self, _year: int) -> None:
        """Each dollar has a rate of its own."""

    def next_dollar(self, year: int) -> Decimal | None:
        """The rate on it, without the step of a Medicare tier."""
        return next_dollar(self.filers.in_year(year), self.state_rate) if self.filers else None

    def is_projected(self, year: int) -> bool:
        """Whether the year's amounts are not published, or the premiums that it decides."""
        if self.filers is None:
            return False
        medicare = self.filers.medicare(year)
        covered = medicare.part_b or medicare.part_d
        return federal_amounts(year + LAG if covered else year).is_projected

    def between(
        self, filers: Filers, year: int, taxable: Decimal, early: Decimal
    ) -> FederalDifference:
        """The two returns of ``year``, with ``taxable`` more and without it."""
        return difference(
            filers.in_year(year),
            taxable,
            early=early,
            state_rate=self.state_rate,
            medicare=filers.medicare(year),
        )

    def told(self, at: Standpoint, found: tuple[Option, ...]) -> Iterator[Finding]:
        """What is missing, what is projected, and whose age is not known."""
        for one in ways_findings(at, found, by_schedule=False):
            if one.code != "tax-not-known":
                yield one
        for words in self.missing:
            yield Finding("return-not-known", "info", f"For a whole return it takes {words}.")
        years = [year for one in found if one.outcome for year in one.outcome.years]
        if any(year.taxable and self.is_projected(year.facts.tax_year) for year in years):
            yield self._projected
        if self.filers:
            yield from _not_asked(self.filers)

    @property
    def _projected(self) -> Finding:
        last, growth = published_years()[-1], self.assumed.bracket_growth
        grown = f"growing by {percent(growth)} a year" if growth else "without growth"
        return Finding(
            "federal-amounts-projected",
            "info",
            f"Federal amounts of years after {last} are not published, nor are their Medicare"
            f" premiums; those of {last} go on, {grown}. What rests on them is marked with ≈.",
            citation="IRC §1(f); 42 USC §1395r(i)(5)",
        )


def on_returns(household: Household, assumed: Assumptions) -> OnReturns:
    """The prices of a household by whole federal returns (IRC 1, 61-63)."""
    record = next((one for one in household.years if one.year == assumed.year), None)
    return OnReturns(household.people, record, assumed)


_AGE_NOT_KNOWN = Finding(
    "age-not-known",
    "info",
    "The date of birth of somebody on the return is not known: what the law gives or takes from 65"
    " on is left out for them.",
    "born",
    citation="IRC §63(f)(1), §151(d)(5)(C)",
)

_SPOUSE_ITEMIZES = Finding(
    "spouse-itemizes",
    "info",
    "The standard deduction is taken where it is more than what is itemized. A separate return has"
    " none if the spouse itemizes: then the tax may be more than is shown here.",
    "itemized",
    citation="IRC §63(c)(6)(A)",
)


def _not_asked(filers: Filers) -> Iterator[Finding]:
    """What the tax may be another for, and nobody has said."""
    if None in filers.born:
        yield _AGE_NOT_KNOWN
    if filers.base.filing_status == "married_separately":
        yield _SPOUSE_ITEMIZES


def _filers(
    people: tuple[Person, ...], status: FilingStatus | None, assumed: Assumptions
) -> Filers | None:
    if status is None:
        return None
    facts, born = assumed.federal, [one.born for one in people]
    if status == "married_jointly":
        born += [None] * (_COUPLE - len(born))
    return Filers(
        base=_base(facts, status, assumed),
        born=tuple(born),
        part_b=facts.medicare_part_b,
        part_d=facts.medicare_part_d,
        tax_exempt_interest=facts.tax_exempt_interest or ZERO,
    )


def _base(facts: ReturnFacts, status: FilingStatus, assumed: Assumptions) -> FederalReturn:
    gains = facts.gains or ZERO
    invested = gains if facts.investment_income is None else facts.investment_income
    return FederalReturn(
        year=assumed.year,
        filing_status=status,
        ordinary_income=facts.ordinary_income or ZERO,
        gains=gains,
        investment_income=invested,
        itemized=facts.itemized,
        blind=facts.blind,
        growth=assumed.bracket_growth,
    )
