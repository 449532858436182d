"""Money that went from IRAs to an employer plan, and was more than a plan may take."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.findings import Finding
from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.household import PLANS
from planner.engine.money import ZERO
from planner.engine.moves import is_failed
from planner.engine.pool import Pool
from planner.engine.printing import dollars


def rolled_basis_findings(pool: Pool, facts: PersonYear) -> Iterator[Finding]:
    """More went to plans in the year of ``facts`` than the pool held before tax.

    A plan may take the pool less its basis (IRC 408(d)(3)(A)(ii), (H)): what was left in the IRAs
    or taken out otherwise, which is line 9, must be at least the basis (Publication 590-A, "Tax
    treatment of a rollover ... other than an IRA"). Nothing is said while one of the two is not
    known.
    """
    rolled = _rolled_into_plans(pool, facts.tax_year)
    if not rolled or facts.prior_basis is None or facts.year_end_value is None:
        return
    excess = min(rolled, basis_inside(facts) - whole_pool(facts))
    if excess > 0:
        yield Finding(
            "basis-rolled-into-plan",
            "costs",
            f"{dollars(rolled)} went from IRAs to an employer plan in {facts.tax_year}, which is"
            f" {dollars(excess)} more than the IRAs held before tax. A plan may not take basis:"
            " have the plan give it back. This goes by the value of December 31; where the IRAs"
            " lost value after the rollover, the loss may be all of it.",
            dollars=excess,
            citation="IRC §408(d)(3)(A)(ii), (H); Publication 590-A",
        )


def _rolled_into_plans(pool: Pool, year: int) -> Decimal:
    """What left the pool for an employer plan and arrived in time, in dollars."""
    into_plans = (
        event.amount or ZERO
        for event in pool.events("rollover", year)
        if pool.person.account(event.to).kind in PLANS and not is_failed(pool.person, event)
    )
    return sum(into_plans, ZERO)
