"""Layout and values together: the ONE line model of page, partial, PDF, JSON and "why".

Nothing here computes a line; it says where a value stands, how it is written, and why it is so.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Literal, cast

from planner.engine.computation import Computation
from planner.engine.facts import PersonYear
from planner.engine.layouts import FormLayout, LineLayout, Part
from planner.engine.money import DOLLAR, UNITS, Ratio
from planner.engine.printing import printed_ratio, writer
from planner.engine.rules import Rule, Value, Values
from planner.engine.trace import Sheet, Trace

_BLANK: Any = object()
_for_line_10 = itemgetter("ratio_places", "conversion", "distribution", "unit")

type _Amounts = tuple[Decimal, Decimal, Decimal, Decimal]

type State = Literal["filled", "blank", "unknown"]


@dataclass(slots=True, eq=False)
class WorksheetLine:
    """One line of the worksheet, to be read and never changed.

    ``value`` is a ``Decimal`` in dollars, a ``Ratio`` on line 10, or ``None``; ``text`` is how it
    is printed, empty when blank. ``state`` tells a blank line from one that is not known.
    """

    # Not frozen: assigning through the back door would take a third of the engine's time.

    layout: LineLayout
    state: State
    value: Value | None
    text: str
    sheet: Sheet

    @property
    def number(self) -> str:
        """The printed line number, such as ``15a``."""
        return self.layout.number

    @property
    def key(self) -> str:
        """The semantic name of the value."""
        return self.layout.key

    @property
    def part(self) -> Part:
        """The part of the form: ``I``, ``II`` or ``III``."""
        return self.layout.part

    @property
    def caption(self) -> str:
        """What the line asks for, in our own words."""
        return self.layout.caption

    @property
    def citation(self) -> str:
        """The law or instruction behind the line."""
        return self.layout.citation

    @property
    def trace(self) -> Trace:
        """Why the line says what it says."""
        return Trace(self.layout, self.sheet)

    @property
    def plain_text(self) -> str:
        """The value for other programs: without commas, empty when blank or not known."""
        return self.text.replace(",", "")


def worksheet_lines(
    facts: PersonYear, computation: Computation, layout: FormLayout
) -> tuple[WorksheetLine, ...]:
    """Every line of the year's form in printed order, blank ones too."""
    values, unit = computation.values, UNITS[facts.rounding]
    rules = _by_key(computation.rules)
    sheet = Sheet(facts, values, rules, layout.numbers, unit, _ratio_text(values))
    write = writer(unit)
    lines = []
    for key, line, blank in _blank_lines(layout):
        value = values.get(key, _BLANK)
        if value is _BLANK:
            lines.append(blank)
        elif value is None:
            lines.append(WorksheetLine(line, "unknown", None, "", sheet))
        else:
            text = sheet.ratio_text if isinstance(value, Ratio) else write(value)
            lines.append(WorksheetLine(line, "filled", value, text, sheet))
    return tuple(lines)


def _ratio_text(values: Values) -> str:
    """Line 10 as printed; empty when it is blank or not known."""
    ratio = values.get("nontaxable_ratio")
    if not isinstance(ratio, Ratio):
        return ""
    places, converted, distributed, unit = cast("_Amounts", _for_line_10(values))
    return printed_ratio(ratio, int(places), converted, distributed, unit)


@cache
def _blank_lines(layout: FormLayout) -> tuple[tuple[str, LineLayout, WorksheetLine], ...]:
    """The year's form with nothing on it: keys, layouts, and lines that all worksheets share."""
    sheet = Sheet(PersonYear(tax_year=layout.year), {}, {}, layout.numbers, DOLLAR, "")
    return tuple(
        (line.key, line, WorksheetLine(line, "blank", None, "", sheet)) for line in layout.lines
    )


@lru_cache(maxsize=64)
def _by_key(groups: tuple[tuple[Rule, ...], ...]) -> dict[str, Rule]:
    return {rule.key: rule for group in groups for rule in group}
