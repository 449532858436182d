"""Earnings of returned and recharacterized contributions, and what moves in a divorce."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.divorce import basis_transferred
from planner.engine.money import DOLLAR
from planner.engine.net_income import ComputationPeriod, net_income
from planner.engine.returned_earnings import tax_on_returned
from tests.engine.households import contribution, person, value, withdrawal, year_of
from tests.engine.people import D


def period(opening: int, added: int, closing: int, withdrawn: int = 0) -> ComputationPeriod:
    return ComputationPeriod(
        opening_value=D(opening), added=D(added), closing_value=D(closing), withdrawn=D(withdrawn)
    )


@pytest.mark.parametrize(
    ("amount", "of", "earned"),
    [
        # Treas. Reg. 1.408-11(d), Examples 1 and 2; the second is printed as 187.
        (400, period(4_800, 1_600, 7_600), "75.00"),
        (600, period(11_000, 1_200, 16_000), "186.89"),
        # Treas. Reg. 1.408A-5, Q&A 2(c): a loss, and a whole conversion that grew by a tenth.
        (160_000, period(80_000, 160_000, 225_000), "-10000.00"),
        (50_000, period(0, 100_000, 110_000), "5000.00"),
        # Instructions for Form 8606, Return of IRA Contributions: 1,000 × 1,600 / 22,000.
        (1_000, period(18_000, 4_000, 23_600), "72.73"),
        # 5,000 was withdrawn on the way and counts as still there: 1,000 × 1,600 / 22,000.
        (1_000, period(18_000, 4_000, 18_600, 5_000), "72.73"),
        (7_000, period(0, 7_000, 7_000), "0.00"),
    ],
)
def test_net_income(amount: int, of: ComputationPeriod, earned: str) -> None:
    assert net_income(D(amount), of) == Decimal(earned)


def test_net_income_in_whole_dollars() -> None:
    assert net_income(D(600), period(11_000, 1_200, 16_000), DOLLAR) == 187


@pytest.mark.parametrize(("amount", "added"), [(0, 0), (0, 7_000), (-1, 7_000), (7_001, 7_000)])
def test_only_a_part_of_what_was_there_can_have_earned(amount: int, added: int) -> None:
    with pytest.raises(ValueError, match="is not a part of"):
        net_income(D(amount), period(0, added, 9_000))


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_all_of_an_ira_takes_all_of_its_growth(added: int, opening: int, closing: int) -> None:
    whole = period(opening, added, closing)
    assert net_income(D(opening + added), whole) == closing - opening - added


@pytest.mark.parametrize(
    ("on", "born", "tax"),
    [
        (date(2022, 12, 28), date(1965, 6, 1), "7.27"),
        (date(2022, 12, 29), date(1965, 6, 1), "0"),  # SECURE 2.0 Act, section 333
        (date(2022, 12, 28), date(1963, 6, 28), "0"),  # 59½ on that day
        (date(2022, 12, 28), date(1963, 6, 29), "7.27"),
        (date(2022, 12, 28), None, None),
        (date(2023, 6, 1), None, "0"),
    ],
)
def test_the_additional_tax_on_returned_earnings(
    on: date, born: date | None, tax: str | None
) -> None:
    assert tax_on_returned(D("72.73"), on, born) == (None if tax is None else Decimal(tax))
    assert tax_on_returned(D(-5), on, born) == 0


@pytest.mark.parametrize(
    ("born", "account", "code", "told"),
    [
        ("1965-06-01", "ira", "returned-earnings", "additional tax on them comes to $7.30."),
        ("1950-06-01", "ira", "returned-earnings", "does not have them."),
        (None, "roth", "roth-returned-earnings", "the birth date is not entered."),
    ],
)
def test_returned_earnings_are_told(born: str | None, account: str, code: str, told: str) -> None:
    made = person(
        contribution("2022-05-01", 2022, "4000", account=account),
        withdrawal(
            "2022-12-28",
            "1000",
            account=account,
            character="returned_contribution",
            tax_year=2022,
            earnings="73",
        ),
        born=born,
        year_end_values=[value(2022, "22527")],
    )
    [found] = [one for one in year_of(2022, made)["findings"] if one["code"] == code]
    assert found["dollars"] == "73"
    assert found["message"].endswith(told)


def test_basis_moves_in_proportion() -> None:
    """Half of 200,000 with 50,000 of basis: 25,000 (Business Management Daily)."""
    moved = basis_transferred(pool=D(200_000), basis=D(50_000), transferred=D(100_000))
    assert moved == 25_000
    third = basis_transferred(pool=D(3), basis=D(1), transferred=D(1))
    assert third == D("0.33")


@pytest.mark.parametrize(("pool", "transferred"), [(0, 1), (10, 11), (10, 0)])
def test_no_more_moves_than_there_is(pool: int, transferred: int) -> None:
    with pytest.raises(ValueError, match="is not a part of"):
        basis_transferred(pool=D(pool), basis=D(5), transferred=D(transferred))
