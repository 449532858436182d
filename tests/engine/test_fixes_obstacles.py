"""What stands in the way of more than one account, and how much of the pool is held; by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from planner.engine.findings import Finding
from planner.engine.fixes.feasibility import simple_iras
from planner.engine.fixes.options import options
from planner.engine.fixes.required_first import required_first
from planner.engine.fixes.standpoint import Standpoint, standpoint
from planner.engine.household import Account
from planner.engine.pool import own_pool
from tests.engine.households import Object, household, person, read, start, value, withdrawal

NOVEMBER = date(2026, 11, 22)
PLAN = {"key": "k", "kind": "401k", "accepts_rollovers": True}


def at(*events: Object, accounts: list[Object], values: list[Object], **more: object) -> Standpoint:
    known: Object = {"basis_start": start("0", 2025), "year_end_values": values}
    one = person(*events, more_accounts=accounts, **(known | more))
    home = read(household(one))
    return standpoint(home, home.people[0], 2026, NOVEMBER)


def obstacles(key: str, here: Standpoint, spread: int = 3) -> Iterator[Finding]:
    for option in options(here, spread_years=spread):
        if option.key == key:
            yield from option.blocked_by


def codes(key: str, here: Standpoint, spread: int = 3) -> list[str]:
    return [one.code for one in obstacles(key, here, spread)]


# --- Several plans (IRC 408(d)(3)(A)(ii): the plan's own terms decide) ---------------------------


def plans(*answers: bool | None) -> Standpoint:
    kinds = [{"kind": "401k", "name": "Acme 401(k)"}, {"kind": "403b", "custodian": "TIAA"}]
    kinds += [{"kind": "tsp"}]
    found = [
        {"key": f"k{n}", "accepts_rollovers": answer, **kind}
        for n, (answer, kind) in enumerate(zip(answers, kinds, strict=False))
    ]
    return at(accounts=found, values=[value(2026, "50000")])


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ((False,), "The plan does not take money out of IRAs."),
        (
            (False, False),
            "None of the plans takes money out of IRAs: Acme 401(k) and the 403(b) at TIAA.",
        ),
        (
            (False, None),
            "It is not known whether the 403(b) at TIAA takes money out of IRAs; its administrator"
            " says.",
        ),
        (
            (None, None, None),
            "It is not known whether Acme 401(k), the 403(b) at TIAA or the Thrift Savings Plan"
            " takes money out of IRAs; its administrator says.",
        ),
        (
            (None,),
            "It is not known whether the plan takes money out of IRAs; its administrator says.",
        ),
    ],
)
def test_a_bar_names_the_plans_where_there_are_several(
    answers: tuple[bool | None, ...], message: str
) -> None:
    [found] = obstacles("roll_in", plans(*answers))
    assert found.message == message
    assert found.citation == "IRC §408(d)(3)(A)(ii)"


def test_one_plan_of_several_that_takes_the_money_is_enough() -> None:
    assert codes("roll_in", plans(*(False, None, True))) == []


@pytest.mark.parametrize(
    ("account", "called"),
    [
        (Account(key="k", kind="403b"), "the 403(b)"),
        (Account(key="k", kind="403b", custodian="TIAA"), "the 403(b) at TIAA"),
        (Account(key="k", kind="403b", custodian="TIAA", name="School"), "School"),
    ],
)
def test_what_an_account_is_called_in_a_sentence(account: Account, called: str) -> None:
    assert account.called == called


# --- SIMPLE IRAs (IRC 72(t)(6), 408(d)(3)(G): two years from the first contribution) -------------


def simples(*began: str | None, each: str = "20000", ira: str = "50000") -> Standpoint:
    found = [
        {"key": f"s{n}", "kind": "simple", "name": f"SIMPLE {n + 1}", "participation_began": day}
        for n, day in enumerate(began)
    ]
    values = [value(2026, ira), *(value(2026, each, str(one["key"])) for one in found)]
    return at(accounts=[PLAN, *found], values=values)


def test_each_simple_that_is_not_free_is_named_with_its_dollars_and_its_day() -> None:
    # 90,000 inside, 40,000 of it held: 50,000 may go.
    found = list(obstacles("convert_all", simples("2025-03-01", "2026-06-01")))
    assert [one.code for one in found] == ["simple-two-years"] * 2
    assert [one.dollars for one in found] == [Decimal(20_000)] * 2
    assert [one.message for one in found] == [
        "The money in SIMPLE 1 may only go to another SIMPLE IRA before March 1, 2027. The other"
        " $50,000 in the IRAs may go.",
        "The money in SIMPLE 2 may only go to another SIMPLE IRA before June 1, 2028. The other"
        " $50,000 in the IRAs may go.",
    ]


def test_only_the_simple_that_is_not_free_is_held() -> None:
    # The first was free on March 1, 2025; 70,000 of the 90,000 may go.
    [found] = obstacles("roll_in", simples("2023-03-01", "2026-06-01"))
    assert found.message == (
        "The money in SIMPLE 2 may only go to another SIMPLE IRA before June 1, 2028. The other"
        " $70,000 in the IRAs may go."
    )


def test_two_that_are_held_count_together() -> None:
    # A third of 90,000, 30,000, goes in 2026: 60,000 stay, 40,000 of them held. In 2027 another
    # 30,000 would go; the 30,000 that stay are less than the 40,000 still held until 2028.
    later = simples("2026-06-01", "2026-06-01")
    assert codes("spread", later) == ["simple-two-years"] * 2
    # With 110,000 beside them 50,000 go a year: 100,000 stay, then 50,000, and from 2028 on all
    # may go.
    assert codes("spread", simples("2026-06-01", "2026-06-01", ira="110000")) == []


def test_all_of_a_pool_that_is_held_leaves_nothing_to_go() -> None:
    [found] = obstacles("convert_all", simples("2026-06-01", ira="0"))
    assert found.message == (
        "The money in the SIMPLE IRA may only go to another SIMPLE IRA before June 1, 2028."
    )


def test_the_start_is_asked_for_by_name_and_the_other_is_still_held() -> None:
    found = list(obstacles("roll_in", simples(None, "2026-06-01")))
    assert [one.code for one in found] == ["simple-start-not-known", "simple-two-years"]
    assert found[0].message == (
        "It is not known when the first contribution to SIMPLE 1 was made; its money may go"
        " elsewhere two years after that."
    )
    assert found[0].key == "participation_began"


def test_which_simples_hold_money_and_from_when_they_are_free() -> None:
    held = simple_iras(simples("2024-02-29", None).pool, 2026)
    assert [one.free for one in held] == [date(2026, 3, 1), None]
    assert simple_iras(simples("2024-02-29", each="0").pool, 2026) == []


# --- Required distributions (IRC 401(a)(9), 408(d)(3)(E); Treas. Reg. 1.408A-4, Q&A-6) -----------
# Born May 1, 1950: 76 in 2026, divisor 23.7 of the Uniform Lifetime Table (Pub. 590-B, Table III).
# 100,000 on December 31, 2025 / 23.7 is 4,219.41, rounded up to the cent.


def old(*events: Object, before: str | None = "100000", born: str = "1950-05-01") -> Standpoint:
    values = [value(2026, "90000")] + ([value(2025, before)] if before else [])
    return at(*events, accounts=[PLAN], values=values, born=born)


TOLD = (
    "From age 72 on the required distribution for 2026 has to come out first; it can be neither"
    " rolled over nor converted. "
)


@pytest.mark.parametrize(
    ("out", "short", "told"),
    [
        ([], "4219.41", "it is $4,219.41; none is entered."),
        (
            [withdrawal("2026-02-01", "1000", character="rmd")],
            "3219.41",
            "it is $4,219.41; $1,000 of it is entered.",
        ),
        (
            [withdrawal("2026-02-01", "1000"), withdrawal("2026-12-05", "3218", character="qcd")],
            "1.41",
            "it is $4,219.41; $4,218 of it is entered.",
        ),
        (
            [withdrawal("2026-02-01", "5000", character="returned_excess", tax_year=2025)],
            "4219.41",
            "it is $4,219.41; none is entered.",
        ),
    ],
)
def test_what_is_still_due_is_said_in_dollars(out: list[Object], short: str, told: str) -> None:
    [found] = obstacles("convert_all", old(*out))
    assert found.code == "rmd-due-first"
    assert found.dollars == Decimal(short)
    assert found.message == f"{TOLD}By the values of December 31, 2025 {told}"


@pytest.mark.parametrize("character", ["rmd", "qcd", "normal"])
def test_whatever_counts_lifts_the_bar_once_it_is_enough(character: str) -> None:
    assert codes("roll_in", old(withdrawal("2026-02-01", "4218.41", character=character))) == []
    assert codes("roll_in", old(withdrawal("2026-02-01", "4218.40", character=character))) == [
        "rmd-due-first"
    ]


def test_without_the_value_of_the_year_before_one_that_is_marked_is_taken_for_all() -> None:
    marked = withdrawal("2026-02-01", "10", character="rmd")
    assert codes("roll_in", old(marked, before=None)) == []
    [found] = obstacles("roll_in", old(withdrawal("2026-02-01", "9000"), before=None))
    assert (found.message, found.dollars) == (f"{TOLD}None is entered.", None)


def test_nothing_is_due_of_who_is_younger_or_whose_birth_date_is_not_known() -> None:
    # Born on January 1, 1953: 73 in 2026, the first year; a year later it is 2027.
    assert codes("convert_all", old(born="1953-01-01")) == ["rmd-due-first"]
    assert codes("convert_all", old(born="1954-01-01")) == []
    unborn = own_pool(read(household(person())).people[0])
    assert required_first(unborn, 2026) is None


def test_what_is_due_is_a_fact_once_all_of_it_came_out() -> None:
    found = required_first(old(withdrawal("2026-02-01", "5000")).pool, 2026)
    assert found is not None
    assert (found.due, found.short) == (Decimal("4219.41"), Decimal(0))
    assert (found.is_short, found.age) == (False, "72")
    assert found.told == (
        "By the values of December 31, 2025 it is $4,219.41; $5,000 of it is entered."
    )
