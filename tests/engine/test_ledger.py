"""Year after year: what is carried, what is not known, and what can never be otherwise."""

import json
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.engine.household_reading import read_household
from planner.engine.household_results import household_result
from planner.engine.ledger import ledger
from tests.engine.households import (
    adjustment,
    amounts,
    codes,
    contribution,
    conversion,
    household,
    households,
    people,
    person,
    read,
    recharacterization,
    results,
    rollover,
    start,
    value,
    withdrawal,
    year_of,
)

ALL = "ira ira2 roth k"
FIRST = {"year": 2025, "deducted": "0", "first_year": True}


def filed(year: int, **more: Any) -> dict[str, Any]:
    lines = {number: str(amount) for number, amount in more.pop("lines").items()}
    return {"year": year, "deducted": "0", "filed": {"lines": lines}} | more


class TestWhereBasisBegins:
    def carried(self, *events: Any, **more: Any) -> dict[str, Any]:
        found = person(*events, withdrawal("2025-06-01"), **more)
        return year_of(2025, found | {"year_end_values": [value(2025, "9000")]})

    def test_nobody_knows(self) -> None:
        found = self.carried()
        assert (found["status"], found["form_due"]) == ("incomplete", True)
        assert (found["lines"], "taxable" in found) == ({}, False)
        assert codes(found) == ["missing-prior-basis"]

    @pytest.mark.parametrize("after", [2024, 2010])
    def test_a_form_of_long_ago(self, after: int) -> None:
        assert self.carried(basis_start=start("5000", after))["lines"]["2"] == "5000"

    def test_a_start_that_is_not_known(self) -> None:
        assert self.carried(basis_start=start(None))["status"] == "incomplete"

    def test_a_start_too_late_says_nothing_of_the_years_before(self) -> None:
        assert self.carried(basis_start=start("5000", 2025))["status"] == "incomplete"

    @pytest.mark.parametrize("year", [2025, 2020])
    def test_a_first_year(self, year: int) -> None:
        years = [{"year": year, "first_year": True}, {"year": 2024, "deducted": "0"}]
        assert self.carried(years=years)["taxable"] == "1000"
        late = [{"year": 2026, "first_year": True}]
        assert self.carried(years=late)["status"] == "incomplete"

    def test_a_statement_that_contradicts_the_years_before(self) -> None:
        found = self.carried(
            contribution("2020-05-01", 2020, "6000"),
            years=[{"year": 2020, "deducted": "0", "first_year": True}],
            basis_start=start("5000"),
        )
        assert found["lines"]["2"] == "5000"
        [finding] = found["findings"]
        assert (finding["code"], finding["dollars"]) == ("basis-restated", "1000")
        same = self.carried(contribution("2020-05-01", 2020, "5000"), basis_start=start("5000"))
        assert codes(same) == []


def test_no_events_no_years() -> None:
    assert results(person()) == []
    assert results(person(years=[filed(2020, lines={"14": 5})]))[0]["year"] == 2020


def test_years_go_on_without_gaps_to_the_last_day() -> None:
    found = results(
        person(
            contribution("2016-02-01", 2015),
            rollover("ira", "ira2", "2025-12-20", completed="2026-01-10"),
            accounts="ira ira2",
            years=[{"year": 2015, "deducted": "0"}],
            basis_start=start("0", 2014),
        )
    )
    assert [one["year"] for one in found] == list(range(2015, 2027))
    assert [one["year"] for one in found if one["form_due"]] == [2015]


