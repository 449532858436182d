"""A federal return: from income to taxable income to the tax, each step by the law that sets it.

Amounts are US dollars as ``Decimal``. What is left out is named in ``not_counted``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from operator import mul

from planner.engine.federal.amounts import (
    EARLY_RATE,
    GAIN_RATES,
    NIIT_RATE,
    NIIT_THRESHOLDS,
    SENIOR_RATE,
    FederalAmounts,
    federal_amounts,
)
from planner.engine.federal.tax_table import table_tax
from planner.engine.filing_status import FilingStatus
from planner.engine.money import CENT, WIDE, ZERO, to_unit
from planner.engine.tables import Bracket
from planner.engine.tax import schedule_tax

_UNMARRIED = frozenset({"single", "head_of_household"})
_AGED_YEARS = 65

type _TaxOn = Callable[[Sequence[Bracket], Decimal], Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalReturn:
    """What a return says of a year.

    ``ordinary_income`` is adjusted gross income without ``gains`` and ``ira_income``; ``gains`` are
    net long-term gains and qualified dividends; ``ira_income`` is taxable distributions and
    conversions. ``investment_income`` is what the net investment income tax may be on, gains
    included. ``itemized`` is ``None`` for the standard deduction; ``must_itemize`` is for a
    separate return whose spouse itemizes. ``aged`` and ``blind`` count people.
    ``early_distribution`` is the taxable part of distributions before 59½ without an exception,
    never of a conversion. ``growth`` is that of the amounts of years not published yet.
    """

    year: int
    filing_status: FilingStatus
    ordinary_income: Decimal = ZERO
    gains: Decimal = ZERO
    ira_income: Decimal = ZERO
    investment_income: Decimal = ZERO
    itemized: Decimal | None = None
    must_itemize: bool = False
    aged: int = 0
    blind: int = 0
    early_distribution: Decimal = ZERO
    growth: Decimal = ZERO

    @property
    def agi(self) -> Decimal:
        """Adjusted gross income, which is modified AGI here too (IRC 62)."""
        return self.ordinary_income + self.gains + self.ira_income


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalTax:
    """The tax of a return, step by step; dollars, to the cent.

    ``ordinary_tax`` is on ``ordinary_taxable`` and ``gains_tax`` on ``gains_at`` 0, 15 and 20 %;
    ``income_tax`` is the two, or the tax on everything as ordinary income where that is less.
    ``total`` has the tax on investments and that on early distributions too.
    """

    facts: FederalReturn
    amounts: FederalAmounts
    deduction: Decimal
    senior_deduction: Decimal
    taxable_income: Decimal
    gains_at: tuple[Decimal, Decimal, Decimal]
    ordinary_tax: Decimal
    gains_tax: Decimal
    income_tax: Decimal
    niit: Decimal
    early_tax: Decimal
    total: Decimal

    @property
    def ordinary_taxable(self) -> Decimal:
        """Taxable income beside the gains."""
        return self.taxable_income - sum(self.gains_at, ZERO)


def is_aged(born: date, year: int) -> bool:
    """Whether who was born on ``born`` counts as 65 in ``year`` (IRC 63(f)(1)).

    One attains an age on the day before the birthday: born on January 1 counts for the year before.
    """
    return born <= date(year - _AGED_YEARS + 1, 1, 1)


def federal_tax(facts: FederalReturn, *, by_table: bool = False) -> FederalTax:
    """The tax on the return ``facts``, by the rate schedules, or ``by_table`` as it is filed.

    Sources: IRC 1(h), 1(j), 63, 72(t), 151(d)(5), 1411; the Qualified Dividends and Capital Gain
    Tax Worksheet. Raises ``ValueError`` for income below zero, ``TableNotPublished`` for a year
    before 2018.
    """
    incomes = (facts.ordinary_income, facts.gains, facts.ira_income, facts.investment_income)
    if min(incomes) < ZERO:
        raise ValueError("income below zero is not worked out: losses carry rules of their own")
    with localcontext(WIDE):
        return _federal_tax(facts, table_tax if by_table else schedule_tax)


def _federal_tax(facts: FederalReturn, tax_on: _TaxOn) -> FederalTax:
    amounts, status = federal_amounts(facts.year, facts.growth), facts.filing_status
    deduction, senior = deduction_of(facts, amounts), senior_deduction(facts, amounts)
    taxable = max(ZERO, facts.agi - deduction - senior)
    gains_at = _stacked(taxable, min(facts.gains, taxable), amounts.gains.tops[status])
    brackets = amounts.brackets[status]
    ordinary_tax = tax_on(brackets, taxable - sum(gains_at, ZERO))
    gains_tax = _cents(sum(map(mul, gains_at, GAIN_RATES), ZERO))
    income_tax = ordinary_tax + gains_tax
    if facts.gains:
        income_tax = min(income_tax, tax_on(brackets, taxable))
    early_tax = _cents(EARLY_RATE * facts.early_distribution)
    above_threshold = max(ZERO, facts.agi - NIIT_THRESHOLDS[status])
    niit = _cents(NIIT_RATE * min(facts.investment_income, above_threshold))
    return FederalTax(
        facts=facts,
        amounts=amounts,
        deduction=deduction,
        senior_deduction=senior,
        taxable_income=taxable,
        gains_at=gains_at,
        ordinary_tax=ordinary_tax,
        gains_tax=gains_tax,
        income_tax=income_tax,
        niit=niit,
        early_tax=early_tax,
        total=income_tax + niit + early_tax,
    )


def deduction_of(facts: FederalReturn, amounts: FederalAmounts) -> Decimal:
    """The larger of the standard deduction and the itemized ones (IRC 63(b), (c), (f))."""
    itemized = facts.itemized or ZERO
    if facts.must_itemize:
        return itemized
    table = amounts.standard_deduction
    more = (
        table.additional_unmarried
        if facts.filing_status in _UNMARRIED
        else table.additional_married
    )
    standard = table.amounts[facts.filing_status] + more * (facts.aged + facts.blind)
    return max(standard, itemized)


def senior_deduction(facts: FederalReturn, amounts: FederalAmounts) -> Decimal:
    """What those of 65 or older deduct on top, 2025 to 2028 (IRC 151(d)(5)(C)).

    Each one's amount shrinks by 6 % of the modified AGI above the start; a separate return of a
    married person has none.
    """
    senior = amounts.senior
    start = senior.starts.get(facts.filing_status) if senior else None
    if senior is None or start is None or not facts.aged:
        return ZERO
    off = WIDE.multiply(SENIOR_RATE, max(ZERO, facts.agi - start))
    return _cents(facts.aged * max(ZERO, senior.amount - off))


def _stacked(
    taxable: Decimal, gains: Decimal, tops: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal, Decimal]:
    """The gains lie on top of ordinary income: how much of them is in each rate (IRC 1(h))."""
    floor = taxable - gains
    at_none = max(ZERO, min(taxable, tops[0]) - floor)
    at_some = max(ZERO, min(taxable, tops[1]) - max(floor, tops[0]))
    return at_none, at_some, gains - at_none - at_some


def _cents(amount: Decimal) -> Decimal:
    return to_unit(amount, CENT)
