"""What a way out leads to, year by year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from planner.engine.computation import compute
from planner.engine.facts import PersonYear
from planner.engine.money import UNITS, ZERO, to_unit


@dataclass(frozen=True, slots=True)
class OutcomeYear:
    """One year of an outcome; amounts in dollars, rounded like the worksheet.

    ``facts`` are the inputs of that year's Form 8606. ``tax`` is ``taxable`` at the flat rate,
    ``None`` without a rate.
    """

    facts: PersonYear
    taxable: Decimal
    tax: Decimal | None
    basis_carried_forward: Decimal

    @property
    def convert(self) -> Decimal:
        """What is converted in the year, in dollars."""
        return to_unit(self.facts.conversion or ZERO, UNITS[self.facts.rounding])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way out: ``roll_in`` dollars go to an employer plan, then each year as it is listed."""

    key: str
    roll_in: Decimal
    years: tuple[OutcomeYear, ...]

    @property
    def taxable(self) -> Decimal:
        """Income over all the years, in dollars."""
        return sum((year.taxable for year in self.years), ZERO)

    @property
    def tax(self) -> Decimal | None:
        """Tax over all the years at the flat rate, in dollars; ``None`` without a rate."""
        taxes = [year.tax for year in self.years if year.tax is not None]
        return sum(taxes, ZERO) if len(taxes) == len(self.years) else None

    @property
    def basis_carried_forward(self) -> Decimal:
        """Already-taxed dollars still inside after the last year."""
        return self.years[-1].basis_carried_forward


def outcome_year(facts: PersonYear, rate: Decimal | None) -> OutcomeYear:
    """Form 8606 for ``facts`` at a flat ``rate``, a fraction such as 0.24.

    Raises ``ValueError`` when a fact is missing: a way out cannot be priced on a guess.
    """
    computation = compute(facts)
    taxable = computation.taxable
    if taxable is None:
        raise ValueError(f"not known: {', '.join(computation.missing)}")
    unit = UNITS[facts.rounding]
    tax = None if rate is None else to_unit(taxable * rate, unit)
    waiting = to_unit(facts.prior_basis or ZERO, unit)  # a quiet year has no line 14
    carried = computation.values.get("basis_carried_forward", waiting)
    return OutcomeYear(facts, taxable, tax, cast("Decimal", carried))
