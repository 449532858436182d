"""Rules: how one value of the form follows from others, and how that is written down.

A rule is a plain function whose parameter names are the values it needs. The decorator keeps
beside it the formula in words, so that the "why" of a line can never name other operands than
the ones that were used.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any, Self

from planner.engine.money import Ratio

type Value = Decimal | Ratio
type Values = dict[str, Value | None]
"""Values by semantic name. A name that is absent is a blank line; ``None`` is *not known*."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One computed value: its name, function and operands, and how that is written down.

    ``formula`` and ``limit`` have ``{operand}`` holes; ``limit`` is empty or a bound in words.
    """

    key: str
    function: Callable[..., Value]
    operands: tuple[str, ...]
    formula: str
    limit: str
    operands_from: Callable[[Values], tuple[Value | None, ...]]


def rule(formula: str, limit: str = "", key: str = "") -> Callable[[Callable[..., Value]], Rule]:
    """Turn a function into a ``Rule`` explained by ``formula`` and, if it has one, ``limit``.

    The rule gives the value ``key``, which is the function's name unless another is given.
    """

    def decorate(function: Callable[..., Value]) -> Rule:
        operands = tuple(inspect.signature(function).parameters)
        name = key or function.__name__
        return Rule(name, function, operands, formula, limit, _getter(operands))

    return decorate


def _getter(names: tuple[str, ...]) -> Callable[[Values], tuple[Value | None, ...]]:
    """A function that takes ``names`` out of the values, as a tuple whatever their number."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _values: ()
    (name,) = names
    return lambda values: (values[name],)


class Rules(tuple[Rule, ...]):
    """Rules in the order in which they are applied, unpacked once for all the forms to come."""

    steps: tuple[tuple[str, Callable[..., Value], Callable[[Values], tuple[Any, ...]]], ...]

    def __new__(cls, rules: Iterable[Rule]) -> Self:
        """Keep each rule's key, function and way to its operands side by side."""
        self = super().__new__(cls, rules)
        self.steps = tuple((rule.key, rule.function, rule.operands_from) for rule in self)
        return self


def apply(rules: Rules, values: Values) -> None:
    """Compute ``rules`` in order into ``values``; what rests on something unknown is unknown."""
    for key, function, operands_from in rules.steps:
        operands = operands_from(values)
        unknown = any(operand is None for operand in operands)
        values[key] = None if unknown else function(*operands)


def apply_known(rules: Rules, values: Values) -> None:
    """``apply`` for values that are all known: the same results without looking for gaps."""
    for key, function, operands_from in rules.steps:
        values[key] = function(*operands_from(values))
