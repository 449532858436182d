"""Events to lines: which account counts, on which line, and what is said about it."""

from typing import Any

import pytest

from planner.engine.household import ACCOUNT_KINDS, Account
from tests.engine.households import (
    adjustment,
    codes,
    contribution,
    conversion,
    person,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
    year_of,
)

SIMPLE = {"key": "simple", "kind": "simple", "participation_began": "2024-02-29"}
INHERITED = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}
INHERITED_ROTH = {"key": "ri", "kind": "inherited_roth"}


def known(*events: Any, basis: str = "10000", held: str = "90000", **more: Any) -> dict[str, Any]:
    """2025 with a basis brought forward and a year-end value."""
    values = [value(2025, held), *more.pop("values", ())]
    found = person(*events, year_end_values=values, basis_start=start(basis), **more)
    return year_of(2025, found)


def test_accounts_say_why_they_count_or_do_not() -> None:
    counted = {kind for kind in ACCOUNT_KINDS if Account(key="a", kind=kind).is_counted}
    assert counted == {"traditional", "rollover", "sep", "simple"}
    for kind in ACCOUNT_KINDS:
        assert Account(key="a", kind=kind).because.startswith(
            "counted" if kind in counted else "not counted, because"
        )
    own = Account(key="a", kind="inherited_traditional", treated_as_own=True)
    assert own.because.startswith("counted")
    assert not Account(key="a", kind="inherited_roth", treated_as_own=True).is_counted


@pytest.mark.parametrize("kind", ["rollover", "sep", "simple"])
def test_every_kind_of_own_ira_is_on_line_6(kind: str) -> None:
    other = {"key": "other", "kind": kind}
    taken = withdrawal("2025-03-01", "5000")
    blank = known(taken, more_accounts=[other])
    assert blank["status"] == "incomplete"
    assert codes(blank) == ["missing-year-end-value"]
    found = known(taken, more_accounts=[other], values=[value(2025, "5000", "other")])
    assert found["lines"]["6"] == "95000"


@pytest.mark.parametrize("kind", ["roth", "401k", "tsp", "pension", "inherited_traditional"])
def test_other_accounts_are_not(kind: str) -> None:
    taken = withdrawal("2025-03-01", "10000")
    other = {"key": "other", "kind": kind}
    found = known(taken, more_accounts=[other], values=[value(2025, "5", "other")])
    assert (found["lines"]["6"], found["lines"]["12"]) == ("90000", "1000")


@pytest.mark.parametrize("character", ["normal", "rmd", "withheld_from_conversion"])
def test_on_line_7(character: str) -> None:
    found = known(withdrawal("2025-03-01", "10000", character=character))
    assert (found["lines"]["7"], found["lines"]["14"]) == ("10000", "9000")


@pytest.mark.parametrize("character", ["qcd", "hsa_funding", "returned_contribution"])
def test_not_on_line_7(character: str) -> None:
    found = known(withdrawal("2025-03-01", "10000", character=character))
    assert (found["lines"], found["form_due"], found["taxable"]) == ({}, False, "0")


@pytest.mark.parametrize(
    ("character", "blocks"),
    [
        ("normal", True),
        ("returned_excess", True),
        ("returned_contribution", False),
        ("qcd", False),
        ("hsa_funding", False),
    ],
)
def test_money_out_of_a_roth_ira(character: str, blocks: Any) -> None:
    roth = withdrawal("2025-03-01", "500", account="roth", character=character)
    found = known(withdrawal("2025-04-01", "10000"), roth)
    assert found["lines"]["15c"] == "9000"
    assert (found["status"] == "incomplete") is blocks
    assert ("taxable" in found) is not blocks
    assert ("roth-qualification-not-known" in codes(found)) is blocks


