"""What is done stays, what is planned is decided anew; and values that are not there yet."""

from datetime import date

import pytest

from planner.engine.fixes import Terms, UnpricedError, do_nothing, roll_in
from planner.engine.fixes.expected import with_expected_values
from planner.engine.fixes.options import one_way
from planner.engine.fixes.standpoint import standpoint
from planner.engine.household_results import household_result
from tests.engine.households import (
    Object,
    adjustment,
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
)
from tests.engine.people import D

NOVEMBER = date(2026, 11, 22)


def at(*events, on=NOVEMBER, accounts="ira roth k", **more):
    known = {"basis_start": start("10000", 2025), "year_end_values": [value(2026, "50000")]}
    home = read(household(person(*events, accounts=accounts, **(known | more))))
    return standpoint(home, home.people[0], 2026, on)


def amounts(begin):
    facts = begin.facts
    return facts.year_end_value, facts.conversion, facts.distribution


# --- Done and planned ----------------------------------------------------------------------------


def test_without_plans_all_starts_are_the_same():
    found = at(conversion("2026-03-01", "5000"), withdrawal("2026-04-01"))
    assert amounts(found.planned) == amounts(found.settled) == amounts(found.stopped)
    assert amounts(found.planned) == (50_000, 5_000, 1_000)


@pytest.mark.parametrize(
    ("day", "inside"), [("2026-11-22", 50_000), ("2026-11-23", 55_000)], ids=["done", "planned"]
)
def test_what_is_dated_after_the_day_is_a_plan(day, inside):
    found = at(conversion(day, "5000"))
    assert amounts(found.planned) == (50_000, 5_000, 0)
    assert amounts(found.settled) == (inside, 55_000 - inside, 0)


def test_a_planned_conversion_is_undone_with_what_is_withheld_from_it():
    found = at(
        conversion("2026-12-01", "5000", withheld="1000"),
        withdrawal("2026-12-01", "500", character="withheld_from_conversion"),
    )
    assert amounts(found.planned) == (50_000, 4_000, 1_500)
    assert amounts(found.settled) == (55_500, 0, 0)


def test_doing_nothing_leaves_the_pool_whatever_was_to_go_to_the_plan():
    moved = rollover("ira", "k", "2026-12-01", "20000", completed="2026-12-10")
    found = at(moved)
    assert amounts(found.planned) == amounts(found.settled) == (70_000, 0, 0)
    assert amounts(at(moved, on=date(2026, 12, 1)).planned) == (50_000, 0, 0)


def test_a_rollover_into_another_ira_goes_ahead():
    both = [value(2026, "30000"), value(2026, "20000", "ira2")]
    moved = rollover("ira", "ira2", "2026-12-01", "20000", completed="2026-12-10")
    found = at(moved, accounts="ira ira2 roth", year_end_values=both)
    assert amounts(found.settled) == (50_000, 0, 0)


def test_a_rollover_that_is_only_planned_has_not_failed():
    moved = rollover("ira", "ira2", "2026-12-01", "20000")
    both = [value(2025, "50000"), value(2025, "1000", "ira2")]
    planned = at(moved, accounts="ira ira2 roth", year_end_values=both)
    assert amounts(planned.planned) == amounts(planned.settled) == (51_000, 0, 0)
    done = at(moved, accounts="ira ira2 roth", year_end_values=both, on=date(2026, 12, 1))
    assert amounts(done.settled) == (31_000, 0, 20_000)
    into_plan = at(rollover("ira", "k", "2026-12-01", "20000"))
    assert amounts(into_plan.planned) == amounts(into_plan.settled) == (70_000, 0, 0)


def test_a_planned_withdrawal_and_contribution_go_ahead():
    found = at(contribution("2026-12-01", 2026), withdrawal("2026-12-02", "2000"))
    assert amounts(found.settled) == (50_000, 0, 2_000)
    assert found.settled.facts.nondeductible_contribution == 7_000


def test_stopping_takes_a_planned_contribution_out():
    found = at(
        contribution("2026-02-01", 2026, "1000"),
        contribution("2026-12-01", 2026, "2000"),
        contribution("2027-02-01", 2026, "3000"),
        contribution("2027-02-01", 2027, "4000"),
    ).stopped
    # The one of the spring is in no value of December 31.
    assert amounts(found) == (48_000, 0, 0)
    assert found.facts.nondeductible_contribution == 1_000
    assert found.facts.contribution_after_year_end == 0


