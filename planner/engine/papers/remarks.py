"""A form by itself: what cannot stand on it, what is odd, and what only looks so."""

from datetime import date

from planner.engine.household import Account
from planner.engine.papers.paper import Paper
from planner.engine.papers.remark import Remark
from planner.engine.papers.remarks_1099_r import remarks_1099_r
from planner.engine.papers.remarks_5498 import remarks_5498

_ORDER = {"wrong": 0, "odd": 1, "normal": 2}


def remarks(paper: Paper, account: Account | None, born: date | None) -> tuple[Remark, ...]:
    """What there is to say, the worst first; ``account`` and ``born`` where they are known.

    Source: Instructions for Forms 1099-R and 5498.
    """
    found = remarks_1099_r if paper.form == "1099-R" else remarks_5498
    return tuple(sorted(found(paper, account, born), key=lambda one: _ORDER[one.weight]))
