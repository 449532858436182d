"""Rules: how one value of the form follows from others, and how that is written down.

A rule is a plain function whose parameter names are the values it needs. The decorator keeps
beside it the formula in words, so that the "why" of a line can never name other operands than
the ones that were used.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

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
    return lambda values: tuple(values[name] for name in names)


def apply(rules: tuple[Rule, ...], values: Values) -> None:
    """Compute ``rules`` in order into ``values``; what rests on something unknown is unknown."""
    for step in rules:
        operands = step.operands_from(values)
        unknown = any(operand is None for operand in operands)
        values[step.key] = None if unknown else step.function(*operands)


def apply_known(rules: tuple[Rule, ...], values: Values) -> None:
    """``apply`` for values that are all known: the same results without looking for gaps."""
    for step in rules:
        values[step.key] = step.function(*step.operands_from(values))
