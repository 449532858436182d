"""How much may go into an IRA for a year, how much of it into a Roth, how much is deducted.

In the order of use, for one person::

    limit = contribution_limit(year=..., age_at_year_end=...)
    most = limit_by_compensation(limit=limit, filing_status=..., compensation=..., ...)
    roth = roth_phase_out(..., limit=most)                          # the Roth limit shrinks `most`
    deductible = deduction_phase_out(..., limit=limit, contribution=...)  # this one shrinks `limit`

Amounts are US dollars as ``Decimal``. ``None`` is *not known*: where the answer depends on it,
``NotKnownError``, a ``ValueError``, names the argument; where it does not, it is not asked for.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from planner.engine.filing_status import FilingStatus, as_filing_status
from planner.engine.money import ZERO
from planner.engine.tables import PhaseOut, YearTable, year_table

CATCH_UP_AGE = 50
"""IRC 219(b)(5)(B): the age reached by December 31 from which more may be contributed."""

FIRST_YEAR_WITHOUT_AGE_LIMIT = 2020
"""SECURE Act (P.L. 116-94, Div. O) section 107 ended IRC 219(d)(1) for later years."""


class NotKnownError(ValueError):
    """Something is not known, and the answer depends on it; ``name`` says what."""

    def __init__(self, name: str) -> None:
        """Keep the name of the fact."""
        super().__init__(f"{name} is not known, and the answer depends on it")
        self.name = name


SMALLEST_REDUCED_LIMIT = Decimal(200)
"""IRC 219(g)(2)(B): while anything is left, a reduced limit is at least this much."""


def contribution_limit(*, year: int, age_at_year_end: int | None) -> Decimal:
    """The most one person may contribute for ``year`` to all their traditional and Roth IRAs.

    Dollars, before compensation is looked at. ``age_at_year_end`` is the age on December 31 of
    ``year``. Source: IRC 219(b)(5)(A)-(B); Publication 590-A, "General Limit". Raises
    ``ValueError`` when the age is unknown or negative, ``TableNotPublished`` for a year without
    amounts.
    """
    ira = year_table(year).ira
    age = _known(age_at_year_end, "age_at_year_end")
    if age < 0:
        raise ValueError(f"age_at_year_end must be zero or more, not {age}")
    return ira.contribution + ira.catch_up if age >= CATCH_UP_AGE else ira.contribution


def traditional_contribution_allowed(*, year: int, birth_date: date | None) -> bool:
    """Whether age allows a contribution to a traditional IRA for ``year``; always from 2020 on.

    Until 2019 none could be made for the year in which one turned 70 1/2 or a later one: those
    born on June 30 or before, seventy years earlier. A Roth IRA never had such a limit. Source:
    IRC 219(d)(1) before its repeal (SECURE Act section 107). Raises ``ValueError`` when the
    birth date matters and is unknown.

    Not verified at the source: ``age-limit-until-2019``.
    """
    if year >= FIRST_YEAR_WITHOUT_AGE_LIMIT:
        return True
    return _known(birth_date, "birth_date") > date(year - 70, 6, 30)


def limit_by_compensation(
    *,
    limit: Decimal,
    filing_status: FilingStatus,
    compensation: Decimal | None,
    spouse_compensation: Decimal | None = None,
    spouse_contribution: Decimal | None = None,
) -> Decimal:
    """``limit`` held down to what the taxable compensation of the year supports; dollars.

    On a joint return, the spouse who earned less may also count the other's compensation, less
    what the other contributed to IRAs (traditional, deducted or not, and Roth). The spouse's
    amounts are asked for only where they decide. Source: IRC 219(b)(1) and (c); Publication
    590-A, "General Limit" and "Kay Bailey Hutchison Spousal IRA Limit". Raises ``ValueError``
    for an amount that is needed and unknown, negative or not finite, or for an unknown status.
    """
    limit = _amount(limit, "limit")
    own = _amount(compensation, "compensation")
    if own >= limit or as_filing_status(filing_status) != "married_jointly":
        return min(limit, own)
    return min(limit, own + _from_spouse(own, spouse_compensation, spouse_contribution))


def roth_phase_out(
    *,
    year: int,
    filing_status: FilingStatus,
    magi: Decimal | None,
    limit: Decimal,
    lived_apart_all_year: bool = False,
) -> Decimal:
    """The most that may go directly to Roth IRAs for ``year`` at modified AGI ``magi``; dollars.

    ``limit`` is the contribution limit already held down by compensation. Contributions to other
    IRAs use up the same limit: the caller also keeps to ``limit`` less those. A separated couple
    filing separately that ``lived_apart_all_year`` counts as single. Source: IRC 408A(c)(3);
    Publication 590-A, Worksheet 2-2, lines 1-8, with the exact ratio on line 5. Raises
    ``ValueError`` when ``magi`` is unknown or not finite, ``limit`` negative or not finite, or
    the status unknown; ``TableNotPublished`` for a year without amounts.
    """
    status = _phase_out_status(filing_status, lived_apart=lived_apart_all_year)
    phase_out = year_table(year).roth.ranges[status]
    return reduced_limit(limit=limit, magi=magi, phase_out=phase_out)


def deduction_phase_out(  # noqa: PLR0913 - as many facts as the law asks for, all by name
    *,
    year: int,
    filing_status: FilingStatus,
    magi: Decimal | None,
    limit: Decimal,
    contribution: Decimal | None,
    covered_by_plan: bool | None,
    spouse_covered_by_plan: bool | None = None,
    lived_apart_all_year: bool = False,
) -> Decimal:
    """The deductible part of one person's traditional ``contribution`` for ``year``; dollars.

    ``limit`` is ``contribution_limit`` itself, not held down by compensation: the law shrinks the
    dollar limit and compares afterwards. ``contribution`` is what the person was allowed to
    contribute; pass ``limit`` to learn the most that could be deducted. Without a plan at work
    (their own or, when married and not apart all year, the spouse's) nothing is phased out, and
    ``magi`` is not asked for. Source: IRC 219(g); Publication 590-A, Tables 1-2 and 1-3 and
    Worksheet 1-2, lines 1-4, 6 and 7. Raises ``ValueError`` for anything that is needed and
    unknown, for an amount negative or not finite (``magi`` may be negative), and for an unknown
    status; ``TableNotPublished`` for a year without amounts.
    """
    status = _phase_out_status(filing_status, lived_apart=lived_apart_all_year)
    made = _amount(contribution, "contribution")
    table = year_table(year)
    phase_out = _deduction_range(
        table, status, covered=covered_by_plan, spouse_covered=spouse_covered_by_plan
    )
    if phase_out is None:
        return min(made, _amount(limit, "limit"))
    return min(made, reduced_limit(limit=limit, magi=magi, phase_out=phase_out))


def reduced_limit(*, limit: Decimal, magi: Decimal | None, phase_out: PhaseOut) -> Decimal:
    """``limit`` as it shrinks from the start of ``phase_out`` to nothing at its end; dollars.

    The part left is in proportion to the modified AGI still short of the end, rounded up to the
    next $10, at least $200 and at most ``limit``. Source: IRC 219(g)(2); Publication 590-A,
    Worksheet 1-2 line 4 and Worksheet 2-2 lines 3-8. Raises ``ValueError`` when ``magi`` is
    unknown or not finite, or ``limit`` is negative or not finite.
    """
    limit = _amount(limit, "limit")
    income = _finite(magi, "magi")
    if income <= phase_out.start:
        return limit
    if income >= phase_out.end:
        return ZERO
    short = Fraction(phase_out.end) - Fraction(income)
    left = Fraction(limit) * short / Fraction(phase_out.end - phase_out.start)
    return min(limit, max(up_to_ten_dollars(left), SMALLEST_REDUCED_LIMIT))


def up_to_ten_dollars(amount: Fraction) -> Decimal:
    """``amount`` in dollars, rounded up to a multiple of $10 as the IRA worksheets do.

    Source: IRC 219(g)(2)(C), which rounds the reduction down; Publication 590-A, Worksheet 1-2.

    Not verified at the source: ``rounding-up-to-ten``.
    """
    return Decimal(ceil(amount / 10) * 10)


def _from_spouse(
    own: Decimal, spouse_compensation: Decimal | None, spouse_contribution: Decimal | None
) -> Decimal:
    """What the lower earner may add to ``own``: IRC 219(c)(1)(B)(ii), (c)(2)(B)."""
    theirs = _amount(spouse_compensation, "spouse_compensation")
    if theirs <= own:
        return ZERO
    return max(theirs - _amount(spouse_contribution, "spouse_contribution"), ZERO)


def _phase_out_status(filing_status: FilingStatus, *, lived_apart: bool) -> FilingStatus:
    """IRC 219(g)(4), 408A(c)(3)(D): separate returns, apart all year, are not married."""
    status = as_filing_status(filing_status)
    return "single" if lived_apart and status == "married_separately" else status


def _deduction_range(
    table: YearTable, status: FilingStatus, *, covered: bool | None, spouse_covered: bool | None
) -> PhaseOut | None:
    if _known(covered, "covered_by_plan"):
        return table.deduction_covered.ranges[status]
    phase_out = table.deduction_spouse_covered.ranges.get(status)
    if phase_out and _known(spouse_covered, "spouse_covered_by_plan"):
        return phase_out
    return None


def _known[T](value: T | None, name: str) -> T:
    if value is None:
        raise NotKnownError(name)
    return value


def _finite(value: Decimal | None, name: str) -> Decimal:
    amount = _known(value, name)
    if not amount.is_finite():
        raise ValueError(f"{name} must be an amount of dollars, not {amount}")
    return amount


def _amount(value: Decimal | None, name: str) -> Decimal:
    amount = _finite(value, name)
    if amount < ZERO:
        raise ValueError(f"{name} must be zero or more dollars, not {amount}")
    return amount
