"""Amounts and shares as sentences write them."""

from decimal import Decimal

from django import template

from planner.engine.money import MOST_PLACES, Ratio

register = template.Library()

_SMALLEST, _LARGEST = Decimal("0.1"), Decimal("99.9")


@register.filter
def dollars(amount: Decimal) -> str:
    """``$6,951``, with cents only in cents mode; a minus stands before the dollar sign."""
    sign = "−" if amount < 0 else ""
    return f"{sign}${abs(amount):,}"


@register.filter
def percent(share: Ratio) -> str:
    """A share as a percentage, one decimal at most; 0 or 100 only when it is exactly that."""
    if share.numerator in (0, share.denominator):
        return "0" if not share.numerator else "100"
    exact = share.decimal(MOST_PLACES) * 100
    if exact < _SMALLEST:
        return "less than 0.1"
    if exact > _LARGEST:
        return "more than 99.9"
    return f"{exact:.1f}".removesuffix(".0")
