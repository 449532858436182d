"""The missed-8606 kit: which forms are missing or wrong, what to send for each, and what it costs.

One person at a time: each has forms of their own (IRC 408(d)(2)). Federal tax only.
"""

from planner.engine.missed.kit import Kit, missed_kit
from planner.engine.missed.penalties import Penalty
from planner.engine.missed.reasons import Reason
from planner.engine.missed.taxed import Taxed
from planner.engine.missed.year import KitYear

__all__ = ["Kit", "KitYear", "Penalty", "Reason", "Taxed", "missed_kit"]
