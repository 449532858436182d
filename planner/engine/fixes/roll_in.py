"""Roll the pre-tax money into an employer plan by December 31, then convert what stays."""

from dataclasses import replace
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.course import course, everything
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.pool import pre_tax, still_inside
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import UNITS, ZERO, Ratio, down_to_unit

HALF = Ratio(Decimal(1), Decimal(2))
"""The part that is rolled in where nobody has said how much."""


def most_to_roll_in(settled: PersonYear) -> Decimal:
    """The most dollars that may go to the plan: never a dollar of basis, never what has left.

    IRC 408(d)(3)(A)(ii) lets a plan take pre-tax money only; 408(d)(3)(H) deems it to leave first.
    Rounded down to the unit of the worksheet. Raises ``UnpricedError`` when a fact is missing.
    """
    inside = still_inside(settled)
    if inside and settled.prior_basis is None:
        raise UnpricedError("prior_basis")
    return down_to_unit(min(inside, pre_tax(settled)), UNITS[settled.rounding])


def roll_in(settled: PersonYear, terms: Terms = PLAIN) -> Outcome:
    """The most is rolled in, and what stays is converted, in later years too.

    Source: IRC 408(d)(3)(A)(ii) and (H), 408A(d)(3). Raises ``UnpricedError`` when a fact is
    missing.
    """
    return _rolling(settled, terms, "roll_in", most_to_roll_in(settled))


def solo_401k(settled: PersonYear, terms: Terms = PLAIN) -> Outcome:
    """The same into a plan that a person who works for themselves opens for it (IRC 401(c)(1)).

    Raises ``UnpricedError`` when a fact is missing.
    """
    return replace(roll_in(settled, terms), key="solo_401k")


def part_roll_in_part_convert(
    settled: PersonYear, terms: Terms = PLAIN, amount: Decimal | None = None
) -> Outcome:
    """Some is rolled in, half of the most unless ``amount`` is given; the rest is converted.

    Source: IRC 408(d)(3)(A)(ii) and (H), 408A(d)(3). Raises ``UnpricedError`` when a fact is
    missing, ``ValueError`` for an amount below zero or above the most.
    """
    most = most_to_roll_in(settled)
    part = HALF.of(most, UNITS[settled.rounding]) if amount is None else amount
    if not ZERO <= part <= most:
        raise ValueError(f"{part} is not from 0 to {most}, the most that may be rolled in")
    return _rolling(settled, terms, "part_roll_in_part_convert", part)


def _rolling(settled: PersonYear, terms: Terms, key: str, amount: Decimal) -> Outcome:
    stays = replace(settled, year_end_value=still_inside(settled) - amount)
    return Outcome(key, amount, course(stays, terms, everything))
