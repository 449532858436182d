from decimal import Decimal, localcontext

import pytest

from planner.engine.money import CENT, DOLLAR, NOTHING, WHOLE, Ratio
from planner.engine.printing import decimal_that_ties, plain, printed, printed_ratio
from tests.engine.people import D


@pytest.mark.parametrize(
    ("amount", "dollars", "cents"),
    [
        ("0", "0", "0.00"),
        ("7", "7", "7.00"),
        ("999", "999", "999.00"),
        ("7000", "7,000", "7,000.00"),
        ("1234567", "1,234,567", "1,234,567.00"),
        ("-500", "-500", "-500.00"),
        ("1000000000000", "1,000,000,000,000", "1,000,000,000,000.00"),
    ],
)
def test_amounts(amount: str, dollars: str, cents: str) -> None:
    assert printed(D(amount), DOLLAR) == dollars
    assert printed(D(amount), CENT) == cents
    assert plain(D(amount), DOLLAR) == dollars.replace(",", "")
    assert plain(D(amount), CENT) == cents.replace(",", "")
    with localcontext(prec=2):
        assert printed(D(amount), DOLLAR) == dollars
        assert plain(D(amount), CENT) == cents.replace(",", "")


def test_cents_are_shown() -> None:
    assert printed(D("7000.37"), CENT) == "7,000.37"
    assert plain(D("7000.37"), CENT) == "7000.37"
    assert plain(D("7000.30"), D("0.01")) == "7000.30"


@pytest.mark.parametrize(
    ("basis", "pool", "converted", "distributed", "unit", "text"),
    [
        ("7000", "207000", "7000", "0", DOLLAR, "0.0338"),
        ("7000", "207000", "7000", "0", CENT, "0.033816"),  # .03382 x 7,000 = 236.74
        ("50000", "100000", "10000", "0", DOLLAR, "0.500"),
        ("2000", "2400", "0", "600", DOLLAR, "0.833"),
        ("1000", "32000", "0", "2000", DOLLAR, "0.0313"),
        ("1", "3", "0", "0", DOLLAR, "0.333"),
        ("99990", "100000", "100", "0", DOLLAR, "1.000"),  # nothing is lost: 100 either way
        ("1", "9000000", "0.01", "0", CENT, "0.000"),
        # .0000001 x 9,000,000 = 0.90 either way, .000000 = 0
        ("1", "10000000", "9000000", "0", CENT, "0.0000001"),
        # 0.333 x 3,000,000,000,000 needs more than ten places and gets ten
        ("1", "3", "3000000000000", "0", CENT, "0.3333333333"),
        # line 11 ties at three places, line 12 only at five: .33333 x 99,999 = 33,332.7
        ("1", "3", "3", "99999", DOLLAR, "0.33333"),
    ],
)
def test_line_10_has_the_fewest_places_that_tie(
    *, basis: str, pool: str, converted: str, distributed: str, unit: Decimal, text: str
) -> None:
    ratio = Ratio(D(basis), D(pool))
    assert printed_ratio(ratio, 0, D(converted), D(distributed), unit) == text
    with localcontext(prec=3):
        assert printed_ratio(ratio, 0, D(converted), D(distributed), unit) == text


@pytest.mark.parametrize(("places", "text"), [(3, "0.034"), (5, "0.03382"), (10, "0.0338164251")])
def test_line_10_with_a_fixed_number_of_places(places: int, text: str) -> None:
    ratio = Ratio(D(7000), D(207000))
    assert printed_ratio(ratio, places, D(7000), D(0), DOLLAR) == text


def test_a_tiny_line_10_has_no_exponent() -> None:
    assert printed_ratio(Ratio(D(9), D(10_000_000)), 7, D(1), D(1), DOLLAR) == "0.0000009"
    assert printed_ratio(NOTHING, 10, D(1), D(1), DOLLAR) == "0.0000000000"


@pytest.mark.parametrize("places", [0, 3, 5, 10])
def test_a_whole_line_10_is_printed_as_the_form_says(places: int) -> None:
    assert printed_ratio(WHOLE, places, D(7000), D(0), DOLLAR) == "1.000"


def test_no_money_ties_at_once() -> None:
    assert str(decimal_that_ties(Ratio(D(1), D(3)), D(0), D(0), DOLLAR)) == "0.333"
    assert str(decimal_that_ties(NOTHING, D(7000), D(7000), CENT)) == "0.000"
