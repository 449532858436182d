"""Every check fires where it must and is silent a step beside it, in situations that have names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

import planner.engine.mistakes as package
from planner.engine.mistakes import mistakes
from planner.engine.mistakes.collect import COMPARED
from planner.engine.mistakes.pitfalls import PITFALLS
from planner.engine.mistakes.remedies import REMEDIES
from planner.engine.recognition import _MISTAKES as FORMULAS
from tests.engine.households import Object, households, read
from tests.engine.mistake_cases import CASES
from tests.engine.mistakes import TODAY

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


def test_every_situation_is_told_and_told_once() -> None:
    words = [one.words for both in CASES.values() for one in both]
    assert len(set(words)) == len(words)
    assert all(len(one.split()) >= 4 for one in words)


@settings(max_examples=60, deadline=None)
@given(households())
def test_nothing_is_ever_found_under_another_code(found: Object) -> None:
    assert {one.code for one in mistakes(read(found), TODAY)} <= set(CASES)
