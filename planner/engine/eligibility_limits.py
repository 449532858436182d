"""The limits of one person in one year, each asked for only what decides it.

Every method returns US dollars and raises ``NotKnownError`` naming the fact that is missing. A
fact that could be either way is tried both ways first: where both agree, it does not matter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.eligibility_facts import Contributor, Filing
from planner.engine.filing_status import FilingStatus
from planner.engine.limits import (
    NotKnownError,
    contribution_limit,
    deduction_phase_out,
    limit_by_compensation,
    roth_phase_out,
    traditional_contribution_allowed,
)
from planner.engine.money import ZERO
from planner.engine.year_figures import YearFigures


@dataclass(frozen=True, slots=True)
class Limits:
    """What the law allows ``person``, whose return is ``filing``; ``spouse`` where there is one."""

    figures: YearFigures
    filing: Filing
    person: Contributor
    spouse: Contributor

    @property
    def general(self) -> Decimal:
        """IRC 219(b)(5): the dollar limit, with the catch-up from the year one turns 50."""
        if self.person.born is None:
            raise NotKnownError("born")
        age = self.filing.year - self.person.born.year
        return contribution_limit(year=self.figures.table.year, age_at_year_end=age)

    @property
    def catch_up(self) -> Decimal:
        """IRC 219(b)(5)(B): the part of the dollar limit that age adds."""
        return self.general - self.figures.table.ira.contribution

    @property
    def supported(self) -> Decimal:
        """IRC 219(b)(1), (c): the same as compensation supports it, the spouse's included."""
        general, own = self.general, self.person.compensation
        if own is not None and own >= general:
            return general
        return limit_by_compensation(
            limit=general,
            filing_status=self._status,
            compensation=own,
            spouse_compensation=self.spouse.compensation,
            spouse_contribution=self.spouse.contributed,
        )

    @property
    def from_spouse(self) -> Decimal:
        """IRC 219(c)(1)(B)(ii): the part of ``supported`` that rests on the spouse's pay."""
        supported = self.supported
        return supported - min(supported, self.person.compensation or ZERO)

    @property
    def traditional(self) -> Decimal:
        """``supported``, or nothing from the year one turned 70½ until 2019 (old IRC 219(d)(1))."""
        born, year = self.person.born, self.filing.year
        return (
            self.supported if traditional_contribution_allowed(year=year, birth_date=born) else ZERO
        )

    @property
    def roth(self) -> Decimal:
        """IRC 408A(c)(3): the most that may go to Roth IRAs directly, other IRAs left aside."""
        supported = self.supported
        if not supported:
            return ZERO
        return self._settled(
            lambda apart, income: roth_phase_out(
                year=self.figures.table.year,
                filing_status=self._status,
                magi=self._without(income),
                limit=supported,
                lived_apart_all_year=apart,
            )
        )

    @property
    def deductible(self) -> Decimal:
        """IRC 219(g): the most of a traditional contribution that may be deducted."""
        contribution = self.traditional
        if not contribution:
            return ZERO
        return self._settled(
            lambda apart, _income: deduction_phase_out(
                year=self.figures.table.year,
                filing_status=self._status,
                magi=self.filing.magi,
                limit=self.general,
                contribution=contribution,
                covered_by_plan=self.person.covered_by_plan,
                spouse_covered_by_plan=self.spouse.covered_by_plan,
                lived_apart_all_year=apart,
            )
        )

    @property
    def _status(self) -> FilingStatus:
        if self.filing.filing_status is None:
            raise NotKnownError("filing_status")
        return self.filing.filing_status

    def _without(self, conversion_income: Decimal) -> Decimal | None:
        magi = self.filing.magi
        return None if magi is None else magi - conversion_income

    def _settled(self, limit: Callable[[bool, Decimal], Decimal]) -> Decimal:
        """``limit`` where what is not known of the return does not matter."""
        apart, income = self._apart, self._conversion_income
        if len({limit(one, income[0]) for one in apart}) > 1:
            raise NotKnownError("lived_apart_all_year")
        found = {limit(apart[0], one) for one in income}
        if len(found) > 1:
            raise NotKnownError("conversion_income")
        return found.pop()

    @property
    def _apart(self) -> tuple[bool, ...]:
        known = self.filing.lived_apart_all_year
        if known is not None or self._status != "married_separately":
            return (bool(known),)
        return (False, True)

    @property
    def _conversion_income(self) -> tuple[Decimal, ...]:
        known = self.filing.conversion_income
        return (ZERO, self.filing.converted) if known is None else (known,)
