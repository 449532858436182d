"""What modified AGI adds to Medicare premiums two years on (IRMAA)."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.federal.amounts import Tier, federal_amounts
from planner.engine.federal.returns import FederalReturn
from planner.engine.money import ZERO

LAG = 2
"""Premiums of a year go by the return of two years before (42 USC 1395r(i)(4)(B))."""

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PremiumIncrease:
    """The tier an income falls into and what it adds in the ``premium_year``, dollars for the year.

    ``tier`` is ``None`` below the first one. ``is_projected`` while that year is not announced.
    """

    premium_year: int
    tier: Tier | None
    dollars: Decimal
    is_projected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicare:
    """Who is covered two years on, in Part B and in Part D, and what only this income counts."""

    part_b: int = 0
    part_d: int = 0
    tax_exempt_interest: Decimal = ZERO


NOBODY = Medicare()


def premium_increase(facts: FederalReturn, medicare: Medicare) -> PremiumIncrease:
    """What the income of the return ``facts`` adds to the premiums two years later.

    A married person who files separately is taken to have lived with the spouse. Source:
    42 USC 1395r(i), 1395w-113(a)(7); 20 CFR 418.1115, 418.2115. Raises ``TableNotPublished`` for
    a year before 2016.
    """
    amounts, income = federal_amounts(facts.year + LAG, facts.growth), _income(facts, medicare)
    tiers = amounts.irmaa.tiers[facts.filing_status]
    tier = next((one for one in reversed(tiers) if one.reaches(income)), None)
    more = premium_of(tier, medicare) if tier else ZERO
    return PremiumIncrease(amounts.year, tier, more, amounts.is_projected)


def premium_of(tier: Tier, medicare: Medicare) -> Decimal:
    """What a ``tier`` adds in a year for everyone covered, in dollars (42 USC 1395r(i)(3))."""
    return (medicare.part_b * tier.part_b + medicare.part_d * tier.part_d) * _MONTHS


def room_below_next_tier(facts: FederalReturn, medicare: Medicare = NOBODY) -> Decimal | None:
    """How much more income stays below the next tier, in dollars; ``None`` in the last one.

    Source and errors as for ``premium_increase``.
    """
    income = _income(facts, medicare)
    tiers = federal_amounts(facts.year + LAG, facts.growth).irmaa.tiers[facts.filing_status]
    above = (one for one in tiers if not one.reaches(income))
    return next((one.most_below - income for one in above), None)


def _income(facts: FederalReturn, medicare: Medicare) -> Decimal:
    return facts.agi + medicare.tax_exempt_interest
