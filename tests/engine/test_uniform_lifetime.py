"""The Uniform Lifetime Table, against the regulations' own figures."""

from decimal import Decimal

import pytest

from planner.engine.money import DOLLAR
from planner.engine.toml_reader import DataFileError, parse
from planner.engine.uniform_lifetime import (
    divisors,
    read_divisors,
    required_distribution,
    required_of_all,
)
from tests.engine.people import D


@pytest.mark.parametrize(
    ("year", "age", "divisor"),
    [
        # Treas. Reg. 1.401(a)(9)-9(c), from 2022.
        *((2022, 72, "27.4"), (2024, 73, "26.5"), (2024, 80, "20.2"), (2025, 90, "12.2")),
        *((2026, 119, "2.3"), (2026, 120, "2.0"), (2026, 130, "2.0")),
        # The same section before T.D. 9930.
        *((2021, 70, "27.4"), (2019, 71, "26.5"), (2021, 72, "25.6"), (2015, 90, "11.4")),
        *((2021, 114, "2.1"), (2021, 115, "1.9"), (2021, 121, "1.9")),
    ],
)
def test_divisors(year: int, age: int, divisor: str) -> None:
    assert divisors(year).at(age) == Decimal(divisor)


def test_the_table_has_a_beginning() -> None:
    with pytest.raises(ValueError, match="begins at age 72, not 71"):
        divisors(2025).at(71)


def test_an_amount_is_rounded_up() -> None:
    """100,000 / 20.2 = 4,950.495…; 20.2 goes into 20,200 a thousand times."""
    assert required_distribution(D(100_000), year=2024, age=80) == D("4950.50")
    assert required_distribution(D(100_000), year=2024, age=80, unit=DOLLAR) == 4_951
    assert required_distribution(D(20_200), year=2024, age=80, unit=DOLLAR) == 1_000
    assert required_distribution(D(0), year=2024, age=80) == 0


def test_all_iras_together() -> None:
    """4,950.50 + 14,851.49 + 22,277.23, each rounded up to the cent."""
    values = [D(100_000), D(300_000), D(450_000)]
    assert required_of_all(values, year=2024, age=80) == D("42079.22")
    assert required_of_all([], year=2024, age=80) == 0


SOUND = 'source = "x"\nchecked = 2026-11-22\nconfidence = "verified"\nfirst_age = 72\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SOUND + 'divisors = ["2.0", "2.0"]', "divisors: must fall"),
        (SOUND, "divisors: is missing"),
        (SOUND + 'divisors = ["2.0"]\nmore = 1', "more: is not a key"),
    ],
)
def test_a_file_that_is_not_sound(text: str, told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        read_divisors(parse(text, file="x.toml"))
