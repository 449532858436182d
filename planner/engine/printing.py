"""How values are written: dollars, cents, and the decimal of line 10.

People read 7,500 or 7,500.00; other programs read 7500 or 7500.00.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from planner.engine.money import CENT, WHOLE, WIDE, ZERO, Ratio, to_unit


def writer(unit: Decimal) -> Callable[[Decimal], str]:
    """How a person writes amounts that are already rounded to ``unit``."""
    return _in_cents if unit == CENT else _in_dollars


def _in_dollars(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount else "0"


def _in_cents(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def printed(amount: Decimal, unit: Decimal) -> str:
    """An amount in dollars, already rounded to ``unit``, as a person writes it on the form."""
    return writer(unit)(amount)


def plain(amount: Decimal, unit: Decimal) -> str:
    """An amount in dollars without commas: no cents, or two decimals in cents mode."""
    return f"{amount:.2f}" if unit == CENT else f"{amount:.0f}"


def entered(amount: Decimal) -> str:
    """An amount as it was entered: with commas, and with its cents where it has any."""
    return f"{amount:,.2f}".removesuffix(".00")


def dollars(amount: Decimal) -> str:
    """An amount as it was entered, with the sign of dollars: how sentences say it."""
    return f"{'−' if amount < 0 else ''}${entered(abs(amount))}"


def day(on: date) -> str:
    """A date as US readers write it: ``March 10, 2026``."""
    return f"{on:%B} {on.day}, {on.year}"


def printed_ratio(
    ratio: Ratio, places: int, converted: Decimal, distributed: Decimal, unit: Decimal
) -> str:
    """Line 10 as printed: ``places`` decimals, or with 0 the fewest (3 to 10) that tie.

    A decimal ties when lines 8 and 7 times it, rounded, give the same dollars as the exact ratio.
    """
    if ratio == WHOLE:
        return "1.000"
    if places:
        return f"{ratio.decimal(places):f}"
    return f"{decimal_that_ties(ratio, converted, distributed, unit):f}"


def decimal_that_ties(
    ratio: Ratio, converted: Decimal, distributed: Decimal, unit: Decimal
) -> Decimal:
    """Line 10 with the fewest places with which lines 11 and 12 come out the same."""
    from_conversion, from_distribution = ratio.of(converted, unit), ratio.of(distributed, unit)
    decimal = ZERO
    for decimal in ratio.decimals():
        if to_unit(WIDE.multiply(decimal, converted), unit) != from_conversion:
            continue
        if to_unit(WIDE.multiply(decimal, distributed), unit) == from_distribution:
            return decimal
    return decimal
