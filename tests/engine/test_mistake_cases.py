"""Every check fires where it must and is silent a step beside it, in situations that have names."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

import planner.engine.mistakes as package
from planner.engine.mistakes import mistakes
from planner.engine.mistakes.collect import COMPARED
from planner.engine.mistakes.pitfalls import PITFALLS
from planner.engine.mistakes.remedies import REMEDIES
from planner.engine.recognition import _MISTAKES as FORMULAS
from tests.engine.households import (
    Object,
    conversion,
    households,
    read,
    rollover,
    value,
    withdrawal,
)
from tests.engine.mistake_cases import CASES, Situation
from tests.engine.mistakes import TODAY, someone

SOURCES = Path(package.__file__).parent


def written() -> Iterator[str]:
    """Everything in the checks that reads like a code; the years' own names have no hyphen."""
    for path in SOURCES.glob("*.py"):
        yield from re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', path.read_text("utf-8"))


CODES = {
    *(code for code in written() if code != COMPARED),
    *REMEDIES,
    *(f"filed-{one.__name__.replace('_', '-')}" for one in FORMULAS),
} - {"simple-start-not-known", "roth-distribution-qualified"}
"""What a mistake can be called; the last two are remarks of the ledger that checks go by."""


def test_every_code_has_both_and_nothing_else_has() -> None:
    assert set(CASES) == CODES


def test_every_pitfall_that_is_covered_has_both() -> None:
    assert {code for one in PITFALLS.values() for code in one.codes} <= set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_it_must_fire(code: str) -> None:
    situation, _ = CASES[code]
    assert code in situation.codes(), situation.words


@pytest.mark.parametrize("code", CASES)
def test_a_near_miss_must_not(code: str) -> None:
    _, beside = CASES[code]
    assert code not in beside.codes(), beside.words


@pytest.mark.parametrize("code", CASES)
def test_dollars_a_day_what_to_do_and_a_citation_or_why_not(code: str) -> None:
    situation, _ = CASES[code]
    one = situation.mistake(code)
    assert one.what_to_do.endswith(".")
    assert re.search(r"IRC|Form 8606|Publication|Instructions|GIT-2", one.citation)
    assert [one.mend_by is not None, one.missed is not None, bool(one.no_day)].count(True) == 1
    assert (one.dollars is None) == bool(one.no_dollars)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        # The due date with extensions of the year in which it arrived, IRC 408(d)(4).
        *((code, date(2026, 10, 15)) for code in ("rmd-before-conversion", "inherited-rollover")),
        ("two-rollovers-in-a-year", date(2027, 10, 15)),
        ("simple-two-years", date(2027, 10, 15)),
        # Sixty days from June 1, IRC 408(d)(3)(A).
        ("roth-additional-tax", date(2025, 7, 31)),
        # Three years from the due date, IRC 6511(a); a Sunday and Emancipation Day are passed over.
        ("conversion-without-form", date(2029, 4, 17)),
        ("inherited-basis-not-entered", date(2029, 4, 17)),
        # Before the next 6 %, IRC 4973.
        ("excess-left-over-year-end", date(2026, 12, 31)),
        ("pre-tax-money-beside-conversion", date(2025, 12, 31)),
    ],
)
def test_the_day_that_the_law_gives(code: str, day: date) -> None:
    situation, _ = CASES[code]
    one = situation.mistake(code)
    assert (one.mend_by or one.missed) == day
    assert (one.mend_by is None) == (day < situation.today)


def test_a_roth_rollover_that_was_never_completed_could_be_put_back_for_sixty_days() -> None:
    """10,000 taxed on conversion in 2024 left one Roth IRA in 2025 and reached no other."""
    one = Situation(
        "rolled from one Roth IRA to another and never arrived",
        (
            someone(
                conversion("2024-03-01", "10000"),
                rollover("roth", "roth2", "2025-06-01", "10000"),
                withdrawal("2025-02-01", "500"),
                accounts="ira roth",
                more_accounts=[{"key": "roth2", "kind": "roth"}],
                born="1985-05-01",
                year_end_values=[value(2024), value(2025)],
            ),
        ),
        TODAY,
        {},
    ).mistake("roth-additional-tax")
    assert one.missed == date(2025, 7, 31)
    assert [event.account for event in one.evidence.events] == ["roth"]


def test_every_situation_is_told_and_told_once() -> None:
    words = [one.words for both in CASES.values() for one in both]
    assert len(set(words)) == len(words)
    assert all(len(one.split()) >= 4 for one in words)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(households())
def test_nothing_is_ever_found_under_another_code_or_without_a_reason(found: Object) -> None:
    for one in mistakes(read(found), TODAY):
        assert one.code in CASES
        assert [bool(one.mend_by), bool(one.missed), bool(one.no_day)].count(True) == 1, one
        assert (one.dollars is None) == bool(one.no_dollars), one
