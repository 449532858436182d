"""Worksheets that the tests print."""

from decimal import Decimal
from functools import cache
from typing import Any

from planner.documents.worksheet_pdf import worksheet_pdf
from planner.engine import PersonYear, worksheet

YEARS = range(2018, 2027)
LARGEST = Decimal("999999999999.99")

EVERYTHING: dict[str, Any] = {
    "nondeductible_contribution": Decimal(6000),
    "prior_basis": Decimal("14500.37"),
    "contribution_after_year_end": Decimal(1000),
    "year_end_value": Decimal("81234.40"),
    "distribution": Decimal(5200),
    "conversion": Decimal(7000),
    "qualified_disaster_amount": Decimal(300),
    "roth_distribution": Decimal(40000),
    "first_home_expenses": Decimal(10000),
    "roth_contribution_basis": Decimal(12000),
    "roth_conversion_basis": Decimal(9500),
    "roth_disaster_amount": Decimal(700),
}
"""Fills in every line of every part."""

HUGE: dict[str, Any] = dict.fromkeys(
    (
        "nondeductible_contribution",
        "prior_basis",
        "year_end_value",
        "distribution",
        "conversion",
        "qualified_disaster_amount",
        "roth_distribution",
    ),
    LARGEST,
) | {"roth_contribution_basis": Decimal(0), "roth_conversion_basis": Decimal(0)}
"""Sums of two and three of the largest amount, and a line 15c far below zero."""


def full(year, **changes):
    return worksheet(PersonYear(tax_year=year, **(EVERYTHING | changes)))


@cache
def full_pdf(year):
    return worksheet_pdf(full(year))


def huge(year):
    return worksheet(PersonYear(tax_year=year, rounding="cents", **HUGE))


def quiet(year):
    """A contribution, and nothing taken out: lines 1, 2, 3 and 14 only."""
    facts: dict[str, Any] = {
        "nondeductible_contribution": Decimal(6000),
        "prior_basis": Decimal(500),
    }
    return worksheet(PersonYear(tax_year=year, **facts))


def without_values(year):
    """A contribution and a conversion; basis and year-end value are not known."""
    facts: dict[str, Any] = {
        "nondeductible_contribution": Decimal(6000),
        "conversion": Decimal(7000),
    }
    return worksheet(PersonYear(tax_year=year, **facts))


def empty(year):
    return worksheet(PersonYear(tax_year=year))
