"""The pool of a person-year in dollars and cents, before any line is rounded."""

from dataclasses import replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import CENT, WIDE, ZERO, to_unit


def still_inside(facts: PersonYear) -> Decimal:
    """What is left in the IRAs on December 31, in dollars, without outstanding rollovers.

    Raises ``UnpricedError`` when that is not known: no way out is priced on a guess.
    """
    if facts.year_end_value is None:
        raise UnpricedError("year_end_value")
    return facts.year_end_value


def whole_pool(facts: PersonYear) -> Decimal:
    """Line 9 with its cents: what is inside, what left, and what is on its way back."""
    left = (facts.distribution or ZERO) + (facts.conversion or ZERO)
    return still_inside(facts) + (facts.outstanding_rollover or ZERO) + left


def basis_inside(facts: PersonYear) -> Decimal:
    """Line 5 with its cents: already-taxed money that was in the pool during the year."""
    contributed = (facts.nondeductible_contribution or ZERO) + (facts.prior_basis or ZERO)
    return contributed - (facts.contribution_after_year_end or ZERO)


def pre_tax(facts: PersonYear) -> Decimal:
    """Pool minus basis, in dollars, never below zero: what has not been taxed yet.

    It is all that a plan may take (IRC 408(d)(3)(A)(ii)).
    """
    return max(ZERO, whole_pool(facts) - basis_inside(facts))


def not_converted(facts: PersonYear) -> PersonYear:
    """The same before anything is converted: what was to be converted is still inside."""
    inside = still_inside(facts) + (facts.conversion or ZERO)
    return replace(facts, conversion=ZERO, year_end_value=inside)


def converting(facts: PersonYear, amount: Decimal, withheld: Decimal = ZERO) -> PersonYear:
    """The same with ``amount`` more of what is inside converted, in dollars.

    The fraction ``withheld`` of it goes to the tax office and so on line 7 (Instructions, line 8).
    """
    if not amount:
        return facts
    held = withheld_from(amount, withheld)
    return replace(
        facts,
        conversion=(facts.conversion or ZERO) + amount - held,
        distribution=(facts.distribution or ZERO) + held if held else facts.distribution,
        year_end_value=still_inside(facts) - amount,
    )


def withheld_from(amount: Decimal, share: Decimal) -> Decimal:
    """The dollars and cents of a conversion of ``amount`` that do not reach the Roth IRA."""
    return to_unit(WIDE.multiply(amount, share), CENT) if share else ZERO
