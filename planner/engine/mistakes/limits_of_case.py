"""The limits of a person's year, by what the household has entered and its ledgers say."""

from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.eligibility_facts import Contributor, Filing
from planner.engine.eligibility_limits import Limits
from planner.engine.mistakes.case import Books, Case
from planner.engine.money import ZERO
from planner.engine.returns import household_year, spouse_of
from planner.engine.year_figures import YearFigures

_EMPLOYER_ROTHS = frozenset({"roth_sep", "roth_simple"})


def limits_of(case: Case, figures: YearFigures, made: Contributor) -> Limits:
    """The limits of who ``made`` contributions for the year; the spouse's side beside it.

    Source: IRC 219(b) and (c), 408A(c).
    """
    facts = household_year(case.household, case.year)
    spouse = spouse_of(case.household, case.person, facts.filing_status)
    on_return = [case.books]
    if spouse and facts.filing_status == "married_jointly":
        on_return.append(case.everybody[spouse.key])
    filing = Filing(
        year=case.year,
        filing_status=facts.filing_status,
        magi=facts.magi,
        conversion_income=_conversion_income(on_return, case.year),
        converted=sum((pools.conversions(one.pool, case.year) for one in on_return), ZERO),
        lived_apart_all_year=facts.lived_apart_all_year,
    )
    nobody = Contributor(traditional=None, roth=None)
    other = contributor(case.everybody[spouse.key], case.year) if spouse else nobody
    return Limits(figures, filing, made, other)


def contributor(books: Books, year: int) -> Contributor:
    """What the person contributed for the year as it stands after every correction."""
    record = books.person.record(year)
    made = books.pool.contributions(year)
    is_known = not any(event.amount is None for event in books.person.events_for(year))
    own = (
        lot.amount
        for lot in made.lots
        if lot.is_roth and books.person.account(lot.account).kind not in _EMPLOYER_ROTHS
    )
    return Contributor(
        born=books.person.born,
        compensation=record.compensation,
        covered_by_plan=record.covered_by_plan,
        traditional=made.total if is_known else None,
        roth=sum(own, ZERO) if is_known else None,
        rolled_from_529=record.from_529 or ZERO,
    )


def _conversion_income(on_return: list[Books], year: int) -> Decimal | None:
    """Line 18 of everybody on the return, in dollars; ``None`` while one is not known."""
    income = ZERO
    for books in on_return:
        if pools.conversions(books.pool, year):
            taxable = books.own[year].taxable_conversion
            if taxable is None:
                return None
            income += taxable
    return income
