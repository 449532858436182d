"""Whether a contribution may be only partly deductible because of income.

Recognised from modified AGI, coverage by a plan at work, and filing status. The household's
``magi`` is the return's: with the taxable distributions and conversions of the year in it, before
the IRA deduction (as ``eligibility_facts.Filing``). What it would be without them is ``magi`` less
what the worksheet finds taxable; the deduction lies somewhere between those two incomes.

Sources: Instructions for Form 8606, line 7, caution; Publication 590-B, chapter 1; IRC 219(g).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.engine.filing_status import FilingStatus
from planner.engine.household import Household, HouseholdYear, Person
from planner.engine.limits import CATCH_UP_AGE, NotKnownError, deduction_phase_out
from planner.engine.returns import household_year, spouse_of
from planner.engine.tables import TableNotPublished
from planner.engine.year_figures import YearFigures, year_figures

type Deductible = Literal["partly", "fully", "not", "unknown"]


@dataclass(frozen=True, slots=True)
class Need:
    """How much income lets one deduct; ``unknown`` for want of the fact named ``missing``.

    ``partly`` calls for the worksheet. ``fully`` is sure at the higher income, ``not`` at the
    lower one, and neither does.
    """

    deductible: Deductible
    missing: str = ""


def need(
    household: Household,
    person: Person,
    year: int,
    *,
    contributed: Decimal | None,
    ira_income: Decimal,
) -> Need:
    """What income makes of ``contributed`` dollars for ``year``.

    ``None`` is as much as the limit: where a return deducted a part, any income inside the range
    is reason enough. ``ira_income`` is the part of MAGI, in dollars, that this person's
    distributions and conversions put there. What was contributed is taken as what compensation
    allowed.
    """
    try:
        figures = year_figures(year)
        case = _case(household, person, figures, contributed)
        return _settled(case, household_year(household, year).magi, ira_income)
    except TableNotPublished:
        return Need("unknown", "year")
    except NotKnownError as error:
        return Need("unknown", error.name)


@dataclass(frozen=True, slots=True)
class _Case:
    """Who contributed what, on which return.

    ``limits`` holds two where age is not known, ``apart`` where nobody said whether the couple
    lived apart all year.
    """

    figures: YearFigures
    status: FilingStatus
    covered: bool | None
    spouse_covered: bool | None
    contributed: Decimal | None
    limits: tuple[Decimal, ...]
    apart: tuple[bool, ...]

    def part(
        self, magi: Decimal | None, income: Decimal, limit: Decimal, *, apart: bool
    ) -> Deductible:
        """Whether the contribution is deductible in part, whatever of ``income`` is in AGI."""
        made = limit if self.contributed is None else min(self.contributed, limit)
        if self._deductible(magi, made, limit, lived_apart=apart) >= made:
            return "fully"
        without = None if magi is None else magi - income
        return "partly" if self._deductible(without, made, limit, lived_apart=apart) else "not"

    def _deductible(
        self, magi: Decimal | None, made: Decimal, limit: Decimal, *, lived_apart: bool
    ) -> Decimal:
        return deduction_phase_out(
            year=self.figures.table.year,
            filing_status=self.status,
            magi=magi,
            limit=limit,
            contribution=made,
            covered_by_plan=self.covered,
            spouse_covered_by_plan=self.spouse_covered,
            lived_apart_all_year=lived_apart,
        )


def _case(
    household: Household, person: Person, figures: YearFigures, made: Decimal | None
) -> _Case:
    facts = household_year(household, figures.year)
    status = facts.filing_status
    if status is None:
        raise NotKnownError("filing_status")
    spouse = spouse_of(household, person, status)
    return _Case(
        figures=figures,
        status=status,
        covered=person.record(figures.year).covered_by_plan,
        spouse_covered=spouse.record(figures.year).covered_by_plan if spouse else None,
        contributed=made,
        limits=_limits(person, figures),
        apart=_apart(facts),
    )


def _limits(person: Person, figures: YearFigures) -> tuple[Decimal, ...]:
    """IRC 219(b)(5); with the catch-up and without while nobody knows the birth date."""
    ira = figures.table.ira
    young, old = ira.contribution, ira.contribution + ira.catch_up
    if person.born is None:
        return (young, old)
    return (old if figures.year - person.born.year >= CATCH_UP_AGE else young,)


def _apart(facts: HouseholdYear) -> tuple[bool, ...]:
    """IRC 219(g)(4): asked of who files separately; both while it is not known."""
    said = facts.lived_apart_all_year
    if facts.filing_status != "married_separately":
        return (False,)
    return (False, True) if said is None else (said,)


def _settled(case: _Case, magi: Decimal | None, income: Decimal) -> Need:
    """The one answer where what is not known does not matter."""
    apart = case.apart
    ages = {case.part(magi, income, limit, apart=apart[0]) for limit in case.limits}
    if len(ages) > 1:
        return Need("unknown", "born")
    found = {case.part(magi, income, case.limits[0], apart=one) for one in apart}
    return Need("unknown", "lived_apart_all_year") if len(found) > 1 else Need(found.pop())
