"""Contributions, recharacterized and returned: what was made for a year, and when."""

import json
from typing import Any

import pytest

from planner.engine.contributions import contributions, line_6_correction
from planner.engine.household import Person
from planner.engine.household_reading import read_household
from tests.engine.households import (
    adjustment,
    codes,
    contribution,
    conversion,
    event,
    household,
    person,
    recharacterization,
    value,
    withdrawal,
    year_of,
)

OWN = {"key": "own", "kind": "inherited_traditional", "treated_as_own": True}


def of(*events: Any, year: int = 2025) -> tuple[int, int]:
    """What was contributed to traditional IRAs in the year, and after it."""
    made = contributions(somebody(*events), year)
    assert made.total == made.in_year + made.late
    return int(made.in_year), int(made.late)


def somebody(*events: Any) -> Person:
    kept = person(*events, accounts="ira ira2 sep simple roth k", more_accounts=[OWN])
    return read_household(json.dumps(household(kept))).people[0]


MAY = contribution("2025-05-01", 2025, 3000)
FEBRUARY = contribution("2026-02-01", 2025, 4000)
ROTH_MAY = contribution("2025-05-01", 2025, 3000, account="roth")
ROTH_FEBRUARY = contribution("2026-02-01", 2025, 4000, account="roth")


def away(day: str, amount: int) -> Any:
    return recharacterization(day, 2025, amount, account="ira", to="roth")


def back(day: str, amount: int, account: str = "ira") -> Any:
    return withdrawal(
        day, amount, account=account, character="returned_contribution", tax_year=2025
    )


@pytest.mark.parametrize(
    ("events", "made"),
    [
        ((), (0, 0)),
        ((MAY, FEBRUARY), (3000, 4000)),
        ((MAY, contribution("2026-02-01", 2026)), (3000, 0)),
        # A SEP, a SIMPLE or a plan gets employer's money; an IRA treated as own takes one's own.
        ((contribution("2025-05-01", 2025, account="sep"),), (0, 0)),
        ((contribution("2025-05-01", 2025, account="k"),), (0, 0)),
        ((contribution("2025-05-01", 2025, account="own"),), (7000, 0)),
        # The last contribution is returned first (Treas. Reg. 1.408-11), if it was there already.
        ((MAY, FEBRUARY, back("2026-03-01", 5000)), (2000, 0)),
        ((MAY, FEBRUARY, back("2025-12-01", 1000)), (2000, 4000)),
        ((MAY, FEBRUARY, back("2026-03-01", 9000)), (0, 0)),
        ((MAY, FEBRUARY, back("2026-03-01", 1000, "sep")), (3000, 4000)),
        # The account it came out of decides before the date does.
        ((MAY, FEBRUARY | {"account": "ira2"}, back("2026-03-01", 1000)), (2000, 4000)),
        # Roth to traditional keeps the day of the contribution.
        ((ROTH_MAY, recharacterization("2026-03-01", 2025, 3000)), (3000, 0)),
        ((ROTH_FEBRUARY, recharacterization("2026-03-01", 2025, 3000)), (0, 3000)),
        ((ROTH_MAY, ROTH_FEBRUARY, recharacterization("2026-03-01", 2025, 5000)), (3000, 2000)),
        (
            (
                *(ROTH_MAY, ROTH_FEBRUARY),
                recharacterization("2026-03-01", 2025, 3000),
                recharacterization("2026-03-02", 2025, 3000),
            ),
            (3000, 3000),
        ),
        ((ROTH_FEBRUARY, recharacterization("2025-12-01", 2025, 3000)), (0, 0)),
        # Traditional to Roth: what was made last goes first, if it was there already.
        ((MAY, FEBRUARY, away("2026-03-01", 4500)), (2500, 0)),
        ((MAY, FEBRUARY, away("2025-06-01", 3000)), (0, 4000)),
        # On one and the same day the contribution came first.
        ((MAY, back("2025-05-01", 1000)), (2000, 0)),
        # There and back again; and returned after it was recharacterized.
        (
            (
                MAY,
                away("2025-06-01", 3000),
                recharacterization("2026-03-01", 2025, 2000),
            ),
            (2000, 0),
        ),
        (
            (ROTH_MAY, recharacterization("2025-06-01", 2025, 3000), back("2025-07-01", 500)),
            (2500, 0),
        ),
    ],
)  # fmt: skip
def test_what_was_contributed(events: tuple[Any, ...], made: tuple[int, int]) -> None:
    assert of(*events) == made
    assert of(*reversed(events)) == made


def recharacterized(day: str, amount: int, earnings: str | None, **more: Any) -> Any:
    return recharacterization(day, 2025, amount, earnings=earnings, **more)


