"""What stands in the way, in the order in which one asks."""

from datetime import date

import pytest

from planner.engine.fixes.feasibility import Answers, kept_answers
from planner.engine.fixes.options import options, unpriced
from planner.engine.fixes.standpoint import standpoint
from planner.engine.fixes.unpriced import UnpricedError
from tests.engine.households import household, person, read, start, value, withdrawal

NOVEMBER = date(2026, 11, 22)
PLAN = {"key": "k", "kind": "401k", "accepts_rollovers": True}
SIMPLE = {"key": "simple", "kind": "simple"}
OWNER = Answers(self_employed=True, has_employees=False)


def blocked(key, *events, on=NOVEMBER, more_accounts=(PLAN,), answers=None, spread=3, **more):
    known = {"basis_start": start("0", 2025), "year_end_values": [value(2026, "50000")]} | more
    one = person(*events, more_accounts=more_accounts, **known)
    home = read(household(one))
    at = standpoint(home, home.people[0], 2026, on)
    found = options(at, spread_years=spread, answers=answers or Answers())
    [option] = [one for one in found if one.key == key]
    assert option.outcome
    assert option.is_feasible == (not option.blocked_by)
    return [finding.code for finding in option.blocked_by]


ROLLING = ["roll_in", "part_roll_in_part_convert"]
MOVING = [*ROLLING, "convert_all", "spread"]


def with_simple(began, **more):
    simple = SIMPLE if began is None else SIMPLE | {"participation_began": began}
    held = [value(2026, "50000"), value(2026, more.pop("held", "20000"), "simple")]
    return {"more_accounts": [PLAN, simple], "year_end_values": held} | more


@pytest.mark.parametrize("key", [*MOVING, "do_nothing", "stop_backdoors"])
def test_nothing_stands_in_the_way_of_a_plain_case(key):
    assert blocked(key) == []


@pytest.mark.parametrize("key", ROLLING)
@pytest.mark.parametrize(
    ("accepts", "codes"),
    [
        ([], ["no-plan"]),
        ([False], ["plan-does-not-accept"]),
        ([None], ["plan-acceptance-not-known"]),
        ([False, None], ["plan-acceptance-not-known"]),
        ([False, True], []),
    ],
)
def test_does_a_plan_accept_the_money(key, accepts, codes):
    plans = [
        {"key": f"k{at}", "kind": "403b", "accepts_rollovers": answer}
        for at, answer in enumerate(accepts)
    ]
    assert blocked(key, more_accounts=plans) == codes


@pytest.mark.parametrize("key", MOVING)
def test_a_simple_that_is_old_enough_by_december_31(key):
    assert blocked(key, **with_simple("2024-12-31")) == []
    assert blocked(key, spread=1, **with_simple("2025-01-01")) == ["simple-two-years"]


def test_a_young_simple_that_is_not_needed_in_time_blocks_nothing():
    # 23,333 in 2026 come out of the other 50,000; in 2027 the rest would, but the SIMPLE is free.
    assert blocked("spread", **with_simple("2025-06-01")) == []
    assert blocked("spread", spread=2, **with_simple("2025-06-01")) == []
    assert blocked("spread", spread=2, **with_simple("2026-06-01")) == ["simple-two-years"]


def test_an_empty_simple_blocks_nothing():
    assert blocked("roll_in", **with_simple("2026-06-01", held="0")) == []


def test_the_start_of_a_simple_is_asked_for():
    assert blocked("roll_in", **with_simple(None)) == ["simple-start-not-known"]


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        (Answers(), ["employees-not-known", "self-employment-not-known"]),
        (Answers(has_employees=True), ["employees", "self-employment-not-known"]),
        (Answers(self_employed=False), ["employees-not-known", "no-self-employment"]),
        (OWNER, []),
    ],
)
def test_who_may_open_a_solo_plan(answers, codes):
    assert blocked("solo_401k", answers=answers) == codes


@pytest.mark.parametrize(
    ("accepts", "codes"),
    [(True, []), (False, ["plan-does-not-accept"]), (None, ["plan-acceptance-not-known"])],
)
def test_a_solo_plan_that_is_there_is_asked_for_its_terms_alone(accepts, codes):
    plan = {"key": "solo", "kind": "solo_401k", "accepts_rollovers": accepts}
    assert blocked("solo_401k", more_accounts=[plan]) == codes


