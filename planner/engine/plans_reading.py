"""What a household file says of a household's year, and of plans; all of it may be absent."""

from typing import Any, cast

from planner.engine.filing_status import FILING_STATUSES
from planner.engine.household import PRICINGS, HouseholdYear, Outlook
from planner.engine.json_node import Node

MOST_SPREAD_YEARS = 50
"""Nobody spreads a conversion over more years."""

_MOST_COUNTED = 2
"""On one return there are two people at most (IRC 6013)."""


def read_household_year(node: Node) -> HouseholdYear:
    """The household's return for a year, with what is assumed of the years after it."""
    status = node.choice("filing_status", FILING_STATUSES, "") if node.has("filing_status") else ""
    outlook = node.child("outlook")
    year = HouseholdYear(
        year=node.year("year", required=True) or 0,
        filing_status=cast("Any", status or None),
        lived_apart_all_year=node.flag("lived_apart_all_year"),
        magi=node.amount("magi", signed=True),
        taxable_income=node.amount("taxable_income"),
        marginal_rate=node.fraction("marginal_rate"),
        state=node.text("state"),
        state_rate=node.fraction("state_rate"),
        ordinary_income=node.amount("ordinary_income"),
        gains=node.amount("gains"),
        investment_income=node.amount("investment_income"),
        itemized=node.amount("itemized"),
        tax_exempt_interest=node.amount("tax_exempt_interest"),
        medicare_part_b=node.count("medicare_part_b", 0, _MOST_COUNTED),
        medicare_part_d=node.count("medicare_part_d", 0, _MOST_COUNTED),
        blind=node.count("blind", 0, _MOST_COUNTED),
        **({"outlook": _outlook(outlook)} if outlook else {}),
    )
    node.end()
    return year


def _outlook(node: Node) -> Outlook:
    pricing = node.choice("pricing", PRICINGS) if node.has("pricing") else ""
    outlook = Outlook(
        pricing=cast("Any", pricing or None),
        growth=node.growth("growth"),
        outside_growth=node.growth("outside_growth"),
        bracket_growth=node.growth("bracket_growth"),
        later_rate=node.fraction("later_rate"),
        withheld=node.fraction("withheld"),
        backdoor=node.amount("backdoor"),
        spread_years=node.count("spread_years", 1, MOST_SPREAD_YEARS),
    )
    node.end()
    return outlook


def read_plans(node: Node, year: int) -> dict[str, Any]:
    """What a person's ``year`` says of plans, by the names of ``YearRecord``."""
    until = node.year("until")
    if until is not None and until < year:
        node.problem("until", f"is {until}, before {year}")
    low, high = node.amount("value_low"), node.amount("value_high")
    if low is not None and high is not None and low > high:
        node.problem("value_low", f"is {low}, more than the value_high of {high}")
    answers = {name: node.flag(name) for name in ("self_employed", "has_employees", "can_finish")}
    return answers | {"until": until, "value_low": low, "value_high": high}
