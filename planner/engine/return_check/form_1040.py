"""The typed lines 4a and 4b of Form 1040, each with a verdict."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.form_1040 import HouseholdReturn
from planner.engine.money import ZERO
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.figures import RETURN_LINES, Figure
from planner.engine.return_check.form_1040_causes import line_4a_causes, line_4b_causes
from planner.engine.return_check.person_check import NOT_RECOGNIZED

_ALL_TAXED = "Where all of it is taxable, line 4a may stay empty."
_APART = "These people do not file one return together, so each has a line of their own."


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of Form 1040 as it should be, in dollars, or why it is not known."""

    amount: Decimal | None
    missing: str = ""


def return_figures(
    found: HouseholdReturn, cases: Sequence[Case], typed: Mapping[str, Decimal]
) -> Iterator[Figure]:
    """The typed lines held against those of everybody together."""
    both, missing = found.together, _APART
    if both is not None:
        missing = " ".join(dict.fromkeys(both.missing))
    lines = {
        "4a": _Line(both.gross if both else None, missing),
        "4b": _Line(both.taxed if both else None, missing),
    }
    for number in RETURN_LINES:
        if number in typed:
            yield _figure(number, typed[number], lines, cases)


def _figure(
    number: str, typed: Decimal, lines: Mapping[str, _Line], cases: Sequence[Case]
) -> Figure:
    right = lines[number].amount
    if right is None:
        return Figure("", number, typed, None, "unknown", note=lines[number].missing)
    if same(typed, right):
        return Figure("", number, typed, right, "same")
    taxed = lines["4b"].amount or ZERO
    if number == "4a":
        if not typed and same(taxed, right):
            return Figure("", number, typed, right, "same", note=_ALL_TAXED)
        cause = next(line_4a_causes(cases, typed, taxed), NOT_RECOGNIZED)
        return Figure("", number, typed, right, "differs", cause)
    cause = next(line_4b_causes(cases, typed, right, lines["4a"].amount), NOT_RECOGNIZED)
    return Figure("", number, typed, right, "differs", cause, typed - right)
