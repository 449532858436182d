"""Form 8606, Parts I to III, in the words of the law: one short function a computed line.

The functions know no line numbers and no year; ``lines.py`` puts their values on the form of a
year. All amounts are ``Decimal`` US dollars already rounded to the unit of the worksheet, so the
printed lines add up. Sources: Form 8606 and its instructions; IRC 408(d)(1)-(2), 408A(d), 72(e).
"""

from decimal import Decimal

from planner.engine.money import NOTHING, WHOLE, ZERO, Ratio
from planner.engine.rules import Rules, rule

# --- Part I: nondeductible contributions and distributions -----------------------------------


@rule("{nondeductible_contribution} + {prior_basis}")
def total_basis(nondeductible_contribution: Decimal, prior_basis: Decimal) -> Decimal:
    """Line 3: basis before anything comes out, in dollars (Form 8606, line 3)."""
    return nondeductible_contribution + prior_basis


@rule("{total_basis} − {contribution_after_year_end}")
def basis_available(total_basis: Decimal, contribution_after_year_end: Decimal) -> Decimal:
    """Line 5: basis that can come out this year, in dollars.

    Contributions made after December 31 wait for next year (IRC 408(d)(2)(C)).
    """
    return total_basis - contribution_after_year_end


@rule("{year_end_value} + {distribution} + {conversion}")
def ira_pool(year_end_value: Decimal, distribution: Decimal, conversion: Decimal) -> Decimal:
    """Line 9: the year-end value with the year's distributions added back, in dollars.

    IRC 408(d)(2)(B)-(C): one contract, valued at the end of the year, increased by what left.
    """
    return year_end_value + distribution + conversion


@rule("{basis_available} ÷ {ira_pool}", limit="not more than 1.000")
def nontaxable_ratio(basis_available: Decimal, ira_pool: Decimal, ratio_places: Decimal) -> Ratio:
    """Line 10: the already-taxed share of every dollar, unitless, at most 1 (IRC 72(e)(8)).

    ``ratio_places`` of 0 keeps it exact; otherwise it is rounded half up to that many first.
    A pool of zero has no share to give.
    """
    if not ira_pool:
        return NOTHING
    if basis_available >= ira_pool:
        return WHOLE
    exact = Ratio(basis_available, ira_pool)
    return exact.rounded(int(ratio_places)) if ratio_places else exact


@rule("{conversion} × {nontaxable_ratio}", limit="not more than {basis_available}")
def nontaxable_conversion(
    conversion: Decimal, nontaxable_ratio: Ratio, basis_available: Decimal, unit: Decimal
) -> Decimal:
    """Line 11: the nontaxable part of the conversion, in dollars (IRC 408A(d)(3)(C)).

    Rounding may not use more basis than there is, so it stops at line 5.
    """
    return min(nontaxable_ratio.of(conversion, unit), basis_available)


@rule(
    "{distribution} × {nontaxable_ratio}",
    limit="not more than {basis_available} − {nontaxable_conversion}",
)
def nontaxable_distribution(
    distribution: Decimal,
    nontaxable_ratio: Ratio,
    basis_available: Decimal,
    nontaxable_conversion: Decimal,
    unit: Decimal,
) -> Decimal:
    """Line 12: the nontaxable part of the distributions, in dollars (IRC 408(d)(1), 72(e)(8)).

    It stops where lines 11 and 12 together would exceed line 5.
    """
    left = basis_available - nontaxable_conversion
    return min(nontaxable_ratio.of(distribution, unit), left)


@rule("{nontaxable_conversion} + {nontaxable_distribution}")
def basis_used(nontaxable_conversion: Decimal, nontaxable_distribution: Decimal) -> Decimal:
    """Line 13: basis that came out this year, in dollars."""
    return nontaxable_conversion + nontaxable_distribution


@rule("{total_basis} − {basis_used}")
def basis_carried_forward(total_basis: Decimal, basis_used: Decimal) -> Decimal:
    """Line 14: next year's line 2, in dollars; never below line 4, which it includes."""
    return total_basis - basis_used


@rule("{total_basis}", key="basis_carried_forward")
def basis_of_a_quiet_year(total_basis: Decimal) -> Decimal:
    """Line 14 when nothing came out: line 3, unchanged (Form 8606, the question after line 3)."""
    return total_basis


