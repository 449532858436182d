"""Lines 4a and 4b of Form 1040: what left the IRAs of a year, and what of it is taxable.

``left`` finds what line 4a counts and ``lines`` adds it up; ``beside`` says what is written next to
the two lines, and ``returns`` works them out for each person and for everybody together.
"""

from planner.engine.form_1040.beside import beside
from planner.engine.form_1040.left import Left, LeftKind, left_of
from planner.engine.form_1040.lines import LineNames, ReturnLines, line_names, lines_of
from planner.engine.form_1040.returns import HouseholdReturn, PersonReturn, household_return

__all__ = [
    "HouseholdReturn",
    "Left",
    "LeftKind",
    "LineNames",
    "PersonReturn",
    "ReturnLines",
    "beside",
    "household_return",
    "left_of",
    "line_names",
    "lines_of",
]
