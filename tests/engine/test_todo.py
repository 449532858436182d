"""The to-do list of a chosen way: its days, what it asks, and that its dollars add up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.chosen import ChosenWay
from planner.engine.fixes import UnpricedError
from planner.engine.fixes.pool import basis_inside
from planner.engine.household import (
    Account,
    BasisStart,
    Event,
    Household,
    HouseholdYear,
    Person,
    YearEndValue,
    YearRecord,
)
from planner.engine.todo import (
    Standing,
    Step,
    bars,
    expected_papers,
    on_the_return,
    standing,
    steps,
)
from planner.engine.todo.days import by_year_end, last_working_day, recommended

TODAY = date(2026, 11, 22)
IRA, ROTH, PLAN = (
    Account(key="ira", kind="traditional"),
    Account(key="roth", kind="roth"),
    Account(key="plan", kind="401k", accepts_rollovers=True),
)


def value(account: str, amount: int, year: int = 2026, source: str = "estimate") -> YearEndValue:
    return YearEndValue(account=account, year=year, amount=Decimal(amount), source=source)


def ana(**facts: Any) -> Person:
    begins = BasisStart(after_year=2025, amount=Decimal(20_000))
    plain: dict[str, Any] = {
        "key": "ana",
        "basis_start": begins,
        "accounts": (IRA, ROTH, PLAN),
        "year_end_values": (value("ira", 100_000),),
    }
    return Person(**plain | facts)


def stands(person: Person, way: str = "roll_in", *, today: date = TODAY, **more: Any) -> Standing:
    years = more.pop("years", ())
    chosen = ChosenWay(year=2026, way=way, chosen=TODAY, **more)
    return standing(Household(people=(person,), years=years), person, chosen, today)


def step(found: Standing, code: str) -> Step:
    return next(one for one in steps(found) if one.code == code)


def amounts(found: Standing) -> list[Decimal | None]:
    """Lines 4a and 4b, and what of 4a is a rollover."""
    lines = on_the_return(found)
    return [lines.gross, lines.taxed, lines.rolled_over]


def codes(found: Standing) -> list[str]:
    return [one.code for one in steps(found)]


# --- Days -----------------------------------------------------------------------------------------


def test_december_31_on_a_weekend_is_too_late() -> None:
    # 2022: a Saturday; 2023: a Sunday; 2024: a Tuesday.
    assert last_working_day(2022) == date(2022, 12, 30)
    assert last_working_day(2023) == date(2023, 12, 29)
    assert last_working_day(2024) == date(2024, 12, 31)
    assert by_year_end(2024) == ""
    assert by_year_end(2023) == (
        " December 31 is on a weekend in 2023: the last working day is December 29, 2023."
    )


def test_a_recommended_day_is_a_working_day() -> None:
    # November 11, 2025, is Veterans Day; November 1, 2025, a Saturday.
    assert recommended(2025, (11, 11)) == date(2025, 11, 12)
    assert recommended(2025, (11, 1)) == date(2025, 11, 3)


# --- What is asked --------------------------------------------------------------------------------


def test_a_plan_that_takes_the_money_is_not_asked() -> None:
    assert codes(stands(ana()))[0] == "request-rollover"
    solo = replace(PLAN, kind="solo_401k", name="My solo plan")
    found = stands(ana(accounts=(IRA, ROTH, solo)), "solo_401k")
    assert codes(found)[0] == "request-rollover"
    assert "into My solo plan" in step(found, "request-rollover").what


def test_all_plans_that_may_take_it_are_named() -> None:
    plans = (replace(PLAN, accepts_rollovers=None), Account(key="tsp", kind="tsp"))
    found = stands(ana(accounts=(IRA, ROTH, *plans)))
    assert (
        "administrator of the 401(k) or the Thrift Savings Plan whether"
        in step(found, "ask-plan").what
    )
    assert "directly into the plan" in step(found, "request-rollover").what
    nobody = stands(ana(accounts=(IRA, ROTH)))
    assert "administrator of the plan whether" in step(nobody, "ask-plan").what


def test_a_simple_ira_that_began_nobody_knows_when_is_asked_about() -> None:
    simple = Account(key="simple", kind="simple", name="SIMPLE")
    values = (value("ira", 100_000), value("simple", 30_000))
    person = ana(accounts=(IRA, ROTH, PLAN, simple), year_end_values=values)
    asked = step(stands(person), "ask-simple")
    assert "first contribution reached SIMPLE, before anything of the $30,000" in asked.what
    empty = replace(person, year_end_values=(value("ira", 100_000), value("simple", 0)))
    assert "ask-simple" not in codes(stands(empty))
    old = replace(simple, participation_began=date(2020, 1, 1))
    grown = replace(person, accounts=(IRA, ROTH, PLAN, old))
    assert not {"ask-simple", "simple-waits"} & {*codes(stands(grown))}


def test_simple_money_that_is_free_before_the_year_ends_may_go_with_the_rest() -> None:
    simple = Account(key="simple", kind="simple", participation_began=date(2024, 12, 10))
    values = (value("ira", 100_000), value("simple", 30_000))
    found = stands(ana(accounts=(IRA, ROTH, PLAN, simple), year_end_values=values))
    assert step(found, "simple-waits").latest == date(2026, 12, 10)
    parts = {one.account.key: one.dollars for one in step(found, "request-rollover").parts}
    assert parts == {"simple": 30_000, "ira": 80_000}


def test_a_required_distribution_that_nobody_can_work_out_is_named_without_dollars() -> None:
    old = ana(born=date(1950, 3, 1))  # the value of 2025 is not entered
    found = stands(old)
    first = step(found, "take-rmd")
    assert (first.dollars, first.left, first.is_done) == (None, None, False)
    assert "for 2026, what is required, out of the IRAs" in first.what
    rmd = Event(
        kind="distribution",
        on=date(2026, 11, 20),
        account="ira",
        amount=Decimal(4_000),
        character="rmd",
    )
    entered = stands(replace(old, events=(rmd,)))
    assert step(entered, "take-rmd").is_done


def test_a_planned_required_distribution_stays_to_be_done() -> None:
    rmd = Event(
        kind="distribution",
        on=date(2026, 12, 20),
        account="ira",
        amount=Decimal(4_000),
        character="rmd",
    )
    values = (value("ira", 94_800, 2025), value("ira", 96_000))
    old = ana(born=date(1950, 3, 1), year_end_values=values, events=(rmd,))
    # 94,800 / 23.7 = 4,000, all of it planned.
    found = step(stands(old, "stop_backdoors"), "take-rmd")
    assert found.planned_on == date(2026, 12, 20)
    assert found.dollars == 4_000
    assert found.entered == 0
    assert found.what.endswith("$4,000, out of the IRAs.")


def test_who_has_taken_enough_otherwise_is_told_nothing() -> None:
    taken = Event(kind="distribution", on=date(2026, 2, 1), account="ira", amount=Decimal(9_000))
    values = (value("ira", 94_800, 2025), value("ira", 90_000))
    old = ana(born=date(1950, 3, 1), year_end_values=values, events=(taken,))
    assert "take-rmd" not in codes(stands(old))


def test_what_is_said_of_self_employment_is_not_asked() -> None:
    said = YearRecord(year=2026, self_employed=True, has_employees=False)
    assert codes(stands(ana(accounts=(IRA, ROTH)), "solo_401k"))[:2] == ["ask-solo", "open-solo"]
    known = stands(ana(accounts=(IRA, ROTH), years=(said,)), "solo_401k")
    assert codes(known)[0] == "open-solo"


# --- What follows from the choice -----------------------------------------------------------------


def test_a_value_that_was_set_is_used_until_a_paper_says_it() -> None:
    # 150,000 less the basis of 20,000.
    assert stands(ana(), inside=Decimal(150_000)).roll_in == 130_000
    assert step(stands(ana(), inside=Decimal(150_000)), "request-rollover").parts == ()
    paper = (value("ira", 100_000, source="form_5498"),)
    assert stands(ana(year_end_values=paper), inside=Decimal(150_000)).roll_in == 80_000


def test_what_is_done_before_the_choice_is_no_part_of_it() -> None:
    done = Event(
        kind="rollover",
        on=date(2026, 10, 1),
        completed=date(2026, 10, 9),
        account="ira",
        to="plan",
        amount=Decimal(50_000),
    )
    found = stands(ana(events=(done,)))
    assert step(found, "request-rollover").dollars == 80_000
    assert amounts(found) == [150_000, 0, 130_000]


def test_an_arrival_is_confirmed_by_its_day() -> None:
    moved = Event(
        kind="rollover",
        on=date(2026, 12, 1),
        completed=date(2026, 12, 9),
        account="ira",
        to="plan",
        amount=Decimal(80_000),
    )
    person = ana(events=(moved,), year_end_values=(value("ira", 20_000),))
    on_its_way = stands(person, today=date(2026, 12, 5))
    assert step(on_its_way, "request-rollover").is_done
    assert not step(on_its_way, "confirm-arrival").is_done
    there = step(stands(person, today=date(2026, 12, 9)), "confirm-arrival")
    assert (there.is_done, there.done_on) == (True, date(2026, 12, 9))
    planned = step(stands(person), "request-rollover")
    assert (planned.is_done, planned.planned_on) == (False, date(2026, 12, 1))


def test_only_pre_tax_money_asks_for_no_form() -> None:
    person = ana(basis_start=BasisStart(after_year=2025, amount=Decimal(0)))
    found = stands(person)
    assert step(found, "request-rollover").dollars == 100_000
    assert "leave" not in step(found, "request-rollover").what
    assert "convert" not in codes(found)
    assert "file-8606" not in codes(found)
    assert "keep-1099-r" in codes(found)


def test_a_contribution_in_spring_waits() -> None:
    spring = Event(
        kind="contribution",
        on=date(2027, 3, 1),
        account="ira",
        amount=Decimal(7_500),
        tax_year=2026,
    )
    into_roth = replace(spring, account="roth")
    years = (YearRecord(year=2026, deducted=Decimal(0)),)
    found = stands(ana(events=(spring, into_roth), years=years))
    given = step(found, "contribute")
    assert given.dollars == 7_500
    assert given.latest == date(2027, 4, 15)
    assert step(found, "request-rollover").dollars == 80_000


def test_a_filling_way_needs_the_income_it_adds_to() -> None:
    with pytest.raises(UnpricedError) as refused:
        stands(ana(), "spread_to_bracket")
    assert refused.value.findings[0].message == (
        "The income of 2026 that this way adds to is not entered: taxable income, or modified"
        " adjusted gross income, and filing status."
    )
    # The 22% bracket of a single return ends at 105,700 in 2026: 40,700 more fit above 65,000.
    year = HouseholdYear(year=2026, filing_status="single", taxable_income=Decimal(65_000))
    found = stands(ana(), "spread_to_bracket", years=(year,))
    converted = step(found, "convert").dollars or Decimal(0)
    assert 40_698 <= converted * 80_000 / 100_000 <= 40_700


def test_a_value_that_is_nowhere_is_named() -> None:
    with pytest.raises(UnpricedError) as refused:
        stands(ana(year_end_values=()))
    assert "December 31" in refused.value.findings[0].message


def test_without_a_value_nothing_is_taken_off_it() -> None:
    old = ana(born=date(1950, 3, 1), year_end_values=(value("ira", 94_800, 2025),))
    # Without growth 94,800 are expected; 4,000 of them are required and leave first.
    found = stands(old)
    assert found.at.expected
    assert step(found, "take-rmd").dollars == 4_000
    assert found.roll_in == 74_800


def test_an_account_that_nobody_knows_anything_of_stops_the_list() -> None:
    new = Account(key="sep", kind="sep", participation_began=date(2026, 2, 1))
    values = (value("ira", 94_800, 2025), value("ira", 96_000))
    old = ana(born=date(1950, 3, 1), accounts=(IRA, ROTH, PLAN, new), year_end_values=values)
    with pytest.raises(UnpricedError) as refused:
        stands(old)
    assert refused.value.missing == ("year_end_value",)


def test_nothing_to_convert_makes_no_step() -> None:
    nothing = BasisStart(after_year=2025, amount=Decimal(0))
    found = stands(ana(basis_start=nothing, year_end_values=(value("ira", 0),)), "spread")
    assert codes(found) == ["check-value", "keep-5498"]


def test_what_left_a_young_simple_ira_is_put_back_nowhere() -> None:
    simple = Account(key="simple", kind="simple", participation_began=date(2025, 6, 1))
    moved = Event(
        kind="conversion", on=date(2026, 12, 1), account="simple", to="roth", amount=Decimal(5_000)
    )
    values = (value("ira", 100_000), value("simple", 25_000))
    person = ana(accounts=(IRA, ROTH, PLAN, simple), year_end_values=values, events=(moved,))
    found = stands(person, "spread", spread_years=2)
    assert {one.account.key for one in step(found, "convert").parts} == {"ira"}


# --- What stands in the way -----------------------------------------------------------------------


def test_a_required_distribution_is_no_bar_and_a_question_is_none() -> None:
    old = ana(born=date(1950, 3, 1), accounts=(IRA, ROTH, replace(PLAN, accepts_rollovers=None)))
    found = stands(old)
    told = [one.code for one in found.option.blocked_by]
    assert told == ["plan-acceptance-not-known", "rmd-due-first"]
    assert bars(found.option.blocked_by) == ()
    assert found.bars == ()


def test_a_refusal_of_the_plan_is_a_bar() -> None:
    found = stands(ana(accounts=(IRA, ROTH, replace(PLAN, accepts_rollovers=False))))
    assert [one.code for one in found.bars] == ["plan-does-not-accept"]


def test_a_year_that_is_over_bars_the_choice_and_not_the_list() -> None:
    chosen = ChosenWay(year=2026, way="convert_all", chosen=date(2027, 2, 1))
    found = standing(Household(people=(ana(),)), ana(), chosen, date(2027, 2, 1))
    assert [one.code for one in bars(found.option.blocked_by)] == ["year-is-over"]
    assert found.bars == ()


# --- Papers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "code", "why"),
    [
        (None, "2 or 7", "At 59½ and later it is 7; before 59½ it is 2"),
        (date(1980, 1, 1), "2", "Before 59½ it is 2"),
        (date(1960, 1, 1), "7", "At 59½ and later"),
        (date(1967, 3, 4), "2 or 7", "From September 4, 2026 on, when you are 59½, it is 7"),
    ],
)
def test_the_code_of_a_conversion_follows_from_the_age(
    born: date | None, code: str, why: str
) -> None:
    found = stands(ana(born=born), "convert_all")
    [paper] = [one for one in expected_papers(found) if one.about == "the conversion"]
    [box] = [one for one in paper.boxes if one.number == "7"]
    assert box.says == code
    assert box.why.startswith(why)


def boxes(found: Standing, about: str) -> dict[str, str]:
    [paper] = [one for one in expected_papers(found) if one.about == about]
    return {box.number: box.says for box in paper.boxes}


def test_the_papers_are_about_the_whole_year() -> None:
    """7,500 was converted in March, 2,000 of a second one of 10,000 withheld, 50,000 rolled in."""
    out: dict[str, Any] = {"account": "ira", "amount": Decimal(50_000)}
    early = Event(kind="conversion", on=date(2026, 3, 2), **out | {"to": "roth"})
    events = (
        replace(early, amount=Decimal(7_500)),
        replace(early, amount=Decimal(10_000), withheld=Decimal(2_000)),
        Event(kind="rollover", on=date(2026, 10, 1), completed=date(2026, 10, 9), to="plan", **out),
    )
    found = stands(ana(events=events), "convert_all")
    assert found.convert == 100_000
    assert boxes(found, "the rollover into the plan")["1"] == "$50,000"
    assert boxes(found, "the conversion") | {"7": ""} == {
        "1": "$117,500",
        "2a": "$117,500, the same as box 1",
        "2b": "“Taxable amount not determined” is checked",
        "4": "$2,000",
        "7": "",
    }
    assert boxes(found, "the Roth IRA")["3"] == "$115,500"
    assert not [one for one in expected_papers(found) if "withdrawn" in one.about]
    [paper] = [one for one in expected_papers(found) if one.about == "the conversion"]
    assert paper.boxes[0].why.endswith("$17,500 of it left before this list was made.")


def test_what_is_given_is_on_line_4a() -> None:
    given = Event(
        kind="distribution",
        on=date(2026, 5, 4),
        account="ira",
        character="qcd",
        amount=Decimal(3_000),
    )
    found = stands(ana(events=(given,)), "convert_all")
    assert amounts(found) == [103_000, 80_000, 0]


# --- Any amounts ----------------------------------------------------------------------------------

WHOLE = st.integers(min_value=0, max_value=2_000_000)


@given(basis=WHOLE, inside=WHOLE, way=st.sampled_from(["roll_in", "part_roll_in_part_convert"]))
def test_rolling_in_moves_everything_and_never_a_dollar_of_basis(
    basis: int, inside: int, way: str
) -> None:
    person = ana(
        basis_start=BasisStart(after_year=2025, amount=Decimal(basis)),
        year_end_values=(value("ira", inside),),
    )
    found = stands(person, way)
    assert found.roll_in + found.convert + found.value_wanted == inside
    assert found.roll_in <= max(0, inside - basis)
    assert found.amounts == {"pool": inside, "basis": basis_inside(found.at.settled.facts)}


@given(inside=WHOLE, way=st.sampled_from(["roll_in", "convert_all", "spread"]), share=WHOLE)
def test_what_is_done_and_entered_changes_no_other_dollar(
    inside: int, way: str, share: int
) -> None:
    person = ana(year_end_values=(value("ira", inside),))
    before = stands(person, way)
    todo = next((one for one in steps(before) if one.records and one.dollars), None)
    if todo is None or todo.dollars is None:
        return
    amount = min(todo.dollars, Decimal(share + 1))
    to = "plan" if todo.records == "rollover" else "roth"
    done = Event(
        kind=todo.records,
        on=date(2026, 12, 1),
        completed=date(2026, 12, 2) if to == "plan" else None,
        account="ira",
        to=to,
        amount=amount,
    )
    left = (value("ira", inside - int(amount)),)
    after = stands(
        replace(person, events=(done,), year_end_values=left), way, today=date(2026, 12, 3)
    )
    assert [one.dollars for one in steps(after)] == [one.dollars for one in steps(before)]
    assert step(after, todo.code).left == todo.dollars - amount
