"""The pool beside a conversion, money on the move, and what the ledger has found already."""

from datetime import date
from typing import Any

import pytest

from planner.engine.mistakes.dates import half_birthday
from tests.engine.households import (
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
from tests.engine.mistakes import BACKDOOR, codes, first, found, lacking, someone

PRE_TAX = "pre-tax-money-beside-conversion"
THIS_YEAR = (contribution("2026-02-01", 2026), conversion("2026-02-10"))
PLAN = "ira ira2 roth k"


class TestPreTax:
    def test_a_year_that_is_over(self) -> None:
        """7,000 / (93,000 + 7,000) = 0.07: 490 is not taxable, 6,510 is; 93,000 is pre-tax."""
        one = found(someone(*BACKDOOR, year_end_values=[value(2025, "93000")]))[PRE_TAX, 2025]
        assert (one.severity, one.dollars, one.mend_by) == ("info", 6_510, None)
        assert one.message.startswith("Beside the basis, $93,000 of pre-tax money was")
        assert [event.kind for event in one.evidence.events] == ["conversion"]
        assert one.evidence.accounts == ("ira",)

    def test_a_year_that_can_be_mended(self) -> None:
        made = someone(*THIS_YEAR, year_end_values=[value(2026, "93000")])
        one = found(made)[PRE_TAX, 2026]
        assert (one.severity, one.dollars) == ("costs", 6_510)
        assert one.mend_by == date(2026, 12, 31)
        assert "Roll $93,000 into an employer plan" in one.what_to_do

    def test_going_by_the_year_before(self) -> None:
        """63,000 + 7,000 in + 30,000 from a plan - 20,000 into one = 80,000; 7,000 of it basis.

        7,000 x 7,000 / 80,000 = 612.50, which is 613; 7,000 - 613 = 6,387 is taxable.
        """
        made = someone(
            *THIS_YEAR,
            rollover("k", "ira2", "2026-03-01", "30000", completed="2026-03-05"),
            rollover("ira", "k", "2026-04-01", "20000", completed="2026-04-05"),
            rollover("ira", "ira2", "2026-05-01", "9000", completed="2026-05-05"),
            rollover("k", "ira2", "2026-03-01", "400", completed="2026-09-05"),
            accounts=PLAN,
            year_end_values=[value(2025, "63000"), value(2025, "0", "ira2")],
        )
        seen = found(made)
        one = seen[PRE_TAX, 2026]
        assert one.dollars == 6_387
        assert "73,000 of pre-tax money is" in one.message
        assert "going by the value of the year before" in one.message
        rolled = seen["plan-money-rolled-in-beside-conversion", 2026]
        assert (rolled.dollars, rolled.mend_by) == (30_000, date(2026, 12, 31))

    def test_gifts_and_the_contribution_for_the_year_before(self) -> None:
        """1,000 + 7,000 of April for 2025 - 950 given = 7,050; 7,000 of it is basis."""
        made = someone(
            contribution("2026-04-01", 2025),
            conversion("2026-04-05", "7000"),
            withdrawal("2026-05-01", "950", character="qcd"),
            year_end_values=[value(2025, "1000")],
        )
        assert found(made).get((PRE_TAX, 2026)) is None
        assert found(made, today=date(2026, 6, 1)).get(("tiny-residue", 2026)) is None

    def test_nothing_to_say(self) -> None:
        assert codes(someone(*BACKDOOR, year_end_values=[value(2025)])) == set()
        without_basis = someone(conversion("2025-02-10"), year_end_values=[value(2025, "90000")])
        assert codes(without_basis) == set()

    def test_no_value_to_go_by(self) -> None:
        held = {"year_end_values": [value(2024, "5")]}
        missing = [one for one in lacking(someone(*THIS_YEAR, **held)) if one.code == PRE_TAX]
        assert [(one.year, one.missing) for one in missing] == [(2026, ("year_end_value",))]
        over = found(someone(*BACKDOOR, **held))
        assert [code for code, _ in over] == ["missing-year-end-value"]
        assert over["missing-year-end-value", 2025].evidence.accounts == ("ira",)
        assert over["missing-year-end-value", 2025].severity == "blocks"

    def test_only_the_ira_without_a_value_is_named(self) -> None:
        held = [value(2025, "0", "ira2")]
        made = found(someone(*BACKDOOR, accounts="ira ira2 roth", year_end_values=held))
        assert made["missing-year-end-value", 2025].evidence.accounts == ("ira",)

    def test_an_empty_pool_prices_nothing(self) -> None:
        made = someone(conversion("2026-02-10", "0"), year_end_values=[value(2025, "0")])
        assert codes(made) == set()

    @pytest.mark.parametrize(("left", "is_tiny"), [("0", False), ("12", True), ("99.99", True)])
    def test_a_tiny_residue(self, left: str, *, is_tiny: bool) -> None:
        seen = found(someone(*BACKDOOR, year_end_values=[value(2025, left)]))
        assert (("tiny-residue", 2025) in seen) == is_tiny
        assert all(one.severity == "info" for one in seen.values())

    def test_plan_money_in_a_year_that_is_over(self) -> None:
        def rolled(**more: Any) -> set[str]:
            move = rollover("k", "ira", "2025-03-01", "30000", completed="2025-03-05", **more)
            held = [value(2025, "30000"), value(2024, "0")]
            return codes(someone(*BACKDOOR, move, accounts="ira roth k", year_end_values=held))

        assert "plan-money-rolled-in-beside-conversion" in rolled()
        assert "plan-money-rolled-in-beside-conversion" not in rolled(after_tax="30000")


class TestMoves:
    def test_tax_withheld_from_a_conversion(self) -> None:
        made = (contribution("2026-02-01", 2026), conversion("2026-11-10", withheld="700"))
        one = found(someone(*made, year_end_values=[value(2026)]))["withheld-from-conversion", 2026]
        assert (one.dollars, one.mend_by, one.severity) == (700, date(2027, 1, 9), "costs")
        of_age = someone(*made, born="1960-01-01", year_end_values=[value(2026)])
        assert found(of_age)["withheld-from-conversion", 2026].severity == "info"

    def test_the_same_as_a_distribution_of_its_own(self) -> None:
        apart = withdrawal("2025-02-10", "500", character="withheld_from_conversion")
        seen = found(someone(*BACKDOOR, apart, year_end_values=[value(2025)]))
        assert seen["withheld-from-conversion", 2025].dollars == 500
        assert seen["withheld-from-conversion", 2025].mend_by is None

    @pytest.mark.parametrize(
        ("born", "half"), [("1960-01-31", (2019, 7, 31)), ("1960-08-31", (2020, 2, 29))]
    )
    def test_half_birthdays(self, born: str, half: tuple[int, int, int]) -> None:
        assert half_birthday(date.fromisoformat(born), 59) == date(*half)

    def test_a_conversion_cannot_be_undone(self) -> None:
        back = recharacterization("2025-09-01", 2025, "7000", earnings="0")
        one = found(someone(*BACKDOOR, back, year_end_values=[value(2025)]))
        undone = one["conversion-undone", 2025]
        assert (undone.severity, undone.dollars) == ("blocks", 7_000)
        roth = contribution("2025-01-05", 2025, account="roth")
        meant = someone(roth, conversion("2025-02-10"), back, year_end_values=[value(2025)])
        assert "conversion-undone" not in codes(meant)
        returned = withdrawal("2025-09-01", "5", character="returned_contribution", account="roth")
        assert "conversion-undone" not in codes(someone(*BACKDOOR, returned))

    @pytest.mark.parametrize(
        ("second", "completed", "is_second"),
        [
            ("2026-02-28", "2026-03-05", True),
            ("2026-03-01", "2026-03-05", False),  # a year later
            ("2026-02-01", "2026-02-01", False),  # a transfer on the same day
            ("2026-02-01", None, False),  # never arrived: a distribution anyway
        ],
    )
    def test_two_rollovers_in_a_year(
        self, second: str, completed: str | None, *, is_second: bool
    ) -> None:
        made = someone(
            rollover("ira", "ira2", "2025-03-01", completed="2025-03-20"),
            rollover("ira2", "ira", second, "4000", completed=completed),
            rollover("ira2", "k", "2025-06-01", completed="2025-06-20"),
            accounts=PLAN,
        )
        one = found(made).get(("two-rollovers-in-a-year", 2026))
        assert (one.dollars if one else None) == (4_000 if is_second else None)

    def test_gifts_to_charity(self) -> None:
        gift = withdrawal("2025-06-01", "3000", character="qcd")

        def given(**more: Any) -> Any:
            held = {"year_end_values": [value(2025, "1000")], "born": "1950-01-01"}
            return someone(gift, **held | more)

        assert codes(given()) == set()
        young = found(given(born="1955-01-01"))
        assert young["qcd-before-70", 2025].dollars == 3_000
        above = found(given(basis_start=start("1800"), years=[{"year": 2025}]))
        # 1,800 of basis and 1,000 left: 800 of the gift cannot have been pre-tax.
        assert above["qcd-above-pre-tax", 2025].dollars == 800
        lacks = lacking(given(born=None, year_end_values=[], years=[]))
        assert {
            ("qcd-before-70", ("born",)),
            ("qcd-above-pre-tax", ("prior_basis", "year_end_value")),
        } <= {(one.code, one.missing) for one in lacks}

    def test_what_the_ledger_lacks(self) -> None:
        out = rollover("simple", "ira", "2025-03-01", completed="2025-03-20")
        made = someone(out, accounts="simple ira", born=None)
        assert {(one.code, one.missing) for one in lacking(made) if one.year == 2025} == {
            ("rmd-before-conversion", ("born",)),
            ("simple-two-years", ("participation_began",)),
        }


class TestKnown:
    def test_a_rollover_can_be_completed_for_sixty_days(self) -> None:
        open_one = someone(rollover("ira", "ira2", "2026-10-01"), accounts=PLAN)
        one = found(open_one)["rollover-not-completed", 2026]
        assert (one.dollars, one.mend_by) == (5_000, date(2026, 11, 30))
        assert (
            found(open_one, today=date(2026, 12, 1))["rollover-not-completed", 2026].mend_by is None
        )

    def test_two_of_a_kind_are_one_mistake(self) -> None:
        made = someone(
            rollover("ira", "ira2", "2026-10-01"),
            rollover("ira", "ira2", "2026-10-20", "1000"),
            accounts=PLAN,
        )
        one = found(made)["rollover-not-completed", 2026]
        assert (one.dollars, one.mend_by) == (6_000, date(2026, 11, 30))
        assert [event.on.day for event in one.evidence.events] == [1, 20]
        assert "2026-10-01" in one.message
        assert "2026-10-20" in one.message

    def test_a_distribution_required_before_the_conversion(self) -> None:
        made = someone(conversion("2026-03-01"), born="1950-01-01", year_end_values=[value(2026)])
        one = found(made)["rmd-before-conversion", 2026]
        assert (one.dollars, one.mend_by) == (None, date(2027, 10, 15))
        assert [event.kind for event in one.evidence.events] == ["conversion"]

    def test_history(self) -> None:
        made = person(
            *BACKDOOR, year_end_values=[value(2025)], years=[{"year": 2025, "deducted": "0"}]
        )
        assert "missing-prior-basis" in codes(made)

    def test_two_unknown_amounts_stay_unknown(self) -> None:
        inherited = {"key": "i2", "kind": "inherited_traditional", "inherited_from": "B"}
        out = [
            rollover("inh", "ira", "2025-03-01", amount, completed="2025-03-05")
            for amount in (None, "5")
        ]
        made = someone(*out, accounts="ira inh", more_accounts=[inherited])
        assert found(made)["inherited-rollover", 2025].dollars is None


class TestOthers:
    def test_basis_of_an_inherited_ira(self) -> None:
        out = withdrawal("2025-03-01", "900", account="inh")
        made = found(someone(out, accounts="inh"))["inherited-basis-not-entered", 2025]
        assert (made.dollars, made.severity) == (900, "info")
        known = adjustment("2024-01-05", "300", account="inh")
        held = [value(2025, "5000", "inh")]
        with_basis = someone(out, known, accounts="inh", year_end_values=held)
        assert "inherited-basis-not-entered" not in codes(with_basis)
        assert codes(someone(accounts="inh")) == set()

    @pytest.mark.parametrize(("state", "differs"), [("NJ", True), ("ma", True), ("CA", False)])
    def test_states(self, state: str, *, differs: bool) -> None:
        made = someone(*BACKDOOR, year_end_values=[value(2025)])
        seen = codes(made, years=[{"year": 2025, "state": state}])
        assert seen == ({"state-basis-differs"} if differs else set())
        assert "state-basis-differs" in {one.code for one in lacking(made)}


def test_no_people_no_mistakes() -> None:
    assert found(person(years=[first(2025)])) == {}
