"""The federal amounts a whole return needs, of a year or projected from the last published one.

What the law never indexes stands here as a constant; what it does is read from
``data/tables/<year>.toml``. Amounts are US dollars as ``Decimal``.

Not verified at the source: ``medicare-premiums``, ``gains-of-2019-separate``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from planner.engine.filing_status import FILING_STATUSES, FilingStatus
from planner.engine.money import CENT, DOLLAR, ONE, WIDE, ZERO, to_unit
from planner.engine.tables import (
    ABOUT,
    Bracket,
    Source,
    StandardDeduction,
    TableNotPublished,
    published_years,
    source_of,
    year_section,
    year_table,
)
from planner.engine.toml_reader import Section

FIRST_YEAR = 2018
"""P.L. 115-97 begins here; no earlier return is worked out."""

GAIN_RATES = (ZERO, Decimal("0.15"), Decimal("0.20"))
"""IRC 1(h)(1)(B)-(D)."""

NIIT_RATE = Decimal("0.038")
"""IRC 1411(a)(1)."""

NIIT_THRESHOLDS: Mapping[FilingStatus, Decimal] = MappingProxyType(
    {
        "single": Decimal(200_000),
        "married_jointly": Decimal(250_000),
        "married_separately": Decimal(125_000),
        "head_of_household": Decimal(200_000),
        "surviving_spouse": Decimal(250_000),
    }
)
"""IRC 1411(b): modified AGI, never indexed."""

EARLY_RATE = Decimal("0.10")
"""IRC 72(t)(1)."""

SENIOR_RATE = Decimal("0.06")
"""IRC 151(d)(5)(C)(iii): what comes off for each dollar of modified AGI above the start."""

LAST_SENIOR_YEAR = 2028
"""IRC 151(d)(5)(C)(i)."""

FIRST_YEAR_OF_TOP_TIER = 2019
"""P.L. 115-123 section 53114: a fifth tier, which begins with its first dollar."""


@dataclass(frozen=True, slots=True)
class Gains:
    """Taxable income up to which long-term gains are taxed at 0 %, and up to which at 15 %."""

    tops: Mapping[FilingStatus, tuple[Decimal, Decimal]]
    source: Source


@dataclass(frozen=True, slots=True)
class SeniorDeduction:
    """What each person of 65 or older deducts, and the modified AGI above which it shrinks.

    A status that is not in ``starts`` has none.
    """

    amount: Decimal
    starts: Mapping[FilingStatus, Decimal]
    source: Source


@dataclass(frozen=True, slots=True)
class Tier:
    """What one person pays more a month for Part B and for Part D, above an income.

    ``at`` says that it begins with that very dollar, and not only above it.
    """

    number: int
    floor: Decimal
    at: bool
    part_b: Decimal
    part_d: Decimal

    def reaches(self, income: Decimal) -> bool:
        """Whether ``income`` is in this tier or in one above it."""
        return income >= self.floor if self.at else income > self.floor

    @property
    def most_below(self) -> Decimal:
        """The highest income, to the cent, that stays out of this tier."""
        return self.floor - CENT if self.at else self.floor


@dataclass(frozen=True, slots=True)
class Irmaa:
    """The tiers of Medicare premiums in a year, by the modified AGI of two years before."""

    tiers: Mapping[FilingStatus, tuple[Tier, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class FederalAmounts:
    """The amounts for tax year ``year``: those of ``published``, grown where that is earlier."""

    year: int
    published: int
    growth: Decimal
    brackets: Mapping[FilingStatus, tuple[Bracket, ...]]
    standard_deduction: StandardDeduction
    gains: Gains
    senior: SeniorDeduction | None
    irmaa: Irmaa

    @property
    def is_projected(self) -> bool:
        """Whether the amounts of ``year`` itself are not published."""
        return self.year != self.published


@cache
def federal_amounts(year: int, growth: Decimal = ZERO) -> FederalAmounts:
    """What holds for tax year ``year``.

    After the last published year its amounts go on with ``growth`` a year, a fraction, rounded to
    dollars (premiums to cents); what the law does not index stays. Raises ``TableNotPublished``
    for a year before 2018.
    """
    if year < FIRST_YEAR:
        raise TableNotPublished(f"no federal return is worked out for a year before {FIRST_YEAR}")
    last = published_years()[-1]
    return _published(year) if year <= last else _projected(_published(last), year, growth)


def _published(year: int) -> FederalAmounts:
    table, top = year_table(year), year_section(year)
    return FederalAmounts(
        year,
        year,
        ZERO,
        table.rates.brackets,
        table.standard_deduction,
        _gains(top.section("long_term_gains")),
        _senior(top.section("senior_deduction")) if "senior_deduction" in top.values else None,
        _irmaa(top.section("irmaa"), year),
    )


def _gains(group: Section) -> Gains:
    group.only(*ABOUT, *FILING_STATUSES)
    tops = {status: _two(group, status) for status in FILING_STATUSES}
    return Gains(MappingProxyType(tops), source_of(group))


def _two(group: Section, key: str) -> tuple[Decimal, Decimal]:
    match group.dollar_list(key):
        case (low, high):
            return low, high
        case _:
            raise group.error(key, "must be two amounts: the top of 0% and the top of 15%")


def _senior(group: Section) -> SeniorDeduction:
    group.only(*ABOUT, "amount", *FILING_STATUSES)
    starts = {status: group.dollars(status) for status in FILING_STATUSES if status in group.values}
    return SeniorDeduction(group.dollars("amount"), MappingProxyType(starts), source_of(group))


def _irmaa(group: Section, year: int) -> Irmaa:
    group.only(*ABOUT, "part_b", "part_d", *FILING_STATUSES)
    tiers = {status: _tiers(group, status, year) for status in FILING_STATUSES}
    return Irmaa(MappingProxyType(tiers), source_of(group))


def _tiers(group: Section, status: FilingStatus, year: int) -> tuple[Tier, ...]:
    """The tiers of one status; separate returns know the last ones alone (42 USC 1395r(i)(3))."""
    more_b, more_d = group.amount_list("part_b"), group.amount_list("part_d")
    floors = group.dollar_list(status)
    if not 0 < len(floors) <= len(more_b) or len(more_b) != len(more_d):
        raise group.error(status, "must have as many amounts as there are tiers, or fewer")
    first = len(more_b) - len(floors) + 1
    top = len(more_b) if year >= FIRST_YEAR_OF_TOP_TIER else 0
    return tuple(
        Tier(number, floor, number == top, more_b[number - 1], more_d[number - 1])
        for number, floor in enumerate(floors, first)
    )


# --- Years to come -------------------------------------------------------------------------------


def _projected(last: FederalAmounts, year: int, growth: Decimal) -> FederalAmounts:
    factor = WIDE.power(ONE + growth, year - last.year)

    def grown(amount: Decimal, unit: Decimal = DOLLAR) -> Decimal:
        return to_unit(WIDE.multiply(amount, factor), unit)

    deduction = last.standard_deduction
    return FederalAmounts(
        year,
        last.year,
        growth,
        {
            status: tuple(Bracket(grown(one.floor), one.rate) for one in brackets)
            for status, brackets in last.brackets.items()
        },
        StandardDeduction(
            {status: grown(amount) for status, amount in deduction.amounts.items()},
            grown(deduction.additional_married),
            grown(deduction.additional_unmarried),
            deduction.source,
        ),
        Gains(
            {status: (grown(low), grown(high)) for status, (low, high) in last.gains.tops.items()},
            last.gains.source,
        ),
        last.senior if year <= LAST_SENIOR_YEAR else None,
        Irmaa(
            {
                status: tuple(
                    Tier(
                        one.number,
                        grown(one.floor),
                        one.at,
                        grown(one.part_b, CENT),
                        grown(one.part_d, CENT),
                    )
                    for one in tiers
                )
                for status, tiers in last.irmaa.tiers.items()
            },
            last.irmaa.source,
        ),
    )
