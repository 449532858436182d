"""What a basis statement says of how basis began, and of what changed it between two forms."""

from collections.abc import Iterator
from typing import Final

from planner.documents.names import printable
from planner.documents.year_remarks import Remark
from planner.documents.year_sheets import YearSheet
from planner.engine.entries import Entries, Entry, entries
from planner.engine.household import Event, Person
from planner.engine.pool import Pool, inherited_pools, own_pool
from planner.engine.printing import day, entered

_REASON_ROOM: Final = 30.0
"""Ems for a reason in a sentence."""

_START_EVIDENCE: Final = {
    "filed_8606": "a filed Form 8606",
    "form_5498": "Form 5498",
    "tax_return": "a tax return",
    "statement": "a custodian's statement",
    "memory": "memory only",
    "none": "none is named",
}


def pool_of(person: Person, decedent: str) -> Pool:
    """The person's own pool, or the one inherited from ``decedent``."""
    if not decedent:
        return own_pool(person)
    return next(pool for pool in inherited_pools(person) if pool.decedent == decedent)


def start_words(person: Person) -> Iterator[str]:
    """How the person's basis began, as far as it is entered."""
    start = person.basis_start
    firsts = sorted(record.year for record in person.years if record.first_year)
    if start and start.amount is None:
        yield f"How much basis was carried out of {start.after_year} is not known."
    elif start and start.amount is not None:
        yield (
            f"${entered(start.amount)} of basis was carried out of {start.after_year}, as entered."
            f" Evidence: {_START_EVIDENCE[start.evidence]}."
        )
    for year in firsts:
        yield f"{year} is entered as the first year: there was no basis before it."
    if not (start or firsts):
        yield (
            "How the basis began is not known: neither a first year nor the line 14 of an earlier"
            " form is entered."
        )


def entries_of(pool: Pool, sheet: YearSheet) -> Entries:
    """The events and values behind the year's form."""
    return entries(pool, sheet.found.year, sheet.found.brought)


def changes(found: Entries) -> Iterator[Remark]:
    """What changed line 2 beside last year's line 14."""
    for entry in found["2"]:
        if isinstance(entry.source, Event):
            yield Remark("Change of basis", _change(entry, entry.source))


def _change(entry: Entry, event: Event) -> str:
    amount = "an amount not known" if entry.amount is None else f"${entered(abs(entry.amount))}"
    takes_off = entry.amount is not None and entry.amount < 0
    words = f"{amount} {'less' if takes_off else 'more'} on {day(event.on)}"
    if event.kind == "rollover":
        return f"{words}: after-tax money that came out of an employer plan."
    if event.kind == "distribution":
        return f"{words}: an excess contribution that was returned late."
    reason = printable(event.reason, ems=_REASON_ROOM)
    return f"{words}: {reason or 'no reason is entered'}."
