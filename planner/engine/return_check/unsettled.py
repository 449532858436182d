"""What keeps lines 4a and 4b of Form 1040 from being judged: what Form 8606 does not say all of."""

from collections.abc import Iterator, Sequence

from planner.engine import pool as pools
from planner.engine.household import INHERITED_IRAS, OWN_IRAS, ROTH_IRAS, Event, Household, Person
from planner.engine.ledger import LedgerYear
from planner.engine.return_check.case import Case
from planner.engine.return_check.corrected import open_questions
from planner.engine.returns import household_year

IRAS = OWN_IRAS | ROTH_IRAS | INHERITED_IRAS
_SEPARATE = frozenset({"single", "married_separately", "head_of_household", "surviving_spouse"})


def missing_of(
    household: Household, year: int, cases: Sequence[Case], inherited: Sequence[LedgerYear]
) -> Iterator[str]:
    """Every reason why the two lines are not known, in sentences."""
    if household_year(household, year).filing_status in _SEPARATE and len(cases) > 1:
        yield "These people do not file one return together, so each has a line of their own."
    for case in cases:
        if case.found and case.missing:
            yield case.missing
    if not all(one.is_complete for one in inherited):
        yield f"The form for an inherited IRA is not complete for {year}."
    for person in household.people:
        yield from _unsettled(person, year)


def _unsettled(person: Person, year: int) -> Iterator[str]:
    """What a Form 8606 that is complete does not settle."""
    events = [*iras_left(person, year)]
    if any(one.amount is None for one in events):
        yield "An amount that left an IRA is not known."
    yield from _inherited(person, events)
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
        is_told = account.is_counted or account.key in told
        if account.kind in INHERITED_IRAS and not is_told:
            yield f"What is taxable of {account.name or 'an inherited IRA'} is not worked out here."


def iras_left(person: Person, year: int) -> Iterator[Event]:
    """Conversions and distributions of the year out of any IRA, but contributions given back."""
    for event in person.events_in(year):
        is_out = event.kind in ("conversion", "distribution")
        is_back = event.character == "returned_contribution"
        if is_out and not is_back and person.account(event.account).kind in IRAS:
            yield event
