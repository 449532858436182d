"""Part III by the worksheet and the chart of the Instructions, written down a second time.

The Instructions carry totals from form to form: line 22 less line 19, and line 24 less line 23
refigured without line 20. The engine carries layers. Here the totals are carried as printed, and
the 10% is taken from single dollars in the legal order, for people who never reach 59½.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engine.households import (
    Object,
    contribution,
    conversion,
    person,
    results,
    start,
    value,
    withdrawal,
)

FIRST, LAST = 2016, 2026
FIVE_YEARS, LIFETIME = 5, 10_000


class Year(NamedTuple):
    """What happens in a year, in dollars; ``clean`` is what is contributed to be converted."""

    contributed: int = 0
    taxed: int = 0
    clean: int = 0
    out: int = 0
    home: int = 0


class Form(NamedTuple):
    """Lines 19 to 25a as far as the form goes, and what bears the 10%, in dollars."""

    lines: dict[str, int]
    taxed: int


def by_the_charts(years: dict[int, Year]) -> dict[int, Form]:
    """The forms of the years in which money came out."""
    found: dict[int, Form] = {}
    basis_22 = basis_24 = used = 0
    dollars: list[tuple[int, int]] = []  # conversions in the legal order: year, or 0 if not taxed
    first = min(year for year, one in years.items() if one.contributed or one.taxed or one.clean)
    for year, one in years.items():
        basis_22 += one.contributed
        basis_24 += one.taxed + one.clean
        dollars += [(year, one.taxed), (0, one.clean)]
        if not one.out:
            continue
        home = min(one.home, LIFETIME - used)
        lines = {"19": one.out, "20": home if year >= first + FIVE_YEARS else 0}
        lines["21"] = max(0, lines["19"] - lines["20"])
        lines["22"] = basis_22
        if lines["21"]:
            lines["23"] = max(0, lines["21"] - basis_22)
        if lines.get("23"):
            lines |= {"24": basis_24, "25a": max(0, lines["23"] - basis_24)}
        bears = max(0, one.out - min(home, one.out) - basis_22)
        young, rest = _young(dollars, bears, year)
        found[year] = Form(lines, young + rest)
        refigured_23 = max(0, one.out - basis_22)
        dollars = _without(dollars, refigured_23)
        used += min(home, one.out)
        basis_22 = max(0, basis_22 - one.out)
        basis_24 = max(0, basis_24 - refigured_23)
    return found


def _young(dollars: list[tuple[int, int]], amount: int, year: int) -> tuple[int, int]:
    """What of ``amount`` was taxed less than five years ago, and what is beyond conversions."""
    young = 0
    for converted, inside in dollars:
        taken = min(inside, amount)
        amount -= taken
        young += taken if converted and year < converted + FIVE_YEARS else 0
    return young, amount


def _without(dollars: list[tuple[int, int]], amount: int) -> list[tuple[int, int]]:
    left = []
    for converted, inside in dollars:
        taken = min(inside, amount)
        amount -= taken
        left.append((converted, inside - taken))
    return left


def somebody(years: dict[int, Year]) -> Object:
    """The same life as events: what is converted empties the traditional IRA each year."""
    events, values = [], []
    for year, one in years.items():
        if one.contributed:
            events.append(contribution(f"{year}-02-01", year, str(one.contributed), "roth"))
        if one.clean:
            events.append(contribution(f"{year}-02-02", year, str(one.clean)))
        if one.taxed or one.clean:
            events.append(conversion(f"{year}-03-01", str(one.taxed + one.clean)))
        if one.out:
            events.append(withdrawal(f"{year}-09-01", str(one.out), account="roth"))
        values.append(value(year))
    records = [
        {"year": year, "deducted": "0", "first_home_expenses": str(one.home)}
        for year, one in years.items()
    ]
    known: Object = {"year_end_values": values, "years": records}
    return person(*events, born="1985-06-15", basis_start=start("0", FIRST - 1), **known)


def _some(most: int) -> Any:
    return st.just(0) | st.integers(1, most)


@st.composite
def lives(draw: st.DrawFn) -> dict[int, Year]:
    parts = (_some(7_000), _some(20_000), _some(7_000), _some(40_000), _some(15_000))
    found = {year: Year(*map(draw, parts)) for year in range(FIRST, LAST + 1)}
    return found | {FIRST: found[FIRST]._replace(contributed=5_000)}


WHOLE: dict[int, Year] = {year: Year() for year in range(FIRST, LAST + 1)}


@given(lives())
@example(WHOLE | {FIRST: Year(5_000, 10_000), 2024: Year(out=12_000, home=10_000)})
@example(WHOLE | {FIRST: Year(3_000), 2020: Year(taxed=9_000, out=12_500, home=4_000)})
@settings(max_examples=60, deadline=None)
def test_the_ledger_is_the_worksheet_and_the_chart(years: dict[int, Year]) -> None:
    expected = by_the_charts(years)
    found = {one["year"]: one for one in results(somebody(years))}
    for year, form in expected.items():
        lines = {key: text for key, text in found[year]["lines"].items() if key in _PART_III}
        assert lines == {key: str(amount) for key, amount in form.lines.items()}
        taxes = [
            Decimal(one["dollars"])
            for one in found[year]["findings"]
            if one["code"] == "roth-additional-tax"
        ]
        assert abs(sum(taxes) - Decimal(form.taxed) / 10) <= Decimal("0.5")
    without = found.keys() - expected.keys()
    assert all(not _PART_III & found[year]["lines"].keys() for year in without)


_PART_III = {"19", "20", "21", "22", "23", "24", "25a"}
