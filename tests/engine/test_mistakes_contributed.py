"""Contributions above a limit: why, the 6 % tax by hand, and until when they can come back."""

from datetime import date
from typing import Any

import pytest

from tests.engine.households import (
    Object,
    contribution,
    conversion,
    start,
    value,
    withdrawal,
)
from tests.engine.mistakes import codes, found, lacking, on_return, saver

EXCESS = {
    "contributed-over-the-limit",
    "contributed-without-compensation",
    "roth-contribution-above-income",
    "traditional-contribution-at-70",
    "excess-left-over-year-end",
}


def excess(*events: Object, magi: str = "100000", year: int = 2025, **more: Any) -> set[str]:
    made = saver(*events, year=year, **more)
    return codes(made, years=on_return(year, magi=magi)) & EXCESS


def over(day: date) -> dict[tuple[str, int], Any]:
    """8,000 for 2025, where the limit is 7,000: 6 % of 1,000 is 60."""
    made = saver(contribution("2025-03-01", 2025, "8000"))
    return found(made, years=on_return(), today=day)


def test_over_the_limit() -> None:
    one = over(date(2026, 3, 1))["contributed-over-the-limit", 2025]
    assert (one.dollars, one.mend_by) == (60, date(2026, 10, 15))
    assert "$1,000 that was contributed for 2025 is an excess: it is above the limit of $7,000" in (
        one.message
    )
    assert [event.amount for event in one.evidence.events] == [8_000]
    assert (one.severity, one.person) == ("costs", "p1")
    assert excess(contribution("2025-03-01", 2025, "7000")) == set()


@pytest.mark.parametrize(
    ("day", "tax", "words"),
    [
        (date(2026, 10, 15), None, ""),
        (date(2026, 10, 16), 60, "for 1 year so far"),
        (date(2027, 1, 1), 120, "for 2 years so far"),
    ],
)
def test_an_excess_that_stays_is_taxed_every_year(day: date, tax: int | None, words: str) -> None:
    left = over(day).get(("excess-left-over-year-end", 2025))
    assert (left.dollars if left else None) == tax
    assert words in (left.message if left else "")
    mend_by = over(day)["contributed-over-the-limit", 2025].mend_by
    assert mend_by == (date(2026, 10, 15) if tax is None else date(day.year, 12, 31))


@pytest.mark.parametrize(("back", "left"), [("1000", None), ("400", 36)])
def test_what_was_returned_late_is_no_longer_there(back: str, left: int | None) -> None:
    late = withdrawal("2026-11-01", back, character="returned_excess", tax_year=2025)
    made = saver(contribution("2025-03-01", 2025, "8000"), late, year_end_values=[value(2025)])
    one = found(made, years=on_return()).get(("contributed-over-the-limit", 2025))
    assert (one.dollars if one else None) == left


def test_without_compensation() -> None:
    assert excess(contribution("2025-03-01", 2025, "500"), pay="0") == {
        "contributed-without-compensation",
        "excess-left-over-year-end",
    }


def test_the_spouse_s_compensation_supports_it() -> None:
    year = {"year": 2025, "filing_status": "married_jointly", "magi": "100000"}
    someone = saver(contribution("2025-03-01", 2025), pay="0")
    spouse = saver(conversion("2025-02-01", "10"), key="p2", year_end_values=[value(2025)])
    assert codes(someone, spouse, years=[year]) & EXCESS == set()
    apart = [year | {"filing_status": "married_separately"}]
    assert "contributed-without-compensation" in codes(someone, spouse, years=apart)


def test_roth_contributions_above_income() -> None:
    roth = contribution("2025-03-01", 2025, account="roth")
    # Halfway from 150,000 to 165,000, half of 7,000 is allowed: 6 % of 3,500 is 210.
    one = found(saver(roth), years=on_return(magi="157500"), today=date(2026, 2, 1))
    assert one["roth-contribution-above-income", 2025].dollars == 210
    assert "recharacterized" in one["roth-contribution-above-income", 2025].what_to_do
    assert excess(roth, magi="150000") == set()


def test_a_roth_contribution_with_a_backdoor_on_top() -> None:
    """7,000 to each above the range: 7,000 over the limit, and 7,000 - 7,000 above income."""
    both = (contribution("2025-03-01", 2025, account="roth"), contribution("2025-03-02", 2025))
    made = found(saver(*both), years=on_return(magi="400000"), today=date(2026, 2, 1))
    assert {code: one.dollars for (code, _), one in made.items() if code in EXCESS} == {
        "contributed-over-the-limit": 420
    }