def test_a_plan_of_another_year_stays_where_it_is():
    found = at(conversion("2027-02-01", "5000"))
    assert amounts(found.planned) == amounts(found.settled) == (50_000, 0, 0)


def test_money_that_is_not_in_the_pool_does_not_matter():
    found = at(
        conversion("2026-12-01", "5000", account="k"),
        rollover("k", "ira", "2026-12-01", "4000", completed="2026-12-02"),
    )
    assert amounts(found.settled) == (50_000, 0, 0)


def test_the_basis_comes_from_the_years_before():
    # 10,000 / 60,000 of 10,000 in 2025: 1,667 of basis are used.
    held = [value(2025, "50000"), value(2026, "50000")]
    found = at(conversion("2025-03-01", "10000"), basis_start=start("10000"), year_end_values=held)
    assert found.settled.facts.prior_basis == 8_333


@pytest.mark.parametrize("day", ["2026-02-01", "2027-02-01"])
def test_a_start_that_is_stated_holds_wherever_the_events_begin(day):
    found = at(contribution(day, int(day[:4])))
    assert found.settled.facts.prior_basis == 10_000


def test_a_start_of_long_ago_holds_through_quiet_years():
    assert at(basis_start=start("10000", 2019)).settled.facts.prior_basis == 10_000


def test_a_first_year_has_no_basis_from_before():
    years = [{"year": 2026, "first_year": True, "deducted": "0"}]
    assert at(basis_start=None, years=years).settled.facts.prior_basis == 0


@pytest.mark.parametrize(
    ("events", "years", "missing"),
    [
        ([conversion("2026-12-01", None)], None, "amount"),
        ([contribution("2026-02-01", 2026)], [], "deducted"),
    ],
)
def test_events_that_are_not_known_are_named(events, years, missing):
    more = {} if years is None else {"years": years}
    with pytest.raises(UnpricedError) as caught:
        at(*events, **more)
    assert caught.value.missing == (missing,)


def test_doing_nothing_agrees_with_the_worksheets_of_the_household():
    events = [
        contribution("2026-02-01", 2026),
        conversion("2026-03-01", "4000"),
        conversion("2026-12-01", "3000", withheld="500"),
        withdrawal("2026-12-15", "900"),
    ]
    known: Object = {"basis_start": start("10000", 2025)}
    known["year_end_values"] = [value(2026, "50000")]
    home = read(household(person(*events, **known)))
    [told] = household_result(home)["people"][0]["years"]
    found = standpoint(home, home.people[0], 2026, NOVEMBER).planned
    outcome = do_nothing(found.facts)
    assert str(outcome.taxable) == told["taxable"]
    shown = {one.number: one.plain_text for one in outcome.years[0].sheet.lines if one.text}
    assert shown == told["lines"]


def test_a_disaster_distribution_keeps_its_line_15b():
    # 10,000 x 10,000 / 60,000 = 1,666.67 of it are basis; all the rest goes to Form 8915-F.
    taken = withdrawal("2026-06-01", "10000", character="qualified_disaster")
    begin = at(taken).planned
    outcome = do_nothing(begin.facts, Terms(form=begin.form))
    assert [outcome.taxable, outcome.basis_carried_forward] == [0, 8_333]
    assert outcome.years[0].sheet.line("15b").value == 8_333


def test_a_form_that_lacks_something_is_not_priced():
    taken = withdrawal("2026-06-01", "10000", character="qualified_disaster")
    begin = at(taken, year_end_values=[]).planned
    with pytest.raises(UnpricedError, match="not known: year_end_value"):
        do_nothing(begin.facts, Terms(form=begin.form))


# --- Values that are not there yet ---------------------------------------------------------------


def expected(*events, accounts="ira ira2 roth k", year=2026, **more):
    known = {"year_end_values": [value(2025, "50000"), value(2026, "1000", "ira2")]}
    home = read(household(person(*events, accounts=accounts, **(known | more))))
    _, found = with_expected_values(home.people[0], year)
    return [(one.account.key, one.amount, one.since) for one in found]


