"""Which parts of Form 8606 a person-year fills in, and the values on them.

The gates are read from the entries with their cents, before any rounding; the lines are computed
from rounded entries, so that what is printed adds up.
"""

from decimal import Decimal, localcontext
from typing import NamedTuple

from planner.engine import form8606
from planner.engine.facts import PersonYear
from planner.engine.money import UNITS, WIDE, ZERO, adds_exactly, to_unit
from planner.engine.rules import Rule, Values, apply, apply_known

_REQUIRED_IN_PART_III = ("roth_contribution_basis", "roth_conversion_basis")
_TAXABLE_LINES = ("taxable_distribution", "taxable_conversion", "taxable_roth_distribution")


class Computation(NamedTuple):
    """The values of one person-year and how they came about.

    ``values`` holds them by semantic name: absent is a blank line, ``None`` a line that applies
    but is not known. ``rules`` are the groups of rules that were applied, ``missing`` the facts
    that are needed and not known. ``taxable`` is the income in dollars (lines 15c, 18 and 25c
    where above zero), ``None`` while it is not known.
    """

    values: Values
    rules: tuple[tuple[Rule, ...], ...]
    missing: tuple[str, ...]
    taxable: Decimal | None


def compute(facts: PersonYear) -> Computation:
    """The values of Form 8606 for sound ``facts`` (``facts.problems`` finds nothing)."""
    if adds_exactly():
        return _compute(facts)
    with localcontext(WIDE):
        return _compute(facts)


def _compute(facts: PersonYear) -> Computation:
    missing = _missing_basis(facts)
    values: Values = {}
    part_i = _part_i(facts, values, missing)
    part_ii = _part_ii(facts, values, missing)
    part_iii, missing_roth = _part_iii(facts, values)
    missing += missing_roth
    rules = (part_i, part_ii, part_iii)
    return Computation(values, rules, missing, _taxable(facts, values, missing))


def moved(facts: PersonYear) -> bool:
    """The question after line 3: did anything leave the IRAs in the calendar year?"""
    return bool(facts.distribution or facts.conversion)


def has_basis(facts: PersonYear) -> bool | None:
    """Is there any already-taxed money? ``None`` when that is not known."""
    if facts.nondeductible_contribution:
        return True
    return None if facts.prior_basis is None else bool(facts.prior_basis)


def _missing_basis(facts: PersonYear) -> tuple[str, ...]:
    """The facts that Part I needs and does not have."""
    anything_moved = moved(facts)
    if not anything_moved and not facts.nondeductible_contribution:
        return ()
    missing: tuple[str, ...] = ()
    if facts.prior_basis is None:
        missing += ("prior_basis",)
    if facts.year_end_value is None and anything_moved and has_basis(facts):
        missing += ("year_end_value",)
    return missing


def _part_i(facts: PersonYear, values: Values, missing: tuple[str, ...]) -> tuple[Rule, ...]:
    """Part I: for a contribution, or for basis that meets a distribution or conversion."""
    anything_moved = moved(facts)
    if not has_basis(facts) or not (anything_moved or facts.nondeductible_contribution):
        return ()
    unit = UNITS[facts.rounding]
    values["nondeductible_contribution"] = to_unit(facts.nondeductible_contribution or ZERO, unit)
    values["prior_basis"] = None if facts.prior_basis is None else to_unit(facts.prior_basis, unit)
    rules = form8606.PART_I_WITHOUT_DISTRIBUTION
    if anything_moved:
        _enter_distributions(facts, values, unit)
        rules = form8606.PART_I
    (apply if missing else apply_known)(rules, values)
    return rules


def _enter_distributions(facts: PersonYear, values: Values, unit: Decimal) -> None:
    """Lines 4, 6, 7, 8 and 15b: entries, summed with their cents and rounded once."""
    values["contribution_after_year_end"] = to_unit(facts.contribution_after_year_end or ZERO, unit)
    values["year_end_value"] = (
        None
        if facts.year_end_value is None
        else to_unit(facts.year_end_value + (facts.outstanding_rollover or ZERO), unit)
    )
    values["distribution"] = to_unit(facts.distribution or ZERO, unit)
    values["conversion"] = to_unit(facts.conversion or ZERO, unit)
    values["qualified_disaster_amount"] = to_unit(facts.qualified_disaster_amount or ZERO, unit)
    values["ratio_places"] = Decimal(facts.ratio_places or 0)
    values["unit"] = unit


def _part_ii(facts: PersonYear, values: Values, missing: tuple[str, ...]) -> tuple[Rule, ...]:
    """Part II: for any conversion, from Part I where that is filled in."""
    if not facts.conversion:
        return ()
    if "conversion" in values:
        (apply if missing else apply_known)(form8606.PART_II, values)
        return form8606.PART_II
    values["converted"] = to_unit(facts.conversion, UNITS[facts.rounding])
    if missing:
        values["converted_basis"] = values["taxable_conversion"] = None
        return ()
    apply_known(form8606.PART_II_WITHOUT_BASIS, values)
    return form8606.PART_II_WITHOUT_BASIS


def _part_iii(facts: PersonYear, values: Values) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """Part III: for a nonqualified Roth distribution; ends at the first line that is zero.

    Returns the rules applied, and the fact that is missing where it had to end for want of one.
    """
    if not facts.roth_distribution:
        return (), ()
    unit = UNITS[facts.rounding]
    values["roth_distribution"] = to_unit(facts.roth_distribution, unit)
    values["first_home_expenses"] = to_unit(facts.first_home_expenses or ZERO, unit)
    if facts.roth_contribution_basis is not None:
        values["roth_contribution_basis"] = to_unit(facts.roth_contribution_basis, unit)
    for count, (step, next_entry) in enumerate(form8606.PART_III_STEPS, start=1):
        apply_known(step, values)
        if not values[step[0].key]:
            return form8606.PART_III[:count], ()
        entry = getattr(facts, next_entry)
        if entry is None and next_entry in _REQUIRED_IN_PART_III:
            values[next_entry] = None
            return form8606.PART_III[:count], (next_entry,)
        values[next_entry] = to_unit(entry or ZERO, unit)
    apply_known(form8606.PART_III_END, values)
    return form8606.PART_III, ()


def _taxable(facts: PersonYear, values: Values, missing: tuple[str, ...]) -> Decimal | None:
    """Income from lines 15c, 18 and 25c, in dollars; a distribution without basis counts whole."""
    if missing:
        return None
    total = ZERO
    for key in _TAXABLE_LINES:
        amount = values.get(key, ZERO)
        if isinstance(amount, Decimal) and amount > 0:
            total += amount
    return total + distribution_without_basis(facts, values)


def distribution_without_basis(facts: PersonYear, values: Values) -> Decimal:
    """A distribution that fills in no Part I, in dollars, less what Form 8915 taxes."""
    if not facts.distribution or "distribution" in values:
        return ZERO
    unit = UNITS[facts.rounding]
    disaster = to_unit(facts.qualified_disaster_amount or ZERO, unit)
    return max(ZERO, WIDE.subtract(to_unit(facts.distribution, unit), disaster))
