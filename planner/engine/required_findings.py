"""Money that left the IRAs before the required minimum distribution (RMD) of the year did."""

from collections.abc import Iterator

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import Event
from planner.engine.money import ZERO
from planner.engine.moves import is_failed
from planner.engine.pool import Pool
from planner.engine.printing import entered
from planner.engine.required_distributions import is_required, starting_age

_COUNTS = frozenset({"normal", "qualified_disaster", "withheld_from_conversion", "qcd"})
"""What counts toward an RMD beside one that was entered as such (QCDs: IRC 408(d)(8))."""


def required_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """A conversion or rollover in a year of RMDs, with no RMD entered on that day or before.

    The first money out of the IRAs is the RMD, which can be neither converted nor rolled over
    (IRC 408(d)(3)(E); Treas. Reg. 1.408A-4, A-6). Nothing is said while the birth date is not
    known; an RMD that was entered is taken for all that was required.
    """
    born = pool.person.born
    if born is None or not is_required(born, year):
        return
    first = min(_moves(pool, year), key=lambda event: event.on, default=None)
    if first is None:
        return
    distributions = pool.events("distribution", year)
    before = [event for event in distributions if event.on <= first.on]
    if not any(event.character == "rmd" for event in before):
        beside = _counting(before) + _transfer(pool, first)
        yield _before_the_rmd(first, starting_age(born).text, beside)


def _moves(pool: Pool, year: int) -> Iterator[Event]:
    """What was converted or rolled over out of the pool; a failed move is a distribution."""
    yield from pools.valid_conversions(pool, year)
    for event in pool.events("rollover", year):
        if not is_failed(pool.person, event):
            yield event


def _before_the_rmd(first: Event, age: str, beside: str) -> Finding:
    """What is known, and what is not: how much was required."""
    return Finding(
        "rmd-before-conversion",
        "costs",
        f"From age {age} on a minimum distribution (RMD) is required, so for {first.on.year} too;"
        f" none is entered on or before {first.on}, the day of the first {first.kind}. The first"
        " money out of the IRAs in such a year is the RMD, which can be neither converted nor"
        " rolled over: as much as was still due is a distribution of line 7 and does not belong"
        f" where it arrived.{beside} How much was due is not known here, so the lines follow the"
        " events as they are entered.",
        citation="IRC §401(a)(9)(C), §408(d)(3)(E); Treas. Reg. §1.408A-4, A-6; §1.408-8",
    )


def _counting(before: list[Event]) -> str:
    """What came out earlier and counts toward the RMD, if anything did."""
    counted = (event.amount or ZERO for event in before if event.character in _COUNTS)
    taken = sum(counted, ZERO)
    return f" The {entered(taken)} taken out by then counts toward it." if taken else ""


def _transfer(pool: Pool, first: Event) -> str:
    """Money that never left the trustees' hands is no distribution (Rev. Rul. 78-406)."""
    if first.kind == "rollover" and pool.holds(first.to):
        return " If the rollover was a transfer from trustee to trustee, it was free to go first."
    return ""