class TestFiled:
    EVENTS = (contribution("2025-01-10", 2025), conversion("2025-01-12"))

    def differences(self, lines: dict[str, Any], *events: Any, **more: Any) -> list[Any]:
        years = [filed(2025, lines=lines, first_year=True)]
        found = person(*events, years=years, year_end_values=[value(2025)], **more)
        return [list(one.values()) for one in year_of(2025, found)["filed_differences"]]

    def test_only_what_was_filed_is_compared(self) -> None:
        lines = {"1": "7000", "10": "0.5", "14": "0.40", "18": "-3", "4": "0"}
        assert self.differences(lines, *self.EVENTS) == [["14", "0.40", "0"], ["18", "-3", "0"]]

    def test_part_iii_is_compared(self) -> None:
        roth = withdrawal("2025-03-01", "8000", account="roth")
        lines = {"19": "8000", "22": "0", "24": "0", "25a": "8000", "25c": "8000"}
        wrong = [["24", "0", "7000"], ["25a", "8000", "1000"], ["25c", "8000", "1000"]]
        assert self.differences(lines, *self.EVENTS, roth) == wrong

    def test_a_basis_on_lines_that_the_form_does_not_reach_is_not_compared(self) -> None:
        roth = contribution("2025-02-01", 2025, "500", account="roth")
        out = withdrawal("2025-03-01", "500", account="roth")
        lines = {"22": "500", "24": "7000", "25a": "1"}
        assert self.differences(lines, *self.EVENTS, roth, out) == [["25a", "1", "0"]]

    @pytest.mark.parametrize(
        "roth", [withdrawal("2025-01-02", account="roth"), withdrawal("2025-03-01", None)]
    )
    def test_part_iii_is_not_compared_while_it_is_not_known(self, roth: Any) -> None:
        lines = {"18": "5", "19": "900", "22": "0", "25c": "900"}
        out = roth | {"account": "roth"}
        assert self.differences(lines, *self.EVENTS, out) == [["18", "5", "0"]]

    def test_a_quiet_year(self) -> None:
        lines = {"1": "0", "2": "5000", "3": "5000", "14": "6000", "13": "7"}
        found = self.differences(lines, basis_start=start("5000"))
        assert found == [["13", "7", "0"], ["14", "6000", "5000"]]
        nothing_known = person(years=[filed(2025, lines={"14": 5})])
        assert results(nothing_known)[0]["filed_differences"] == []

    def test_what_is_not_known_is_not_compared(self) -> None:
        assert self.differences({"1": "5"}, *self.EVENTS, conversion("2025-02-01", None)) == []
        missing = person(withdrawal("2025-03-01"), years=[filed(2025, lines={"7": 5})])
        assert year_of(2025, missing)["filed_differences"] == []


