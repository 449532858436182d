"""Whatever a household holds: every way is listed, reconciles, and agrees with the ledger."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.engine.fixes import most_to_roll_in
from planner.engine.fixes.options import options
from planner.engine.fixes.pool import whole_pool
from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.standpoint import standpoint
from planner.engine.ledger import ledger
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    households,
    person,
    read,
    rollover,
    start,
    value,
    withdrawal,
)

KEYS = {
    *("do_nothing", "roll_in", "solo_401k", "convert_all", "spread"),
    *("part_roll_in_part_convert", "stop_backdoors"),
}
years = st.integers(2016, 2027)
days = st.dates(date(2015, 12, 31), date(2028, 1, 1))


def questions() -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        year=years,
        on=days,
        rate=st.none() | st.just(Decimal("0.3")),
        growth=st.sampled_from([Decimal(0), Decimal("0.07"), Decimal("-0.2")]),
        spread_years=st.integers(1, 6),
    )


@given(households(), questions())
def test_every_way_of_everybody_is_listed(home: Object, question: Question) -> None:
    for found in fixes_result(read(home), question)["people"]:
        assert {option["key"] for option in found["options"]} == KEYS
        for option in found["options"]:
            assert option["feasible"] == (not option["blocked_by"])
            assert_the_years_add_up(option)


def assert_the_years_add_up(option: dict[str, Any]) -> None:
    for key in {"convert", "taxable", "tax"} & option.keys():
        assert Decimal(option[key]) == sum(Decimal(year[key]) for year in option["years"])
    carried = [year.get("basis_carried_forward") for year in option["years"]]
    if carried:
        assert option.get("basis_carried_forward") == carried[-1]


def a_life(draw: st.DrawFn) -> Object:
    """One person with two IRAs of which everything is known, and what happened in two years."""
    some = st.integers(0, 20_000)
    day = st.dates(date(2025, 1, 1), date(2026, 12, 31))

    def event() -> Object:
        kind = draw(st.sampled_from(["contribution", "conversion", "distribution", "rollover"]))
        on, amount, ira = draw(day), draw(some), draw(st.sampled_from(["ira", "ira2"]))
        if kind == "contribution":
            return contribution(str(on), on.year, str(amount), account=ira)
        if kind == "conversion":
            withheld = draw(st.integers(0, amount))
            return conversion(str(on), str(amount), account=ira, withheld=str(withheld))
        if kind == "distribution":
            return withdrawal(str(on), str(amount), account=ira)
        to = draw(st.sampled_from(["k", "ira" if ira == "ira2" else "ira2"]))
        arrived = on + timedelta(days=draw(st.integers(0, 50)))
        return rollover(ira, to, str(on), str(amount), completed=str(arrived))

    found = [event() for _ in range(draw(st.integers(0, 7)))]
    held = [value(year, str(draw(some)), ira) for year in (2025, 2026) for ira in ("ira", "ira2")]
    return household(
        person(
            *found,
            accounts="ira ira2 roth k",
            basis_start=start(str(draw(some))),
            year_end_values=held,
        ),
        rounding=draw(st.sampled_from(["dollars", "cents"])),
        ratio_places=draw(st.none() | st.integers(3, 10)),
    )


lives = st.composite(a_life)()


@given(lives, st.sampled_from([2025, 2026]))
def test_all_that_is_done_is_as_the_ledger_has_it(home: Object, year: int) -> None:
    """With everything done, doing nothing is the year of the worksheets, line by line."""
    household = read(home)
    outcome = options(standpoint(household, household.people[0], year, date(2026, 12, 31)))[0]
    assert outcome.outcome
    found = outcome.outcome.years[0]
    years = {one.year: one for one in ledger(household, household.people[0])}
    if year not in years:
        assert found.taxable == found.convert == 0
        return
    told = years[year]
    assert (found.taxable, found.basis_carried_forward) == (told.sheet.taxable, told.carried)
    assert {one.number: one.text for one in found.sheet.lines} == {
        one.number: one.text for one in told.sheet.lines
    }


@given(lives, st.sampled_from([2025, 2026]), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_a_day_later_less_can_be_decided(home: Object, year: int, on: date) -> None:
    """What is done takes nothing back: the most that may go only shrinks as plans are done."""
    household = read(home)
    one = household.people[0]
    before, after = (standpoint(household, one, year, day) for day in (on, date(2026, 12, 31)))
    rolled = [most_to_roll_in(found.settled.facts) for found in (before, after)]
    assert rolled[0] >= rolled[1]
    done = [found.settled.facts.conversion or 0 for found in (before, after)]
    assert done[0] <= done[1]


@given(lives, st.sampled_from([2025, 2026]), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_every_dollar_of_the_pool_is_somewhere(home: Object, year: int, on: date) -> None:
    """However it is split, plan, Roth IRA, withdrawals and what stays come to the same."""
    household = read(home)
    at = standpoint(household, household.people[0], year, on)
    pool = whole_pool(at.settled.facts)
    for option in options(at, spread_years=1):
        outcome = option.outcome
        if outcome and option.key != "stop_backdoors":
            facts = outcome.years[0].facts
            rolled_back = whole_pool(at.planned.facts) if option.key == "do_nothing" else pool
            assert outcome.roll_in + whole_pool(facts) == rolled_back
