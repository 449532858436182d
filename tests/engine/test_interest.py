"""Interest on tax paid late: worked out by hand, and the file of rates."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.interest import interest, published, read_rates
from planner.engine.toml_reader import DataFileError
from tests.engine.gold_cases import gold_cases

DAY = timedelta(days=1)
RATES = """[2016]
source = "IRC 6621"
checked = 2026-11-22
rates = ["0.03", "0.04", "0.04", "0.04"]
"""


@pytest.mark.parametrize("case", gold_cases("interest.toml", "case"))
def test_interest_by_hand(case):
    found = interest(Decimal(case["tax"]), case["since"], case["paid"])
    assert found is not None
    assert found.amount == Decimal(case["amount"])
    stretches = [[one.days, str(one.rate), one.of_days] for one in found.stretches]
    assert stretches == case["stretches"]
    assert found.is_projected == case["projected"]


def test_nothing_is_guessed_before_the_first_rate():
    assert interest(Decimal(100), date(2015, 12, 30), date(2016, 5, 1)) is None
    from_new_year = interest(Decimal(100), date(2015, 12, 31), date(2016, 1, 1))
    assert from_new_year is not None
    assert from_new_year.amount == Decimal("0.01")  # 100 x 0.03 / 366


def test_the_rates_as_they_were_published():
    """89 FR 77879, and the Revenue Rulings of 2026, in percent."""
    rates = {year: [int(rate * 100) for rate in one.rates] for year, one in published().items()}
    assert rates == {
        2016: [3, 4, 4, 4],
        2017: [4, 4, 4, 4],
        2018: [4, 5, 5, 5],
        2019: [6, 6, 5, 5],
        2020: [5, 5, 3, 3],
        2021: [3, 3, 3, 3],
        2022: [3, 4, 5, 6],
        2023: [7, 7, 7, 8],
        2024: [8, 8, 8, 8],
        2025: [7, 7, 7, 7],
        2026: [7, 6, 7, 7],
    }
    assert all(one.source and one.checked == date(2026, 11, 22) for one in published().values())


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("[2016]", "[first]", "first: must be a year"),
        ('["0.03", ', "[", "2016.rates: must be four"),
        ('"0.03"', "0.03", "2016.rates: must hold rates written like"),
        ('"0.03"', '"three"', "2016.rates: must hold rates written like"),
        ('"0.03"', '"3"', "2016.rates: must hold rates written like"),
        ("source", "sources", "2016.sources: is not a key"),
        ("checked = 2026-11-22\n", "", "2016.checked: is missing"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(was, becomes, problem):
    with pytest.raises(DataFileError, match=problem):
        read_rates(RATES.replace(was, becomes, 1))


def test_years_follow_each_other():
    assert set(read_rates(RATES)) == {2016}
    for text in ("", RATES + RATES.replace("2016]", "2018]")):
        with pytest.raises(DataFileError, match="must hold years, one after the other"):
            read_rates(text)


@given(
    st.integers(1, 10**7).map(Decimal),
    st.dates(date(2016, 1, 1), date(2026, 12, 1)),
    st.integers(1, 2000),
    st.integers(1, 2000),
)
def test_interest_only_grows_and_counts_every_day_once(tax, since, days, more):
    paid, later = since + days * DAY, since + (days + more) * DAY
    found, longer = interest(tax, since, paid), interest(tax, since, later)
    assert found is not None
    assert longer is not None
    assert 0 <= found.amount <= longer.amount
    assert sum(one.days for one in found.stretches) == days
    # Compounded in two steps it is the same, but for the cent to which the first is rounded.
    second = interest(tax + found.amount, paid, later)
    assert second is not None
    assert abs(found.amount + second.amount - longer.amount) <= Decimal("0.03")
