"""Why a line says what it says: the rule, the real numbers, and the citation."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.layouts import LineLayout
from planner.engine.money import Ratio
from planner.engine.printing import entered, printed
from planner.engine.rules import Rule, Values

_ENTRIES = {
    "year_end_value": ("year_end_value", "outstanding_rollover"),
    "converted": ("conversion",),
}
"""Lines that hold other facts than the one they are named after."""

_ENTRY_NAMES = {
    "year_end_value": "value on December 31",
    "outstanding_rollover": "outstanding rollovers",
}

_OPERAND_NAMES = {
    "distribution": "withdrawn",
    "conversion": "converted",
    "worksheet_conversion": "Worksheet 1-1, line 10",
}
"""Operands that no line of the sheet holds."""


@dataclass(slots=True, eq=False)
class Sheet:
    """What the traces of one worksheet share: facts, values, rules, and how to write them.

    ``facts`` has an attribute for every line that is an entry.
    """

    facts: object
    values: Values
    rules: Mapping[str, Rule]
    numbers: Mapping[str, str]
    unit: Decimal
    ratio_text: str

    def text(self, key: str) -> str:
        """The value named ``key`` as it is printed; empty when blank, ``?`` when not known."""
        if key not in self.values:
            return ""
        value = self.values[key]
        if value is None:
            return "?"
        return self.ratio_text if isinstance(value, Ratio) else printed(value, self.unit)


@dataclass(slots=True, eq=False)
class Trace:
    """The explanation of one line, written out only when it is asked for."""

    layout: LineLayout
    sheet: Sheet

    @property
    def rule(self) -> Rule | None:
        """The rule that computed the line; ``None`` for an entry or a blank line."""
        return self.sheet.rules.get(self.layout.key)

    @property
    def citation(self) -> str:
        """The law or instruction behind the line."""
        return self.layout.citation

    @property
    def operands(self) -> tuple[tuple[str, str], ...]:
        """What the line was made from: pairs of a name ("line 5") and the value as printed."""
        if self.rule:
            numbers = self.sheet.numbers
            used = [key for key in self.rule.operands if key in numbers]
            return tuple((f"line {numbers[key]}", self.sheet.text(key)) for key in used)
        return tuple(
            (_ENTRY_NAMES.get(key, "entered"), _entry_text(amount)) for key, amount in self._entries
        )

    @property
    def formula(self) -> str:
        """The rule in the form's own terms, such as ``line 5 ÷ line 9``."""
        if not self.rule:
            return " + ".join(name for name, _ in self.operands)
        labels = _Labels(self.sheet)
        formula, limit = (text.format_map(labels) for text in (self.rule.formula, self.rule.limit))
        return f"{formula}, {limit}" if limit else formula

    @property
    def calculation(self) -> str:
        """The rule with the real numbers and the result, such as ``7,000 + 0 = 7,000``."""
        result = self.sheet.text(self.layout.key)
        if not result or not (self.rule or self.operands):
            return ""
        if not self.rule:
            left, limit = " + ".join(text for _, text in self.operands), ""
        else:
            texts = _Texts(self.sheet)
            left, limit = self.rule.formula.format_map(texts), self.rule.limit.format_map(texts)
        equation = left if left == result else f"{left} = {result}"
        return f"{equation}, {limit}" if limit else equation

    @property
    def _entries(self) -> list[tuple[str, Decimal | None]]:
        if self.layout.key not in self.sheet.values:
            return []
        keys = _ENTRIES.get(self.layout.key, (self.layout.key,))
        if not hasattr(self.sheet.facts, keys[0]):
            return []  # worked out, once it can be
        amounts = [(key, getattr(self.sheet.facts, key)) for key in keys]
        return [amounts[0], *((key, amount) for key, amount in amounts[1:] if amount)]


class _Labels(dict[str, str]):
    """Operand names as the form names them."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __missing__(self, key: str) -> str:
        number = self._sheet.numbers.get(key)
        return f"line {number}" if number else _OPERAND_NAMES[key]


class _Texts(_Labels):
    """Operand names as their printed values."""

    def __missing__(self, key: str) -> str:
        return self._sheet.text(key)


def _entry_text(amount: Decimal | None) -> str:
    """An entry with the cents it was given, so that rounding is seen."""
    return "not entered" if amount is None else entered(amount)
