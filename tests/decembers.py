"""A household whose value of December 31, 2026 is not there yet, with a break point at $212,400."""

from datetime import date

from planner.engine.household import Household
from tests.engine.households import household, person, read, start, value

NOVEMBER = date(2026, 11, 22)

YEAR = {"year": 2026, "filing_status": "married_jointly", "taxable_income": "211150"}
"""403,550, where 32% begins, is 192,400 above it; with 20,000 of basis that is 212,400 inside."""


def household_of(inside: str, source: str = "estimate", **more: object) -> Household:
    """Dan with 20,000 of basis in so much, of which nothing has left, and a plan that takes it."""
    dan = person(
        key="dan",
        name="Dan",
        basis_start=start("20000", 2025),
        year_end_values=[value(2026, inside) | {"source": source}],
        accounts="ira roth k",
    )
    dan["accounts"][2]["accepts_rollovers"] = True
    return read(household(dan, years=[YEAR], **more))
