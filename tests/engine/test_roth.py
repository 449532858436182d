"""The Roth side of a life: what is known of it, what is not, and what that does to Part III."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from planner.engine import roth_entries as entries
from planner.engine.entries import total
from planner.engine.ledger import ledger
from planner.engine.money import UNITS, ZERO
from planner.engine.roth import RothYear
from planner.engine.roth_layers import Drawn, RothLayers
from planner.engine.roth_ledger import RothLedger, roth_ledger
from tests.engine.households import (
    Object,
    codes,
    contribution,
    conversion,
    event,
    household,
    households,
    person,
    read,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
    year_of,
)
from tests.engine.people import D

YOUNG, OLD = "1985-06-15", "1950-01-01"
IN_2022 = contribution("2022-03-01", 2022, "6000", account="roth")
OUT_2024 = withdrawal("2024-06-01", "7000", account="roth")
MORE: list[Object] = [
    {"key": "roth2", "kind": "roth"},
    {"key": "rsep", "kind": "roth_sep"},
    {"key": "rsimple", "kind": "roth_simple", "participation_began": "2022-06-02"},
    {"key": "ri", "kind": "inherited_roth"},
]
SPOUSE: Object = {"key": "spouse", "kind": "inherited_roth", "treated_as_own": True}


def somebody(*events: Object, **more: Any) -> Object:
    known = {"born": YOUNG, "accounts": "ira roth simple k inh", "more_accounts": MORE}
    return person(*events, **{**known, **more})


def of(*events: Object, **more: Any) -> RothLedger:
    home = read(household(somebody(*events, **more)))
    return roth_ledger(home, home.people[0])


def roth_in_2024(*events: Object, **more: Any) -> RothYear:
    found = of(*events, **more).year(2024)
    assert found is not None
    return found.roth


def in_2024(*events: Object, **more: Any) -> Object:
    return year_of(2024, somebody(*events, **more))


class TestLedger:
    def test_each_year_has_its_layers(self) -> None:
        found = of(IN_2022, OUT_2024)
        assert [one.roth.year for one in found.years] == [2022, 2023, 2024]
        first, quiet, last = (one.roth for one in found.years)
        assert (first.before, first.after) == (RothLayers(), RothLayers(D(6000)))
        assert (quiet.before, quiet.after, quiet.nonqualified) == (first.after, first.after, ZERO)
        assert (last.early, last.taxable) == (Drawn(D(6000), (), D(1000)), D(1000))
        assert (last.tax.amount, last.after) == (D(100), RothLayers())
        assert found.clock.met_from == 2027
        last_year = found.year(2024)
        assert last_year is not None
        assert "roth-additional-tax" in {one.code for one in last_year.findings}
        assert found.year(2030) is None
        assert found.layers == last.after
        assert all(one.is_known for one in found.years)

    def test_a_conversion_has_a_clock_of_its_own(self) -> None:
        found = of(conversion("2022-01-05", "900"), basis_start=start("0", 2021))
        assert found.years[0].roth.conversions_free_from == {2022: 2027}
        [layer] = found.years[0].roth.after.conversions or ()
        assert (layer.amount, layer.taxable) == (D(900), D(900))

    def test_conversions_of_a_year_are_one_layer(self) -> None:
        plan = rollover("k", "roth", "2022-05-01", "500", completed="2022-05-02", after_tax="200")
        other = rollover("k", "roth", "2022-06-01", "100", completed="2022-06-02", after_tax="0")
        events = (conversion("2022-01-05", "900"), plan, other)
        [layer] = of(*events, basis_start=start("0", 2021)).years[0].roth.after.conversions or ()
        assert (layer.amount, layer.taxable, layer.nontaxable) == (D(1500), D(1300), D(200))

    def test_money_of_a_plan_may_have_been_in_its_roth_account(self) -> None:
        moved = [
            rollover("k", "roth", f"{year}-05-01", "500", completed=f"{year}-05-02", after_tax="0")
            for year in (2022, 2025)
        ]
        told = {
            one.year: [x.message[:29] for x in one.findings if x.code.startswith("roth-plan")]
            for one in of(IN_2022, *moved, OUT_2024).years
        }
        first, last = "The rollover of 2022-05-01 fr", "The rollover of 2025-05-01 fr"
        assert told == {2022: [first], 2023: [], 2024: [first], 2025: [last]}

    def test_somebody_without_events(self) -> None:
        assert (of().years, of().layers) == ((), RothLayers())
        assert of().clock.began is None

    def test_earnings_returned_out_of_roth_iras_are_told_and_no_others(self) -> None:
        back = {"character": "returned_contribution", "tax_year": 2022, "earnings": "5"}
        traditional = contribution("2022-03-01", 2022, "900")
        taken = [withdrawal("2022-06-01", "100", account=key, **back) for key in ("ira", "roth")]
        [year] = of(IN_2022, traditional, *taken).years
        assert [one.code for one in year.findings] == ["roth-returned-earnings"]
        assert year.roth.after == RothLayers(D(5900))

    def test_an_inherited_ira_with_basis_has_no_part_in_it(self) -> None:
        basis = event("basis_adjustment", "inh", "2022-05-01", "100")
        assert [one.roth.year for one in of(IN_2022, basis).years] == [2022]


GAPS: dict[str, tuple[Object, str]] = {
    "contribution": (contribution("2023-03-01", 2023, None, account="roth"), "regular"),
    "recharacterization": (recharacterization("2023-03-01", 2023, None), "regular"),
    "return": (
        withdrawal(
            "2023-03-01", None, account="roth", character="returned_contribution", tax_year=2022
        ),
        "regular",
    ),
    "not entered": (
        recharacterization("2023-03-01", 2023, "500", account="ira", to="roth"),
        "regular",
    ),
    "Roth SEP": (contribution("2023-03-01", 2023, "500", account="rsep"), "regular"),
    "young SIMPLE": (conversion("2023-03-01", account="young"), "regular"),
    "inherited": (conversion("2023-03-01", account="inh"), "regular"),
    "late plan rollover": (
        rollover("k", "roth", "2023-03-01", completed="2023-09-01"),
        "regular",
    ),
    "conversion": (conversion("2023-03-01", None), "conversions"),
    "plan rollover": (rollover("k", "roth", "2023-03-01", None, completed="2023-03-02"), "conv"),
    "inherited Roth": (rollover("ri", "roth", "2023-03-01", completed="2023-03-02"), "regular"),
    "treated as own": (withdrawal("2023-03-01", "1", account="spouse"), "regular"),
    "out of nothing": (withdrawal("2023-03-01", "1", account="roth2"), "regular"),
}


WHY = {
    "contribution": "The amount of the contribution of 2023-03-01 is not known",
    "recharacterization": "The amount of the recharacterization of 2023-03-01 is not known",
    "return": "The amount of the returned contribution of 2023-03-01 is not known",
    "not entered": "The contribution for 2023 that was recharacterized on 2023-03-01 is not"
    " entered",
    "Roth SEP": "The contribution of 2023-03-01 went to a Roth SEP IRA; for that the"
    " Instructions name no line",
    "young SIMPLE": "The conversion of 2023-03-01 failed, which leaves a contribution in the"
    " Roth IRA",
    "inherited": "The conversion of 2023-03-01 failed, which leaves a contribution in the Roth IRA",
    "late plan rollover": "The rollover of 2023-03-01 failed, which leaves a contribution in the"
    " Roth IRA",
    "conversion": "The amount of the conversion of 2023-03-01 is not known",
    "plan rollover": "The amount of the rollover of 2023-03-01 is not known",
    "inherited Roth": "The rollover of 2023-03-01 brought in an inherited Roth IRA",
    "treated as own": "What a Roth IRA held that was inherited and is treated as own is not"
    " entered",
    "out of nothing": "A Roth IRA held money or paid some out on 2023-03-01, before any is"
    " entered to have come in: enter its contributions and conversions from the first one on",
}


@pytest.mark.parametrize("name", GAPS)
def test_what_is_not_known_of_a_layer_is_named_and_never_zero(name: str) -> None:
    gap, layer = GAPS[name]
    young = {"key": "young", "kind": "simple", "participation_began": "2022-06-01"}
    more = [*MORE, young, *([SPOUSE] if gap["account"] == "spouse" else [])]
    found = in_2024(IN_2022, gap, OUT_2024, more_accounts=more)
    known = {"19": "7000", "20": "0", "21": "7000"}
    known |= {} if layer == "regular" else {"22": "6000", "23": "1000"}
    assert {key: text for key, text in found["lines"].items() if key > "19"} | known == known
    assert (found["status"], found["form_due"]) == ("incomplete", True)
    assert {"roth-basis-not-known", "roth-additional-tax-not-known"} <= set(codes(found))
    line = "22" if layer == "regular" else "24"
    told = [one["message"] for one in found["findings"] if one["code"] == "roth-basis-not-known"]
    assert told[0] == f"{WHY[name]}, so line {line} is not known."
    assert "roth-history-taken-as-whole" not in codes(found)


def test_a_gap_in_conversions_does_not_matter_before_they_are_reached() -> None:
    out = withdrawal("2024-06-01", "6000", account="roth")
    plan = rollover("k", "roth", "2023-03-01", None, completed="2023-03-02")
    found = in_2024(IN_2022, plan, out)
    assert (found["lines"]["22"], found["lines"]["23"], found["status"]) == (
        "6000",
        "0",
        "complete",
    )
    assert "roth-basis-not-known" not in codes(found)


def test_what_does_not_fail_is_no_gap() -> None:
    quiet = [
        rollover("roth", "roth2", "2022-05-01", "1000", completed="2022-05-02"),
        rollover("k", "roth", "2023-03-01"),
        event("basis_adjustment", None, "2023-05-01", "5"),  # type: ignore[arg-type]
    ]
    empty = [value(2021, "0", "roth"), value(2023, "5", "roth2")]
    found = in_2024(IN_2022, *quiet, OUT_2024, year_end_values=empty)
    assert (found["lines"]["22"], found["lines"]["25c"]) == ("6000", "1000")


def test_a_value_that_nobody_knows_may_be_one() -> None:
    found = in_2024(IN_2022, OUT_2024, year_end_values=[value(2021, None, "roth")])
    assert found["status"] == "incomplete"


class TestWhatCameOut:
    def test_a_failed_rollover_is_a_distribution(self) -> None:
        lost = rollover("roth", "roth2", "2024-06-01", "7000")
        found = in_2024(IN_2022, lost)
        assert found["lines"]["19"] == "7000"
        assert "rollover-not-completed" in codes(found)
        kept = rollover("roth", "roth2", "2024-06-01", "7000", completed="2024-06-02")
        assert in_2024(IN_2022, kept)["lines"] == {}

    @pytest.mark.parametrize("account", ["roth", "ira"])
    def test_an_excess_returned_late_is_one_out_of_a_roth_ira(self, account: str) -> None:
        out = withdrawal("2024-06-01", "500", account=account, character="returned_excess")
        found = in_2024(IN_2022, out)
        assert (found["lines"].get("19") == "500") is (account == "roth")
        assert ("roth-excess-returned" in codes(found)) is (account == "roth")

    def test_an_amount_that_is_not_known_leaves_all_of_part_iii_open(self) -> None:
        unknown = withdrawal("2024-02-01", None, account="roth")
        found = in_2024(IN_2022, unknown, OUT_2024)
        assert (found["lines"], found["status"], found["form_due"]) == ({}, "incomplete", True)
        assert "roth-amount-not-known" in codes(found)
        again = withdrawal("2025-01-02", account="roth")
        moved = (conversion("2022-01-05"), conversion("2025-01-05"))
        later = year_of(2025, somebody(IN_2022, *moved, unknown, again))
        assert "missing-roth-contribution-basis" in codes(later)

    def test_earnings_are_not_known_while_line_19_is_not(self) -> None:
        """6,000 contributed for 2022; out came 7,000 and, that same year, nobody knows how much."""
        unknown = withdrawal("2024-02-01", None, account="roth")
        roth = roth_in_2024(IN_2022, unknown, OUT_2024)
        assert roth.early == Drawn(D(6000), (), D(1000))
        assert (roth.nonqualified, roth.earnings, roth.taxable) == (None, None, None)

    def test_earnings_are_not_known_while_the_contributions_are_not(self) -> None:
        """Line 22 lacks what a recharacterization of 2023 took away, so line 23 is open too."""
        gone = recharacterization("2023-03-01", 2023, None)
        roth = roth_in_2024(IN_2022, gone, OUT_2024)
        assert (roth.nonqualified, roth.earnings, roth.taxable) == (D(7000), None, None)

    def test_earnings_are_not_known_if_only_those_at_59_and_a_half_are_not(self) -> None:
        """Born on January 1, 1965, so 59½ on July 1, 2024: 6,000 before and 1,000 after it.

        The 6,000 are the contributions of 2022. The 1,000 come out of a rollover of which nobody
        knows the amount, or are earnings.
        """
        plan = rollover("k", "roth", "2023-03-01", None, completed="2023-03-02")
        before = withdrawal("2024-06-01", "6000", account="roth")
        after = withdrawal("2024-08-01", "1000", account="roth")
        roth = roth_in_2024(IN_2022, plan, before, after, born="1965-01-01")
        assert (roth.early, roth.of_age) == (Drawn(D(6000)), Drawn(ZERO, None, None))
        assert (roth.nonqualified, roth.earnings, roth.taxable) == (D(7000), None, None)

    def test_with_five_years_over_and_no_date_of_birth(self) -> None:
        first = contribution("2018-03-01", 2018, "6000", account="roth")
        found = in_2024(first, OUT_2024, born=None)
        assert (found["lines"], found["status"]) == ({}, "incomplete")
        [said] = [x for x in found["findings"] if x["code"] == "roth-qualification-not-known"]
        assert "the date of birth" in said["message"]

    @pytest.mark.parametrize(("born", "says"), [(None, "59½"), (OLD, "five tax years")])
    def test_with_years_before_the_first_that_nobody_entered(self, born: Any, says: str) -> None:
        found = in_2024(IN_2022, OUT_2024, born=born, year_end_values=[value(2019, "1", "roth")])
        [said] = [x for x in found["findings"] if x["code"] == "roth-qualification-not-known"]
        assert says in said["message"]

    def test_what_was_qualified_leaves_the_layers_too(self) -> None:
        first = contribution("2015-03-01", 2015, "8000", account="roth")
        found = of(first, OUT_2024, born=OLD).year(2024)
        assert found is not None
        assert (found.roth.nonqualified, found.roth.after) == (ZERO, RothLayers(D(1000)))
        assert found.roth.other == found.roth.drawn == Drawn(D(7000))

    def test_a_contribution_may_be_for_the_year_before(self) -> None:
        late = contribution("2025-03-01", 2024, "500", account="roth")
        assert in_2024(IN_2022, OUT_2024, late)["lines"]["22"] == "6500"

    def test_nothing_of_an_unknown_year_is_shown(self) -> None:
        found = in_2024(IN_2022, OUT_2024, contribution("2024-02-01", 2024), years=[])
        assert (found["lines"], found["status"]) == ({}, "incomplete")


@pytest.mark.parametrize(
    ("contributed", "disaster", "other", "line_25a", "line_25b"),
    [
        ("3000", "22000", "11000", "30000", "20000"),
        ("2000", "7500", "2500", "8000", "6000"),
        ("3500", "33000", "5500", "35000", "30000"),
    ],
)
def test_the_examples_of_the_instructions_for_line_25b(
    contributed: str, disaster: str, other: str, line_25a: str, line_25b: str
) -> None:
    found = in_2024(
        contribution("2022-03-01", 2022, contributed, account="roth"),
        withdrawal("2024-01-17", disaster, account="roth", character="qualified_disaster"),
        withdrawal("2024-05-01", other, account="roth"),
    )
    assert (found["lines"]["25a"], found["lines"]["25b"]) == (line_25a, line_25b)


def test_line_25b_is_not_known_while_line_25a_is_not() -> None:
    """A Roth IRA that held money before its first contribution: line 22 is not known."""
    hit = withdrawal("2024-01-17", "9000", account="roth", character="qualified_disaster")
    found = in_2024(IN_2022, hit, year_end_values=[value(2021, "100", "roth")])
    assert {"19", "21"} <= set(found["lines"])
    assert {"22", "25a", "25b", "25c"}.isdisjoint(found["lines"])
    assert "taxable" not in found


def test_a_later_year_goes_on_from_line_22_as_it_was_printed() -> None:
    """5,500.50 is 5,501 on line 22 of 2024. Less 1,000 and with 100.90 more it is 4,602 in 2025."""
    made = somebody(
        contribution("2022-03-01", 2022, "5500.50", account="roth"),
        withdrawal("2024-06-01", "1000", account="roth"),
        contribution("2025-03-01", 2025, "100.90", account="roth"),
        withdrawal("2025-06-01", "5000", account="roth"),
    )
    first, second = (year_of(year, made)["lines"] for year in (2024, 2025))
    assert (first["22"], first["23"]) == ("5501", "0")
    assert (second["22"], second["23"]) == ("4602", "398")


class TestAdditionalTax:
    def codes_of(self, *events: Object, **more: Any) -> set[str]:
        return set(codes(in_2024(*events, **more)))

    def test_not_known_while_it_is_not_known_what_was_income(self) -> None:
        plan = rollover("k", "roth", "2022-03-01", "9000", completed="2022-03-02")
        assert "roth-additional-tax-not-known" in self.codes_of(plan, OUT_2024)
        old = rollover("k", "roth", "2019-03-01", "9000", completed="2019-03-02")
        assert "roth-additional-tax-not-known" not in self.codes_of(old, OUT_2024)

    def test_not_known_for_line_18_that_is_not(self) -> None:
        moved = conversion("2022-02-01", "9000")
        assert "roth-additional-tax-not-known" in self.codes_of(moved, OUT_2024)

    @pytest.mark.parametrize(("day", "is_known"), [("2024-06-01", False), ("2024-06-02", True)])
    def test_a_roth_simple_ira_in_its_first_two_years(self, day: str, is_known: Any) -> None:
        made = contribution("2022-06-02", 2022, "500", account="rsimple")
        found = self.codes_of(made, withdrawal(day, "700", account="rsimple"))
        assert ("roth-additional-tax" in found) is is_known
        assert ("roth-additional-tax-not-known" in found) is not is_known

    def test_what_would_make_it_qualified_is_asked_only_once_the_five_years_are_over(self) -> None:
        told = {"roth-history-taken-as-whole", "roth-additional-tax"}
        assert self.codes_of(IN_2022, OUT_2024) == told
        old = contribution("2015-03-01", 2015, "5500", account="roth")
        assert self.codes_of(old, OUT_2024) == told | {
            "first-home-not-known",
            "disability-not-known",
        }

    def test_none_on_contributions_at_any_age(self) -> None:
        out = withdrawal("2024-06-01", "6000", account="roth")
        found = self.codes_of(IN_2022, out, born=None)
        assert {"roth-additional-tax", "roth-additional-tax-not-known"}.isdisjoint(found)


HOME: list[Object] = [{"year": 2024, "first_home_expenses": "7000"}]


class TestFirstHome:
    def test_nothing_came_out_that_it_could_be(self) -> None:
        found = of(IN_2022, contribution("2024-03-01", 2024, "1", account="roth"), years=HOME)
        [last] = [one for one in found.years if one.roth.year == 2024]
        assert [one.code for one in last.findings] == ["first-home-without-withdrawal"]
        assert (last.roth.home.used, last.roth.home.after) == (ZERO, ZERO)
        [told] = [one for one in last.form.findings if one.key == "first_home_expenses"]
        assert (told.code, told.dollars) == ("first-home-without-withdrawal", Decimal(7000))

    def test_whether_it_is_qualified_may_not_be_known(self) -> None:
        gap = [value(2019, "1", "roth")]
        known = in_2024(IN_2022, OUT_2024, year_end_values=gap, years=[])
        assert "19" in known["lines"]
        found = in_2024(IN_2022, OUT_2024, year_end_values=gap, years=HOME)
        assert (found["lines"], found["status"]) == ({}, "incomplete")
        assert "roth-qualification-not-known" in codes(found)

    def test_at_59_and_a_half_it_changes_nothing(self) -> None:
        found, plain = (in_2024(IN_2022, OUT_2024, born=OLD, years=y) for y in (HOME, []))
        assert found["lines"] == plain["lines"]
        assert found["lines"]["25c"] == "1000"

    def test_all_of_line_21_may_be_from_a_disaster(self) -> None:
        first = contribution("2015-03-01", 2015, "500", account="roth")
        hit = withdrawal("2024-06-01", "9000", account="roth", character="qualified_disaster")
        found = in_2024(first, hit, years=HOME)
        lines = {number: found["lines"][number] for number in ("20", "21", "23", "25a", "25b")}
        # 9,000 - 7,000 - 500 = 1,500 of earnings, and all that came out was the disaster's.
        assert lines == {"20": "7000", "21": "2000", "23": "1500", "25a": "1500", "25b": "1500"}


# --- Whatever happens ----------------------------------------------------------------------------


@pytest.mark.slow
@given(households())
@settings(max_examples=60, deadline=None)
def test_the_ledger_and_the_form_agree_and_nothing_is_lost(found: Object) -> None:
    home = read(found)
    for one in home.people:
        sheets = {year.year: year for year in ledger(home, one) if not year.decedent}
        before = RothLayers()
        life = roth_ledger(home, one)
        for roth in (year.roth for year in life.years):
            _adds_up(life.history, roth)
            assert roth.before == before
            before = roth.after
            _holds(roth, UNITS[home.rounding])
            sheet = sheets[roth.year].sheet
            assert ("III" in sheet.parts) is bool(roth.nonqualified)
            if roth.nonqualified and roth.taxable is not None:
                assert (sheet.value("taxable_roth_distribution") or 0) == roth.taxable
                assert sheet.value("roth_contribution_basis") == roth.available.regular


def _adds_up(history: Any, roth: Any) -> None:
    """The events behind a figure come to it, to the dollar that each event is rounded by."""
    out = roth.out
    sums = (
        (entries.contributed, history.regular(roth.year), 0),
        (entries.came_out, out.early + out.of_age + out.undecided + out.qualified, 1),
        (entries.converted, _converted_in(roth), 9),
    )
    for behind, whole, tolerance in sums:
        found = total(behind(history, roth.year))
        if found is not None and whole is not None:
            assert abs(found - whole) <= tolerance


def _converted_in(roth: Any) -> Any:
    if roth.available.conversions is None or roth.before.conversions is None:
        return None
    return roth.available.converted - roth.before.converted


def _holds(roth: Any, unit: Any) -> None:
    """What came out is what the layers lost and the earnings, never below zero."""
    drawn = (roth.early, roth.at_home, roth.of_age, roth.other)
    known = [(one.regular, one.converted, one.earnings) for one in drawn]
    if any(part is None for parts in known for part in parts):
        return
    out = roth.out
    assert [sum(parts) for parts in known] == [
        out.early - roth.home.used,
        roth.home.used,
        out.of_age,
        out.undecided + out.qualified,
    ]
    assert (roth.drawn.regular, roth.drawn.converted, roth.drawn.earnings) == tuple(
        sum(parts) for parts in zip(*known, strict=True)
    )
    assert 0 <= roth.home.used <= roth.home.allowed <= 10_000 - roth.home.before
    if not out.unknown:
        lost = roth.available.regular or 0, roth.available.converted or 0
        kept = roth.after.regular or 0, roth.after.converted or 0
        assert all(part >= 0 for part in (*lost, *kept))
        earned = sum(parts[2] for parts in known)
        assert sum(lost) - sum(kept) + earned == sum(sum(parts) for parts in known)
        assert not earned or sum(kept) == 0
    if roth.tax.amount is not None:
        assert 0 <= roth.tax.amount <= out.early * D("0.1") + unit
