"""All checks together: clean households, stable keys, the list of pitfalls, and speed."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import planner.engine.mistakes as package
from planner.engine.household import Household
from planner.engine.ledger import ledger
from planner.engine.mistakes import mistakes, not_run
from planner.engine.mistakes.pitfalls import PITFALLS
from planner.engine.mistakes.remedies import REMEDIES
from planner.engine.recognition import _MISTAKES as FORMULAS
from tests.counting import calls
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    households,
    person,
    read,
    value,
)
from tests.engine.mistakes import TODAY, filed, first

PACKAGE = Path(package.__file__).parent


def test_all_pitfalls_are_answered() -> None:
    assert list(PITFALLS) == list(range(1, 69))
    assert all(one.codes or one.instead or one.lacking for one in PITFALLS.values())


def test_every_code_of_a_pitfall_is_one_of_a_check() -> None:
    text = "".join(
        path.read_text("utf-8") for path in PACKAGE.glob("*.py") if path.stem != "pitfalls"
    )
    known = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', text)) | set(REMEDIES)
    known |= {f"filed-{one.__name__.replace('_', '-')}" for one in FORMULAS}
    assert {code for one in PITFALLS.values() for code in one.codes} <= known


def life(key: str, *, years: range, pre_tax: str) -> Object:
    """A backdoor every year with all that is known of it, and every form filed as it should be."""
    events: list[Object] = []
    held: list[Object] = []
    records: list[Object] = []
    for year in years:
        events += [contribution(f"{year}-02-01", year, "2000"), conversion(f"{year}-03-01", "2000")]
        others = ("ira2", "sep", "simple")
        held += [value(year, pre_tax), *(value(year, "0", key) for key in others)]
        form = filed({"1": 2000, "2": 0, "3": 2000, "8": 2000, "13": 2000, "14": 0, "18": 0})
        records += [{"year": year, "deducted": "0", "compensation": "90000", "filed": form}]
    records[0] |= first(years.start)
    accounts = "ira ira2 sep simple roth k"
    return person(
        *events,
        key=key,
        accounts=accounts,
        born="1984-03-09",
        year_end_values=held,
        years=records,
    )  # fmt: skip


def couple(years: range, *, pre_tax: str) -> Any:
    status = {"filing_status": "married_jointly", "magi": "150000", "state": "CA"}
    people = [life(key, years=years, pre_tax=pre_tax) for key in ("p1", "p2")]
    return read(household(*people, years=[{"year": year} | status for year in years]))


def test_a_clean_household_has_no_mistakes() -> None:
    home = couple(range(2016, 2026), pre_tax="0")
    assert mistakes(home, TODAY) == []
    assert not_run(home, TODAY) == []


def calls_of(home: Household) -> int:
    """Those for all mistakes; 40,000 take about 5 ms on a machine of today."""
    ledgers = {one.key: ledger(home, one) for one in home.people}
    mistakes(home, TODAY, ledgers)  # reads the tables of the years
    return calls(lambda: mistakes(home, TODAY, ledgers))


@pytest.mark.counts
def test_two_people_and_forty_years_take_less_than_ten_milliseconds() -> None:
    """Counted in calls, which no machine changes; also where every single year was filed wrong."""
    assert calls_of(couple(range(1986, 2026), pre_tax="0")) < 40_000
    assert calls_of(couple(range(1986, 2026), pre_tax="5000")) < 70_000


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(households())
def test_any_household(found: Object) -> None:
    home = read(found)
    ledgers = {one.key: ledger(home, one) for one in home.people}
    seen = mistakes(home, TODAY, ledgers)
    assert seen == mistakes(home, TODAY)
    keys = [one.key for one in seen]
    assert len(set(keys)) == len(keys)
    for one in seen:
        assert one.message.endswith(".")
        assert one.what_to_do.endswith(".")
        assert one.mend_by is None or one.mend_by >= TODAY
        assert one.dollars is None or one.dollars >= 0
        assert "{" not in one.message + one.what_to_do
    for lack in not_run(home, TODAY, ledgers):
        assert all(lack.missing)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(households())
def test_keys_do_not_change_with_the_day_but_for_what_a_day_brings(found: Object) -> None:
    """What is dismissed stays dismissed: time only adds mistakes, or ends one that was open."""
    home = read(found)
    earlier = {one.key for one in mistakes(home, date(2028, 1, 2))}
    later = {one.key for one in mistakes(home, date(2028, 1, 3))}
    assert earlier == later
