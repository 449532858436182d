"""Lines 4a and 4b of Form 1040, worked out by hand, and against the forms that they add up."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from planner.engine.form_1040 import Left, ReturnLines, beside, household_return, lines_of
from planner.engine.form_1040.lines import deduction_line
from planner.engine.household import Household
from planner.engine.household_reading import read_household
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.money import CENT, ZERO
from tests.engine.households import households, read

FOLDER = Path(__file__).parent / "gold" / "returns"
_APART = {"year", "together", "together_missing", "beside", "names"}


def gold() -> list[Any]:
    """Every expected year of every case, as a parameter named like it."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        for year in case["expect"]:
            name = f"{path.stem}-{year['year']}"
            found.append(pytest.param(case["household"], year, id=name))
    return found


def amounts(lines: ReturnLines | None) -> list[str]:
    """Both lines as a case writes them; nothing where they are not known."""
    if lines is None or lines.gross is None or lines.taxed is None:
        return []
    return [f"{lines.gross:f}", f"{lines.taxed:f}"]


@pytest.mark.parametrize(("household", "expected"), gold())
def test_the_lines_of_a_return(household: dict[str, Any], expected: dict[str, Any]) -> None:
    home = read_household(json.dumps(household))
    ledgers = {one.key: ledger(home, one) for one in home.people}
    found = household_return(home, expected["year"], ledgers)
    for one in found.people:
        key = one.own.person.key
        assert amounts(one.lines) == expected.get(key, amounts(one.lines)), key
        assert list(one.lines.missing) == expected.get(f"{key}_missing", [])
        if f"{key}_beside" in expected:
            assert list(beside(one.lines)) == expected[f"{key}_beside"]
    assert amounts(found.together) == expected.get("together", [])
    assert (found.together is not None) == ("together" in expected)
    if found.together:
        assert list(found.together.missing) == expected.get("together_missing", [])
        assert list(beside(found.together)) == expected["beside"]
        names = found.together.names
        assert [names.gross, names.taxed, names.remark] == expected.get("names", ["4a", "4b", ""])


# --- What line 4b adds up ------------------------------------------------------------------------


def of_the_form(found: LedgerYear) -> Decimal:
    """Lines 15c, 18 and 25c where they are above zero, or what no line has for want of basis."""
    lines = (Decimal(found.lines.get(number, "0")) for number in ("15c", "18", "25c"))
    untold = (x.dollars or ZERO for x in found.all_findings if x.code == "no-basis-fully-taxable")
    return sum((max(ZERO, line) for line in lines), sum(untold, ZERO))


@settings(max_examples=40)
@given(households())
def test_line_4b_is_what_the_forms_say_and_what_returned_money_earned(found: Any) -> None:
    home: Household = read(found)
    ledgers = {one.key: ledger(home, one) for one in home.people}
    for year in range(2017, 2028):
        both = household_return(home, year, ledgers).together
        if both is None or both.taxed is None:
            assert both is None or both.missing
            continue
        forms = [one for years in ledgers.values() for one in years if one.year == year]
        earned = ZERO
        for one in home.people:
            back = [x for x in one.events if x.character == "returned_contribution"]
            mine = sum((x.earnings or ZERO for x in back if x.tax_year == year), ZERO)
            earned += max(ZERO, mine)
        rounded = Decimal("0.01") if home.rounding == "cents" else Decimal(1)
        assert abs(both.taxed - sum(map(of_the_form, forms), earned)) < rounded


# --- What no household shows ---------------------------------------------------------------------


def test_an_amount_that_is_not_known_is_not_zero() -> None:
    lines = lines_of(2025, [Left("qcd", None)], ZERO, unit=CENT)
    assert (lines.gross, lines.taxed) == (None, None)
    assert beside(lines) == ("On line 4c tick box 2 (QCD).",)


@pytest.mark.parametrize(
    ("year", "line"),
    [
        (2017, "Form 1040, line 32, or Form 1040A, line 17"),
        (2018, "Schedule 1 of Form 1040, line 32"),
        (2019, "Schedule 1 of Form 1040, line 19"),
        (2020, "Schedule 1 of Form 1040, line 19"),
        (2021, "Schedule 1 of Form 1040, line 20"),
        (2026, "Schedule 1 of Form 1040, line 20"),
    ],
)
def test_where_the_deduction_stands(year: int, line: str) -> None:
    assert deduction_line(year) == line
