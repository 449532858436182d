"""Mistakes on line 2 as it was filed: the chain from one form's line 14 to the next one's line 2.

The last form that was filed counts, however long ago (Instructions, Total Basis Chart).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.household import Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import Slip, is_same, told
from planner.engine.mistakes.mistake import NOTHING_SEEN, Evidence, Seen
from planner.engine.money import ZERO

BROKEN = "chain-broken"
_CHART = "Instructions for Form 8606, line 2, Total Basis Chart"
_CORRECT = "Correct the form and those after it, or enter the change of basis that explains it."


def chain_mistakes(case: Case) -> Iterator[Seen]:
    """A line 2 that is not what the last filed form carried, as later events changed it."""
    if not case.filed or "2" not in case.filed.lines:
        return
    last = max((year for year in case.books.filed_years if year < case.year), default=None)
    carried = _by_the_ledger(case) if last is None else _carried(case, last)
    if carried is None:
        yield case.not_run(BROKEN, "prior_basis" if last is None else f"line 14 for {last}")
        return
    gap = case.filed.lines["2"] - carried
    if not is_same(gap, ZERO):
        since = case.year - 1 if last is None else last
        slips = (*_changes(case, since), *_skipped(case, since, carried), _broken(gap))
        yield told(case, next(one for one in slips if is_same(one.amount, gap)), "2")


def _carried(case: Case, last: int) -> Decimal | None:
    """Line 14 as it was filed last, with what changed the basis since, in dollars.

    What is stated for a year between overrides it.
    """
    start = case.person.basis_start
    if start and last < start.after_year < case.year:
        return _by_the_ledger(case)
    filed = case.person.record(last).filed
    line_14 = filed.lines.get("14") if filed else None
    if line_14 is None:
        return None
    years = range(last + 1, case.year + 1)
    changes = sum((pools.basis_changes(case.pool, year) for year in years), ZERO)
    return max(ZERO, line_14 + changes)


def _by_the_ledger(case: Case) -> Decimal | None:
    """What line 2 should be where no form was filed before."""
    return case.facts.prior_basis if case.found.is_known else None


def _changes(case: Case, last: int) -> Iterator[Slip]:
    """Changes of the basis that line 2 left out, of one sort each."""
    years = range(last + 1, case.year + 1)
    rolled = tuple(one for year in years for one in pools.after_tax_rollovers(case.pool, year))
    yield Slip(
        "after-tax-money-left-off-line-2",
        -sum((one.after_tax or ZERO for one in rolled), ZERO),
        "{dollars} of after-tax money that was rolled from a plan into an IRA was left off line 2"
        " for {year}.",
        "Amend: add it to line 2. Another time, send the after-tax part to a Roth IRA directly.",
        "Instructions for Form 8606, line 2; Notice 2014-54",
        Evidence(rolled),
    )
    returned = tuple(one for year in years for one in pools.late_returns(case.pool, year))
    yield Slip(
        "returned-excess-left-in-basis",
        _total(returned),
        "{dollars} of excess contributions that were returned late is still in line 2 for {year}.",
        "Take it off line 2 and correct the forms after it.",
        "IRC §408(d)(5); Instructions for Form 8606, line 2",
        Evidence(returned),
    )
    adjusted = tuple(one for year in years for one in pools.adjustments(case.pool, year))
    yield Slip(
        "basis-adjustment-left-off-line-2",
        -_total(adjusted),
        "A change of the basis by {dollars}, as in a divorce, was left off line 2 for {year}.",
        "Amend, with a statement that explains it; a former spouse's form changes too.",
        "IRC §408(d)(6); Instructions for Form 8606, line 2",
        Evidence(adjusted),
    )


def _total(events: Iterable[Event]) -> Decimal:
    return sum((event.amount or ZERO for event in events), ZERO)


def _skipped(case: Case, last: int, carried: Decimal) -> Iterator[Slip]:
    """Nothing brought forward over years without a form."""
    if last < case.year - 1:
        yield Slip(
            "skipped-years-taken-for-zero",
            -carried,
            f"Line 2 for {{year}} starts from nothing, but {{dollars}} was carried on the form for"
            f" {last}, the last that was filed. The years between do not end it.",
            _CORRECT,
            _CHART,
            NOTHING_SEEN,
        )


def _broken(gap: Decimal) -> Slip:
    more = "more" if gap > 0 else "less"
    return Slip(
        BROKEN,
        gap,
        f"Line 2 was filed for {{year}} with {{dollars}} {more} basis than was brought forward.",
        _CORRECT,
        _CHART,
        NOTHING_SEEN,
    )