@rule("{distribution} − {nontaxable_distribution}")
def distribution_above_basis(distribution: Decimal, nontaxable_distribution: Decimal) -> Decimal:
    """Line 15a: the part of the distributions that is not basis, in dollars."""
    return distribution - nontaxable_distribution


@rule("{distribution_above_basis} − {qualified_disaster_amount}")
def taxable_distribution(
    distribution_above_basis: Decimal, qualified_disaster_amount: Decimal
) -> Decimal:
    """Line 15c: taxable distributions, in dollars, without those taxed through Form 8915."""
    return distribution_above_basis - qualified_disaster_amount


# --- Part II: conversions --------------------------------------------------------------------


@rule("{conversion}")
def converted(conversion: Decimal) -> Decimal:
    """Line 16: the net amount converted in the calendar year, in dollars."""
    return conversion


@rule("{nontaxable_conversion}")
def converted_basis(nontaxable_conversion: Decimal) -> Decimal:
    """Line 17: basis in the amount converted: line 11, in dollars."""
    return nontaxable_conversion


@rule("no basis", key="converted_basis")
def no_converted_basis() -> Decimal:
    """Line 17 without Part I: no basis, so nothing of the conversion is nontaxable."""
    return ZERO


@rule("{converted} − {converted_basis}")
def taxable_conversion(converted: Decimal, converted_basis: Decimal) -> Decimal:
    """Line 18: income from the conversion, in dollars (IRC 408A(d)(3)(A))."""
    return converted - converted_basis


# --- Part III: distributions from Roth IRAs ----------------------------------------------------


@rule("{roth_distribution} − {first_home_expenses}", limit="not below 0")
def roth_distribution_after_home(
    roth_distribution: Decimal, first_home_expenses: Decimal
) -> Decimal:
    """Line 21: nonqualified Roth distributions less first-home expenses, in dollars."""
    return max(ZERO, roth_distribution - first_home_expenses)


@rule("{roth_distribution_after_home} − {roth_contribution_basis}", limit="not below 0")
def roth_above_contributions(
    roth_distribution_after_home: Decimal, roth_contribution_basis: Decimal
) -> Decimal:
    """Line 23: what exceeds regular contributions, which come out first (IRC 408A(d)(4)(B))."""
    return max(ZERO, roth_distribution_after_home - roth_contribution_basis)


@rule("{roth_above_contributions} − {roth_conversion_basis}", limit="not below 0")
def roth_above_conversions(
    roth_above_contributions: Decimal, roth_conversion_basis: Decimal
) -> Decimal:
    """Line 25a: what exceeds conversions too, and so is earnings, in dollars."""
    return max(ZERO, roth_above_contributions - roth_conversion_basis)


@rule("{roth_above_conversions} − {roth_disaster_amount}")
def taxable_roth_distribution(
    roth_above_conversions: Decimal, roth_disaster_amount: Decimal
) -> Decimal:
    """Line 25c: taxable Roth distributions, in dollars, without those taxed through Form 8915."""
    return roth_above_conversions - roth_disaster_amount


# --- The groups in which the form asks for them -----------------------------------------------

PART_I = Rules(
    (
        total_basis,
        basis_available,
        ira_pool,
        nontaxable_ratio,
        nontaxable_conversion,
        nontaxable_distribution,
        basis_used,
        basis_carried_forward,
        distribution_above_basis,
        taxable_distribution,
    )
)
PART_I_WITHOUT_DISTRIBUTION = Rules((total_basis, basis_of_a_quiet_year))
PART_II = Rules((converted, converted_basis, taxable_conversion))
PART_II_WITHOUT_BASIS = Rules((no_converted_basis, taxable_conversion))
PART_III_STEPS: tuple[tuple[Rules, str], ...] = (
    (Rules((roth_distribution_after_home,)), "roth_contribution_basis"),
    (Rules((roth_above_contributions,)), "roth_conversion_basis"),
    (Rules((roth_above_conversions,)), "roth_disaster_amount"),
)
"""Part III line by line, each with the entry that is asked for next while it is above zero."""
PART_III_END = Rules((taxable_roth_distribution,))
PART_III = Rules((*(rule for (rule,), _ in PART_III_STEPS), *PART_III_END))
