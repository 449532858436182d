"""Amounts and shares as sentences write them."""

from decimal import Decimal

from django import template

from planner.engine.household import Event
from planner.engine.money import CENT, MOST_PLACES, Ratio, to_unit
from planner.engine.printing import entered
from planner.engine.state import StateCode
from planner.models.entries import CHARACTER_NAMES, EVENT_NAMES

register = template.Library()

_SMALLEST, _LARGEST = Decimal("0.1"), Decimal("99.9")


@register.filter
def dollars(amount: Decimal) -> str:
    """``$6,951``, with cents only in cents mode; a minus stands before the dollar sign."""
    sign = "−" if amount < 0 else ""
    return f"{sign}${abs(amount):,}"


@register.filter
def size(amount: Decimal) -> Decimal:
    """How much it is, more or less."""
    return abs(amount)


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


@register.filter
def share_of(share: Ratio, whole: int) -> str:
    """The part of ``whole`` that a share takes up, for drawing."""
    return f"{float(share.fraction) * whole:.2f}"


@register.filter
def amount_or_unknown(amount: Decimal | None) -> str:
    """Dollars without a sign, as chips and cells write them; a word where it is not known."""
    return "unknown amount" if amount is None else entered(to_unit(amount, CENT))


@register.filter
def event_name(event: Event) -> str:
    """What happened, in a word or two."""
    if event.kind == "distribution":
        return CHARACTER_NAMES[event.character].lower()
    return EVENT_NAMES[event.kind].lower()


_CHIPS: dict[StateCode, str] = {
    "clean": "ok",
    "split_year": "calm",
    "pre_tax_present": "cost",
    "incomplete": "cost",
}


@register.filter
def chip_kind(code: StateCode) -> str:
    """The kind of chip that says how a year stands; it stops the reader unless it is known."""
    return _CHIPS.get(code, "stop")


@register.filter
def in_words(code: str) -> str:
    """A code or a key as words: ``pre_tax_present`` is "pre tax present"."""
    return code.replace("_", " ").replace("-", " ")
