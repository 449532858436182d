"""What an incomplete year waits for, in a few words for its row."""

from collections.abc import Iterator

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import KIND_NAMES, Person
from planner.engine.ledger import LedgerYear
from planner.engine.pool import Pool


def missing_words(person: Person, found: LedgerYear, waits_for: int | None) -> Iterator[str]:
    """One phrase for each thing that blocks the year.

    ``waits_for`` is the last year before, or this one, that is incomplete of itself.
    """
    for finding in found.all_findings:
        if finding.severity == "blocks":
            yield from _words(person, found, finding, waits_for)


def _words(
    person: Person, found: LedgerYear, finding: Finding, waits_for: int | None
) -> Iterator[str]:
    year = found.year
    if finding.code == "missing-prior-basis":
        if waits_for and waits_for < year:
            yield f"waits for {waits_for}"
        else:
            yield f"the basis from before {year}"
    elif finding.code == "missing-year-end-value":
        yield from _values(_pool(person, found.decedent), year)
    elif finding.code == "missing-deducted":
        yield f"how much of the contributions for {year} was deducted (0 if none)"
    else:
        yield finding.message.removesuffix(".")


def _pool(person: Person, decedent: str) -> Pool:
    if not decedent:
        return pools.own_pool(person)
    return next(pool for pool in pools.inherited_pools(person) if pool.decedent == decedent)


def _values(pool: Pool, year: int) -> Iterator[str]:
    for account in pool.accounts:
        if pool.value(account, year) is None:
            name = account.name or KIND_NAMES[account.kind]
            yield f"the value of {name} on December 31, {year}"
