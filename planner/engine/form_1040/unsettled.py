"""What keeps lines 4a and 4b of Form 1040 from being known: what Form 8606 does not say all of."""

from collections.abc import Iterator, Sequence

from planner.engine import pool as pools
from planner.engine.form_1040.corrected import open_questions
from planner.engine.form_1040.left import left_of, out_of_iras
from planner.engine.form_1040.own_form import OwnForm
from planner.engine.household import INHERITED_IRAS, Event, Person
from planner.engine.ledger import LedgerYear


def missing_of(own: OwnForm, inherited: Sequence[LedgerYear]) -> Iterator[str]:
    """Every reason why the two lines of a person are not known, in sentences."""
    if own.found and own.missing:
        yield own.missing
    if not all(one.is_complete for one in inherited):
        yield f"The form for an inherited IRA is not complete for {own.year}."
    yield from _unsettled(own.person, own.year)


def _unsettled(person: Person, year: int) -> Iterator[str]:
    """What a Form 8606 that is complete does not settle."""
    if any(one.amount is None for one in left_of(person, year)):
        yield "An amount that left an IRA is not known."
    yield from _inherited(person, [*out_of_iras(person, year)])
    yield from open_questions(person, year)


def _inherited(person: Person, events: Sequence[Event]) -> Iterator[str]:
    """Withdrawals from inherited IRAs that no form of the ledger tells about."""
    told = {
        account.key
        for pool in pools.inherited_pools(person)
        if pools.has_basis(pool)
        for account in pool.accounts
    }
    for event in events:
        account = person.account(event.account)
        is_told = account.is_counted or (account.key in told and event.kind != "rollover")
        if account.kind in INHERITED_IRAS and not is_told:
            yield f"What is taxable of {account.name or 'an inherited IRA'} is not worked out here."
