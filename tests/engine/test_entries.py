"""The evidence behind each line: which events and values, and the dollars they add."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.entries import Entry, entries, total
from planner.engine.household import Event, Household, Person, YearEndValue
from planner.engine.ledger import ledger
from planner.engine.pool import Pool, inherited_pools, own_pool
from tests.engine.households import (
    adjustment,
    amounts,
    contribution,
    conversion,
    household,
    households,
    person,
    read,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
)

INHERITED = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}


def somebody(*events: Any, **more: Any) -> Person:
    accounts = more.pop("accounts", "ira ira2 sep simple roth k")
    return read(household(person(*events, accounts=accounts, **more))).people[0]


def behind(line: str, *events: Any, year: int = 2025, **more: Any) -> list[tuple[Any, ...]]:
    """Kind, amount and the source of what stands behind a line, in short."""
    brought = more.pop("brought", Decimal(0))
    found = entries(own_pool(somebody(*events, **more)), year, brought)[line]
    return [short(entry) for entry in found]


def short(entry: Entry) -> tuple[Any, ...]:
    amount = None if entry.amount is None else str(entry.amount)
    match entry.source:
        case Event(kind=kind, on=on):
            assert entry.kind == "event"
            return (kind, str(on), amount)
        case YearEndValue(account=account):
            assert entry.kind == "value"
            return (account, amount)
    return (entry.kind, amount)


MAY = contribution("2025-05-01", 2025, "3000")
FEBRUARY = contribution("2026-02-01", 2025, "4000")
ROTH_MAY = contribution("2025-05-01", 2025, "3000", account="roth")
ROTH_FEBRUARY = contribution("2026-02-01", 2025, "4000", account="roth")
CHANGED = recharacterization("2026-03-01", 2025, "5000", earnings="100")


class TestLines1And4:
    def test_what_was_contributed_when(self) -> None:
        events = MAY, FEBRUARY, contribution("2025-06-01", 2025, "9", account="sep")
        may, february = (
            ("contribution", "2025-05-01", "3000"),
            ("contribution", "2026-02-01", "4000"),
        )
        assert behind("1", *events) == [may, february]
        assert behind("4", *events) == [february]
        assert behind("1", *events, year=2026) == behind("4", *events, year=2026) == []

    def test_the_deduction_takes_off_what_was_made_late_first(self) -> None:
        years = [{"year": 2025, "deducted": "4500"}]
        assert behind("1", MAY, FEBRUARY, years=years)[-1] == ("deduction", "-4500")
        assert behind("4", MAY, FEBRUARY, years=years)[-1] == ("deduction", "-4000")
        assert len(behind("4", MAY, years=years)) == 0
        more = [{"year": 2025, "deducted": "8000"}]
        assert behind("1", MAY, FEBRUARY, years=more)[-1] == ("deduction", "-7000")
        assert behind("1", MAY, years=[]) == [
            ("contribution", "2025-05-01", "3000"),
            ("deduction", None),
        ]

    def test_a_recharacterization_brings_what_the_roth_ira_had_taken(self) -> None:
        events = ROTH_MAY, ROTH_FEBRUARY, CHANGED
        assert behind("1", *events) == [("recharacterization", "2026-03-01", "5000")]
        assert behind("4", *events) == [("recharacterization", "2026-03-01", "2000")]
        assert behind("4", ROTH_MAY, recharacterization("2026-03-01", 2025, "3000")) == []

    def test_or_takes_it_away(self) -> None:
        away = recharacterization("2026-03-01", 2025, "4500", account="ira", to="roth")
        assert behind("1", MAY, FEBRUARY, away)[-1] == ("recharacterization", "2026-03-01", "-4500")
        assert behind("4", MAY, FEBRUARY, away)[-1] == ("recharacterization", "2026-03-01", "-4000")

    def test_a_return(self) -> None:
        more = {"character": "returned_contribution", "tax_year": 2025}
        back = withdrawal("2026-03-01", "500", **more)
        assert behind("1", MAY, back)[-1] == ("distribution", "2026-03-01", "-500")
        assert behind("7", MAY, back, year=2026) == []
        for amount in ("500", None):
            roth = withdrawal("2026-03-01", amount, account="roth", **more)
            assert behind("1", ROTH_MAY, roth) == []

    def test_what_is_not_known(self) -> None:
        unknown = recharacterization("2026-03-01", 2025, None)
        entry = ("recharacterization", "2026-03-01", None)
        assert behind("1", ROTH_MAY, unknown) == behind("1", unknown) == [entry]
        assert behind("4", ROTH_MAY, unknown) == behind("4", unknown) == []
        assert behind("4", ROTH_FEBRUARY, unknown) == [entry]
        assert behind("1", ROTH_MAY, CHANGED) == [entry]


class TestLine2:
    def test_what_was_brought_forward_and_what_changes_it(self) -> None:
        rolled = rollover("k", "ira", "2025-06-01", completed="2025-06-02", after_tax="2000")
        pre_tax = rollover("k", "ira", "2025-06-03", completed="2025-06-04")
        excess = withdrawal("2025-07-01", "800", character="returned_excess")
        found = behind(
            "2", adjustment("2025-05-01", "-300"), rolled, pre_tax, excess, brought=Decimal(1000)
        )
        assert found == [
            ("brought_forward", "1000"),
            ("basis_adjustment", "2025-05-01", "-300"),
            ("rollover", "2025-06-01", "2000"),
            ("distribution", "2025-07-01", "-800"),
        ]

    def test_never_below_zero(self) -> None:
        taken = adjustment("2025-05-01", "-300")
        assert behind("2", taken, brought=Decimal(100))[-1] == ("not_below_zero", "200")
        assert behind("2", taken, brought=None)[0] == ("brought_forward", None)
        unknown = withdrawal("2025-07-01", None, character="returned_excess")
        assert behind("2", taken, unknown)[-1] == ("distribution", "2025-07-01", None)


class TestLine6:
    def test_values_and_those_that_nobody_has_entered(self) -> None:
        opened = contribution("2026-02-01", 2026, account="sep")
        held = [value(2025, "9"), value(2025, "5", "roth"), value(2025, None, "ira2")]
        found = behind("6", opened, accounts="ira ira2 sep roth simple", year_end_values=held)
        assert found == [("ira", "9"), ("ira2", None), ("simple", None)]

    def test_recharacterized_later(self) -> None:
        held: dict[str, Any] = {"accounts": "ira roth", "year_end_values": [value(2025, "50")]}
        later = recharacterization("2026-03-01", 2025, "3000", earnings="-10")
        assert behind("6", ROTH_MAY, later, **held)[1:] == [
            ("recharacterization", "2026-03-01", "2990")
        ]
        unknown = recharacterization("2026-03-01", 2025, "3000")
        assert behind("6", ROTH_MAY, unknown, **held)[1][-1] is None
        away = recharacterization("2026-03-01", 2025, account="ira", to="roth", earnings="10")
        assert behind("6", MAY, away, **held)[1:] == [
            ("recharacterization", "2026-03-01", "-3010"),
            ("not_below_zero", "2960"),
        ]

    def test_money_under_way(self) -> None:
        way = rollover("ira", "ira", "2025-12-20", completed="2026-01-10")
        there = rollover("ira", "ira", "2025-11-20", completed="2025-12-10")
        found = behind("6", way, there, accounts="ira", year_end_values=[value(2025, "1")])
        assert found == [("ira", "1"), ("rollover", "2025-12-20", "5000")]


class TestLines7And8:
    def test_what_left(self) -> None:
        events = (
            withdrawal("2025-02-01", character="rmd"),
            withdrawal("2025-03-01", character="qcd"),
            conversion("2025-04-01", "7000", withheld="700"),
            conversion("2025-05-01", "50"),
            rollover("ira", "ira2", "2025-06-01"),
            conversion("2025-07-01", None),
        )
        assert behind("7", *events) == [
            ("distribution", "2025-02-01", "1000"),
            ("conversion", "2025-04-01", "700"),
            ("rollover", "2025-06-01", "5000"),
        ]
        assert behind("8", *events) == [
            ("conversion", "2025-04-01", "6300"),
            ("conversion", "2025-05-01", "50"),
            ("conversion", "2025-07-01", None),
        ]


def test_inherited_iras_have_entries_of_their_own() -> None:
    found = somebody(
        MAY,
        adjustment("2025-01-01", "700", account="inh"),
        withdrawal("2025-02-01", account="inh"),
        accounts="ira",
        more_accounts=[INHERITED],
        year_end_values=[value(2025, "12", "inh")],
        basis_start=start("0"),
    )
    [pool] = inherited_pools(found)
    behind = entries(pool, 2025, Decimal(0))
    assert {line: [entry.amount for entry in some] for line, some in behind.items()} == {
        "1": [],
        "2": [0, 700],
        "4": [],
        "6": [12],
        "7": [1000],
        "8": [],
    }


@pytest.mark.parametrize(("some", "sum_of"), [((), 0), ((1, -3), -2), ((1, None), None)])
def test_total(some: tuple[Any, ...], sum_of: int | None) -> None:
    kept = [Entry("event", None if one is None else Decimal(one)) for one in some]
    assert total(kept) == sum_of


def pools_of(home: Household) -> list[tuple[Person, dict[str, Pool]]]:
    return [
        (one, {pool.decedent: pool for pool in (own_pool(one), *inherited_pools(one))})
        for one in home.people
    ]


@settings(max_examples=60, deadline=None)
@given(households(st.none() | amounts))
def test_the_evidence_adds_up_to_the_entries_of_the_form(found: Any) -> None:
    home = read(found)
    for one, pools in pools_of(home):
        for year in ledger(home, one):
            facts = year.sheet.facts
            behind = entries(pools[year.decedent], year.year, year.brought)
            sums = {line: total(some) for line, some in behind.items()}
            held = facts.year_end_value
            on_line_6 = None if held is None else held + (facts.outstanding_rollover or 0)
            entered = {
                "1": facts.nondeductible_contribution,
                "2": facts.prior_basis,
                "4": facts.contribution_after_year_end,
                "6": on_line_6,
                "7": facts.distribution,
                "8": facts.conversion,
            }
            for line, amount in entered.items():
                if sums[line] is not None or year.is_known:
                    assert sums[line] == amount, (year.year, line)
