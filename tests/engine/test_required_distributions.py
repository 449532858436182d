"""From which year a minimum distribution is required, and that it comes out first."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.required_distributions import (
    STARTING_AGES,
    WAIVED_YEARS,
    first_required_year,
    is_required,
    starting_age,
)
from tests.engine.households import (
    conversion,
    person,
    rollover,
    start,
    value,
    withdrawal,
    year_of,
)


@pytest.mark.parametrize(
    ("born", "age", "year"),
    [
        ("1930-01-01", "70½", 2000),
        ("1948-07-01", "70½", 2019),
        ("1948-06-30", "70½", 2018),
        ("1949-06-30", "70½", 2019),
        ("1949-07-01", "72", 2021),
        ("1949-12-31", "72", 2021),
        ("1950-12-31", "72", 2022),
        ("1951-01-01", "73", 2024),
        ("1958-12-31", "73", 2031),
        ("1959-01-01", "73", 2032),
        ("1959-12-31", "73", 2032),
        ("1960-01-01", "75", 2035),
        ("2000-02-29", "75", 2075),
    ],
)
def test_the_first_year_by_birth(born: str, age: str, year: int) -> None:
    day = date.fromisoformat(born)
    assert starting_age(day).text == age
    assert first_required_year(day) == year
    assert not is_required(day, year - 1)
    assert is_required(day, year)


@pytest.mark.parametrize("year", [2009, 2020])
def test_years_in_which_it_was_waived(year: int) -> None:
    assert not is_required(date(1930, 1, 1), year)
    assert is_required(date(1930, 1, 1), year - 1)
    assert is_required(date(1930, 1, 1), year + 1)


def test_every_age_and_waiver_names_its_source() -> None:
    assert all("IRC 401(a)(9)" in age.source or "SECURE" in age.source for age in STARTING_AGES)
    assert all("IRC 401(a)(9)" in source for source in WAIVED_YEARS.values())
    births = [age.born_through for age in STARTING_AGES]
    assert births == sorted(births)
    assert births[-1] == date.max


@given(st.dates(date(1900, 1, 1), date(2020, 12, 30)))
def test_who_is_born_later_never_starts_earlier(born: date) -> None:
    assert first_required_year(born) <= first_required_year(born + timedelta(days=1))


RMD = "rmd-before-conversion"


def findings(*events: Any, year: int = 2025, **more: Any) -> list[dict[str, Any]]:
    held: dict[str, Any] = {
        "accounts": "ira ira2 sep roth k",
        "born": "1950-01-01",
        "basis_start": start("0", 2020),
        "year_end_values": [value(2025, "90000")],
    }
    found = year_of(year, person(*events, **(held | more)))
    return [one for one in found["findings"] if one["code"] == RMD]


MARCH = conversion("2025-03-01")


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((MARCH,), True),
        ((MARCH, withdrawal("2025-03-01", character="rmd")), False),
        ((MARCH, withdrawal("2025-03-02", character="rmd")), True),
        ((MARCH, withdrawal("2025-01-02", character="rmd", account="sep")), False),
        ((MARCH, withdrawal("2024-12-31", character="rmd")), True),
        ((MARCH, withdrawal("2025-01-02", character="rmd", account="k")), True),
        ((MARCH, withdrawal("2025-01-02", character="normal")), True),
        ((MARCH, conversion("2025-01-01"), withdrawal("2025-02-01", character="rmd")), True),
        ((rollover("ira", "ira2", "2025-03-01", completed="2025-03-05"),), True),
        ((rollover("ira", "k", "2025-03-01", completed="2025-03-05"),), True),
        ((rollover("ira", "ira2", "2025-03-01"),), False),
        ((rollover("k", "ira", "2025-03-01", completed="2025-03-05"),), False),
        ((conversion("2025-03-01", account="k"),), False),
        ((withdrawal("2025-03-01"),), False),
    ],
)
def test_what_may_not_come_before_it(events: tuple[Any, ...], said: Any) -> None:
    assert bool(findings(*events)) is said


def test_who_is_too_young_or_of_unknown_age() -> None:
    assert findings(MARCH, born="1953-01-01") == []
    assert findings(MARCH, born=None) == []


def test_it_says_what_is_known_and_what_is_not() -> None:
    gift = withdrawal("2025-02-01", "300", character="qcd")
    taken = withdrawal("2025-02-02", "1200.50")
    later = withdrawal("2025-05-01", "9")
    returned = withdrawal("2025-01-02", "7", character="returned_contribution")
    [found] = findings(MARCH, gift, taken, later, returned)
    assert found["severity"] == "costs"
    assert "dollars" not in found
    assert "From age 72 on" in found["message"]
    assert "before the first conversion, which was on 2025-03-01" in found["message"]
    assert "The $1,500.50 taken out by then counts toward it." in found["message"]
    assert "how much was due is not known, as a value of the December 31 before" in found["message"]
    [alone] = findings(MARCH)
    assert "counts toward it" not in alone["message"]


def test_a_transfer_between_iras_is_free_to_go_first() -> None:
    [between] = findings(rollover("ira", "ira2", "2025-03-01", completed="2025-03-05"))
    assert "from trustee to trustee" in between["message"]
    for other in (rollover("ira", "k", "2025-03-01", completed="2025-03-05"), MARCH):
        [found] = findings(other)
        assert "from trustee to trustee" not in found["message"]


def test_an_inherited_ira_has_rules_of_its_own() -> None:
    inherited = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}
    moved = rollover("inh", "inh", "2025-03-01", completed="2025-03-05")
    assert findings(moved, more_accounts=[inherited]) == []


BEFORE = [
    *(value(2024, "42000"), value(2024, "9000", "sep"), value(2024, "0", "ira2")),
    value(2025, "90000"),
]
"""51,000 on December 31, 2024; at 75 the divisor is 24.6: 1,707.32 and 365.86 make 2,073.18."""


@pytest.mark.parametrize(
    ("events", "short"),
    [
        ((MARCH,), "2073.18"),
        ((MARCH, withdrawal("2025-02-01", "73.18", character="rmd")), "2000.00"),
        ((MARCH, withdrawal("2025-02-01", "2072.18", character="rmd")), None),
        ((MARCH, withdrawal("2025-02-01", "2072.17", character="rmd")), "1.01"),
        ((MARCH, withdrawal("2025-03-02", "2073.18", character="rmd")), "2073.18"),
        ((MARCH, withdrawal("2025-01-05", "2073.18")), None),
        ((MARCH, withdrawal("2025-01-05", "2073.18", character="hsa_funding")), "2073.18"),
    ],
)
def test_how_much_was_still_due(events: tuple[Any, ...], short: str | None) -> None:
    assert [one["dollars"] for one in findings(*events, year_end_values=BEFORE)] == (
        [short] if short else []
    )


def test_how_much_was_due_is_said() -> None:
    [found] = findings(
        MARCH, withdrawal("2025-02-01", "73.18", character="rmd"), year_end_values=BEFORE
    )
    assert (
        "it was $2,073.18; $73.18 of it came out by then, so $2,000 was still due (less, if a"
        " spouse more than ten years younger is the only beneficiary)"
    ) in found["message"]
    [nothing] = findings(MARCH, year_end_values=BEFORE)
    assert "none of it is entered by then, so $2,073.18 was still due" in nothing["message"]


def test_money_on_its_way_over_december_31_counts_too() -> None:
    """6,000 on its way: 243.902… rounded up, 243.91 more."""
    moved = rollover("ira", "ira2", "2024-12-01", "6000", completed="2025-01-05")
    [found] = findings(moved, MARCH, year_end_values=BEFORE)
    assert found["dollars"] == "2317.09"
