"""What is said about the events of a year, to the word, with its dollars and the law behind it."""

from typing import Any

import pytest

from tests.engine.gold_cases import gold_cases
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
    year_of,
)

SIMPLE = {"key": "simple", "kind": "simple", "participation_began": "2024-02-29"}
INHERITED = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}
INHERITED_ROTH = {"key": "ri", "kind": "inherited_roth"}
IN_ROTH_SINCE_2015 = contribution("2015-01-05", 2015, "5500", account="roth")


def out_of_roth(amount: str | None, **more: Any) -> Object:
    return withdrawal("2025-03-01", amount, account="roth", **more)


PARTLY = (contribution("2025-05-01", 2025), conversion("2025-08-01"))


def deducting(deducted: str = "3000", magi: str | None = "84000", **filed: str) -> Object:
    """Single, covered by a plan at work, 300 of basis and 20,000 in the IRA; lines as filed."""
    record: Object = {"year": 2025, "deducted": deducted, "covered_by_plan": True}
    income = {} if magi is None else {"magi": magi}
    lines = {"filed": {"lines": {key[1:]: one for key, one in filed.items()}}} if filed else {}
    return {
        "born": "1980-05-01",
        "basis": "300",
        "held": "20000",
        "years": [record | lines],
        "returns": [{"year": 2025, "filing_status": "single"} | income],
    }


def paid_home(amount: str) -> list[Object]:
    return [{"year": 2025, "first_home_expenses": amount}]


