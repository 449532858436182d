"""Amounts and shares as sentences write them."""

from decimal import Decimal

import pytest

from planner.engine.money import Ratio
from planner.templatetags.amounts import dollars, percent


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("6951", "$6,951"),
        ("0", "$0"),
        ("-15255", "−$15,255"),
        ("6951.20", "$6,951.20"),
        ("999999999999.99", "$999,999,999,999.99"),
    ],
)
def test_dollars(amount, text):
    assert dollars(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (0, 1, "0"),
        (7_500, 102_500, "7.3"),
        (1, 2, "50"),
        (1, 1, "100"),
        (102_500, 102_500, "100"),
        (1, 1_000, "0.1"),
        (1, 100_000, "less than 0.1"),
        (999, 1_000, "99.9"),
        (99_999, 100_000, "more than 99.9"),
        (1, 10**12, "less than 0.1"),
    ],
)
def test_a_share_is_nothing_or_everything_only_when_it_is_exactly_that(
    numerator, denominator, text
):
    assert percent(Ratio(Decimal(numerator), Decimal(denominator))) == text
