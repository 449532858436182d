"""Eligibility from what a household has entered."""

from typing import Any

import pytest

from planner.engine.eligibility import Eligibility
from planner.engine.eligibility_household import household_eligibility
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    value,
)


def someone(*events: Object, key: str = "p1", **more: Any) -> Object:
    """Born in 1985, covered, with pay of 90,000 in 2025, unless ``year`` says otherwise."""
    year = {"year": 2025, "deducted": "0", "covered_by_plan": True, "compensation": "90000"}
    years = [year | more.pop("year", {}), {"year": 2024, "deducted": "0", "first_year": True}]
    born = more.pop("born", "1985-01-01")
    return person(*events, key=key, born=born, years=years, **more)


def found(*people: Object, magi: object = "100000", **more: Any) -> Eligibility:
    status = more.pop("status", "single")
    apart = more.pop("lived_apart_all_year", None)
    earlier = {"year": 2024, "filing_status": "single", "magi": "0"}
    facts = {"filing_status": status, "lived_apart_all_year": apart, "magi": magi}
    years = [earlier, {"year": 2025} | facts]
    home = read(household(*people, years=years))
    return household_eligibility(home, home.people[0], 2025, **more)


def of(result: Eligibility, names: str) -> tuple[Any, ...]:
    return tuple(getattr(result, name) for name in names.split())


def test_contributions_count_where_they_ended_up() -> None:
    roth = contribution("2025-03-01", 2025, "6000", account="roth")
    back = recharacterization("2025-09-01", 2025, "4000", earnings="0")
    result = found(someone(roth, back), magi="157500")
    assert of(result, "used room") == (6_000, 1_000)
    assert of(result, "roth_limit roth_room") == (3_500, 1_000)  # 3,500 - 2,000, but 1,000 left
    assert of(result, "deductible_limit deductible") == (0, 0)


def test_an_employer_s_roth_sep_uses_up_nothing() -> None:
    sep = {"key": "rs", "kind": "roth_sep"}
    result = found(someone(contribution("2025-03-01", 2025, account="rs"), more_accounts=[sep]))
    assert of(result, "used room") == (0, 7_000)


def test_an_amount_that_is_not_known_leaves_the_room_open() -> None:
    event = contribution("2025-03-01", 2025) | {"amount": None}
    result = found(someone(event))
    assert of(result, "used room answer") == (None, None, "direct_roth")
    assert result.missing == ("contributions",)


def test_the_other_of_two_is_the_spouse_on_a_married_return_only() -> None:
    poor = someone(year={"compensation": "0"})
    rich = someone(key="p2", year={"compensation": "50000"})
    assert found(poor, rich, status="married_jointly").from_spouse == 7_000
    assert found(poor, rich, status="single").supported == 0
    assert found(poor, status="married_jointly").missing[0] == "spouse_compensation"
    three = (poor, rich, someone(key="p3"))
    assert found(*three, status="married_jointly").supported is None


def test_the_second_person_s_spouse_is_the_first() -> None:
    rich, poor = someone(), someone(key="p2", year={"compensation": "0"})
    years = [{"year": 2025, "filing_status": "married_jointly", "magi": "100000"}]
    home = read(household(rich, poor, years=years))
    assert household_eligibility(home, home.people[1], 2025).from_spouse == 7_000


def test_a_year_of_which_nothing_is_known() -> None:
    home = read(household(person(born="1985-01-01")))
    result = household_eligibility(home, home.people[0], 2026)
    assert of(result, "limit answer") == (7_500, "unknown")
    assert result.missing == ("filing_status",)


def converting(**more: Any) -> Object:
    """7,000 converted out of a pool of 70,000 without any basis: all of it is income."""
    return someone(conversion("2025-06-01"), year_end_values=[value(2025, "63000")], **more)


def test_conversion_income_is_left_out_of_the_roth_limit() -> None:
    # 155,000 - 7,000 = 148,000 is below 150,000.
    assert found(converting(), magi="155000").answer == "direct_roth"
    # Both convert on one return: 250,000 - 14,000 = 236,000, where the range begins.
    couple = (converting(), converting(key="p2"))
    assert found(*couple, magi="250000", status="married_jointly").roth_limit == 7_000
    # On separate returns only one's own counts: 17,000 - 7,000 = 10,000.
    separate = {"status": "married_separately", "lived_apart_all_year": False}
    assert found(*couple, magi="17000", **separate).roth_limit == 0
    assert found(*couple, magi="16999", **separate).roth_limit == 200


def test_conversion_income_that_is_not_known_yet() -> None:
    # There is basis, and the value of December 31 is not known: from nothing to 7,000 is income.
    start = {"after_year": 2024, "amount": "1000"}
    event = conversion("2025-06-01")
    open_year = someone(event, basis_start=start, year={"first_year": False})
    assert found(open_year, magi="100000").answer == "direct_roth"
    assert found(open_year, magi="155000").missing == ("conversion_income",)
    assert found(open_year, magi="400000").answer == "backdoor"


def test_events_that_are_not_known_leave_conversion_income_open() -> None:
    unknown = contribution("2025-03-01", 2025) | {"amount": None}
    result = found(
        someone(unknown, conversion("2025-06-01"), year_end_values=[value(2025)]), magi="155000"
    )
    assert result.missing == ("conversion_income", "contributions")


def test_apart_all_year_is_asked_of_who_files_separately() -> None:
    one = someone()
    assert found(one, magi="50000", status="married_separately").missing == (
        "lived_apart_all_year",
    )
    apart = found(one, magi="50000", status="married_separately", lived_apart_all_year=True)
    assert apart.answer == "direct_roth"


def test_what_comes_from_a_529_plan_uses_up_the_same_limit() -> None:
    roth = contribution("2025-03-01", 2025, "2000", account="roth")
    result = found(someone(roth, year={"from_529": "6000"}))
    # 2,000 + 6,000 of 7,000; IRC 529(c)(3)(E)(ii)(I)
    assert of(result, "used room roth_room") == (8_000, 0, 0)
    assert result.excess
    assert result.excess.rolled_from_529 == 1_000


@pytest.mark.parametrize("status", ["single", "head_of_household", "surviving_spouse"])
def test_nobody_is_married_on_the_other_returns(status: str) -> None:
    poor, rich = someone(year={"compensation": "10"}), someone(key="p2")
    assert found(poor, rich, status=status).supported == 10
