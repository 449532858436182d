"""What a year of the ledger waits for, in words that say where to type it."""

from collections.abc import Iterator

from planner.engine.findings import Finding
from planner.engine.household import KIND_NAMES, Person
from planner.engine.ledger import LedgerYear


def waits_for(found: LedgerYear, person: Person) -> Iterator[str]:
    """Each thing that is missing before the year has a result."""
    for finding in found.all_findings:
        if finding.severity == "blocks":
            yield _words(finding, found, person)


def _words(finding: Finding, found: LedgerYear, person: Person) -> str:
    if finding.code == "missing-prior-basis":
        return f"the basis from before {found.year}: line 14 of the last Form 8606, or 0"
    if finding.code == "missing-deducted":
        return f"how much of the contributions for {found.year} was deducted; 0 if nothing was"
    if finding.code == "missing-year-end-value":
        return f"December 31, {found.year} of {_accounts(found, person)}"
    return finding.message[0].lower() + finding.message[1:].removesuffix(".")


def _accounts(found: LedgerYear, person: Person) -> str:
    """The counted accounts without a value, by the names people gave them."""
    missing = [
        account.name or KIND_NAMES.get(account.kind, account.kind)
        for account in person.accounts
        if account.is_counted
        and ((value := person.value(account.key, found.year)) is None or value.amount is None)
    ]
    return ", ".join(missing) or "the pool"
