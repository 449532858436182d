"""Two returns of one year, line by line, and what each line adds to the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.federal import FederalDifference, FederalTax, Segment, landing
from planner.engine.federal.amounts import GAIN_RATES
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import dollars
from planner.services.ways_out.price import percent


@dataclass(frozen=True, slots=True)
class Row:
    """A line of both returns; dollars, below zero for what is taken off.

    ``is_sum`` tells the lines that are sums of those above.
    """

    name: str
    without: Decimal
    with_it: Decimal
    citation: str = ""
    is_sum: bool = False

    @property
    def cells(self) -> list[str]:
        """Both amounts and the difference, as people write them."""
        return [dollars(one) for one in (self.without, self.with_it, self.more)]

    @property
    def more(self) -> Decimal:
        """What the second return has more."""
        return self.with_it - self.without


def rows(found: FederalDifference) -> Iterator[Row]:
    """From income to what it all costs; what is nothing on both returns is left out.

    Sources beside each line; IRC 1(h), 1(j), 61-63, 72(t), 151(d)(5), 1411, 42 USC 1395r(i).
    """
    for row in _rows(found):
        if row.is_sum or row.without or row.with_it:
            yield row


def _rows(found: FederalDifference) -> Iterator[Row]:
    before, after = found.without, found.with_it
    yield from _income(before, after)
    yield from _brackets(before, after)
    yield from _gains(before, after)
    yield Row(
        "Less, as all of it is taxed as ordinary income",
        before.income_tax - before.ordinary_tax - before.gains_tax,
        after.income_tax - after.ordinary_tax - after.gains_tax,
    )
    yield Row("3.8% tax on net investment income", before.niit, after.niit, "IRC §1411")
    yield Row("10% on what is withheld before 59½", before.early_tax, after.early_tax, "IRC §72(t)")
    yield Row("Federal tax", before.total, after.total, is_sum=True)
    yield Row("State tax on what is added", ZERO, found.state)
    yield _premiums(found)
    cost = before.total + found.premiums_without.dollars
    yield Row("What it costs", cost, cost + found.total, is_sum=True)


def _income(before: FederalTax, after: FederalTax) -> Iterator[Row]:
    facts, more = before.facts, after.facts
    yield Row("Ordinary income beside the IRAs", facts.ordinary_income, more.ordinary_income)
    yield Row("Long-term gains and qualified dividends", facts.gains, more.gains)
    yield Row("Taxable from IRAs", facts.ira_income, more.ira_income, "Form 8606, lines 15c and 18")
    yield Row("Adjusted gross income", facts.agi, more.agi, "IRC §62", is_sum=True)
    name = "Itemized deductions" if _is_itemized(before) else "Standard deduction"
    yield Row(name, -before.deduction, -after.deduction, "IRC §63")
    yield Row(
        "Senior deduction",
        -before.senior_deduction,
        -after.senior_deduction,
        "IRC §151(d)(5)(C): 6% of what is above its start comes off it",
    )
    yield Row("Taxable income", before.taxable_income, after.taxable_income, is_sum=True)


def _is_itemized(tax: FederalTax) -> bool:
    return tax.facts.itemized == tax.deduction


def _brackets(before: FederalTax, after: FederalTax) -> Iterator[Row]:
    """The tax in each bracket that ordinary income reaches."""
    brackets = after.amounts.brackets[after.facts.filing_status]
    lower, upper = (
        {one.rate: one for one in landing(brackets, ZERO, tax.ordinary_taxable)}
        for tax in (before, after)
    )
    for rate in sorted(lower.keys() | upper.keys()):
        low, high = (_tax(side.get(rate)) for side in (lower, upper))
        landed = [side[rate].dollars if rate in side else ZERO for side in (lower, upper)]
        yield Row(f"{percent(rate)} of {_then(*landed)}", low, high)
    yield Row(
        "Tax on ordinary income", before.ordinary_tax, after.ordinary_tax, "IRC §1(j)", is_sum=True
    )


def _tax(segment: Segment | None) -> Decimal:
    return to_unit(segment.tax, CENT) if segment else ZERO


def _then(low: Decimal, high: Decimal) -> str:
    """How many dollars are in a rate without and with; one amount where that says it."""
    if low and high and low != high:
        return f"{dollars(low)}, then of {dollars(high)}"
    return dollars(high or low)


def _gains(before: FederalTax, after: FederalTax) -> Iterator[Row]:
    """The tax on gains at each rate, where there are any."""
    if not before.facts.gains:
        return
    for at, rate in enumerate(GAIN_RATES):
        low, high = before.gains_at[at], after.gains_at[at]
        taxes = to_unit(rate * low, CENT), to_unit(rate * high, CENT)
        if low or high:
            yield Row(f"Gains: {percent(rate)} of {_then(low, high)}", *taxes, is_sum=not rate)
    yield Row("Tax on gains", before.gains_tax, after.gains_tax, "IRC §1(h)", is_sum=True)


def _premiums(found: FederalDifference) -> Row:
    without, with_it = found.premiums_without, found.premiums_with
    names = [f"tier {one.tier.number}" if one.tier else "no tier" for one in (without, with_it)]
    tiers = names[0] if names[0] == names[1] else f"{names[0]}, then {names[1]}"
    return Row(
        f"Medicare premiums above the standard in {with_it.premium_year}: {tiers}",
        without.dollars,
        with_it.dollars,
        "42 USC §1395r(i), §1395w-113(a)(7)",
    )
