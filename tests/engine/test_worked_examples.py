"""Published worked examples: every figure that one states, or the reason why it is out of scope.

Sources round in their own ways: an amount printed in whole dollars may be half a dollar away from
the exact one, an amount in cents half a cent, a ratio half of its last place.
"""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.engine.people import SHARED, D
from tests.engine.worked_examples import BESIDE, OUT_OF_SCOPE, READERS, answers

EXAMPLES = SHARED / "data" / "worked_examples.json"
ONE_DOLLAR = {"REPO-MARA-WRONG-ROTH-VALUE"}
"""Prints 715 for 715.54: cut off, or from a ratio of four places."""

needs_the_examples = pytest.mark.skipif(
    not EXAMPLES.exists(), reason="the shared worked examples are not beside this project"
)


@cache
def examples() -> dict[str, dict[str, Any]]:
    if not EXAMPLES.exists():
        return {}
    found = json.loads(EXAMPLES.read_text("utf-8"), parse_float=Decimal)["examples"]
    return {example["id"]: example for example in found}


def figures(name: str) -> dict[str, Any]:
    """What an example states, and what follows from it, by name."""
    example = examples()[name]
    found = example.get("derived_expected", {}) | example["expected"]
    return {key: amount for key, amount in found.items() if key != "derived"}


def in_scope() -> list[str]:
    return [name for name in examples() if name not in OUT_OF_SCOPE]


@needs_the_examples
@pytest.mark.parametrize("name", in_scope())
def test_example(name: str) -> None:
    stated = {key: one for key, one in figures(name).items() if (name, key) not in BESIDE}
    assert stated
    found = answers(examples()[name])
    for key, amount in stated.items():
        assert key in found, f"{key} of {name} is neither answered nor given a reason"
        assert same(found[key], amount, name), f"{key}: {found[key]} for {amount}"


def same(found: Any, stated: Any, name: str) -> bool:
    if isinstance(stated, bool):
        return found is stated
    if isinstance(stated, list):
        pairs = zip(found, stated, strict=True)
        return all(same(one, other, name) for one, other in pairs)
    amount = D(stated)
    leeway = D(1) if name in ONE_DOLLAR else half_a_last_place(amount)
    return abs(D(found) - amount) <= leeway


def half_a_last_place(stated: Decimal) -> Decimal:
    return D(1).scaleb(int(stated.as_tuple().exponent)) / 2


@needs_the_examples
def test_every_reason_and_every_reader_is_of_an_example() -> None:
    assert {*OUT_OF_SCOPE, *READERS} <= examples().keys()
    assert not OUT_OF_SCOPE.keys() & READERS
    for name, key in BESIDE:
        assert key in figures(name), (name, key)


def test_every_reason_is_a_sentence() -> None:
    for reason in (*OUT_OF_SCOPE.values(), *BESIDE.values()):
        assert reason.endswith(".")
        assert len(reason) >= len("As line 4a.")


@needs_the_examples
def test_nearly_everything_is_in_scope() -> None:
    assert len(in_scope()) >= 40
    assert len(OUT_OF_SCOPE) == 2
