"""The Tax Table of the Instructions for Form 1040, as it is made from the rate schedules.

A return with taxable income below 100,000 uses the table and not the schedules: the tax is that
on the middle of the row, in whole dollars.
"""

from collections.abc import Sequence
from decimal import Decimal

from planner.engine.money import DOLLAR, ZERO, to_unit
from planner.engine.tables import Bracket
from planner.engine.tax import schedule_tax

TABLE_ENDS_AT = Decimal(100_000)
"""Instructions for Form 1040, line 16: from here on the Tax Computation Worksheet is used."""

_FIRST_ROWS = ((Decimal(5), ZERO), (Decimal(15), Decimal(10)), (Decimal(25), Decimal(20)))
"""Where the first rows end, and their middle; the very first is free."""

_NARROW_ENDS_AT, _NARROW, _WIDE = Decimal(3_000), Decimal(25), Decimal(50)


def table_tax(brackets: Sequence[Bracket], taxable_income: Decimal) -> Decimal:
    """The tax on ``taxable_income`` as a return shows it, in dollars.

    By the Tax Table below 100,000 (IRC 3), by the schedule ``brackets`` from there on. Raises
    ``ValueError`` for an amount that is negative or not finite.
    """
    exact = schedule_tax(brackets, taxable_income)
    if taxable_income >= TABLE_ENDS_AT:
        return exact
    return to_unit(schedule_tax(brackets, _middle_of_row(taxable_income)), DOLLAR)


def _middle_of_row(income: Decimal) -> Decimal:
    """The middle of the row that ``income`` is in."""
    for end, middle in _FIRST_ROWS:
        if income < end:
            return middle
    width = _NARROW if income < _NARROW_ENDS_AT else _WIDE
    return income // width * width + width / 2
