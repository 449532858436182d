"""The mistakes that people make with a backdoor Roth, as checks on what a household has entered.

One file a family of checks; each yields a ``Mistake``, or a ``NotRun`` where it lacks facts.
``PITFALLS`` says of every entry of our list of pitfalls what covers it, or why nothing can.
"""

from planner.engine.mistakes.collect import mistakes, not_run
from planner.engine.mistakes.mistake import Evidence, Key, Mistake, NotRun

__all__ = ["Evidence", "Key", "Mistake", "NotRun", "mistakes", "not_run"]
