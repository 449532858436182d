"""The ways out: one file a fix, all answering with the same ``Outcome``."""

from planner.engine.fixes.convert_all import convert_all
from planner.engine.fixes.do_nothing import do_nothing
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.fixes.roll_in import most_to_roll_in, roll_in
from planner.engine.fixes.spread import spread

__all__ = [
    "Outcome",
    "OutcomeYear",
    "convert_all",
    "do_nothing",
    "most_to_roll_in",
    "roll_in",
    "spread",
]
