"""From a chosen way out to done: a dated list, worked out from the way and today's ledger."""

from planner.engine.todo.papers import Box, ExpectedPaper, expected_papers, on_the_return
from planner.engine.todo.standing import Standing, bars, standing
from planner.engine.todo.step import Part, Step, called
from planner.engine.todo.steps import steps

__all__ = [
    "Box",
    "ExpectedPaper",
    "Part",
    "Standing",
    "Step",
    "bars",
    "called",
    "expected_papers",
    "on_the_return",
    "standing",
    "steps",
]
