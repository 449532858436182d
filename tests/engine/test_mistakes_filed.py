"""Filed forms that are wrong in a way that shows, and one beside each that is right."""

from datetime import date
from typing import Any

import pytest

from tests.engine.households import (
    Object,
    adjustment,
    contribution,
    conversion,
    person,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
)
from tests.engine.mistakes import (
    BACKDOOR,
    EVERY_KIND,
    codes,
    filed,
    first,
    found,
    lacking,
    on_form,
)

RIGHT = {"1": 7000, "2": 0, "3": 7000, "6": 0, "7": 0, "8": 7000, "9": 7000}


def seen(lines: dict[Any, Any], *events: Object, **more: Any) -> dict[str, Any]:
    made = found(on_form(lines, *events, **more))
    return {code: one.dollars for (code, year), one in made.items() if year == 2025}


def test_a_right_form_says_nothing() -> None:
    assert seen(RIGHT) == {}


class TestLine6:
    def off(self, line_6: int, *events: Object, **held: str) -> dict[str, Any]:
        held = {"roth": "30000", "k": "90000", "inh": "500"} | held
        wrong = seen({"6": line_6}, *events, held=held)
        return {
            code: dollars for code, dollars in wrong.items() if "line-6" in code or "left" in code
        }

    def test_what_does_not_belong_there(self) -> None:
        assert self.off(30_000) == {"roth-in-line-6": 30_000}
        assert self.off(30_001) == {"roth-in-line-6": 30_000}
        assert self.off(30_002) == {}
        assert self.off(90_000) == {"plan-in-line-6": 90_000}
        assert self.off(500) == {"inherited-in-line-6": 500}
        assert self.off(7_000) == {"conversion-in-line-6": 7_000}

    def test_what_was_left_off(self) -> None:
        held = {"sep": "40000", "simple": "5000", "ira2": "200"}
        assert self.off(5_200, **held) == {"ira-left-off-line-6": 40_000}
        assert self.off(0, **held) == {"ira-left-off-line-6": 45_200}
        assert self.off(45_200, **held) == {}

    def test_the_spouse_s(self) -> None:
        spouse = person(key="p2", accounts="ira", year_end_values=[value(2025, "61000")])
        assert "spouse-in-line-6" in codes(on_form({"6": 61000}), spouse)
        assert "spouse-in-line-6" not in codes(on_form({"6": 0}), spouse)
        nothing = person(key="p2", accounts="ira", year_end_values=[value(2025, "0")])
        assert "spouse-in-line-6" not in codes(on_form({"6": 61000}), nothing)

    def test_an_outstanding_rollover(self) -> None:
        on_its_way = rollover("ira", "ira2", "2025-12-20", "9000", completed="2026-01-20")
        assert self.off(0, *BACKDOOR, on_its_way) == {"outstanding-rollover-left-out": 9_000}
        assert self.off(9_000, *BACKDOOR, on_its_way) == {}
        assert self.off(7_000, BACKDOOR[0], withdrawal("2025-06-01")) == {}


class TestLine1:
    def test_deducted_too(self) -> None:
        half = seen({"1": 7000}, record={"deducted": "3000"})
        assert half["deducted-and-in-basis"] == 3_000
        assert "deducted-and-in-basis" not in seen({"1": 4000}, record={"deducted": "3000"})

    def test_earnings_and_what_was_moved(self) -> None:
        roth = contribution("2025-01-10", 2025, "6000", account="roth")
        into = recharacterization("2025-05-01", 2025, "6000", earnings="100")
        wrong = seen({"1": 6100}, roth, into)
        assert wrong["earnings-counted-as-basis"] == 100
        assert "earnings-counted-as-basis" not in seen({"1": 6000}, roth, into)
        back = withdrawal("2025-05-01", "2500", character="returned_contribution", tax_year=2025)
        assert seen({"1": 7000}, *BACKDOOR[:1], back)["moved-contribution-on-line-1"] == 2_500
        assert seen({"1": 4500}, *BACKDOOR[:1], back) == {}

    @pytest.mark.parametrize("account", ["sep", "simple"])
    def test_employer_money(self, account: str) -> None:
        sep = contribution("2025-03-01", 2025, "12000", account=account)
        assert seen({"1": 19000}, *BACKDOOR, sep)["employer-contribution-on-line-1"] == 12_000
        assert seen({"1": 7000}, *BACKDOOR, sep) == {}

    def test_overstated_and_missing(self) -> None:
        assert seen({"1": 7500}) == {"basis-overstated": 500}
        assert seen({"1": 0}) == {"contribution-missing-from-line-1": 7_000}
        assert seen({"1": 7001}) == {}