@pytest.mark.parametrize("key", MOVING)
def test_a_required_distribution_comes_first(key):
    old = {"born": "1950-05-01"}
    assert blocked(key, **old) == ["rmd-due-first"]
    for character in ("rmd", "qcd"):
        assert blocked(key, withdrawal("2026-12-05", character=character), **old) == []
    assert blocked(key, withdrawal("2026-12-05"), **old) == ["rmd-due-first"]
    assert blocked(key, born="1980-05-01") == []


@pytest.mark.parametrize("key", MOVING)
def test_after_december_31_it_is_too_late(key):
    assert blocked(key, on=date(2026, 12, 31)) == []
    assert blocked(key, on=date(2027, 1, 1)) == ["year-is-over"]


def test_a_transfer_may_not_be_done_in_time():
    late = Answers(can_finish=False)
    assert blocked("roll_in", answers=late) == ["not-done-by-year-end"]
    assert blocked("convert_all", answers=late) == []
    assert blocked("roll_in", answers=Answers(can_finish=True)) == []


def test_doing_nothing_is_always_open():
    for key in ("do_nothing", "stop_backdoors"):
        assert blocked(key, on=date(2027, 1, 1), born="1950-05-01", more_accounts=[]) == []


def test_obstacles_come_in_the_order_of_the_questions():
    assert blocked(
        "roll_in",
        on=date(2027, 1, 1),
        born="1950-05-01",
        **(with_simple("2026-06-01") | {"more_accounts": [SIMPLE]}),
    ) == ["no-plan", "simple-start-not-known", "rmd-due-first", "year-is-over"]


def test_each_obstacle_has_its_law_and_a_question_names_its_fact():
    known = with_simple(None) | {"basis_start": start("0", 2025), "born": "1950-05-01"}
    home = read(household(person(**known)))
    at = standpoint(home, home.people[0], 2026, date(2027, 1, 1))
    for option in options(at, answers=Answers(can_finish=False)):
        for finding in option.blocked_by:
            assert "§" in finding.citation or "Publication" in finding.citation
            assert finding.severity == "blocks"
            assert bool(finding.key) == finding.code.endswith("-not-known")


def test_all_ways_are_listed_while_nothing_can_be_priced():
    found = unpriced(UnpricedError("amount", "amount", "deducted"))
    assert [option.key for option in found] == [
        *("do_nothing", "roll_in", "solo_401k", "convert_all", "spread"),
        *("part_roll_in_part_convert", "stop_backdoors"),
    ]
    codes = {tuple(one.code for one in option.blocked_by) for option in found}
    assert codes == {("missing-amount", "missing-deducted")}


def test_a_way_that_needs_more_is_listed_beside_those_that_do_not():
    home = read(household(person(year_end_values=[value(2026, "50000")])))
    found = options(standpoint(home, home.people[0], 2026, NOVEMBER))
    by_key = {option.key: option for option in found}
    assert by_key["do_nothing"].is_feasible
    codes = [finding.code for finding in by_key["convert_all"].blocked_by]
    assert codes == ["missing-prior-basis"]
    codes = [finding.code for finding in by_key["roll_in"].blocked_by]
    assert codes == ["missing-prior-basis", "no-plan"]


def test_before_anything_is_priced_a_young_simple_counts_as_needed():
    known = with_simple("2026-06-01") | {"year_end_values": [value(2026, "1", "simple")]}
    home = read(household(person(**known)))
    found = options(standpoint(home, home.people[0], 2026, NOVEMBER))
    codes = [[finding.code for finding in option.blocked_by] for option in found]
    assert codes[1] == ["missing-year-end-value", "simple-two-years"]


def test_what_is_kept_of_a_year_answers_for_that_year_alone():
    kept = {"year": 2026, "deducted": "0", "self_employed": True, "has_employees": False}
    home = read(household(person(years=[kept | {"can_finish": False}, {"year": 2025}])))
    [one] = home.people
    assert kept_answers(one, 2026) == Answers(
        self_employed=True, has_employees=False, can_finish=False
    )
    assert kept_answers(one, 2025) == kept_answers(one, 2024) == Answers()
