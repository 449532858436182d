"""The years of a way out one by one: what the pool holds, what is converted, what is left of basis.

Every year is the Form 8606 of that year; the year asked about is as entered, all later ones are
projected from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.money import UNITS, ZERO, to_unit


@dataclass(frozen=True, slots=True)
class YearAhead:
    """One year of a way out; dollars, rounded like the worksheet.

    ``pool`` is what line 9 adds up, ``basis`` line 5. ``inside`` is in the IRAs on December 31 and
    ``carried`` how much of that is basis (line 14), or waits as basis where nothing is inside.
    ``tax`` and ``carried`` are ``None`` where they are not known. ``row`` holds the form.
    """

    row: OutcomeYear
    pool: Decimal
    basis: Decimal
    inside: Decimal
    is_projected: bool

    @property
    def year(self) -> int:
        """The tax year."""
        return self.row.facts.tax_year

    @property
    def converted(self) -> Decimal:
        """Line 8."""
        return self.row.convert

    @property
    def taxable(self) -> Decimal:
        """Lines 15c and 18."""
        return self.row.taxable

    @property
    def tax(self) -> Decimal | None:
        """What ``taxable`` costs."""
        return self.row.tax

    @property
    def carried(self) -> Decimal | None:
        """Line 14, or the basis that waits in a year without that line."""
        return self.row.basis_carried_forward

    @property
    def basis_inside(self) -> Decimal:
        """How much of what is inside on December 31 is already taxed: never more than all of it."""
        return min(self.inside, self.carried or ZERO)

    @property
    def pre_tax_inside(self) -> Decimal:
        """The rest of what is inside."""
        return self.inside - self.basis_inside

    @property
    def is_clean(self) -> bool:
        """Whether no dollar inside is still to be taxed at the end of the year."""
        return not self.pre_tax_inside


def years_ahead(outcome: Outcome) -> tuple[YearAhead, ...]:
    """The years of ``outcome``, each as the lines of its Form 8606 (lines 5, 8, 9, 14, 15c, 18)."""
    return tuple(_years(outcome))


def _years(outcome: Outcome) -> Iterator[YearAhead]:
    for ahead, row in enumerate(outcome.years):
        facts = row.facts
        inside = _rounded(facts, facts.year_end_value)
        on_its_way = _rounded(facts, facts.outstanding_rollover)
        left = _rounded(facts, facts.distribution) + row.convert
        contributed = _rounded(facts, facts.nondeductible_contribution)
        late = _rounded(facts, facts.contribution_after_year_end)
        came = late + _rounded(facts, row.spring)
        basis = contributed + _rounded(facts, facts.prior_basis) - late
        yield YearAhead(
            row, inside + on_its_way + left, basis, inside + on_its_way + came, ahead > 0
        )


def _rounded(facts: PersonYear, amount: Decimal | None) -> Decimal:
    return to_unit(amount or ZERO, UNITS[facts.rounding])
