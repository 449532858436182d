"""The eligibility of a person of a household, from what is entered there."""

from collections.abc import Mapping
from decimal import Decimal

from planner.engine.contributions import contributions
from planner.engine.eligibility import Eligibility, eligibility
from planner.engine.eligibility_facts import Contributor, Filing
from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerAt, ledger_at
from planner.engine.money import ZERO
from planner.engine.pool import conversions, own_pool
from planner.engine.returns import household_year, spouse_of

_EMPLOYER_ROTHS = frozenset({"roth_sep", "roth_simple"})


def household_eligibility(
    household: Household,
    person: Person,
    year: int,
    *,
    known: Mapping[str, LedgerAt] | None = None,
) -> Eligibility:
    """How ``person`` may contribute for ``year``, by what the household has entered.

    ``known`` holds the year's ledgers that have been worked out already, by the person's key.
    Source: IRC 219, 408A(c); what follows from the facts is ``eligibility``.
    """
    facts = household_year(household, year)
    spouse = spouse_of(household, person, facts.filing_status)
    on_return = [person]
    if spouse and facts.filing_status == "married_jointly":
        on_return.append(spouse)
    filing = Filing(
        year=year,
        filing_status=facts.filing_status,
        magi=facts.magi,
        conversion_income=_conversion_income(household, on_return, year, known or {}),
        converted=sum((conversions(own_pool(one), year) for one in on_return), ZERO),
        lived_apart_all_year=facts.lived_apart_all_year,
    )
    return eligibility(
        filing, _contributor(person, year), _contributor(spouse, year) if spouse else None
    )


def _contributor(person: Person, year: int) -> Contributor:
    record = person.record(year)
    traditional, roth = _contributed(person, year)
    return Contributor(
        born=person.born,
        compensation=record.compensation,
        covered_by_plan=record.covered_by_plan,
        traditional=traditional,
        roth=roth,
        rolled_from_529=record.from_529 or ZERO,
    )


def _contributed(person: Person, year: int) -> tuple[Decimal | None, Decimal | None]:
    """Traditional and Roth contributions for the year in dollars, after every correction.

    What an employer puts into a Roth SEP or Roth SIMPLE IRA uses up no limit of one's own.
    """
    if any(event.amount is None for event in person.events_for(year)):
        return None, None
    made = contributions(person, year)
    own = (
        lot.amount
        for lot in made.lots
        if lot.is_roth and person.account(lot.account).kind not in _EMPLOYER_ROTHS
    )
    return made.total, sum(own, ZERO)


def _conversion_income(
    household: Household, people: list[Person], year: int, known: Mapping[str, LedgerAt]
) -> Decimal | None:
    """Line 18 of everybody on the return, in dollars; ``None`` while one is not known."""
    income = ZERO
    for person in people:
        if conversions(own_pool(person), year):
            found = known.get(person.key) or ledger_at(household, person, year)
            [own] = [one for one in found.years if not one.decedent]
            taxable = own.sheet.value("taxable_conversion") if own.is_known else None
            if not isinstance(taxable, Decimal):
                return None
            income += taxable
    return income
