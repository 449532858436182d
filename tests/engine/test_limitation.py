"""How long tax can be claimed back or asked for: days that the IRS has published, and edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.limitation import (
    assessable_until,
    claim_day,
    payment_due,
    refund_deadline,
    refund_window,
)
from tests.engine.gold_cases import gold_cases

DAY = timedelta(days=1)


@pytest.mark.parametrize("case", gold_cases("limitation.toml", "refund"))
def test_the_last_days_to_claim(case):
    window = refund_window(case["year"], case.get("filed"))
    assert (window.sure, window.latest) == (case["sure"], case["latest"])


@pytest.mark.parametrize("case", gold_cases("limitation.toml", "payment"))
def test_the_day_from_which_interest_runs(case):
    assert payment_due(case["year"]) == case["due"]


def test_a_claim_on_the_last_day_and_a_day_after():
    in_time = refund_window(2022, date(2023, 3, 1))
    assert in_time.standing(date(2026, 4, 15)) == "open"
    assert in_time.standing(date(2026, 4, 16)) == "closed"


def test_a_return_that_may_have_been_extended_is_open_until_april_and_perhaps_longer():
    late = refund_window(2022, date(2023, 10, 5))
    assert late.standing(date(2026, 4, 15)) == "open"
    assert late.standing(date(2026, 4, 16)) == "only_if_extended"
    assert late.standing(date(2026, 10, 5)) == "only_if_extended"
    assert late.standing(date(2026, 10, 6)) == "closed"


def test_the_day_that_is_named_is_by_the_return_where_its_day_is_known():
    assert refund_deadline(2022, date(2023, 10, 5)) == date(2026, 10, 5)
    assert refund_deadline(2022, None) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("filed_on", "last"),
    [
        (date(2023, 2, 1), date(2026, 4, 15)),  # early: as if on April 15 (IRC 6501(b)(1))
        (date(2023, 9, 1), date(2026, 9, 1)),
        (date(2025, 1, 31), date(2028, 1, 31)),
        (None, date(2026, 10, 15)),  # the latest that an extension allows
    ],
)
def test_more_tax_can_be_asked_for_three_years_from_the_return(filed_on, last):
    assert assessable_until(2022, filed_on) == last


def test_three_years_from_february_29_end_on_march_1():
    assert claim_day(date(2024, 2, 29)) == date(2027, 3, 1)


@given(st.integers(1990, 2060), st.none() | st.integers(0, 2000))
def test_what_holds_for_every_return(year, days):
    filed_on = None if days is None else date(year + 1, 1, 1) + days * DAY
    window = refund_window(year, filed_on)
    assert date(year + 4, 4, 15) <= window.sure <= window.latest
    assert window.until in (window.sure, window.latest)
    assert window.latest <= date(year + 4, 10, 18)
    for day in (window.sure, window.latest):
        assert day.weekday() < 5
        assert window.standing(day) != "closed"
    assert window.standing(window.latest + DAY) == "closed"
    if filed_on:
        assert refund_window(year, filed_on + DAY).latest >= window.latest
        assert assessable_until(year, filed_on) >= window.sure