class TestMissing:
    """One missing amount, at every kind of event: incomplete, and never a number."""

    EVENTS = (
        contribution("2025-03-01", 2025, None),
        contribution("2026-03-01", 2025, None),
        conversion("2025-03-01", None),
        withdrawal("2025-03-01", None),
        withdrawal("2025-03-01", None, character="qualified_disaster"),
        withdrawal("2025-03-01", None, character="returned_excess"),
        withdrawal("2026-03-01", None, character="returned_contribution", tax_year=2025),
        rollover("ira", "ira2", "2025-03-01", None),
        recharacterization("2026-03-01", 2025, None, earnings="5"),
        adjustment("2025-03-01", None),
        adjustment("2025-03-01", None, account="ira2"),
    )

    @pytest.mark.parametrize("missing", EVENTS, ids=lambda one: f"{one['kind']}-{one['date']}")
    def test_an_amount(self, missing: Any) -> None:
        held = [value(year, "5000", key) for year in (2025, 2026) for key in ("ira", "ira2")]
        found = person(
            contribution("2025-01-10", 2025, account="roth"),
            withdrawal("2025-06-01", character="qualified_disaster"),
            withdrawal("2026-06-01"),
            missing,
            accounts=ALL,
            year_end_values=held,
            basis_start=start("5000"),
        )
        first, second = results(found)[:2]
        assert (first["status"], first["lines"], first["parts"]) == ("incomplete", {}, [])
        assert "taxable" not in first
        assert "missing-amount" in codes(first)
        assert first["form_due"]
        assert (second["status"], second["lines"]) == ("incomplete", {})
        assert codes(second) == ["missing-prior-basis"]

    def test_the_deduction(self) -> None:
        found = year_of(2025, person(contribution("2025-03-01", 2025), years=[]))
        assert (found["status"], found["lines"], found["form_due"]) == ("incomplete", {}, True)
        assert codes(found) == ["missing-deducted"]

    @pytest.mark.parametrize(
        "missing",
        [
            contribution("2025-03-01", 2025, None, account="roth"),
            contribution("2025-03-01", 2025, None, account="k"),
            rollover("k", "ira", "2025-03-01", None, completed="2025-03-02"),
            conversion("2025-03-01", None, account="k"),
            withdrawal("2025-03-01", None, account="roth", character="returned_contribution"),
        ],
    )
    def test_what_is_on_no_line_may_be_missing(self, missing: Any) -> None:
        found = person(missing, accounts=ALL, basis_start=start("5000"))
        assert year_of(2025, found)["status"] == "complete"

    @pytest.mark.parametrize(
        ("missing", "due"),
        [(conversion("2025-03-01", None), True), (withdrawal("2025-03-01", None), False)],
    )
    def test_a_conversion_is_due_without_basis(self, missing: Any, due: Any) -> None:
        found = year_of(2025, person(missing, basis_start=start("0")))
        assert (found["form_due"], found["status"]) == (due, "incomplete")

    def test_line_15b_waits_for_line_15a(self) -> None:
        disaster = withdrawal("2025-03-01", "500", character="qualified_disaster")
        found = person(disaster, withdrawal("2025-04-01", "500"), contribution("2025-01-01", 2025))
        without = year_of(2025, found | {"basis_start": start("0")})
        assert without["status"] == "incomplete"
        assert set(without["lines"]) == {"1", "2", "3", "4", "5", "7", "8"}


# --- What holds for every household ---------------------------------------------------------------


def everything(found: Any) -> Any:
    return household_result(read_household(json.dumps(found)))["people"]