def test_the_income_of_a_conversion_does_not_count() -> None:
    """MAGI of 250,000 with 100,000 of conversion is 150,000 for the Roth limit."""
    roth = contribution("2025-03-01", 2025, account="roth")
    moved = conversion("2025-05-01", "100000")
    home = on_return(magi="250000")
    known = saver(roth, moved, year_end_values=[value(2025)])
    assert codes(known, years=home) & EXCESS == set()
    # 257,500 with the same conversion is 157,500, halfway: 6 % of 3,500 is 210.
    halfway = found(known, years=on_return(magi="257500"), today=date(2026, 2, 1))
    assert halfway["roth-contribution-above-income", 2025].dollars == 210
    # With basis, the value of December 31 decides line 18.
    unknown = saver(roth, moved, basis_start=start("5000"))
    assert codes(unknown, years=home) & EXCESS == set()
    assert ("conversion_income",) in [one.missing for one in lacking(unknown, years=home)]


def test_nor_does_that_of_a_spouse_s_conversion_on_a_joint_return() -> None:
    """341,000 with 100,000 the spouse converted is 241,000, halfway from 236,000 to 246,000."""
    roth = contribution("2025-03-01", 2025, account="roth")
    moved = conversion("2025-05-01", "100000")
    spouse = saver(moved, key="p2", year_end_values=[value(2025)])
    joint = on_return(magi="341000", filing_status="married_jointly")
    one = found(saver(roth), spouse, years=joint, today=date(2026, 2, 1))
    assert one["roth-contribution-above-income", 2025].dollars == 210  # 6 % of 3,500


def test_traditional_contributions_at_70() -> None:
    made = contribution("2018-03-01", 2018, "1000")
    roth = contribution("2018-03-01", 2018, "500", account="roth")
    old = excess(made, roth, year=2018, born="1948-06-30")
    assert old == {"traditional-contribution-at-70", "excess-left-over-year-end"}
    assert excess(made, year=2018, born="1948-07-01") == set()
    assert excess(contribution("2020-03-01", 2020, "1000"), year=2020, born="1948-06-30") == set()


class TestNotRun:
    def missing(self, *events: Object, year: int = 2025, **more: Any) -> set[tuple[str, str]]:
        home = more.pop("home", on_return(year))
        seen = lacking(saver(*events, year=year, **more), years=home)
        return {(one.code, one.missing[0]) for one in seen if one.code != "form-missing"}

    def test_facts(self) -> None:
        made = contribution("2025-03-01", 2025)
        limit = "contributed-over-the-limit"
        assert (limit, "born") in self.missing(made, born=None)
        assert (limit, "compensation") in self.missing(made, pay=None)
        assert (limit, "amount") in self.missing(made | {"amount": None})
        assert self.missing(made) == set()

    @pytest.mark.parametrize(("year", "is_known"), [(2014, False), (2015, True), (2031, False)])
    def test_limits_of_the_year(self, year: int, *, is_known: bool) -> None:
        seen = self.missing(contribution(f"{year}-03-01", year), year=year)
        lacks = ("contributed-over-the-limit", "limits of the year") in seen
        assert lacks != is_known

    def test_roth_without_income(self) -> None:
        roth = contribution("2025-03-01", 2025, "6000", account="roth")
        home = [{"year": 2025, "filing_status": "single"}]
        assert self.missing(roth, home=home) == {("roth-contribution-above-income", "magi")}

    def test_what_is_above_any_limit_is_told_anyway(self) -> None:
        made = contribution("2025-03-01", 2025, "8500")
        young = found(saver(made, pay=None), years=on_return())
        assert young["contributed-over-the-limit", 2025].dollars == 90  # 8,500 - 7,000
        at_any_age = found(saver(made, born=None), years=on_return())
        assert at_any_age["contributed-over-the-limit", 2025].dollars == 30  # 8,500 - 8,000
        below = contribution("2025-03-01", 2025, "8000")
        assert codes(saver(below, born=None), years=on_return()) & EXCESS == set()


def test_an_employer_s_roth_money_uses_up_no_limit() -> None:
    sep = {"key": "rs", "kind": "roth_sep"}
    made = contribution("2025-03-01", 2025, "30000", account="rs")
    assert excess(made, more_accounts=[sep]) == set()
