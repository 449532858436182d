"""All steps of a chosen way, in the order in which they are done."""

from planner.engine.todo.after import after
from planner.engine.todo.before import before
from planner.engine.todo.moves import later, moves
from planner.engine.todo.standing import Standing
from planner.engine.todo.step import Step


def steps(found: Standing) -> tuple[Step, ...]:
    """What to do, each with its dollars, its day and its law (IRC 408, 408A; Form 8606)."""
    return (*before(found), *moves(found), *after(found), *later(found))
