"""A whole federal return, with and without a conversion: what it costs and where it lands."""

from planner.engine.federal.amounts import FederalAmounts, federal_amounts
from planner.engine.federal.difference import FederalDifference, Segment, difference, landing
from planner.engine.federal.filers import Filers
from planner.engine.federal.not_counted import NOT_COUNTED
from planner.engine.federal.premiums import Medicare, premium_increase, room_below_next_tier
from planner.engine.federal.returns import FederalReturn, FederalTax, federal_tax, is_aged

__all__ = [
    "NOT_COUNTED",
    "FederalAmounts",
    "FederalDifference",
    "FederalReturn",
    "FederalTax",
    "Filers",
    "Medicare",
    "Segment",
    "difference",
    "federal_amounts",
    "federal_tax",
    "is_aged",
    "landing",
    "premium_increase",
    "room_below_next_tier",
]
