"""The ways out: one file a fix, all answering with the same ``Outcome``."""

from planner.engine.fixes.convert_all import convert_all
from planner.engine.fixes.do_nothing import do_nothing, stop_backdoors
from planner.engine.fixes.fill import fill
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.fixes.pool import not_converted
from planner.engine.fixes.roll_in import (
    most_to_roll_in,
    part_roll_in_part_convert,
    roll_in,
    solo_401k,
)
from planner.engine.fixes.spread import spread
from planner.engine.fixes.terms import Terms, at_flat_rate
from planner.engine.fixes.unpriced import UnpricedError

__all__ = [
    "Outcome",
    "OutcomeYear",
    "Terms",
    "UnpricedError",
    "at_flat_rate",
    "convert_all",
    "do_nothing",
    "fill",
    "most_to_roll_in",
    "not_converted",
    "part_roll_in_part_convert",
    "roll_in",
    "solo_401k",
    "spread",
    "stop_backdoors",
]
