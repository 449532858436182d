"""The events behind a year of Roth IRAs: contributions as corrected, conversions, withdrawals."""

from collections.abc import Callable, Iterator

from planner.engine import roth_entries as entries
from planner.engine.entries import Entry
from planner.engine.pool import own_pool
from planner.engine.roth_history import RothHistory
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    rollover,
    withdrawal,
)
from tests.engine.people import D

type Behind = Callable[[RothHistory, int], Iterator[Entry]]


def amounts(behind: Behind, *events: Object, year: int = 2025) -> list[object]:
    more: list[Object] = [{"key": "rsep", "kind": "roth_sep"}]
    home = read(household(person(*events, accounts="ira roth k", more_accounts=more)))
    return [one.amount for one in behind(RothHistory(own_pool(home.people[0])), year)]


MADE = contribution("2025-03-01", 2025, "6000", account="roth")


def test_contributions_for_the_year_made_by_its_due_date() -> None:
    late = contribution("2026-03-01", 2025, "500", account="roth")
    other = contribution("2025-03-02", 2024, "300", account="roth")
    employer = contribution("2025-05-01", 2025, "9000", account="rsep")
    traditional = contribution("2025-05-01", 2025, "400")
    found = amounts(entries.contributed, MADE, late, other, employer, traditional)
    assert found == [D(6000), D(500)]
    assert amounts(entries.contributed, contribution("2025-03-01", 2025, None, "roth")) == [None]


def test_what_was_moved_or_returned_comes_off() -> None:
    moved = recharacterization("2025-06-01", 2025, "2000")
    back = withdrawal(
        "2025-07-01", "1000", account="roth", character="returned_contribution", tax_year=2025
    )
    assert amounts(entries.contributed, MADE, moved, back) == [D(6000), D(-2000), D(-1000)]
    unknown = recharacterization("2025-06-01", 2025, None)
    assert amounts(entries.contributed, MADE, unknown) == [D(6000), None]


def test_what_was_moved_in_counts_as_far_as_it_was_there() -> None:
    made = contribution("2025-03-01", 2025, "1500")
    moved = recharacterization("2025-06-01", 2025, "2000", account="ira", to="roth")
    assert amounts(entries.contributed, made, moved) == [D(1500)]
    unknown = recharacterization("2025-06-01", 2025, None, account="ira", to="roth")
    assert amounts(entries.contributed, made, unknown) == [None]
    employer = recharacterization("2025-06-01", 2025, "2000", account="ira", to="rsep")
    assert amounts(entries.contributed, made, employer) == []


def test_conversions_net_of_what_was_withheld_and_rollovers_from_plans() -> None:
    plan = rollover("k", "roth", "2025-05-01", "500", completed="2025-05-02", after_tax="200")
    failed = rollover("k", "roth", "2025-05-01", "500")
    taxed = conversion("2025-02-01", "7000", withheld="700")
    unknown = conversion("2025-03-01", None)
    found = amounts(entries.converted, taxed, unknown, plan, failed)
    assert found == [D(6300), None, D(500)]


def test_what_came_out_but_not_what_was_returned() -> None:
    back = withdrawal(
        "2025-07-01", "1000", account="roth", character="returned_contribution", tax_year=2025
    )
    out = withdrawal("2025-08-01", "3000", account="roth")
    assert amounts(entries.came_out, MADE, back, out) == [D(3000)]
