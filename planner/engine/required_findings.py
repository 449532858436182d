"""Money that left the IRAs before the required minimum distribution (RMD) of the year did."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import Event
from planner.engine.moves import is_failed
from planner.engine.pool import Pool
from planner.engine.printing import dollars
from planner.engine.required_distributions import is_required, starting_age
from planner.engine.required_due import counted, is_short_of, required_due


def required_findings(pool: Pool, year: int) -> Iterator[Finding]:
    """A conversion or rollover in a year of RMDs, with less than the RMD out by that day.

    The first money out of the IRAs is the RMD, which can be neither converted nor rolled over
    (IRC 408(d)(3)(E); Treas. Reg. 1.408A-4, A-6). Nothing is said while the birth date is not
    known; while a value of the December 31 before is not, an RMD that was entered is taken for all
    that was required.

    Not verified at the source: ``rmd-before-any-conversion``.
    """
    born = pool.person.born
    if born is None or not is_required(born, year):
        return
    first = min(_moves(pool, year), key=lambda event: event.on, default=None)
    if first is None:
        return
    distributions = pool.events("distribution", year)
    before = [event for event in distributions if event.on <= first.on]
    due = required_due(pool, year, year - born.year)
    if _is_short(due, before):
        age = starting_age(born).text
        yield _before_the_rmd(first, age, _known(due, before), _transfer(pool, first))


def _is_short(due: Decimal | None, before: list[Event]) -> bool:
    """Whether less came out than was due; a dollar is rounding."""
    if due is None:
        return not any(event.character == "rmd" for event in before)
    return is_short_of(due, before)


def _moves(pool: Pool, year: int) -> Iterator[Event]:
    """What was converted or rolled over out of the pool; a failed move is a distribution."""
    yield from pools.valid_conversions(pool, year)
    for event in pool.events("rollover", year):
        if not is_failed(pool.person, event):
            yield event


def _before_the_rmd(
    first: Event, age: str, known: tuple[Decimal | None, str], also: str
) -> Finding:
    """What was required, what is known of it, and what it makes of the first move."""
    due, said = known
    return Finding(
        "rmd-before-conversion",
        "costs",
        f"From age {age} on a minimum distribution (RMD) is required, so for {first.on.year} too,"
        f" before the first {first.kind}, which was on {first.on}. {said} The first money out of"
        " the IRAs in such a year is the RMD, which can be neither converted nor rolled over: as"
        " much as was still due is a distribution of line 7 and does not belong where it arrived."
        f"{also} The lines here follow the events as they are entered.",
        dollars=due,
        citation="IRC §401(a)(9)(C), §408(d)(3)(E); Treas. Reg. §1.408A-4, A-6; §1.408-8",
    )


def _known(due: Decimal | None, before: list[Event]) -> tuple[Decimal | None, str]:
    """How many dollars were still due, and that in words."""
    taken = counted(before)
    out = f"{dollars(taken)} of it came out by then" if taken else "none of it is entered by then"
    if due is not None:
        short = due - taken
        return short, (
            f"By the values of December 31 before and the Uniform Lifetime Table it was"
            f" {dollars(due)}; {out}, so {dollars(short)} was still due (less, if a spouse more"
            " than ten years younger is the only beneficiary)."
        )
    toward = f" The {dollars(taken)} taken out by then counts toward it." if taken else ""
    return None, (
        "No RMD is entered on or before that day, and how much was due is not known, as a value"
        f" of the December 31 before is not entered.{toward}"
    )


def _transfer(pool: Pool, first: Event) -> str:
    """Money that never left the trustees' hands is no distribution (Rev. Rul. 78-406)."""
    if first.kind == "rollover" and pool.holds(first.to):
        return " If the rollover was a transfer from trustee to trustee, it was free to go first."
    return ""
