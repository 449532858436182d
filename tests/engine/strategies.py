"""Random person-years: amounts people have, and amounts made to break things."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from planner.engine.layouts import form_years
from planner.engine.money import LARGEST

UNKNOWABLE = ("prior_basis", "year_end_value", "roth_contribution_basis", "roth_conversion_basis")
"""What may be required and not known; everything else that is absent counts as nothing."""

small = st.integers(0, 20_000).map(Decimal)
cents = st.decimals(0, 20_000, places=2)
large = st.decimals(0, LARGEST, places=2)
amounts = st.one_of(st.just(Decimal(0)), small, cents, cents, large)
policies = st.fixed_dictionaries(
    {
        "rounding": st.sampled_from(["dollars", "cents"]),
        "ratio_places": st.none() | st.integers(3, 10),
    }
)
exact = st.fixed_dictionaries({"rounding": st.sampled_from(["dollars", "cents"])})


@st.composite
def entries(draw: st.DrawFn, amount: st.SearchStrategy[Decimal] = amounts) -> dict[str, Any]:
    """Every amount of a person-year, all known, none impossible."""
    contributed = draw(amount)
    late = draw(st.sampled_from([Decimal(0), contributed, contributed // 2]))
    first_home = st.decimals(0, 10_000, places=2)
    return {
        "nondeductible_contribution": contributed,
        "prior_basis": draw(amount),
        "contribution_after_year_end": late,
        "year_end_value": draw(amount | st.just(Decimal(0))),
        "outstanding_rollover": draw(st.just(Decimal(0)) | amount),
        "distribution": draw(amount),
        "conversion": draw(amount | st.just(contributed)),
        "qualified_disaster_amount": draw(st.just(Decimal(0)) | amount),
        "roth_distribution": draw(amount),
        "first_home_expenses": draw(st.just(Decimal(0)) | first_home),
        "roth_contribution_basis": draw(amount),
        "roth_conversion_basis": draw(amount),
        "roth_disaster_amount": draw(st.just(Decimal(0)) | amount),
    }


years = st.sampled_from(form_years())