class TestRollovers:
    def test_to_another_ira_in_time(self) -> None:
        found = known(
            rollover("ira", "ira2", "2025-03-01", completed="2025-04-30"), accounts="ira ira2 roth"
        )
        assert (found["lines"], found["form_due"]) == ({}, False)

    @pytest.mark.parametrize(
        ("day", "completed", "line_6"),
        [("2025-03-01", "2025-04-01", "90000"), ("2025-12-01", "2026-01-20", "95000")],
    )
    def test_only_what_is_under_way_over_december_31_is_outstanding(
        self, day: str, completed: str, line_6: str
    ) -> None:
        moved = rollover("ira", "ira", day, completed=completed)
        assert known(moved, withdrawal("2025-05-01"))["lines"]["6"] == line_6

    @pytest.mark.parametrize("completed", [None, "2025-05-01"])
    def test_not_completed_or_too_late(self, completed: str | None) -> None:
        found = known(rollover("ira", "ira", "2025-03-01", "10000", completed=completed))
        assert found["lines"]["7"] == "10000"
        assert codes(found) == ["rollover-not-completed"]

    def test_after_tax_money_of_a_plan_counts_when_and_if_it_arrives(self) -> None:
        late = rollover("k", "ira", "2025-12-20", completed="2026-01-05", after_tax="3000")
        one = person(late, accounts="ira k", basis_start=start("1000"))
        assert year_of(2025, one)["lines"] == year_of(2026, one)["lines"] == {}
        after = person(late, withdrawal("2027-03-01", "1000"), accounts="ira k")
        after |= {"year_end_values": [value(2027, "9000")], "basis_start": start("1000")}
        assert year_of(2027, after)["lines"]["2"] == "4000"
        lost = known(late | {"completed": None}, withdrawal("2025-03-01"), accounts="ira k")
        assert lost["lines"]["2"] == "10000"
        assert codes(lost) == ["rollover-not-completed"]

    def test_a_plan_to_a_roth_ira_is_beside_the_form(self) -> None:
        found = known(
            rollover("k", "roth", "2025-03-01", completed="2025-03-02"),
            conversion("2025-03-05", account="k"),
            accounts="ira k roth",
        )
        assert found["lines"] == {}
        assert codes(found) == ["plan-to-roth", "plan-to-roth"]


class TestSimple:
    def of(self, *events: Any, **more: Any) -> dict[str, Any]:
        values = [value(2026, "40000"), value(2026, "0", "simple"), value(2026, "0", "two")]
        accounts = [more.pop("simple", SIMPLE), {"key": "two", "kind": "simple"}]
        held = person(*events, year_end_values=values, basis_start=start("5000", 2025), **more)
        held["accounts"] += accounts
        return year_of(2026, held)

    def test_a_leap_day_two_years_later_is_march_1(self) -> None:
        young = self.of(conversion("2026-02-28", "10000", account="simple", withheld="1000"))
        assert (young["lines"]["7"], young["lines"]["8"]) == ("10000", "0")
        [finding] = young["findings"]
        assert finding["code"] == "simple-two-years"
        old = self.of(conversion("2026-03-01", "10000", account="simple"))
        assert (old["lines"]["7"], old["lines"]["8"]) == ("0", "10000")

    def test_other_two_years_end_on_the_same_day(self) -> None:
        simple = SIMPLE | {"participation_began": "2024-03-02"}
        assert "7" in self.of(conversion("2026-03-01", account="simple"), simple=simple)["lines"]

    def test_it_may_go_to_another_simple(self) -> None:
        found = self.of(rollover("simple", "two", "2026-01-10", completed="2026-01-20"))
        assert (found["lines"], codes(found)) == ({}, [])

    def test_it_is_no_outstanding_rollover(self) -> None:
        simple = SIMPLE | {"participation_began": "2025-06-01"}
        moved = rollover("simple", "ira", "2026-12-10", "10000", completed="2027-01-10")
        found = self.of(moved, simple=simple)
        assert (found["lines"]["6"], found["lines"]["7"]) == ("40000", "10000")

    def test_nobody_knows_when_it_began(self) -> None:
        simple = {"key": "simple", "kind": "simple"}
        found = self.of(conversion("2026-01-10", account="simple"), simple=simple)
        assert found["lines"]["8"] == "7000"
        assert codes(found) == ["simple-start-not-known"]

    def test_it_counts_before_participation_as_nothing(self) -> None:
        simple = SIMPLE | {"participation_began": "2026-01-01"}
        found = known(withdrawal("2025-03-01"), more_accounts=[simple])
        assert (found["status"], found["lines"]["6"]) == ("complete", "90000")
        there = SIMPLE | {"participation_began": "2025-12-31"}
        assert known(withdrawal("2025-03-01"), more_accounts=[there])["status"] == "incomplete"


