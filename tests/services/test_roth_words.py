"""The clocks of Roth IRAs and what is free today, as sentences, for people of every age."""

from datetime import date
from typing import Any

import pytest

from planner.engine.roth_ledger import roth_ledger
from planner.engine.roth_today import free_on
from planner.services.lifetime.roth_life import RothLife, RothLifeYear
from planner.services.lifetime.roth_words import (
    conversion_words,
    free_amount,
    free_words,
    qualified_words,
)
from tests.engine.households import (
    contribution,
    conversion,
    household,
    person,
    read,
    start,
    value,
    withdrawal,
)

TODAY = date(2026, 11, 22)
FIRST_2015 = contribution("2015-03-01", 2015, "5000", account="roth")
FIRST_2024 = contribution("2024-03-01", 2024, "5000", account="roth")
TAXED_2024 = conversion("2024-05-01", "8000")


def life(*events: Any, born: str | None, **more: Any) -> RothLife:
    known = {"basis_start": start("0", 2014), "year_end_values": [value(2024)]}
    home = read(household(person(*events, born=born, **known | more)))
    found = roth_ledger(home, home.people[0])
    years = tuple(RothLifeYear(one, None, None) for one in found.years)
    free = free_on(TODAY, found.layers, found.clock, home.people[0].born)
    return RothLife(None, home.people[0], found, years, free, TODAY)  # type: ignore[arg-type]


def clock(*events: Any, born: str | None, **more: Any) -> str:
    return " ".join(qualified_words(life(*events, born=born, **more)))


def free(*events: Any, born: str | None, **more: Any) -> tuple[str, str]:
    found = life(*events, born=born, **more)
    return free_amount(found), " ".join(free_words(found))


@pytest.mark.parametrize(
    ("events", "born", "said"),
    [
        ((FIRST_2015,), "1960-06-15", "Both are behind"),
        ((FIRST_2024,), "1960-06-15", "From January 1, 2029 on everything that comes out is"),
        ((FIRST_2015,), "1985-06-15", "Before, up to $10,000 for a first home is."),
        ((FIRST_2024,), "1985-06-15", "up to $10,000 for a first home is, from January 1, 2029."),
        ((FIRST_2015,), None, "When 59½ is reached is not known"),
        ((TAXED_2024,), "1985-06-15", "began on January 1, 2024 and are over on January 1, 2029."),
        ((), None, "In which year money first went in is not known"),
    ],
)
def test_the_clock_of_the_person(events: Any, born: str | None, said: str) -> None:
    assert said in clock(*events, born=born)


def test_at_59_and_a_half_a_first_home_is_no_matter() -> None:
    assert "first home" not in clock(FIRST_2024, born="1960-06-15")


@pytest.mark.parametrize(
    ("paid", "said"),
    [("4000", "Before, up to $6,000 for a first home is."), ("10000", "free of tax. ")],
)
def test_what_a_first_home_took_is_off_the_limit_of_a_lifetime(paid: str, said: str) -> None:
    """12,000 came out in 2025 at age 40; of the lifetime's 10,000 a first home took a part."""
    out = withdrawal("2025-06-01", "12000", account="roth")
    years = [{"year": 2025, "first_home_expenses": paid}]
    words = f"{clock(FIRST_2015, out, born='1985-06-15', years=years)} "
    assert said in words
    assert ("first home" in words) == (paid == "4000")


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("1985-06-15", "$8,000 inside, $8,000 of it taxed. Free of the 10% from January 1, 2029."),
        ("1968-01-31", "Free of the 10% from July 31, 2027, at 59½."),
        ("1960-06-15", "Free of the 10%, as 59½ is reached."),
        (None, "Free of the 10% from January 1, 2029."),
    ],
)
def test_the_clock_of_a_conversion(born: str | None, said: str) -> None:
    [(name, words)] = conversion_words(life(TAXED_2024, born=born))
    assert name == "Converted in 2024"
    assert said in words


def test_of_a_conversion_that_is_clean_or_old_or_open() -> None:
    clean = (contribution("2024-02-01", 2024, "8000"), TAXED_2024)
    [(_, words)] = conversion_words(life(*clean, born=None))
    assert words == "$8,000 inside, nothing of it taxed. The 10% has nothing to take."
    old = {"year_end_values": [value(2016)]}
    [(_, words)] = conversion_words(life(conversion("2016-05-01", "8000"), born=None, **old))
    assert words == "$8,000 inside, $8,000 of it taxed. Free of the 10% since January 1, 2021."
    waits = {"year_end_values": [], "basis_start": start("500", 2014)}
    [(_, words)] = conversion_words(life(TAXED_2024, born=None, **waits))
    assert words.startswith("$8,000 inside; how much of it was taxed is not known yet.")


def test_what_is_free_at_59_and_a_half_before_the_five_years() -> None:
    amount, words = free(FIRST_2024, TAXED_2024, born="1960-06-15")
    assert amount == "$13,000"
    assert "$5,000 of contributions come out first, then $8,000 of conversions, as far as" in words
    assert "income until the five years are over, without the 10%" in words


def test_nothing_is_free_behind_a_taxed_conversion_alone() -> None:
    amount, words = free(TAXED_2024, born="1985-06-15")
    assert amount == "$0"
    assert words.startswith("Nothing is inside that could. It ends at the conversion of 2024")


def test_conversions_alone() -> None:
    old = {"year_end_values": [value(2016)]}
    amount, words = free(conversion("2016-05-01", "8000"), born=None, **old)
    assert amount == "$8,000"
    assert words.startswith("No contributions are inside; $8,000 of conversions come out first")
    assert "it is taken that 59½ is not reached" in words


def test_conversions_of_an_amount_that_is_not_known() -> None:
    amount, words = free(FIRST_2015, conversion("2024-05-01", None), born="1985-06-15")
    assert amount == "At least $5,000"
    assert "how much was converted is not known, as far as" in words