@pytest.mark.parametrize(
    ("events", "correction"),
    [
        ((ROTH_MAY, recharacterized("2026-03-01", 3000, "250")), 3250),
        ((ROTH_MAY, recharacterized("2026-03-01", 3000, "-250")), 2750),
        ((ROTH_MAY, recharacterized("2025-12-31", 3000, "250")), 0),
        ((ROTH_FEBRUARY, recharacterized("2026-03-01", 3000, "250")), 0),
        ((ROTH_MAY, ROTH_FEBRUARY, recharacterized("2026-03-01", 4000, "250")), 3250),
        ((MAY, recharacterized("2026-03-01", 1000, "100", account="ira", to="roth")), -1100),
        ((ROTH_MAY, recharacterized("2026-03-01", 3000, None)), None),
        ((ROTH_MAY, recharacterized("2025-12-31", 3000, None)), 0),
        ((MAY, back("2026-03-01", 1000)), 0),
    ],
)
def test_line_6_takes_in_what_was_recharacterized_later(
    events: tuple[Any, ...], correction: int | None
) -> None:
    assert line_6_correction(contributions(somebody(*events), 2025)) == correction


def test_unknown_earnings_are_missing_only_where_line_6_is_asked_for() -> None:
    late = recharacterized("2026-03-01", 3000, None)
    known: Any = {
        "year_end_values": [value(2025)],
        "basis_start": {"after_year": 2024, "amount": "0"},
    }
    quiet = year_of(2025, person(ROTH_MAY, late, **known))
    assert quiet["status"] == "complete"
    assert quiet["lines"] == {"1": "3000", "2": "0", "3": "3000", "14": "3000"}
    moved = year_of(2025, person(ROTH_MAY, late, conversion("2025-08-01"), **known))
    assert moved["status"] == "incomplete"
    assert {"6", "9", "14", "18"}.isdisjoint(moved["lines"])
    assert {"missing-earnings", "missing-year-end-value"} <= set(codes(moved))


def test_a_roth_contribution_that_is_not_entered() -> None:
    found = year_of(2025, person(recharacterization("2025-06-01", 2025)))
    assert (found["status"], found["lines"]) == ("incomplete", {})
    assert codes(found) == ["missing-recharacterized-contribution"]
    half = year_of(
        2025,
        person(
            ROTH_MAY,
            recharacterization("2025-06-01", 2025, 2000),
            recharacterization("2025-06-02", 2025, 2000),
        ),
    )
    [finding] = half["findings"]
    assert finding["dollars"] == "1000"


@pytest.mark.parametrize("kind", ["recharacterization", "return"])
def test_a_correction_after_october(kind: str) -> None:
    late = {
        "recharacterization": recharacterized("2026-10-16", 1000, "5", account="ira", to="roth"),
        "return": back("2026-10-16", 1000),
    }[kind]
    found = year_of(2025, person(MAY, late, basis_start={"after_year": 2024, "amount": "0"}))
    assert found["lines"]["1"] == "2000"
    [finding] = found["findings"]
    assert finding["code"] == "late-correction"
    assert kind in finding["message"]
    in_time = person(MAY, late | {"date": "2026-10-15"})
    assert "late-correction" not in codes(year_of(2025, in_time))


def test_more_was_deducted_than_contributed() -> None:
    years = [{"year": 2025, "deducted": "3500", "first_year": True}]
    found = year_of(2025, person(MAY, years=years))
    assert (found["lines"], found["taxable"]) == ({}, "0")
    [finding] = found["findings"]
    assert (finding["code"], finding["dollars"]) == ("deducted-above-contributions", "500")


def test_worksheet_1_1_is_asked_for_only_where_a_part_was_deducted() -> None:
    for deducted, named in (("0", False), ("1", True), ("2999", True), ("3000", False)):
        years = [{"year": 2025, "deducted": deducted, "first_year": True}]
        for moved in (conversion("2025-08-01"), withdrawal("2025-08-01")):
            found = year_of(2025, person(MAY, moved, years=years, year_end_values=[value(2025)]))
            assert any(code.startswith("worksheet-1-1") for code in codes(found)) is named
            assert found["status"] == "complete"


def test_only_the_pool_s_own_adjustments_count() -> None:
    found = person(
        adjustment("2025-01-01", "100"),
        adjustment("2025-01-02", "20", account="ira"),
        adjustment("2025-01-03", "3", account="inh"),
        event("distribution", "ira", "2025-02-01", "10"),
        accounts="ira inh",
        year_end_values=[value(2025, "990")],
        basis_start={"after_year": 2024, "amount": "0"},
    )
    assert year_of(2025, found)["lines"]["2"] == "120"
    assert year_of(2025, found, decedent="inh")["form_due"] is False
