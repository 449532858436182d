"""What a letter about December 31 says, worked out by hand for five people.

The law: IRC 408(d)(2) and (d)(3)(A)(ii), (E) and (H); Form 8606, lines 5, 8, 9, 11 and 18.
"""

from datetime import date

import pytest

from planner.engine.client import client_years
from planner.engine.client_letter import Moving, movings
from tests.engine.clean_households import clean_households
from tests.engine.households import (
    Object,
    contribution,
    household,
    person,
    read,
    rollover,
    start,
    value,
)
from tests.engine.test_client import BACKDOOR, BEGUN, HIGH, TODAY, messy, plan, someone


def of(made: Object) -> Moving:
    [found] = movings(read(household(made, years=[HIGH])), 2026, TODAY)
    return found


def said(found: Moving) -> tuple[object, ...]:
    """Dollars, out of which account each, what is converted then, and what each way is taxed."""
    parts = {one.account.key: int(one.dollars) for one in found.parts}
    taxed = [int(way.taxable) for way in (found.stays, found.goes, found.converted)]
    return int(found.move.dollars), parts, int(found.move.convert), taxed


def test_all_that_was_not_taxed_leaves_one_ira() -> None:
    """Line 9: 92,500 + 7,500 converted = 100,000; line 5: 7,500. So 92,500 goes.

    It stays: 7,500 × 7,500 / 100,000 = 562.50, 563 free, 6,937 taxed. All converted: 100,000 less
    7,500 of basis. What was converted in February is not converted again.
    """
    found = of(messy(plan(accepts=True)))
    assert said(found) == (92_500, {"ira": 92_500}, 0, [6_937, 0, 92_500])
    assert not found.first
    assert found.required == 0
    assert found.converted.tax == 29_600  # 32%


def sep_and_ira(**more: object) -> Object:
    """7,500 contributed for 2026 and not converted yet, among 20,000, beside a SEP of 80,000."""
    values = [value(2026, "20000"), value(2026, "80000", "sep")]
    made = contribution("2026-02-01", 2026, "7500")
    return someone(made, accounts="ira sep roth", year_end_values=values, **more)


def test_a_sep_goes_first_and_the_basis_is_converted_after() -> None:
    """100,000 less 7,500 is 92,500: the SEP's 80,000 and 12,500 of the IRA; 7,500 stay."""
    alone = [one | ({"self_employed": True} if one["year"] == 2026 else {}) for one in BEGUN]
    found = of(sep_and_ira(years=alone))
    assert said(found) == (92_500, {"sep": 80_000, "ira": 12_500}, 7_500, [0, 0, 92_500])
    assert found.move.destination == "solo"
    assert [one.code for one in found.first] == ["employees-not-known"]


@pytest.mark.parametrize(
    ("basis", "dollars", "converted", "taxed"),
    [
        # 240,000 − 24,000: all pre-tax money may go. 14,000 are left, and all of 24,000 is basis.
        ("24000", 216_000, 14_000, 0),
        # 240,000 − 4,000 = 236,000, but only 230,000 are inside: 10,000 less 4,000 is taxed.
        ("4000", 230_000, 0, 6_000),
    ],
)
def test_the_required_distribution_comes_out_first(
    basis: str, dollars: int, converted: int, taxed: int
) -> None:
    """Otto is 76 in 2026: 237,000 / 23.7 = 10,000 are required (Uniform Lifetime Table)."""
    otto = person(
        accounts="ira roth",
        born="1950-03-01",
        basis_start=start(basis, 2025),
        year_end_values=[value(2025, "237000"), value(2026, "240000")],
        more_accounts=[plan(accepts=True)],
    )
    found = of(otto)
    assert said(found)[:3] == (dollars, {"ira": dollars}, converted)
    assert [found.required, found.goes.taxable] == [10_000, taxed]
    assert [one.code for one in found.first] == ["rmd-due-first"]
    [told] = client_years(read(household(otto, years=[HIGH])), 2026, TODAY)
    assert told.move.dollars == dollars, "the board says the same"


def test_what_is_only_planned_comes_out_of_where_it_is() -> None:
    """92,500 is to leave on December 1, so that nothing is inside at the end: it is there now."""
    out = rollover("ira", "k", "2026-12-01", "92500", completed="2026-12-01")
    found = of(someone(*BACKDOOR, out, accounts="ira roth k", year_end_values=[value(2026, "0")]))
    assert said(found)[:2] == (92_500, {"ira": 92_500})


def test_where_nobody_knows_which_account_holds_it_none_is_named() -> None:
    """SIMPLE money that is not free yet counts, and may not leave (IRC 72(t)(6))."""
    simple: Object = {"key": "simple", "kind": "simple", "participation_began": "2026-01-15"}
    values = [value(2026, "10000"), value(2026, "90000", "simple")]
    found = of(
        someone(*BACKDOOR, more_accounts=[simple, plan(accepts=True)], year_end_values=values)
    )
    assert found.parts == ()
    assert "simple-two-years" in [one.code for one in found.first]


def test_whoever_has_something_to_move_on_the_board_gets_a_letter_and_nobody_else() -> None:
    letters = 0
    for made, _ in clean_households(40):
        home = read(made)
        due = [one.person for one in client_years(home, 2026, TODAY) if one.move.dollars]
        assert [one.person.key for one in movings(home, 2026, TODAY)] == due
        letters += len(due)
    assert movings(read(household(messy())), 2026, date(2027, 1, 1)) == []
