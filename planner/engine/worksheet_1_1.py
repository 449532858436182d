"""Worksheet 1-1 of Publication 590-B: the circular case, line by line.

When money leaves the traditional IRAs in a year for which a contribution may be only partly
deductible because of income, what is taxable depends on the basis, the basis on the deduction, and
the deduction on the income that is taxable. The worksheet cuts the circle: it counts all of the
year's contributions, deductible or not. The published case (Rose Green: basis 300, contributions
2,000, 20,000 left, 5,000 converted) gives 460 nontaxable.

Amounts are US dollars rounded to the unit of the form, so that the printed lines add up.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from planner.engine import form8606
from planner.engine.facts import PersonYear
from planner.engine.lines import WorksheetLine
from planner.engine.money import UNITS, ZERO, Ratio, to_unit
from planner.engine.printing import printed, printed_ratio
from planner.engine.rules import Rules, Values, apply_known, rule
from planner.engine.trace import Sheet
from planner.engine.worksheet_1_1_layout import worksheet_1_1_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularFacts:
    """The entries of the worksheet in dollars, cents included.

    ``contributed`` is all that counts as contributed to traditional IRAs for the year.
    """

    prior_basis: Decimal
    contributed: Decimal
    year_end_value: Decimal
    outstanding_rollover: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class CircularWorksheet:
    """Worksheet 1-1 filled in: its ``lines`` are of the same model as those of the form."""

    lines: tuple[WorksheetLine, ...]

    def amount(self, key: str) -> Decimal:
        """The dollars on the line named ``key``; ``KeyError`` when there is none."""
        for line in self.lines:
            if line.key == key:
                return cast("Decimal", line.value)
        raise KeyError(key)


def worksheet_1_1(facts: PersonYear, contributed: Decimal) -> CircularWorksheet:
    """The worksheet for the person-year of ``facts``, with all contributions for the year.

    In dollars. ``facts`` must know ``prior_basis`` and ``year_end_value`` and let something leave
    the IRAs. Implements Publication 590-B, Worksheet 1-1, lines 1 to 11.

    Not verified at the source: ``worksheet-1-1-lines``.
    """
    unit = UNITS[facts.rounding]
    entries = CircularFacts(
        prior_basis=cast("Decimal", facts.prior_basis),
        contributed=contributed,
        year_end_value=cast("Decimal", facts.year_end_value),
        outstanding_rollover=facts.outstanding_rollover or ZERO,
    )
    values: Values = {
        "prior_basis": to_unit(entries.prior_basis, unit),
        "contributed": to_unit(contributed, unit),
        "year_end_value": to_unit(entries.year_end_value + entries.outstanding_rollover, unit),
        "distribution": to_unit(facts.distribution or ZERO, unit),
        "conversion": to_unit(facts.conversion or ZERO, unit),
        "ratio_places": Decimal(facts.ratio_places or 0),
        "unit": unit,
    }
    apply_known(_RULES, values)
    return CircularWorksheet(_lines(facts.tax_year, entries, values, unit))


@rule("{prior_basis} + {contributed}")
def basis_and_contributions(prior_basis: Decimal, contributed: Decimal) -> Decimal:
    """Line 3: what the worksheet shares out, in dollars."""
    return prior_basis + contributed


@rule("{distribution} + {conversion}")
def taken_out(distribution: Decimal, conversion: Decimal) -> Decimal:
    """Line 5: everything that left the IRAs, in dollars, conversions included."""
    return distribution + conversion


@rule("{year_end_value} + {taken_out}")
def pool(year_end_value: Decimal, taken_out: Decimal) -> Decimal:
    """Line 6: the year-end value with what left added back, in dollars (IRC 408(d)(2))."""
    return year_end_value + taken_out


@rule("{basis_and_contributions} ÷ {pool}", limit="not more than 1.000")
def nontaxable_share(
    basis_and_contributions: Decimal, pool: Decimal, ratio_places: Decimal
) -> Ratio:
    """Line 7: the share not taxed, unitless, at most 1; exact unless places are fixed."""
    share = form8606.nontaxable_ratio.function(basis_and_contributions, pool, ratio_places)
    return cast("Ratio", share)


@rule("{taken_out} × {nontaxable_share}")
def nontaxable(taken_out: Decimal, nontaxable_share: Ratio, unit: Decimal) -> Decimal:
    """Line 8: the nontaxable part of everything that left, in dollars."""
    return nontaxable_share.of(taken_out, unit)


@rule("{taken_out} − {nontaxable}")
def taxable(taken_out: Decimal, nontaxable: Decimal) -> Decimal:
    """Line 9: the taxable part, in dollars, which is in the income that moves the deduction."""
    return taken_out - nontaxable


@rule("{taxable} × {conversion} ÷ {taken_out}")
def taxable_conversion(
    taxable: Decimal, conversion: Decimal, taken_out: Decimal, unit: Decimal
) -> Decimal:
    """Line 10: the part of line 9 that belongs to conversions, in dollars, in proportion."""
    return Ratio(conversion, taken_out).of(taxable, unit)


@rule("{taxable} − {taxable_conversion}")
def taxable_distribution(taxable: Decimal, taxable_conversion: Decimal) -> Decimal:
    """Line 11: the part of line 9 that was not converted, in dollars."""
    return taxable - taxable_conversion


_RULES = Rules(
    (
        basis_and_contributions,
        taken_out,
        pool,
        nontaxable_share,
        nontaxable,
        taxable,
        taxable_conversion,
        taxable_distribution,
    )
)


def _lines(
    year: int, entries: CircularFacts, values: Values, unit: Decimal
) -> tuple[WorksheetLine, ...]:
    layout = worksheet_1_1_layout(year)
    numbers = {line.key: line.number for line in layout}
    rules = {rule.key: rule for rule in _RULES}
    sheet = Sheet(entries, values, rules, numbers, unit, _share_text(values, unit))
    lines = []
    for line in layout:
        value = values[line.key]
        text = sheet.ratio_text if isinstance(value, Ratio) else printed(value or ZERO, unit)
        lines.append(WorksheetLine(line, "filled", value, text, sheet))
    return tuple(lines)


def _share_text(values: Values, unit: Decimal) -> str:
    share, left = cast("Ratio", values["nontaxable_share"]), cast("Decimal", values["taken_out"])
    return printed_ratio(share, int(cast("Decimal", values["ratio_places"])), left, ZERO, unit)
