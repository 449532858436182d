"""What a way out leads to, year by year."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from planner.engine.computation import compute
from planner.engine.facts import PersonYear
from planner.engine.federal.amounts import EARLY_RATE
from planner.engine.fixes.pool import withheld_from
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import CENT, UNITS, WIDE, ZERO, Ratio, to_unit
from planner.engine.worksheets import Worksheet, worksheet_on
from planner.engine.year_layouts import layout_for


@dataclass(frozen=True, slots=True)
class OutcomeYear:
    """One year of an outcome; amounts in dollars, rounded like the worksheet.

    ``facts`` are the inputs of that year's Form 8606. ``tax`` is what ``taxable`` costs, ``None``
    without a price. ``basis_carried_forward`` is ``None`` where nobody knows it and nothing left.
    ``early`` is the taxable part, in cents, of what is withheld before 59½. ``spring`` comes in
    after December 31 and is deducted, so that it is on no line of the year.
    """

    facts: PersonYear
    taxable: Decimal
    tax: Decimal | None
    basis_carried_forward: Decimal | None
    otherwise: Worksheet | None = field(default=None, compare=False, repr=False)
    early: Decimal = ZERO
    spring: Decimal = ZERO

    @property
    def convert(self) -> Decimal:
        """What is converted in the year (line 8), in dollars."""
        return to_unit(self.facts.conversion or ZERO, UNITS[self.facts.rounding])

    @property
    def sheet(self) -> Worksheet:
        """The Form 8606 that the year leads to, each line with its trace.

        A year whose form is not out yet stands on that of the nearest year.
        """
        layout = layout_for(self.facts.tax_year)
        return self.otherwise or worksheet_on(layout, self.facts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way out: ``roll_in`` dollars go to an employer plan, then each year as it is listed."""

    key: str
    roll_in: Decimal
    years: tuple[OutcomeYear, ...]

    @property
    def convert(self) -> Decimal:
        """What is converted over all the years, in dollars."""
        return sum((year.convert for year in self.years), ZERO)

    @property
    def taxable(self) -> Decimal:
        """Income over all the years, in dollars."""
        return sum((year.taxable for year in self.years), ZERO)

    @property
    def tax(self) -> Decimal | None:
        """Tax over all the years, in dollars; ``None`` without a price for each of them."""
        taxes = [year.tax for year in self.years if year.tax is not None]
        return sum(taxes, ZERO) if len(taxes) == len(self.years) else None

    @property
    def basis_carried_forward(self) -> Decimal | None:
        """Already-taxed dollars still inside after the last year."""
        return self.years[-1].basis_carried_forward


def outcome_year(
    facts: PersonYear,
    terms: Terms = PLAIN,
    amount: Decimal = ZERO,
    otherwise: Worksheet | None = None,
) -> OutcomeYear:
    """Form 8606 for ``facts``, and what its income costs on the ``terms``.

    ``amount`` is what the way decided to convert, of which some may be withheld. ``otherwise`` is
    the form where it is not completed line by line. Raises ``UnpricedError`` when a fact is
    missing: a way out cannot be priced on a guess.
    """
    taxable, carried, distributed = _by_sheet(otherwise) if otherwise else _by_lines(facts)
    unit = UNITS[facts.rounding]
    tax = terms.price(facts.tax_year, taxable)
    early = ZERO
    if terms.withheld and facts.tax_year <= terms.early_through:
        early = _early(facts, withheld_from(amount, terms.withheld), distributed)
    if carried is None and facts.prior_basis is not None:  # a quiet year has no line 14
        carried = to_unit(facts.prior_basis, unit)
    rounded = None if tax is None else to_unit(tax + early_tax(early), unit)
    return OutcomeYear(facts, taxable, rounded, carried, otherwise, early)


type _Amounts = tuple[Decimal, Decimal | None, Decimal | None]
"""What is taxable, line 14, and line 15c; the last two where they are filled in."""


def _by_lines(facts: PersonYear) -> _Amounts:
    computation = compute(facts)
    if computation.taxable is None:
        raise UnpricedError(*computation.missing)
    values = cast("dict[str, Decimal]", computation.values)
    carried, distributed = values.get("basis_carried_forward"), values.get("taxable_distribution")
    return computation.taxable, carried, distributed


def _by_sheet(sheet: Worksheet) -> _Amounts:
    if sheet.taxable is None:
        raise UnpricedError(*(one.key for one in sheet.findings if one.severity == "blocks"))
    carried, distributed = map(sheet.value, ("basis_carried_forward", "taxable_distribution"))
    return sheet.taxable, cast("Decimal | None", carried), cast("Decimal | None", distributed)


def early_tax(early: Decimal) -> Decimal:
    """The additional tax on ``early`` dollars, to the cent (IRC 72(t)(1))."""
    return to_unit(WIDE.multiply(EARLY_RATE, early), CENT)


def _early(facts: PersonYear, held: Decimal, distributed: Decimal | None) -> Decimal:
    """The taxable part of what was withheld; without basis that is all of it."""
    if distributed is None or not facts.distribution:
        return held
    return Ratio(held, facts.distribution).of(distributed, CENT)