@settings(max_examples=40, deadline=None)
@given(households(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_never_matters(found: Any, chance: Any) -> None:
    other = deepcopy(found)
    for one in other["people"]:
        for key in ("events", "accounts", "years", "year_end_values"):
            chance.shuffle(one[key])
    assert everything(other) == everything(found)


@settings(max_examples=20, deadline=None)
@given(households(), people(key="p2"))
def test_two_people_never_influence_each_other(found: Any, other: Any) -> None:
    alone = found | {"people": found["people"][:1]}
    together = found | {"people": [found["people"][0], other]}
    assert everything(together)[0] == everything(alone)[0]


@settings(max_examples=60, deadline=None)
@given(households(st.none() | amounts))
def test_every_readable_household_has_a_ledger(found: Any) -> None:
    home = read(found)
    for one in home.people:
        entries = ledger(home, one)
        own = [entry.year for entry in entries if not entry.decedent]
        assert own == (list(range(own[0], own[-1] + 1)) if own else [])
        for entry in entries:
            blocked = any(finding.severity == "blocks" for finding in entry.all_findings)
            assert entry.is_complete is not blocked
            amounts_of = [line.value for line in entry.sheet.lines if line.layout.kind == "money"]
            if entry.is_complete:
                assert all(value is None or value >= 0 for value in amounts_of)  # type: ignore[operator]
            assert entry.carried is None or entry.carried >= 0


PLACES = ("events", "year_end_values", "years")


@settings(max_examples=40, deadline=None)
@given(people(), st.data(), amounts)
def test_lines_that_are_shown_hold_for_every_value_of_what_is_missing(
    found: Any, data: Any, amount: str
) -> None:
    """An amount is taken away, or put where there is none; lines shown without it stay."""
    place = data.draw(st.sampled_from(PLACES))
    assume(found[place])
    at = data.draw(st.integers(0, len(found[place]) - 1))
    key = "deducted" if place == "years" else "amount"
    without, with_one = deepcopy(found), deepcopy(found)
    for one, change in ((without, None), (with_one, amount)):
        one[place][at][key] = change
        if place == "events":
            one[place][at].pop("after_tax", None)
    [less], [more] = everything(household(without)), everything(household(with_one))
    known = {(one["year"], one.get("decedent")): one for one in more["years"]}
    for one in less["years"]:
        full = known.get((one["year"], one.get("decedent")))
        assert full or one["status"] == "incomplete" or not one["lines"]
        if full and full["lines"]:
            assert one["lines"].items() <= full["lines"].items()


WHOLE = st.integers(0, 9000).map(str)


@st.composite
def lives(draw: st.DrawFn) -> Any:
    """A plain life in dollars: everything known, contributions never deducted."""
    events = []
    for year in range(2016, 2027):
        for month in draw(st.lists(st.integers(1, 12), max_size=3, unique=True)):
            day = f"{year}-{month:02}-03"
            late = month < 4
            kinds = [
                contribution(day, year - late, draw(WHOLE)),
                conversion(day, draw(WHOLE)),
                withdrawal(day, draw(WHOLE)),
                withdrawal(day, draw(WHOLE), character="qcd"),
                adjustment(day, draw(WHOLE)),
            ]
            events.append(draw(st.sampled_from(kinds)))
    values = [value(year, draw(WHOLE | st.just("0"))) for year in range(2015, 2028)]
    return person(*events, year_end_values=values, basis_start=start(draw(WHOLE), 2014))


def sums(found: Any, kind: str, year: int | None = None) -> int:
    return sum(
        int(one["amount"])
        for one in found["events"]
        if one["kind"] == kind
        and one.get("character") != "qcd"
        and year in (None, one.get("tax_year") or int(one["date"][:4]))
    )


@settings(max_examples=50, deadline=None)
@given(lives())
def test_basis_is_conserved(found: Any) -> None:
    home = read(household(found))
    entries = ledger(home, home.people[0])
    assume(entries)
    used = sum((entry.sheet.value("basis_used") or Decimal(0)) for entry in entries)  # type: ignore[misc]
    came = sums(found, "contribution") + sums(found, "basis_adjustment")
    assert int(found["basis_start"]["amount"]) + came - used == entries[-1].carried


@settings(max_examples=50, deadline=None)
@given(lives(), st.sampled_from(["dollars", "cents"]))
def test_the_ledger_says_what_a_second_way_of_reckoning_says(found: Any, rounding: str) -> None:
    """An oracle of its own: fractions, one loop, nothing of the engine."""
    unit = Decimal(1) if rounding == "dollars" else Decimal("0.01")
    values = {one["year"]: int(one["amount"]) for one in found["year_end_values"]}
    basis = Decimal(found["basis_start"]["amount"])
    for entry in results(found, rounding=rounding):
        year = entry["year"]
        mine = [one for one in found["events"] if one.get("tax_year") == year]
        line_1 = sum(int(one["amount"]) for one in mine)
        line_4 = sum(int(one["amount"]) for one in mine if one["date"] > f"{year}-12-31")
        brought = basis + sums(found, "basis_adjustment", year)
        out, over = sums(found, "distribution", year), sums(found, "conversion", year)
        all_in_all = values[year] + out + over
        ready = brought + line_1 - line_4
        share = min(Fraction(1), Fraction(ready) / all_in_all) if all_in_all else Fraction(0)
        of_over = min(rounded(over * share, unit), ready)
        of_out = min(rounded(out * share, unit), ready - of_over)
        basis = brought + line_1 - of_over - of_out
        assert entry["status"] == "complete"
        assert Decimal(entry["taxable"]) == out + over - of_over - of_out
        if "2" in entry["lines"]:
            assert Decimal(entry["lines"]["2"]) == brought
            assert Decimal(entry["lines"]["14"]) == basis


def rounded(amount: Fraction, unit: Decimal) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(unit, ROUND_HALF_UP)
