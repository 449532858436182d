"""Each question of feasibility in each of its states, with its words, its law, and who knows."""

from datetime import date

import pytest

from planner.engine.fixes.feasibility import Answers
from planner.services.ways_out.questions import questions
from tests.engine.households import household, person, read, value, withdrawal

NOVEMBER = date(2026, 11, 22)
NOBODY = Answers()
ORDER = ["plan", "simple", "has_employees", "self_employed", "born", "can_finish"]


def asked(*events, plans=(), on=NOVEMBER, answers=NOBODY, **more):
    known = {"year_end_values": [value(2026, "90000")]} | more
    home = read(household(person(*events, more_accounts=list(plans), **known)))
    return {one.key: one for one in questions(home.people[0], 2026, on, answers)}


def state(key, *events, **more):
    one = asked(*events, **more)[key]
    return one.state, one.answer


def plan(key, *, accepts, **more):
    return {"key": key, "kind": "401k", "accepts_rollovers": accepts} | more


def test_they_come_in_the_order_in_which_one_asks_and_each_says_all():
    found = asked()
    assert list(found) == ORDER
    for one in found.values():
        for words in (one.words, one.why, one.changes, one.whom, one.law):
            assert words
        assert "§" in one.law
        assert one.words.endswith("?")


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ([], ("blocks", "No employer plan is entered.")),
        ([plan("a", accepts=None)], ("ask", "Nobody has said it of the 401(k).")),
        ([plan("a", accepts=False)], ("blocks", "No plan that is entered does.")),
        ([plan("a", accepts=True), plan("b", accepts=None)], ("open", "The 401(k) does.")),
        (
            [plan("a", accepts=True, name="Acme"), plan("b", accepts=True, custodian="TIAA")],
            ("open", "Acme and the 401(k) at TIAA do."),
        ),
    ],
)
def test_plans(plans, expected):
    assert state("plan", plans=plans) == expected
    [facts] = [asked(plans=plans)["plan"].facts]
    assert facts == tuple(("accepts_rollovers", one["key"]) for one in plans)
    assert asked(plans=plans)["plan"].link == ("" if plans else "account-new")


def simple(began=None, key="simple", **more):
    return {"key": key, "kind": "simple", "participation_began": began} | more


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        (None, ("ask", "The SIMPLE IRA: its first contribution is not known.")),
        (
            "2025-01-01",
            ("blocks", "The SIMPLE IRA: since January 1, 2025, free from January 1, 2027 on."),
        ),
        (
            "2024-12-31",
            ("open", "The SIMPLE IRA: since December 31, 2024, free from December 31, 2026 on."),
        ),
    ],
)
def test_a_simple_ira(began, expected):
    assert state("simple", plans=[simple(began)]) == expected


def test_a_simple_ira_without_money_is_nothing_to_ask():
    empty = [value(2026, "90000"), value(2026, "0", "simple")]
    expected = ("moot", "There is no SIMPLE IRA with money in it.")
    assert state("simple", plans=[simple()], year_end_values=empty) == expected
    assert state("simple") == expected
    two = asked(plans=[simple("2020-01-01"), simple(None, "other", name="Other")])["simple"]
    assert two.state == "ask"
    assert two.facts == (("participation_began", "simple"), ("participation_began", "other"))


@pytest.mark.parametrize(
    ("key", "answers", "expected"),
    [
        ("has_employees", NOBODY, ("ask", "")),
        ("has_employees", Answers(has_employees=True), ("blocks", "There are.")),
        ("has_employees", Answers(has_employees=False), ("open", "There are none.")),
        ("self_employed", NOBODY, ("ask", "")),
        ("self_employed", Answers(self_employed=True), ("open", "There is.")),
        ("self_employed", Answers(self_employed=False), ("blocks", "There is none.")),
        ("can_finish", NOBODY, ("ask", "The ways stay open until somebody says no.")),
        ("can_finish", Answers(can_finish=True), ("open", "It can.")),
        ("can_finish", Answers(can_finish=False), ("blocks", "It cannot.")),
    ],
)
def test_answers(key, answers, expected):
    assert state(key, answers=answers) == expected
    assert asked(answers=answers)[key].is_plain


def test_a_solo_plan_that_is_there_settles_who_may_open_one():
    solo = {"key": "solo", "kind": "solo_401k"}
    told = ("moot", "There is a solo 401(k) already; none has to be opened.")
    for key in ("has_employees", "self_employed"):
        assert state(key, plans=[solo], answers=Answers(has_employees=True)) == told


def test_a_year_that_is_over_cannot_be_finished():
    over = {"on": date(2027, 1, 1), "answers": Answers(can_finish=True)}
    assert state("can_finish", **over) == ("blocks", "December 31, 2026 has passed.")
    assert state("can_finish", on=date(2026, 12, 31))[0] == "ask"


# Born May 1, 1950: from 72 on, so from 2022. 100,000 / 23.7 at age 76 is 4,219.41.
OLD = {"born": "1950-05-01", "year_end_values": [value(2025, "100000"), value(2026, "90000")]}


@pytest.mark.parametrize(
    ("more", "events", "expected"),
    [
        ({}, [], ("ask", "Without a birth date none is assumed.")),
        (
            {"born": "1980-05-01"},
            [],
            ("open", "None: born on May 1, 1980, the first is that of 2055 (age 75)."),
        ),
        (
            OLD,
            [],
            (
                "blocks",
                "Born on May 1, 1950, required from 2022 on (age 72). By the values of December"
                " 31, 2025 it is $4,219.41; none is entered.",
            ),
        ),
        (
            OLD,
            [withdrawal("2026-03-01", "4300", character="rmd")],
            (
                "open",
                "Born on May 1, 1950, required from 2022 on (age 72). By the values of December"
                " 31, 2025 it is $4,219.41; $4,300 of it is entered.",
            ),
        ),
    ],
)
def test_a_required_distribution(more, events, expected):
    assert state("born", *events, **more) == expected
    assert asked(*events, **more)["born"].link == ("year" if expected[0] == "blocks" else "")


def test_nothing_had_to_come_out_in_2020():
    """CARES Act, section 2203."""
    home = read(household(person(born="1940-05-01", year_end_values=[value(2020, "9")])))
    found = questions(home.people[0], 2020, date(2020, 11, 22), NOBODY)
    [one] = [one for one in found if one.key == "born"]
    assert (one.state, one.answer) == ("open", "None: nothing had to come out in 2020.")
