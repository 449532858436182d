"""Federal income tax on ordinary taxable income, by the rate schedules of IRC 1.

Not the Tax Table, which most returns under 100,000 of taxable income use and which differs by a
few dollars; not the rates on long-term gains and qualified dividends, and no other tax.
"""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext

from planner.engine.filing_status import FilingStatus, as_filing_status
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.tables import Bracket, year_table

# Wide enough that nothing is cut off before the end; independent of the caller's context.
_EXACT = Context(prec=80)


def income_tax(*, year: int, filing_status: FilingStatus, taxable_income: Decimal) -> Decimal:
    """The tax for ``year`` on ``taxable_income``, both in US dollars.

    Source: IRC 1 as adjusted for inflation; the Tax Rate Schedules in the Instructions for Form
    1040. Exact, then rounded half up to the cent once. Raises ``ValueError`` for an amount that
    is negative or not finite and for an unknown status, ``TableNotPublished`` for a year without
    amounts.
    """
    return schedule_tax(_brackets(year, filing_status), taxable_income)


def schedule_tax(brackets: Sequence[Bracket], taxable_income: Decimal) -> Decimal:
    """The tax on ``taxable_income`` (US dollars) by ``brackets``, lowest first.

    Exact, then rounded half up to the cent once (IRC 1). Raises ``ValueError`` for an amount that
    is negative or not finite.
    """
    income = _income(taxable_income)
    with localcontext(_EXACT):
        tax, rate_below = ZERO, ZERO
        for bracket in brackets:
            if bracket.floor >= income:
                break
            tax += (bracket.rate - rate_below) * (income - bracket.floor)
            rate_below = bracket.rate
        return to_unit(tax, CENT)


def marginal_rate(*, year: int, filing_status: FilingStatus, taxable_income: Decimal) -> Decimal:
    """The rate on the next dollar above ``taxable_income`` (US dollars): 0.24 is 24 %.

    At the very top of a bracket that is the rate of the bracket above. Source and errors as for
    ``income_tax``.
    """
    income = _income(taxable_income)
    reached = [b for b in _brackets(year, filing_status) if b.floor <= income]
    return reached[-1].rate


def _brackets(year: int, filing_status: str) -> tuple[Bracket, ...]:
    return year_table(year).rates.brackets[as_filing_status(filing_status)]


def _income(taxable_income: Decimal) -> Decimal:
    if not taxable_income.is_finite() or taxable_income < ZERO:
        raise ValueError(f"taxable_income must be zero or more dollars, not {taxable_income}")
    return taxable_income