class TestInherited:
    def test_without_basis_it_has_no_form_but_is_mentioned(self) -> None:
        found = known(
            withdrawal("2025-03-01", account="inh"),
            conversion("2025-04-01", account="inh"),
            rollover("inh", "ira", "2025-05-01", completed="2025-05-02"),
            withdrawal("2025-06-01", account="ri"),
            rollover("ri", "roth", "2025-07-01", completed="2025-07-02"),
            more_accounts=[INHERITED, INHERITED_ROTH],
        )
        assert (found["lines"], found["status"]) == ({}, "complete")
        assert codes(found) == [
            "inherited-roth-not-supported",
            *("inherited-distribution", "inherited-conversion", "inherited-rollover"),
            "inherited-distribution",
        ]

    def test_with_basis_a_conversion_is_not_worked_out(self) -> None:
        events = (
            adjustment("2025-01-01", "500", account="inh"),
            conversion("2025-04-01", account="inh"),
        )
        found = person(*events, basis_start=start("0"), more_accounts=[INHERITED])
        own = year_of(2025, found)
        assert (own["status"], codes(own)) == ("complete", [])
        theirs = year_of(2025, found, decedent="Aunt")
        assert (theirs["status"], theirs["lines"], theirs["parts"]) == ("incomplete", {}, [])
        assert codes(theirs) == ["inherited-conversion"]

    def test_two_accounts_of_one_decedent_and_one_of_another(self) -> None:
        found = person(
            adjustment("2023-01-01", "1000", account="a"),
            adjustment("2024-01-01", "3000", account="b"),
            adjustment("2024-01-01", "700", account="c"),
            withdrawal("2025-01-01", "4000", account="a"),
            contribution("2022-01-01", 2022),
            accounts="ira roth",
            more_accounts=[INHERITED | {"key": key} for key in "ab"]
            + [{"key": "c", "kind": "inherited_traditional"}],
            year_end_values=[value(2025, "30000", "a"), value(2025, "6000", "b")],
        )
        theirs = year_of(2025, found, decedent="Aunt")
        # 4,000 x 4,000 / (36,000 + 4,000) = 400
        assert (theirs["lines"]["12"], theirs["lines"]["14"]) == ("400", "3600")
        assert year_of(2025, found, decedent="c")["lines"] == {}
        with pytest.raises(ValueError, match="not enough"):
            year_of(2022, found, decedent="Aunt")

    def test_basis_that_is_not_known(self) -> None:
        found = person(adjustment("2025-01-01", None, account="inh"), more_accounts=[INHERITED])
        assert year_of(2025, found, decedent="Aunt")["status"] == "incomplete"
        assert year_of(2025, found)["status"] == "complete"


class TestValuesOfAccountsThatWereNotThereYet:
    def of(self, *events: Any, values: Any = ()) -> dict[str, Any]:
        return known(
            withdrawal("2025-03-01"), *events, accounts="ira ira2 roth k", values=list(values)
        )

    @pytest.mark.parametrize(
        "arrival",
        [
            contribution("2026-02-01", 2025, account="ira2"),
            rollover("k", "ira2", "2025-12-20", completed="2026-01-05"),
            rollover("ira", "ira2", "2025-12-20", completed="2026-01-05"),
        ],
    )
    def test_nothing_before_the_first_money_comes_in(self, arrival: dict[str, Any]) -> None:
        assert self.of(arrival)["status"] == "complete"

    def test_missing_when_it_was_there(self) -> None:
        for events, values in (
            ([], []),
            ([contribution("2025-02-01", 2025, account="ira2")], []),
            ([withdrawal("2026-02-01", account="ira2")], []),
            ([contribution("2026-02-01", 2026, account="ira2")], [value(2024, "5", "ira2")]),
            ([contribution("2026-02-01", 2026, account="ira2")], [value(2025, None, "ira2")]),
        ):
            assert "missing-year-end-value" in codes(self.of(*events, values=values))


@pytest.mark.parametrize(("corrected", "messages"), [(2025, 1), (2024, 0)])
def test_a_roth_contribution_without_amount_matters_where_one_is_recharacterized(
    corrected: int, messages: int
) -> None:
    """Of the same year: what was contributed is on line 1 as far as it was recharacterized."""
    found = known(
        contribution("2024-05-01", 2024, account="roth"),
        contribution("2025-05-01", 2025, None, account="roth"),
        recharacterization("2025-03-01", corrected, "500"),
    )
    told = [one["message"] for one in found["findings"] if one["code"] == "missing-amount"]
    assert told == ["The amount of the contribution of 2025-05-01 is not known."] * messages


def test_money_an_employer_puts_in_is_no_basis() -> None:
    found = known(contribution("2025-03-01", 2025, account="sep"), accounts="ira sep roth")
    assert (found["lines"], codes(found)) == ({}, ["employer-contribution"])


def test_a_line_below_zero_is_zero() -> None:
    """More is recharacterized away from the traditional IRA than was in it."""
    back = recharacterization("2026-02-01", 2025, earnings="500", account="ira", to="roth")
    found = known(
        contribution("2025-01-01", 2025), back, withdrawal("2025-02-01", "10000"), held="7000"
    )
    assert (found["lines"]["6"], found["lines"]["12"]) == ("0", "10000")


def test_more_basis_is_taken_off_than_there_was() -> None:
    found = known(adjustment("2025-01-01", "-10500.50"), withdrawal("2025-02-01"))
    assert (found["lines"], found["taxable"]) == ({}, "1000")
    [low] = [one for one in found["findings"] if one["code"] == "basis-below-zero"]
    assert low["dollars"] == "500.50"
