"""Legal holidays against the lists that the Office of Personnel Management has published."""

from datetime import date

import pytest

from planner.engine.deadlines import next_working_day
from planner.engine.legal_holidays import legal_holidays

# Month and day on which each is kept; April 16 is the District's own.
KEPT = {
    2006: "1-2 1-16 2-20 5-29 7-4 9-4 10-9 11-10 11-23 12-25",
    2021: "1-1 1-18 1-20 2-15 4-16 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24 12-31",
    2022: "1-17 2-21 4-15 5-30 6-20 7-4 9-5 10-10 11-11 11-24 12-26",
    2026: "1-1 1-19 2-16 4-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25",
}


@pytest.mark.parametrize("year", KEPT)
def test_the_days_of_a_year(year):
    days = [
        (int(month), int(day))
        for month, _, day in (one.partition("-") for one in KEPT[year].split())
    ]
    assert sorted(legal_holidays(year)) == [date(year, month, day) for month, day in days]


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 7, 3), date(2026, 7, 6)),  # Independence Day kept on Friday, then a weekend
        (date(2026, 10, 10), date(2026, 10, 13)),  # a weekend, then Columbus Day
        (date(2021, 12, 31), date(2022, 1, 3)),  # New Year's Day kept in the old year
        (date(2026, 7, 7), date(2026, 7, 7)),
    ],
)
def test_the_next_working_day(day, moved):
    assert next_working_day(day) == moved
