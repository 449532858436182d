"""What a year waits for before it has a result, in words that say where to type it."""

from collections.abc import Iterator

from planner.engine import pool as pools
from planner.engine.findings import Finding
from planner.engine.household import KIND_NAMES, Person
from planner.engine.ledger import LedgerYear
from planner.engine.pool import Pool


def waits_for(found: LedgerYear, person: Person, since: int | None = None) -> Iterator[str]:
    """One phrase for each thing that is missing before the year has a result.

    ``since`` is the last year before, or this one, that is incomplete of itself: a year after it
    waits for that one.
    """
    for finding in found.all_findings:
        if finding.severity == "blocks":
            yield from _words(finding, found, person, since)


def _words(finding: Finding, found: LedgerYear, person: Person, since: int | None) -> Iterator[str]:
    year = found.year
    if finding.code == "missing-prior-basis":
        if since and since < year:
            yield f"waits for {since}"
        else:
            yield f"the basis from before {year}: line 14 of the last Form 8606, or 0"
    elif finding.code == "missing-deducted":
        yield f"how much of the contributions for {year} was deducted; 0 if nothing was"
    elif finding.code == "missing-year-end-value":
        yield from _values(_pool(person, found.decedent), year)
    else:
        yield finding.message[0].lower() + finding.message[1:].removesuffix(".")


def _pool(person: Person, decedent: str) -> Pool:
    if not decedent:
        return pools.own_pool(person)
    return next(pool for pool in pools.inherited_pools(person) if pool.decedent == decedent)


def _values(pool: Pool, year: int) -> Iterator[str]:
    """The accounts of the pool without a value, by the names people gave them."""
    for account in pool.accounts:
        if pool.value(account, year) is None:
            name = account.name or KIND_NAMES[account.kind]
            yield f"the value of {name} on December 31, {year}"
