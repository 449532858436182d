from datetime import date, timedelta

import pytest

from planner.engine.deadlines import (
    contribution_deadline,
    correction_deadline,
    may_be_for,
    within_sixty_days,
)


@pytest.mark.parametrize(
    ("tax_year", "month", "day"),
    [
        (2004, 4, 15),  # before the holiday counted: April 15, 2005 was a Friday
        (2005, 4, 17),  # April 15, 2006 was a Saturday
        (2006, 4, 17),  # a Sunday, then Emancipation Day on Monday
        (2010, 4, 18),  # Emancipation Day, a Saturday, observed on Friday the 15th
        (2011, 4, 17),
        (2015, 4, 18),
        (2016, 4, 18),  # a Saturday, then Emancipation Day observed on Monday
        (2017, 4, 17),
        (2018, 4, 15),
        (2019, 7, 15),  # Notice 2020-23
        (2020, 5, 17),  # Notice 2021-21
        (2021, 4, 18),
        (2022, 4, 18),
        (2023, 4, 15),
        (2024, 4, 15),
        (2025, 4, 15),
        (2026, 4, 15),
    ],
)
def test_the_due_dates_of_returns(tax_year, month, day):
    assert contribution_deadline(tax_year) == date(tax_year + 1, month, day)


@pytest.mark.parametrize(("tax_year", "day"), [(2021, 17), (2022, 16), (2023, 15), (2024, 15)])
def test_corrections_have_until_october(tax_year, day):
    assert correction_deadline(tax_year) == date(tax_year + 1, 10, day)


@pytest.mark.parametrize("tax_year", [2018, 2019, 2020, 2021, 2025])
def test_a_contribution_is_for_its_year_or_for_the_last_one_until_the_deadline(tax_year):
    last = contribution_deadline(tax_year)
    assert may_be_for(tax_year, date(tax_year, 1, 1))
    assert may_be_for(tax_year, date(tax_year, 12, 31))
    assert may_be_for(tax_year, date(tax_year + 1, 1, 1))
    assert may_be_for(tax_year, last)
    assert not may_be_for(tax_year, last + timedelta(days=1))
    assert not may_be_for(tax_year, date(tax_year - 1, 12, 31))
    assert not may_be_for(tax_year, date(tax_year + 2, 1, 1))


def test_sixty_days():
    left = date(2023, 11, 20)
    assert within_sixty_days(left, left)
    assert within_sixty_days(left, date(2024, 1, 19))
    assert not within_sixty_days(left, date(2024, 1, 20))
    assert not within_sixty_days(left, date(2023, 11, 19))
