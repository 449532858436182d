"""Where the ledger of a person begins: line 14 of the last form filed before."""

from dataclasses import replace
from decimal import Decimal

from planner.bridge import PersonRecords
from planner.engine.household import BasisStart
from planner.engine.household import Person as PersonFacts
from planner.models import Household, Person, User
from planner.services.history.changes import needed, recording


def start_basis(
    *,
    household: Household,
    user: User,
    records: PersonRecords,
    start: BasisStart | None,
    reason: str = "",
) -> Person:
    """Say what was carried out of which year, or with ``None`` that nothing is said of it.

    A reason is asked for where the form that it begins is filed and locked.
    """
    person = records.person
    reason = needed(reason) if locked_by_start(records, start) else reason.strip()
    with recording(household, user, _told(person, start), person=person, reason=reason):
        person.basis_after_year = start.after_year if start else None
        person.basis_amount = start.amount if start else None
        person.basis_evidence = start.evidence if start else "none"
        person.save(update_fields=["basis_after_year", "basis_amount", "basis_evidence"])
    return person


def with_start(person: PersonFacts, start: BasisStart | None) -> PersonFacts:
    """The person as they would be; nothing is written."""
    return replace(person, basis_start=start)


def locked_by_start(records: PersonRecords, start: BasisStart | None) -> list[int]:
    """The locked years whose line 2 the start, as it was or would be, stands on."""
    afters = {records.person.basis_after_year, start.after_year if start else None}
    years = sorted(year + 1 for year in afters if year is not None)
    return [year for year in years if records.is_locked(year)]


def _told(person: Person, start: BasisStart | None) -> str:
    if start is None:
        return f"Took away the start of the basis of {person}"
    amount = Decimal(0) if start.amount is None else start.amount
    return f"Basis of {person} starts from line 14 for {start.after_year}: {amount:,}"