class TestLine4And14:
    # 2,000 of January are line 5; 5,000 of April come back with line 14.
    LATE = (
        contribution("2025-01-05", 2025, "2000"),
        contribution("2026-04-01", 2025, "5000"),
        conversion("2025-02-10", "2000"),
    )

    def test_line_4(self) -> None:
        wrong = found(on_form({"4": 0, "5": 7000}, *self.LATE))["line-4-left-out", 2025]
        assert (wrong.dollars, len(wrong.evidence.events)) == (5_000, 1)
        assert "line-4-left-out" in seen({"5": 7000}, *self.LATE)
        assert "line-4-left-out" not in seen({"4": 5000, "5": 2000, "3": 6000}, *self.LATE)
        assert "line-4-left-out" not in seen({"3": 6000}, *self.LATE)

    def test_leftover_basis(self) -> None:
        """7,000 contributed, 6,400 converted, nothing left: 600 stays on line 14."""
        loss = (BACKDOOR[0], conversion("2025-02-10", "6400"))
        assert seen({"14": 0, "1": 7000}, *loss)["leftover-basis-dropped"] == 600
        assert seen({"14": 600, "1": 7000}, *loss) == {}
        assert "leftover-basis-dropped" not in seen({"14": 0, "1": 6000}, *loss)


class TestChain:
    """7,000 for 2023 is on line 14 of 2023; the form of 2025 begins with it."""

    def chain(self, line_2: Any, *events: Object, before: Any = None, **more: Any) -> Any:
        lines = {"14": 7000} if before is None else before
        earlier = first(2023, filed=filed(lines))
        made = person(
            contribution("2023-05-01", 2023),
            conversion("2025-02-10"),
            *events,
            accounts=EVERY_KIND,
            year_end_values=[value(2025, "0", key) for key in ("ira", "ira2", "sep", "simple")],
            years=[earlier, {"year": 2025, "deducted": "0", "filed": filed({"2": line_2})}],
            **more,
        )
        return {code: one.dollars for (code, year), one in found(made).items() if year == 2025}

    def test_the_last_filed_form_counts(self) -> None:
        assert self.chain(7000) == {}
        assert self.chain(0) == {"skipped-years-taken-for-zero": 7_000}
        assert self.chain(6000) == {"chain-broken": 1_000}
        assert self.chain(7500) == {"chain-broken": 500}

    def test_changes_of_the_basis(self) -> None:
        plan = rollover("k", "ira2", "2024-05-01", "900", completed="2024-05-02", after_tax="900")
        assert self.chain(7000, plan) == {"after-tax-money-left-off-line-2": 900}
        assert self.chain(7900, plan) == {}
        late = withdrawal("2025-06-01", "400", character="returned_excess", tax_year=2023)
        assert self.chain(7000, late)["returned-excess-left-in-basis"] == 400
        divorce = adjustment("2025-06-01", "-3000", reason="divorce")
        assert self.chain(7000, divorce)["basis-adjustment-left-off-line-2"] == 3_000

    def test_what_is_stated_between_overrides_it(self) -> None:
        assert self.chain(5000, basis_start=start("5000", 2024)) == {"basis-restated": 2_000}

    def test_without_a_form_before(self) -> None:
        assert seen({"2": 800}) == {"chain-broken": 800}
        lacks = lacking(on_form({"2": 5}, record={"first_year": False}))
        assert [one.missing for one in lacks if one.code == "chain-broken"] == [("prior_basis",)]

    def test_a_form_before_without_its_line_14(self) -> None:
        earlier = first(2024, filed=filed({"1": 0}))
        made = on_form({"2": 0}, record={"first_year": False}, years=[earlier])
        assert ("line 14 for 2024",) in [one.missing for one in lacking(made)]


class TestMoved:
    def test_a_conversion_on_line_7(self) -> None:
        assert seen({"7": 7000, "8": 0})["conversion-on-line-7"] == 7_000

    @pytest.mark.parametrize(
        ("character", "code"),
        [
            ("qcd", "qcd-on-line-7"),
            ("hsa_funding", "hsa-funding-on-line-7"),
            ("returned_contribution", "returned-contribution-on-line-7"),
        ],
    )
    def test_what_line_7_does_not_count(self, character: str, code: str) -> None:
        out = withdrawal("2025-06-01", "800", character=character)
        more = {"record": {"deducted": "0"}}
        assert code in seen({"7": 800}, *BACKDOOR, out, **more)
        assert code not in seen({"7": 0}, *BACKDOOR, out, **more)

    def test_a_rollover_into_a_plan(self) -> None:
        out = rollover("ira", "k", "2025-06-01", "800", completed="2025-06-05")
        failed = rollover("ira", "k", "2025-07-01", "300")
        wrong = seen({"7": 1100}, *BACKDOOR, out, failed, held={"ira": "100"})
        assert wrong["plan-rollover-on-line-7"] == 800

    def test_tax_withheld_on_line_8(self) -> None:
        made = (BACKDOOR[0], conversion("2025-02-10", withheld="700"))
        assert seen({"8": 7000}, *made)["withheld-tax-on-line-8"] == 700
        assert "withheld-tax-on-line-8" not in seen({"8": 6300}, *made)

    @pytest.mark.parametrize("line", ["8", "16"])
    def test_plan_money_filed_as_a_conversion(self, line: str) -> None:
        plan = conversion("2025-03-01", "50000", account="k")
        assert seen({line: 57000}, *BACKDOOR, plan)["plan-conversion-on-form"] == 50_000

    def test_the_conversion_in_the_contribution_s_year(self) -> None:
        split = (contribution("2025-12-01", 2025), conversion("2026-01-10"))
        assert seen({"8": 7000}, *split)["conversion-in-the-contribution-year"] == 7_000
        assert seen({"16": 7000}, *split)["conversion-in-the-contribution-year"] == 7_000
        assert seen({"8": 0, "14": 7000}, *split) == {}
        assert seen({"13": 7000, "14": 0}, *split)["line-13-without-a-move"] == 7_000


