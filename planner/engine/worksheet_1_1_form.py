"""Form 8606 by way of Worksheet 1-1: lines 6 to 12 blank, 13 to 18 from the worksheet.

Source: Publication 590-B, "Reporting your nontaxable distribution on Form 8606".
"""

from dataclasses import replace
from decimal import Decimal
from typing import cast

from planner.engine import form8606
from planner.engine.computation import Computation, compute
from planner.engine.disaster import disaster_part
from planner.engine.facts import PersonYear
from planner.engine.layouts import FormLayout
from planner.engine.money import UNITS, ZERO, to_unit
from planner.engine.rules import Rules, Values, apply_known, rule
from planner.engine.worksheet_1_1 import CircularWorksheet
from planner.engine.worksheets import Worksheet, worksheet_on

BLANK_LINES = ("6", "7", "8", "9", "10", "11", "12")

_BLANK_KEYS = (
    *("year_end_value", "distribution", "conversion", "ira_pool"),
    *("nontaxable_ratio", "nontaxable_conversion", "nontaxable_distribution"),
)
_TAXABLE_KEYS = ("taxable_distribution", "taxable_conversion")


@rule("Worksheet 1-1, line 8", key="basis_used")
def basis_used_by_worksheet(worksheet_nontaxable: Decimal) -> Decimal:
    """Line 13 in dollars."""
    return worksheet_nontaxable


@rule("Worksheet 1-1, line 11", key="distribution_above_basis")
def distribution_above_basis_by_worksheet(worksheet_distribution: Decimal) -> Decimal:
    """Line 15a in dollars."""
    return worksheet_distribution


@rule("{converted} − {worksheet_conversion}", key="converted_basis")
def converted_basis_by_worksheet(converted: Decimal, worksheet_conversion: Decimal) -> Decimal:
    """Line 17 in dollars: the conversion's share of line 13."""
    return converted - worksheet_conversion


_PART_I = Rules(
    (
        form8606.total_basis,
        form8606.basis_available,
        basis_used_by_worksheet,
        form8606.basis_carried_forward,
        distribution_above_basis_by_worksheet,
        form8606.taxable_distribution,
    )
)
_PART_II = Rules((converted_basis_by_worksheet, form8606.taxable_conversion))


def form_by_worksheet(
    layout: FormLayout, facts: PersonYear, circular: CircularWorksheet, disaster: Decimal
) -> Worksheet:
    """Form 8606 of ``facts`` with what ``circular`` found; in dollars.

    ``disaster`` is the part of the distributions that was a qualified disaster distribution.
    """
    above_basis = circular.amount("taxable_distribution")
    if disaster:
        amount = disaster_part(
            taxable=above_basis,
            disaster=disaster,
            distributed=cast("Decimal", facts.distribution),
            unit=UNITS[facts.rounding],
        )
        facts = replace(facts, qualified_disaster_amount=amount)
    return worksheet_on(layout, facts, _computation(facts, circular))


def _computation(facts: PersonYear, circular: CircularWorksheet) -> Computation:
    """The plain form's values, with those of the worksheet in their place."""
    plain = compute(facts)
    values: Values = {key: plain.values[key] for key in plain.values if key not in _BLANK_KEYS}
    values["worksheet_nontaxable"] = circular.amount("nontaxable")
    values["worksheet_distribution"] = circular.amount("taxable_distribution")
    values["worksheet_conversion"] = circular.amount("taxable_conversion")
    apply_known(_PART_I, values)
    part_ii = Rules(())
    if facts.conversion:
        values["converted"] = to_unit(facts.conversion, UNITS[facts.rounding])
        part_ii = _PART_II
        apply_known(part_ii, values)
    taxable = None
    if plain.taxable is not None:
        taxable = plain.taxable - _income(plain.values) + _income(values)
    return Computation(values, (_PART_I, part_ii, plain.rules[2]), plain.missing, taxable)


def _income(values: Values) -> Decimal:
    """Lines 15c and 18 where above zero, in dollars."""
    amounts = (values.get(key) for key in _TAXABLE_KEYS)
    return sum((one for one in amounts if isinstance(one, Decimal) and one > 0), ZERO)
