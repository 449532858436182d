"""Two people's ways on one return: what they come to together, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.fixes.outcome import Outcome, OutcomeYear, early_tax
from planner.engine.fixes.terms import Price
from planner.engine.money import UNITS, ZERO, to_unit


@dataclass(frozen=True, slots=True)
class JointYear:
    """One year of all people; dollars, rounded like the worksheets, ``early`` in cents.

    ``tax`` is on all of their income at once, which costs more than one by one where brackets rise.
    ``early`` is what of it is withheld before 59½.
    """

    year: int
    convert: Decimal
    taxable: Decimal
    tax: Decimal | None
    early: Decimal = ZERO


def together(outcomes: Sequence[Outcome], price: Price) -> tuple[JointYear, ...]:
    """The years of ``outcomes``, one a person, on a joint return (IRC 6013).

    A year that one of them does not look at has nothing of theirs.
    """
    by_year: dict[int, list[OutcomeYear]] = {}
    for outcome in outcomes:
        for one in outcome.years:
            by_year.setdefault(one.facts.tax_year, []).append(one)
    return tuple(_joint(year, by_year[year], price) for year in sorted(by_year))


def _joint(year: int, rows: list[OutcomeYear], price: Price) -> JointYear:
    unit = UNITS[rows[0].facts.rounding]
    taxable = sum((row.taxable for row in rows), ZERO)
    early = sum((row.early for row in rows), ZERO)
    tax = price(year, taxable)
    return JointYear(
        year,
        sum((row.convert for row in rows), ZERO),
        taxable,
        None if tax is None else to_unit(tax + early_tax(early), unit),
        early,
    )