class TestTaxable:
    def test_a_known_formula(self) -> None:
        """7,000 / (93,000 + 7,000): 490 is free; filed was 0, as if the basis went first.

        April 15, 2029 is a Sunday, and Monday is Emancipation Day.
        """
        beside = {"held": {"ira": "93000"}}
        assert seen({"18": 0}, **beside)["filed-basis-taken-first"] == 6_510
        all_of_it = found(on_form({"18": 7000}, **beside), today=date(2027, 1, 1))
        forgotten = all_of_it["filed-basis-forgotten", 2025]
        assert (forgotten.dollars, forgotten.mend_by) == (490, date(2029, 4, 17))
        assert "too much was filed as taxable" in forgotten.message
        assert not any(code.startswith("filed") for code in seen({"18": 6510}, **beside))
        assert not any(code.startswith("filed") for code in seen({"18": 4321}, **beside))

    def test_part_iii(self) -> None:
        out = withdrawal("2025-06-01", "7100", account="roth")
        assert seen({"24": 0}, *BACKDOOR, out)["conversion-left-off-line-24"] == 7_000
        assert seen({"22": 7000}, *BACKDOOR, out)["conversions-in-line-22"] == 7_000

    def test_part_iii_for_a_qualified_distribution(self) -> None:
        old = contribution("2015-06-01", 2015, "1000", account="roth")
        out = withdrawal("2025-06-01", "500", account="roth")
        wrong = seen({"19": 500}, old, *BACKDOOR, out, born="1955-01-01")
        assert wrong["part-iii-for-qualified-distribution"] == 500


class TestForms:
    def test_a_form_among_others(self) -> None:
        later = {"year": 2026, "deducted": "0", "filed": filed({"1": 0})}
        made = on_form({}, record={"filed": None}, years=[later])
        assert found(made)["conversion-without-form", 2025].dollars == 50
        only_contributed = on_form({}, BACKDOOR[0], record={"filed": None}, years=[later])
        assert found(only_contributed)["form-missing", 2025].dollars == 50
        not_yet = found(only_contributed, today=date(2026, 10, 15))
        assert ("form-missing", 2025) not in not_yet

    def test_nobody_knows_whether_one_was_filed(self) -> None:
        made = on_form({}, record={"filed": None})
        assert codes(made) == set()
        assert [one.missing for one in lacking(made) if one.code == "form-missing"] == [("filed",)]

    def test_a_form_for_the_spouse_only(self) -> None:
        spouse = on_form(RIGHT) | {"key": "p2"}
        assert codes(on_form({}, record={"filed": None}), spouse) == {"spouse-form-only"}

    @pytest.mark.parametrize(
        ("lines", "code", "dollars"),
        [
            ({"1": 7000, "2": 0, "3": 6000}, "line-3-does-not-add-up", 1_000),
            ({"3": 7000, "4": 0, "5": 7100}, "line-5-does-not-add-up", 100),
            ({"6": 0, "7": 0, "8": 7000, "9": 0}, "line-9-does-not-add-up", 7_000),
            ({"3": 7000, "13": 7000, "14": 90}, "line-14-does-not-add-up", 90),
            ({"16": 7000, "17": 6000, "18": 0}, "line-18-does-not-add-up", 1_000),
            ({"5": 7000, "13": 7003}, "line-13-above-line-5", 3),
        ],
    )
    def test_a_form_that_contradicts_itself(self, lines: Any, code: str, dollars: int) -> None:
        assert seen(lines)[code] == dollars
        assert seen(dict(list(lines.items())[:-1])).get(code) is None

    def test_a_line_13_above_line_5_by_rounding(self) -> None:
        assert seen({"5": 7000, "13": 7001}) == {}


def test_filed_lines_that_cannot_be_compared() -> None:
    made = on_form({"1": 5}, BACKDOOR[0] | {"amount": None})
    assert [one.missing for one in lacking(made) if one.code == "filed-lines"] == [("amount",)]
