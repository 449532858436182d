"""A few figures of a draft or filed return, held against what the household's entries give."""

from planner.engine.return_check.check import check_return
from planner.engine.return_check.figures import (
    FORM_LINES,
    RETURN_LINES,
    Cause,
    Figure,
    ReturnCheck,
    TypedReturn,
)
from planner.engine.return_check.mending import CAVEAT, PROGRAMS, Steps, steps_for

__all__ = [
    "CAVEAT",
    "FORM_LINES",
    "PROGRAMS",
    "RETURN_LINES",
    "Cause",
    "Figure",
    "ReturnCheck",
    "Steps",
    "TypedReturn",
    "check_return",
    "steps_for",
]
