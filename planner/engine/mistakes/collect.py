"""All the checks, run on every person and year of a household."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from planner.engine.household import Household
from planner.engine.mistakes.case import Case, Ledgers, cases
from planner.engine.mistakes.contributed import contribution_mistakes
from planner.engine.mistakes.filed_basis import basis_mistakes
from planner.engine.mistakes.filed_chain import chain_mistakes
from planner.engine.mistakes.filed_forms import form_mistakes
from planner.engine.mistakes.filed_moves import filed_move_mistakes
from planner.engine.mistakes.filed_tax import part_iii_mistakes, tax_mistakes
from planner.engine.mistakes.filed_value import value_mistakes
from planner.engine.mistakes.gifts import gift_mistakes
from planner.engine.mistakes.known import known_mistakes, lacking
from planner.engine.mistakes.merging import merged
from planner.engine.mistakes.mistake import Mistake, NotRun, Seen
from planner.engine.mistakes.others import other_mistakes
from planner.engine.mistakes.pool import pool_mistakes
from planner.engine.mistakes.two_rollovers import two_rollover_mistakes
from planner.engine.mistakes.undone import undone_mistakes
from planner.engine.mistakes.withheld import withheld_mistakes

_FILED = (basis_mistakes, value_mistakes, filed_move_mistakes)

COMPARED = "filed-lines"
"""Stands for all checks of filed lines where what they should be is not known."""


def filed_mistakes(case: Case) -> Iterator[Seen]:
    """How the filed lines of the year came to be what they are not."""
    if case.filed and not case.found.is_complete:
        yield case.not_run(COMPARED, *_blocking(case))
    if case.off:
        found = [one for check in _FILED for one in check(case)]
        yield from found
        yield from part_iii_mistakes(case)
        if not found:
            yield from tax_mistakes(case)


def _blocking(case: Case) -> tuple[str, ...]:
    blocking = (one for one in case.found.all_findings if one.severity == "blocks")
    return tuple(dict.fromkeys(one.key or one.code for one in blocking))


CHECKS: tuple[Callable[[Case], Iterator[Seen]], ...] = (
    known_mistakes,
    contribution_mistakes,
    pool_mistakes,
    withheld_mistakes,
    undone_mistakes,
    two_rollover_mistakes,
    gift_mistakes,
    lacking,
    other_mistakes,
    form_mistakes,
    chain_mistakes,
    filed_mistakes,
)
"""Each a family of checks on one person and year."""


def mistakes(household: Household, today: date, ledgers: Ledgers | None = None) -> list[Mistake]:
    """Every mistake of the household, by person and year, one a key.

    ``ledgers`` are the people's ledgers by key, worked out here where they are not passed in.
    """
    return merged(_mistakes(seen(household, today, ledgers)))


def not_run(household: Household, today: date, ledgers: Ledgers | None = None) -> list[NotRun]:
    """The checks that had something to look at and lacked facts, which are named."""
    without = (one for one in seen(household, today, ledgers) if isinstance(one, NotRun))
    return list(dict.fromkeys(without))


def of_case(case: Case) -> Iterator[Seen]:
    """What the checks see in one person and year."""
    for check in CHECKS:
        yield from check(case)


def seen(household: Household, today: date, ledgers: Ledgers | None) -> Iterator[Seen]:
    """What the checks see anywhere, before mistakes of one key are put together."""
    for case in cases(household, today, ledgers):
        yield from of_case(case)


def _mistakes(found: Iterable[Seen]) -> Iterator[Mistake]:
    return (one for one in found if isinstance(one, Mistake))
