"""What is looked up of a person: events of a year, accounts, records, values."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from planner.engine.grouping import grouped
from planner.engine.household import Person, YearRecord
from tests.engine.households import (
    adjustment,
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


def somebody(*events: Any, **more: Any) -> Person:
    return read(household(person(*events, accounts="ira ira2 roth k", **more))).people[0]


LATE = contribution("2026-03-01", 2025)
MAY = contribution("2025-05-01", 2025, "500")
BACK = recharacterization("2026-04-01", 2025, "100", account="ira", to="roth")
OVER = rollover("k", "ira", "2025-12-20", completed="2026-01-05")
LOST = rollover("ira", "k", "2025-12-21")
CONVERTED = conversion("2026-03-01", "800")


def days(events: Any) -> list[str]:
    return [f"{event.kind} {event.on}" for event in events]


def test_events_by_calendar_year_tax_year_and_arrival() -> None:
    found = somebody(BACK, LATE, OVER, LOST, MAY, CONVERTED)
    assert days(found.events_in(2025)) == [
        "contribution 2025-05-01",
        "rollover 2025-12-20",
        "rollover 2025-12-21",
    ]
    assert days(found.events_for(2025)) == [
        "contribution 2025-05-01",
        "contribution 2026-03-01",
        "recharacterization 2026-04-01",
    ]
    assert days(found.arrivals_in(2026)) == ["rollover 2025-12-20"]
    assert found.tax_years == (2025,)
    assert found.events_in(2024) == found.events_for(2026) == found.arrivals_in(2025) == ()


def test_events_whose_amount_nobody_knows() -> None:
    found = somebody(MAY, withdrawal("2025-06-01", None), adjustment("2024-01-01", None))
    assert days(found.events_without_amount) == [
        "basis_adjustment 2024-01-01",
        "distribution 2025-06-01",
    ]


def test_the_order_is_that_of_the_days_and_never_that_of_the_file() -> None:
    same_day = [withdrawal("2025-05-01", amount) for amount in ("1", "2", "3")]
    orders = {somebody(*order, MAY).ordered_events for order in permutations(same_day)}
    assert len(orders) == 1
    assert somebody().ordered_events == ()


def test_accounts_records_and_values() -> None:
    years = [{"year": 2025, "deducted": "5"}]
    found = somebody(years=years, year_end_values=[value(2025, "9"), value(2024, "8", "ira2")])
    assert found.account("k").kind == "401k"
    with pytest.raises(KeyError):
        found.account("nothing")
    assert found.record(2025) == found.years[0]
    assert found.record(2024) == YearRecord(year=2024)
    assert found.value("ira2", 2024) == found.year_end_values[1]
    assert found.value("ira", 2024) is None


def test_what_was_looked_up_is_no_part_of_the_person() -> None:
    found = somebody(MAY)
    other = replace(found, events=())
    assert found.events_in(2025)
    assert replace(found) == found == somebody(MAY)
    assert repr(replace(found)) == repr(found)
    assert other.events_in(2025) == ()


def test_grouped_keeps_the_order() -> None:
    assert grouped("abcABa", str.upper) == {"A": ("a", "A", "a"), "B": ("b", "B"), "C": ("c",)}
    assert grouped((), str) == {}
