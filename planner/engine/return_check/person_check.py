"""The typed lines of one person's Form 8606, each with a verdict."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from planner.engine.printing import dollars
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.entered_causes import line_1_causes, line_2_causes, line_8_causes
from planner.engine.return_check.figures import FORM_LINES, Cause, Figure
from planner.engine.return_check.result_causes import (
    by_the_other_way,
    line_14_causes,
    line_18_causes,
    recognized,
)
from planner.engine.return_check.value_causes import line_6_causes

_CAUSES: Mapping[str, Callable[[Case, Decimal], Iterator[Cause]]] = {
    "1": line_1_causes,
    "2": line_2_causes,
    "6": line_6_causes,
    "8": line_8_causes,
    "14": line_14_causes,
    "18": line_18_causes,
}
_SEVERAL = 2
NOT_RECOGNIZED = Cause(
    "not-recognized",
    "It is none of the mistakes we know. Compare the entries behind this line with those on the"
    " page of the year.",
    "result",
)


def person_figures(case: Case, others: Sequence[Case]) -> Iterator[Figure]:
    """Every typed line of the person, in the order of the form."""
    swapped = None if case.missing else _swapped(case, others)
    for line in FORM_LINES:
        if line in case.typed:
            yield _figure(case, line, others, swapped)


def _figure(case: Case, line: str, others: Sequence[Case], swapped: Cause | None) -> Figure:
    typed, who = case.typed[line], case.person.key
    if case.missing:
        return Figure(who, line, typed, None, "unknown", note=case.missing)
    right = case.computed[line]
    if same(typed, right):
        return Figure(who, line, typed, right, "same")
    rounded = recognized(case, typed) if line == "18" else None
    if rounded and rounded.verdict == "rounding":
        return Figure(who, line, typed, right, "same", note=rounded.message)
    cause = swapped or next(_likely(case, line, others), NOT_RECOGNIZED)
    taxable = typed - right if line == "18" else case.effect(line)
    lost = right - typed if line == "14" and typed < right else None
    return Figure(who, line, typed, right, "differs", cause, taxable, lost)


def _likely(case: Case, line: str, others: Sequence[Case]) -> Iterator[Cause]:
    """Causes, the likeliest first."""
    typed = case.typed[line]
    yield from by_the_other_way(case, line)
    if case.found is None or case.sheet.line(line).value is None:
        yield from _blank(case, line)
    else:
        yield from _CAUSES[line](case, typed)
    for other in others:
        yield from _of_another(case, other, line)


def _blank(case: Case, line: str) -> Iterator[Cause]:
    """A line that the form does not use this year, for want of anything that left the IRAs."""
    if case.computed[line]:
        yield from _CAUSES[line](case, case.typed[line])
    elif line == "6":
        yield Cause(
            "left-blank",
            "The form leaves line 6 blank this year: it counts only where a conversion or a"
            " withdrawal is worked out line by line.",
            "value",
        )


def _of_another(case: Case, other: Case, line: str) -> Iterator[Cause]:
    """Another person's figure in the place of this one's, or both together."""
    if other.missing or not other.computed[line]:
        return
    typed, right, theirs = case.typed[line], case.computed[line], other.computed[line]
    if same(typed, right + theirs) and right:
        yield Cause(
            "spouse-included",
            f"It holds {dollars(theirs)} of {other.name} too. Each person has a Form 8606 of"
            " their own.",
            "owner",
        )
    elif same(typed, theirs):
        yield _of(other)


def _swapped(case: Case, others: Sequence[Case]) -> Cause | None:
    """Whether several lines differ and all of them are those of another person."""
    off = [one for one in case.typed if not same(case.typed[one], case.computed[one])]
    if len(off) < _SEVERAL or not any(case.typed[line] for line in off):
        return None
    for other in others:
        if not other.missing and all(same(case.typed[one], other.computed[one]) for one in off):
            return _of(other)
    return None


def _of(other: Case) -> Cause:
    return Cause(
        "spouse-swapped",
        f"It is the figure of {other.name}: the two forms may be under each other's names.",
        "owner",
    )