SCENARIOS: dict[str, tuple[tuple[Object, ...], Object]] = {
    "not-completed": ((rollover("ira", "ira", "2025-03-01", "10000"),), {}),
    "simple-in-its-first-two-years": (
        (conversion("2025-03-01", "10000", account="simple"),),
        {"more_accounts": [SIMPLE]},
    ),
    "simple-without-its-start": (
        (conversion("2025-03-01", account="simple"),),
        {"accounts": "ira roth simple"},
    ),
    "deducted-too-much": (
        (contribution("2025-03-01", 2025, "6000"),),
        {"years": [{"year": 2025, "deducted": "7000"}]},
    ),
    "recharacterized-late": (
        (
            contribution("2025-03-01", 2025, account="roth"),
            recharacterization("2026-11-01", 2025, earnings="100"),
        ),
        {},
    ),
    "returned-late": (
        (
            contribution("2025-03-01", 2025),
            withdrawal("2026-11-01", "7000", character="returned_contribution", tax_year=2025),
        ),
        {},
    ),
    "plan-to-roth": (
        (conversion("2025-03-05", "5000", account="k"),),
        {"accounts": "ira roth k"},
    ),
    "employer-contribution": (
        (contribution("2025-03-01", 2025, "9000", account="sep"),),
        {"accounts": "ira roth sep"},
    ),
    "after-tax-lost": (
        (rollover("k", "ira", "2025-03-01", "9000", after_tax="3000"),),
        {"accounts": "ira roth k"},
    ),
    "basis-below-zero": (
        (adjustment("2025-01-01", "-10500.50"), withdrawal("2025-02-01")),
        {},
    ),
    "inherited-without-basis": (
        (
            withdrawal("2025-03-01", "1500", account="inh"),
            conversion("2025-04-01", "2500", account="inh"),
            rollover("inh", "ira", "2025-05-01", "3500", completed="2025-05-02"),
            withdrawal("2025-06-01", "4500", account="ri"),
        ),
        {"more_accounts": [INHERITED, INHERITED_ROTH]},
    ),
    "inherited-with-basis": (
        (
            adjustment("2025-01-01", "500", account="inh"),
            conversion("2025-04-01", "2500", account="inh"),
        ),
        {"more_accounts": [INHERITED], "decedent": "Aunt"},
    ),
    "basis-into-plan": (
        (rollover("ira", "k", "2025-06-01", "90000", completed="2025-06-02"),),
        {"accounts": "ira roth k", "held": "10000", "basis": "20000"},
    ),
    "converted-before-rmd": (
        (withdrawal("2025-02-01", "1234", character="qcd"), conversion("2025-03-01")),
        {"born": "1950-05-01"},
    ),
    "moved-before-rmd": (
        (rollover("ira", "ira", "2025-03-01", completed="2025-03-02"),),
        {"born": "1950-05-01"},
    ),
    "conversion-without-amount": ((conversion("2025-03-01", None),), {}),
    "change-of-basis-without-amount": ((adjustment("2025-04-01", None),), {}),
    "deduction-not-known": ((contribution("2025-03-01", 2025, "6000"),), {"years": []}),
    "recharacterized-nothing": ((recharacterization("2025-03-01", 2025, "6000"),), {}),
    "recharacterized-without-earnings": (
        (
            contribution("2025-03-01", 2025, account="roth"),
            recharacterization("2026-02-01", 2025),
            conversion("2025-06-01"),
        ),
        {},
    ),
    "roth-excess-returned": (
        (
            contribution("2024-01-05", 2024, account="roth"),
            withdrawal(
                "2025-06-01", "800", account="roth", character="returned_excess", tax_year=2024
            ),
        ),
        {},
    ),
    "roth-returned-with-earnings": (
        (
            contribution("2025-01-05", 2025, account="roth"),
            withdrawal(
                "2025-06-01",
                "7000",
                account="roth",
                character="returned_contribution",
                tax_year=2025,
                earnings="150",
            ),
        ),
        {},
    ),
    "roth-not-completed": (
        (IN_ROTH_SINCE_2015, rollover("roth", "roth", "2025-03-01", "500")),
        {},
    ),
    "roth-without-amount": ((IN_ROTH_SINCE_2015, out_of_roth(None)), {}),
    "roth-without-birth-date": ((IN_ROTH_SINCE_2015, out_of_roth("500")), {}),
    "roth-with-a-past": (
        (IN_ROTH_SINCE_2015, out_of_roth("500")),
        {"born": "1980-05-01", "values": [value(2014, "100", "roth")]},
    ),
    "roth-before-59": (
        (IN_ROTH_SINCE_2015, conversion("2022-01-05", "8000"), out_of_roth("14000")),
        {"born": "1980-05-01", "basis_start": start("0", 2021), "values": [value(2022)]},
    ),
    "roth-conversion-without-amount": (
        (IN_ROTH_SINCE_2015, conversion("2022-01-05", None), out_of_roth("14000")),
        {"born": "1980-05-01", "basis_start": start("0", 2021)},
    ),
    "roth-from-a-plan": (
        (
            rollover("k", "roth", "2024-05-01", "9000", completed="2024-05-02", after_tax="0"),
            out_of_roth("1000"),
        ),
        {"accounts": "ira roth k"},
    ),
    "roth-qualified": (
        (IN_ROTH_SINCE_2015, out_of_roth("5000")),
        {"born": "1960-05-01"},
    ),
    "first-home": (
        (IN_ROTH_SINCE_2015, out_of_roth("9000")),
        {"born": "1980-05-01", "years": paid_home("12000")},
    ),
    "first-home-too-early": (
        (contribution("2022-01-05", 2022, "5500", account="roth"), out_of_roth("9000")),
        {"born": "1980-05-01", "years": paid_home("3000")},
    ),
    "partly-deducted": (PARTLY, deducting()),
    "fully-deductible": (PARTLY, deducting(magi="50000")),
    "not-deductible": (PARTLY, deducting(magi="100000")),
    "deducted-almost-all": (PARTLY, deducting("6000")),
    "deducted-without-income": (PARTLY, deducting(magi=None)),
    "filed-by-the-worksheet-without-income": (PARTLY, deducting(magi=None, _9="0", _13="1893")),
    "filed-by-the-plain-form": (PARTLY, deducting(_9="27000", _10="0.159", _13="1115")),
    "filed-by-the-worksheet": (PARTLY, deducting(magi="50000", _9="0", _13="1893")),
}


def findings(scenario: str) -> list[Object]:
    """What is said of 2025, with 10,000 of basis and 90,000 in the IRA if nothing else is told."""
    events, told = SCENARIOS[scenario]
    facts: Object = {"held": "90000", "basis": "10000", "values": [], "decedent": None} | told
    held, basis, decedent = facts.pop("held"), facts.pop("basis"), facts.pop("decedent")
    returns = facts.pop("returns", [])
    values = [value(2024, held), value(2025, held), *facts.pop("values")]
    known: Object = {"year_end_values": values, "basis_start": start(basis)}
    one = person(*events, **known | facts)
    found: list[Object] = year_of(2025, one, decedent=decedent, years=returns)["findings"]
    return found


@pytest.mark.parametrize("case", gold_cases("findings.toml", "finding"))
def test_what_is_said(case: Object) -> None:
    expected = {key: told for key, told in case.items() if key not in {"name", "scenario"}}
    assert expected in findings(case["scenario"])


def test_every_scenario_has_something_to_say() -> None:
    told = {case.values[0]["scenario"] for case in gold_cases("findings.toml", "finding")}
    assert told == set(SCENARIOS)
