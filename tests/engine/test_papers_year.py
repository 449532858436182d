"""What came, what is still to come, and until when a year is provisional."""

from datetime import date
from decimal import Decimal

import pytest

from planner.engine.deadlines import form_1099_r_due, form_5498_due
from planner.engine.papers.expected import Expected
from planner.engine.papers.year import waits_for_5498
from tests.engine.households import (
    contribution,
    conversion,
    household,
    person,
    read,
    rollover,
    value,
)
from tests.engine.papers import converted, papers_of, slip_5498

FEBRUARY, MAY = date(2026, 2, 2), date(2026, 6, 1)
CONVERTED = conversion("2025-03-12")


def valued(amount, account="ira", source="estimate", year=2025):
    return value(year, amount, account) | {"source": source}


def awaited(*people, **more):
    return [(one.form, one.account) for one in papers_of(*people, **more).expected]


@pytest.mark.parametrize(
    ("year", "first", "second"),
    [
        (2023, date(2024, 1, 31), date(2024, 5, 31)),
        (2024, date(2025, 1, 31), date(2025, 6, 2)),  # May 31, 2025 is a Saturday
        (2025, FEBRUARY, MAY),  # January 31 is a Saturday, May 31 a Sunday
        (2026, date(2027, 2, 1), date(2027, 6, 1)),  # a Sunday; Memorial Day
    ],
)
def test_when_papers_are_sent(year, first, second):
    assert (form_1099_r_due(year), form_5498_due(year)) == (first, second)


def test_what_a_conversion_makes_one_wait_for():
    found = papers_of(person(CONVERTED), today=date(2026, 2, 3))
    assert found.expected == (
        Expected("1099-R", "ira", FEBRUARY, is_overdue=True),
        Expected("5498", "roth", MAY, is_overdue=False),
    )
    early = papers_of(person(CONVERTED), today=FEBRUARY)
    assert not early.expected[0].is_overdue
    late = papers_of(person(CONVERTED), today=date(2026, 6, 2))
    assert all(one.is_overdue for one in late.expected)


def test_what_came_is_not_waited_for():
    papers = [converted(), slip_5498("roth", b3="7000")]
    assert awaited(person(CONVERTED, papers=papers)) == []
    other_year = [converted(year=2024), slip_5498("roth", year=2024, b3="7000")]
    assert len(awaited(person(CONVERTED, papers=other_year))) == 2


def test_an_emptied_account_sends_no_form_5498():
    """Nothing there on December 31 and nothing put in: Form 1099-R says it all."""
    one = person(CONVERTED, year_end_values=[valued("0"), valued("0", "roth")])
    assert awaited(one) == [("1099-R", "ira"), ("5498", "roth")]
    assert ("5498", "ira") in awaited(person(CONVERTED, year_end_values=[valued("1")]))
    made = contribution("2025-03-10", 2025)
    assert ("5498", "ira") in awaited(person(made, CONVERTED, year_end_values=[valued("0")]))
    unknown = person(year_end_values=[valued(None)])
    assert awaited(unknown) == [("5498", "ira")]


def test_a_plan_sends_form_1099_r_only():
    moved = rollover("k", "ira", "2025-03-12", completed="2025-03-14")
    one = person(moved, accounts="ira k", year_end_values=[valued("9", "k")])
    assert awaited(one) == [("5498", "ira"), ("1099-R", "k")]


def test_a_contribution_of_an_employer_counts_in_its_calendar_year():
    event = contribution("2025-02-01", 2024, account="sep")
    assert awaited(person(event, accounts="sep")) == [("5498", "sep")]
    assert awaited(person(event, accounts="sep"), year=2024) == []


def test_a_value_of_a_form_5498_says_that_it_came():
    found = papers_of(person(year_end_values=[valued("9", source="form_5498")]))
    assert found.expected == (Expected("5498", "ira", MAY, is_overdue=False, is_at_hand=True),)


@pytest.mark.parametrize(
    ("values", "waiting"),
    [
        ([], ("ira", "ira2")),
        ([valued("90000", "ira2")], ("ira", "ira2")),
        ([valued("0"), valued("90000", "ira2", "statement")], ("ira2",)),
        ([valued("0"), valued("90000", "ira2", "form_5498")], ()),
    ],
)
def test_a_year_is_provisional_until_the_5498_arrives(values, waiting):
    one = person(CONVERTED, accounts="ira ira2 roth k inh", year_end_values=values)
    assert papers_of(one).provisional == waiting
    home = read(household(one))
    assert waits_for_5498(home, home.people[0], 2025) is bool(waiting)


def test_it_is_not_where_line_6_says_nothing():
    one = person(contribution("2025-03-10", 2025), year_end_values=[valued("7000")])
    assert papers_of(one).provisional == ()


def test_an_emptied_account_that_was_contributed_to_gets_a_5498():
    made = contribution("2025-03-10", 2025)
    one = person(made, CONVERTED, year_end_values=[valued("0")])
    assert papers_of(one).provisional == ("ira",)


def test_a_settled_year():
    papers = [converted(), slip_5498("roth", b3="7000")]
    settled = person(CONVERTED, year_end_values=[valued("0")], papers=papers)
    assert papers_of(settled).is_settled
    assert not papers_of(person(CONVERTED, papers=papers)).is_settled  # no value
    assert not papers_of(person()).is_settled  # nothing came


def test_what_came_keeps_its_place_and_what_is_said_of_it():
    papers = [slip_5498(year=2024), converted("900"), converted("900", corrected=True)]
    found = papers_of(person(papers=papers)).came
    assert [(one.place, one.is_replaced) for one in found] == [(1, True), (2, False)]
    assert [remark.code for remark in found[0].remarks] == ["taxable-repeats-gross"]


def test_a_corrected_form_5498_replaces_the_first_of_its_account_only():
    papers = [
        slip_5498(b5="10"),
        slip_5498("roth", b5="20"),
        slip_5498(b5="11", corrected=True),
    ]
    found = papers_of(person(papers=papers))
    assert [one.is_replaced for one in found.came] == [True, False, False]
    (first, second) = found.differences
    assert (first.on_paper, first.papers) == (Decimal(11), (2,))
    assert second.account == "roth"


def test_a_form_5498_that_has_come_is_not_waited_for_though_its_value_is_not_taken():
    values = [valued("10"), valued("9000", "roth")]
    late = papers_of(person(CONVERTED, year_end_values=values))
    assert late.provisional == ("ira",)
    came = [slip_5498(b5="12")]
    found = papers_of(person(CONVERTED, year_end_values=values, papers=came))
    assert found.provisional == ()
    assert [one.code for one in found.differences] == ["5498-value"]
