"""Whether a way out can be chosen, and dollars as the sentences of a plan say them."""

from decimal import Decimal

from django import template

from planner.engine import printing
from planner.engine.fixes.options import Option
from planner.engine.todo import bars

register = template.Library()


@register.filter
def can_be_chosen(option: Option) -> bool:
    """Whether nothing stands in its way that no step of a list could do away with."""
    return option.outcome is not None and not bars(option.blocked_by)


@register.filter
def said(amount: Decimal) -> str:
    """Dollars, with cents only where there are any."""
    return printing.dollars(amount)
