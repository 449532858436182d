from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.money import (
    CENT,
    DOLLAR,
    LARGEST,
    NOTHING,
    UNITS,
    WHOLE,
    Ratio,
    adds_exactly,
    down_to_unit,
    to_unit,
)
from tests.engine.people import D
from tests.engine.reference import half_up

amounts = st.decimals(0, LARGEST, places=2)
pools = st.decimals(CENT, 3 * LARGEST, places=2)
units = st.sampled_from([DOLLAR, CENT])


@pytest.mark.parametrize(
    ("amount", "unit", "rounded"),
    [
        ("0.49", DOLLAR, "0"),
        ("0.50", DOLLAR, "1"),
        ("1.50", DOLLAR, "2"),
        ("2.50", DOLLAR, "3"),
        ("7000", DOLLAR, "7000"),
        ("999999999999.99", DOLLAR, "1000000000000"),
        ("0.004", CENT, "0.00"),
        ("0.005", CENT, "0.01"),
        ("0.015", CENT, "0.02"),
        ("7000", CENT, "7000.00"),
        ("0.00", DOLLAR, "0"),
        ("-0", CENT, "0"),
        ("0E-50", DOLLAR, "0"),
    ],
)
def test_half_a_unit_goes_up(amount: str, unit: Decimal, rounded: str) -> None:
    assert str(to_unit(D(amount), unit)) == rounded


@pytest.mark.parametrize(
    ("amount", "unit", "rounded"),
    [("6999.99", DOLLAR, "6999"), ("7000", DOLLAR, "7000"), ("0.019", CENT, "0.01")],
)
def test_a_most_is_rounded_down(amount: str, unit: Decimal, rounded: str) -> None:
    assert str(down_to_unit(D(amount), unit)) == rounded


def test_units_and_limits() -> None:
    assert {"dollars": D("1"), "cents": D("0.01")} == UNITS
    assert D("999999999999.99") == LARGEST
    assert WHOLE.fraction == 1
    assert NOTHING.fraction == 0


@given(amounts, pools, amounts, units)
def test_a_share_is_rounded_once(
    basis: Decimal, pool: Decimal, amount: Decimal, unit: Decimal
) -> None:
    share = Ratio(basis, pool)
    assert share.fraction == Fraction(basis) / Fraction(pool)
    exact = share.fraction * Fraction(amount)
    assert Fraction(share.of(amount, unit)) == half_up(exact, Fraction(unit))


@given(amounts, pools, st.integers(3, 10))
def test_a_rounded_share(basis: Decimal, pool: Decimal, places: int) -> None:
    share = Ratio(basis, pool)
    expected = half_up(share.fraction, Fraction(1, 10**places))
    assert Fraction(share.decimal(places)) == expected
    assert share.rounded(places).fraction == expected
    assert share.decimal(places).as_tuple().exponent == -places


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [
        (Ratio(D(2000), D(2400)), 3, "0.833"),
        (Ratio(D(5), D(8)), 3, "0.625"),
        (Ratio(D(1), D(16)), 3, "0.063"),  # 0.0625
        (Ratio(D(3), D(16)), 3, "0.188"),  # 0.1875
        (Ratio(D(6500), D(6501)), 3, "1.000"),
        (Ratio(D(1), D(2)), 10, "0.5000000000"),
        (NOTHING, 4, "0.0000"),
    ],
)
def test_decimal_of_a_share(ratio: Ratio, places: int, text: str) -> None:
    assert str(ratio.decimal(places)) == text


@pytest.mark.parametrize("places", [2, 11, 0, -1])
def test_line_10_has_3_to_10_places(places: int) -> None:
    with pytest.raises(KeyError):
        WHOLE.decimal(places)


def test_a_tie_of_the_largest_amounts_is_seen() -> None:
    # Half of an odd number of cents ends in half a cent, however large.
    assert Ratio(D(1), D(2)).of(LARGEST, CENT) == D("500000000000.00")
    just_below = Ratio(LARGEST - CENT, 2 * LARGEST)
    assert just_below.of(LARGEST, CENT) == D("499999999999.99")


def test_nothing_times_anything_is_nothing() -> None:
    assert str(WHOLE.of(D("0.00"), CENT)) == "0"
    assert NOTHING.of(D(7000), DOLLAR) == 0


@pytest.mark.parametrize(
    ("digits", "rounding", "exact"),
    [
        (28, ROUND_HALF_EVEN, True),
        (60, ROUND_HALF_EVEN, True),
        (27, ROUND_HALF_EVEN, False),
        (28, ROUND_FLOOR, False),
    ],
)
def test_contexts_in_which_sums_are_exact(digits: int, rounding: str, *, exact: bool) -> None:
    with localcontext(prec=digits, rounding=rounding):
        assert adds_exactly() is exact


def test_rounding_ignores_the_callers_context() -> None:
    with localcontext(prec=2):
        assert to_unit(D("123456.50"), DOLLAR) == D("123457")
        assert down_to_unit(D("123456.78"), DOLLAR) == D("123456")
        assert Ratio(D(7000), D(207000)).of(D("123456.78"), CENT) == D("4174.87")
        assert Ratio(D(7000), D(207000)).decimal(10) == D("0.0338164251")
