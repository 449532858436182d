"""A year costs the same however long the life is: counted in calls, which no machine changes."""

from dataclasses import replace
from typing import Any

import pytest

from planner.engine.household import Household
from planner.engine.ledger import LedgerYear, ledger
from tests.counting import calls
from tests.engine.households import (
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    rollover,
    value,
    withdrawal,
)

pytestmark = pytest.mark.counts


def life(first: int, *, out_of_roth: bool = False) -> Household:
    """Backdoors by way of a Roth IRA, rollovers and withdrawals, every year from ``first``."""
    events: list[Any] = []
    if out_of_roth:
        every = range(first, 2026)
        events += [withdrawal(f"{year}-12-02", account="roth") for year in every]
    for year in range(first, 2026):
        events += [
            contribution(f"{year}-02-01", year, account="roth"),
            recharacterization(f"{year + 1}-02-01", year, earnings="5"),
            conversion(f"{year}-06-01"),
            rollover("ira2", "k", f"{year}-11-01", completed=f"{year}-11-20"),
            withdrawal(f"{year}-12-01", account="ira2"),
        ]
    held = [value(year, "50000", key) for year in range(first, 2027) for key in ("ira", "ira2")]
    years = [{"year": year, "deducted": "0"} for year in range(first, 2027)]
    years[0]["first_year"] = True
    known: dict[str, Any] = {"year_end_values": held, "years": years, "born": "1980-05-01"}
    return read(household(person(*events, accounts="ira ira2 roth k", **known)))


def calls_a_year(home: Household) -> int:
    """Python functions called, and built-in ones, for each year of the ledger."""
    ledger(home, home.people[0])  # reads the forms of the years
    someone = replace(home.people[0])
    years: list[LedgerYear] = []
    count = calls(lambda: years.extend(ledger(home, someone)))
    assert all(year.is_complete for year in years)
    return count // len(years)


def test_a_year_of_a_long_life_costs_what_a_year_of_a_short_one_does() -> None:
    assert calls_a_year(life(1986)) < 1.1 * calls_a_year(life(2006))


def test_so_does_one_in_which_money_comes_out_of_roth_iras() -> None:
    longer, shorter = life(1986, out_of_roth=True), life(2006, out_of_roth=True)
    assert calls_a_year(longer) < 1.1 * calls_a_year(shorter)