def test_the_last_value_with_what_came_and_went():
    assert expected(
        contribution("2026-02-01", 2025, "7000"),
        contribution("2026-03-01", 2026, "7500"),
        conversion("2026-04-01", "3000"),
        withdrawal("2026-05-01", "1000"),
        rollover("ira", "k", "2026-06-01", "4000", completed="2026-06-20"),
        rollover("k", "ira", "2026-07-01", "200", completed="2026-07-02"),
        rollover("k", "ira", "2026-12-20", "90", completed="2027-01-05"),
        rollover("ira", "ira2", "2026-12-20", "70", completed="2027-01-05"),
        rollover("k", "ira", "2026-08-01", "60"),
        adjustment("2026-07-01", "500"),
        conversion("2025-04-01", "11"),
        conversion("2027-04-01", "13"),
    ) == [("ira", 50_000 + 7_000 + 7_500 - 3_000 - 1_000 - 4_000 + 200 - 70, 2025)]


def test_earnings_ride_along():
    assert expected(
        contribution("2026-02-01", 2026, "7000", account="roth"),
        recharacterization("2026-06-01", 2026, "7000", earnings="-40"),
        withdrawal(
            "2026-07-01", "100", character="returned_contribution", tax_year=2026, earnings="5"
        ),
    ) == [("ira", 50_000 + 6_960 - 105, 2025)]


def test_more_years_than_one_may_have_gone_by():
    assert expected(conversion("2026-04-01", "3000"), withdrawal("2027-01-05", "50"), year=2027)[
        0
    ] == ("ira", 46_950, 2025)


def test_an_account_that_was_opened_since_began_with_nothing():
    assert expected(contribution("2026-02-01", 2026, account="ira2"), year_end_values=[]) == [
        ("ira2", 7_000, 2025)
    ]


def test_what_is_in_an_account_of_which_nothing_is_entered_is_not_known():
    opened = {"key": "simple", "kind": "simple", "participation_began": "2025-03-01"}
    more = {"more_accounts": [opened], "accounts": "ira roth"}
    held = [value(2025, "50000")]
    found = expected(conversion("2026-03-01", "1"), year_end_values=held, **more)
    assert found == [("ira", 49_999, 2025)]
    held = [value(2025, "0"), value(2025, "0", "simple")]
    assert expected(year_end_values=held, **more) == [("ira", 0, 2025), ("simple", 0, 2025)]


def test_no_less_than_nothing_is_expected():
    assert expected(withdrawal("2026-04-01", "60000")) == [("ira", 0, 2025)]


def test_without_an_earlier_value_nothing_is_expected():
    assert expected(year_end_values=[]) == []


def test_a_value_entered_as_not_known_is_replaced_too():
    held = [value(2025, "50000"), {"account": "ira", "year": 2026}, value(2026, "1", "ira2")]
    home = read(household(person(year_end_values=held, accounts="ira ira2 roth")))
    valued, [found] = with_expected_values(home.people[0], 2026)
    assert found.amount == 50_000
    entered = valued.value("ira", 2026)
    assert entered is not None
    assert entered.amount == 50_000
    assert len(valued.year_end_values) == 3


def test_an_amount_that_is_not_known_leaves_the_value_open():
    assert expected(conversion("2026-04-01", None)) == []
    assert expected(conversion("2026-04-01", None), contribution("2026-05-01", 2026)) == []


def test_what_is_planned_is_put_back_into_what_is_expected():
    found = at(conversion("2026-12-01", "5000"), year_end_values=[value(2025, "50000")])
    assert amounts(found.planned) == (45_000, 5_000, 0)
    assert amounts(found.settled) == (50_000, 0, 0)
    assert roll_in(found.settled.facts).roll_in == 40_000
    [one] = found.expected
    assert (one.account.key, one.amount, one.since) == ("ira", 45_000, 2025)


# --- One way over its years ----------------------------------------------------------------------


def test_one_way_looks_at_as_many_years_as_it_is_asked_to():
    begin = at(conversion("2026-12-01", "5000"))
    on = Terms(years=2, backdoor=D(7_500))
    nothing, slow = one_way("do_nothing", begin, on), one_way("spread", begin, on, spread_years=4)
    assert [year.convert for year in nothing.years] == [5_000, 7_500]
    # 55,000 in four parts; after two of them half is still inside.
    assert [year.convert for year in slow.years] == [13_750, 21_250]
    assert slow.years[-1].facts.year_end_value == 27_500


def test_one_way_may_fill_a_room():
    found = one_way("fill", at(), Terms(years=3), rooms={"fill": lambda _year: D(8_000)})
    assert [year.taxable for year in found.years] == [8_000] * 3


def test_there_is_no_way_of_another_name():
    with pytest.raises(KeyError):
        one_way("fly", at())
