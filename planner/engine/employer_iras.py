"""What may go into the IRAs an employer contributes to: SEP and SIMPLE.

Neither uses up the limit of one's own contributions (IRC 219(b)(5)), and both make one covered by
a plan at work (IRC 219(g)(5)(A)(v)-(vi)). Amounts are US dollars as ``Decimal``.
"""

from decimal import Decimal

from planner.engine.money import CENT, ZERO, down_to_unit
from planner.engine.tables import SimpleLimit, year_table

SEP_SHARE = Decimal("0.25")
"""IRC 402(h)(2)(A): 25 % of compensation."""

_FIRST_CATCH_UP_AGE = 50
_SIXTIES = range(60, 64)
"""IRC 414(v)(2)(E)(i): the ages reached in the year that have a catch-up of their own."""


def sep_limit(*, year: int, compensation: Decimal) -> Decimal:
    """The most an employer may contribute to a SEP IRA of who earned ``compensation``; dollars.

    For an employee. Who is self-employed counts net earnings less half of the self-employment tax
    and less the contribution itself, which comes to 20 % (Publication 560). Source: IRC 402(h)(2),
    415(c)(1)(A), 401(a)(17). Raises ``ValueError`` for compensation below zero or not finite,
    ``TableNotPublished`` for a year without amounts.
    """
    if not compensation.is_finite() or compensation < ZERO:
        raise ValueError(f"compensation must be zero or more dollars, not {compensation}")
    sep = year_table(year).sep
    counted = min(compensation, sep.compensation)
    return min(down_to_unit(SEP_SHARE * counted, CENT), sep.contribution)


def simple_deferral_limit(*, year: int, age_at_year_end: int, enhanced: bool = False) -> Decimal:
    """The most an employee may defer into a SIMPLE IRA in ``year``, catch-up included; dollars.

    ``enhanced`` is the plan of an employer with at most 25 employees, or of one that elects the
    higher limits and contributes more (SECURE 2.0 section 117); before 2024 there is none, and it
    changes nothing. Source: IRC 408(p)(2)(E), 414(v)(2)(B)(ii) and (E). Raises
    ``TableNotPublished`` for a year without amounts.
    """
    simple = year_table(year).simple
    more = enhanced and simple.enhanced_deferral is not None
    deferral = (simple.enhanced_deferral if more else None) or simple.deferral
    return deferral + _catch_up(simple, age_at_year_end, enhanced=more)


def _catch_up(simple: SimpleLimit, age: int, *, enhanced: bool) -> Decimal:
    if age < _FIRST_CATCH_UP_AGE:
        return ZERO
    if simple.catch_up_60_to_63 is not None and age in _SIXTIES:
        return simple.catch_up_60_to_63
    return (simple.enhanced_catch_up if enhanced else None) or simple.catch_up
