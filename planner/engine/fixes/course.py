"""A course of years: what is converted in each, the form of each, and what it carries on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import OutcomeYear, outcome_year
from planner.engine.fixes.pool import converting, still_inside, withheld_from
from planner.engine.fixes.terms import Terms
from planner.engine.money import CENT, ONE, WIDE, ZERO, to_unit

type Conversion = Callable[[int, PersonYear], Decimal]
"""How much more to convert in a year: how many years ahead it is, and its facts before that."""


def everything(_ahead: int, facts: PersonYear) -> Decimal:
    """All that is inside."""
    return still_inside(facts)


def course(
    settled: PersonYear, terms: Terms, convert: Conversion, years: int | None = None
) -> tuple[OutcomeYear, ...]:
    """The years from that of ``settled`` on, with ``convert`` deciding what goes in each.

    ``settled`` is the first year with what is done in it; the value of December 31 is what would
    be inside then if nothing more happened. ``years`` counts them, ``terms.years`` unless given.
    Line 14 of a year is line 2 of the next (Form 8606). Raises ``UnpricedError`` when a fact is
    missing.
    """
    return tuple(islice(years_from(settled, terms, convert), years or terms.years))


def years_from(settled: PersonYear, terms: Terms, convert: Conversion) -> Iterator[OutcomeYear]:
    """The same without an end; each year is worked out when it is asked for (Form 8606)."""
    amount = convert(0, settled)
    first = converting(settled, amount, terms.withheld)
    done = outcome_year(first, terms, amount, terms.form(first))
    done = replace(done, spring=terms.spring)
    ahead = 0
    while True:
        yield done
        ahead += 1
        facts = _next_year(done, terms)
        amount = convert(ahead, facts)
        done = outcome_year(_converting(facts, amount, terms.withheld), terms, amount)


def _next_year(done: OutcomeYear, terms: Terms) -> PersonYear:
    """The year after, with growth and another backdoor, before anything of it is converted."""
    year = done.facts
    brought = still_inside(year) + (year.outstanding_rollover or ZERO)
    came = (year.contribution_after_year_end or ZERO) + done.spring
    inside = grown(brought + came, terms.growth)
    return PersonYear(
        tax_year=year.tax_year + 1,
        nondeductible_contribution=terms.backdoor or None,
        prior_basis=done.basis_carried_forward,
        year_end_value=inside + terms.backdoor,
        rounding=year.rounding,
        ratio_places=year.ratio_places,
    )


def _converting(later: PersonYear, amount: Decimal, withheld: Decimal) -> PersonYear:
    """``pool.converting`` for a year made here: with its few entries, four times as fast."""
    held = withheld_from(amount, withheld)
    return PersonYear(
        tax_year=later.tax_year,
        nondeductible_contribution=later.nondeductible_contribution,
        prior_basis=later.prior_basis,
        year_end_value=still_inside(later) - amount,
        distribution=held,
        conversion=amount - held,
        rounding=later.rounding,
        ratio_places=later.ratio_places,
    )


def grown(amount: Decimal, growth: Decimal) -> Decimal:
    """``amount`` a year later at ``growth``, a fraction; in dollars, to the cent."""
    return to_unit(WIDE.multiply(amount, ONE + growth), CENT) if growth else amount
