"""59½, and the two clocks of five tax years."""

from datetime import date

import pytest

from planner.engine.roth_clocks import QualifiedClock, is_of_age, is_young, of_age_from


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("1960-01-15", "2019-07-15"),
        ("1966-03-31", "2025-09-30"),
        ("1966-07-01", "2026-01-01"),
        ("1960-08-31", "2020-02-29"),
        ("1961-08-31", "2021-02-28"),
        ("1960-12-31", "2020-06-30"),
        ("1960-06-30", "2019-12-30"),
    ],
)
def test_the_day_on_which_one_is_59_and_a_half(born: str, day: str) -> None:
    assert of_age_from(date.fromisoformat(born)) == date.fromisoformat(day)


def test_of_age_from_that_day_on() -> None:
    born = date(1966, 3, 31)
    days = (date(2025, 9, 29), date(2025, 9, 30), date(2025, 10, 1))
    assert [is_of_age(born, day) for day in days] == [False, True, True]
    assert is_of_age(None, days[0]) is None


def test_a_conversion_is_young_for_five_tax_years() -> None:
    assert [is_young(2020, year) for year in (2020, 2024, 2025)] == [True, True, False]


@pytest.mark.parametrize(
    ("clock", "met"),
    [
        (QualifiedClock(2020, 2020, is_whole=True), [False, False, True]),
        (QualifiedClock(2020, 2019, is_whole=True), [False, None, True]),
        (QualifiedClock(2020, 0, is_whole=False), [None, None, True]),
        (QualifiedClock(None, None, is_whole=True), [False, False, False]),
        (QualifiedClock(None, None, is_whole=False), [None, None, None]),
    ],
)
def test_what_is_not_known_stays_so(clock: QualifiedClock, met: list[bool | None]) -> None:
    assert [clock.is_met(year) for year in (2023, 2024, 2025)] == met
    assert clock.met_from == (2025 if clock.began else None)
