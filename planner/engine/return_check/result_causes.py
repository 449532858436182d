"""Why line 14 or 18 differs: it follows from a line above, or from a known wrong formula."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.printing import dollars
from planner.engine.recognition import Recognition, recognize
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.figures import Cause
from planner.engine.route_findings import WAY_NAMES
from planner.engine.routes import other_way


def follows(case: Case, line: str, typed: Decimal) -> Iterator[Cause]:
    """Whether the figure is right for the lines above it as they were typed."""
    changed = case.changed
    sheet = case.with_lines(changed) if changed else None
    value = sheet.line(line).value if sheet else None
    if isinstance(value, Decimal) and same(typed, value):
        lines = " and ".join(changed)
        yield Cause(
            "follows-from-lines",
            f"It follows from line{'s' if len(changed) > 1 else ''} {lines} as typed: once"
            f" {'those are' if len(changed) > 1 else 'that is'} mended, this comes right.",
            "result",
        )


def by_the_other_way(case: Case, line: str) -> Iterator[Cause]:
    """Worksheet 1-1 of Publication 590-B in the place of Part I line by line, or the reverse."""
    route = case.found.route if case.found else None
    if route is None or route.otherwise is None:
        return
    value = route.otherwise.line(line).value
    if isinstance(value, Decimal) and value and same(case.typed[line], value):
        yield Cause(
            "by-the-other-way",
            f"It is what {WAY_NAMES[other_way(route.code)]} gives; {case.year} is worked out by"
            f" {WAY_NAMES[route.code]}. If it was filed this way, mark the year so.",
            "result",
        )


def line_14_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """Basis not carried, or carried as if none of it had come out (line 14)."""
    yield from follows(case, "14", typed)
    yield from _follows_from_line_18(case, typed)
    right = case.computed["14"]
    if not typed:
        yield Cause(
            "basis-not-carried",
            f"Line 14 carries nothing, and {dollars(right)} of already-taxed money is still"
            " inside.",
            "basis",
        )
    elif case.value("basis_used") and same(typed, case.value("total_basis")):
        yield Cause(
            "basis-not-reduced",
            f"It is line 3: the {dollars(case.value('basis_used'))} that came out untaxed this year"
            " (line 13) was not taken off.",
            "result",
        )


def _follows_from_line_18(case: Case, typed: Decimal) -> Iterator[Cause]:
    """Line 14 is line 3 less line 13, and line 13 is line 8 less line 18 if all was converted."""
    line_18 = case.typed.get("18")
    if line_18 is None or same(line_18, case.computed["18"]) or case.value("distribution"):
        return
    out = case.value("conversion") - line_18
    if out and same(typed, case.value("total_basis") - out):
        yield Cause(
            "follows-from-lines",
            "It follows from line 18 as typed: once that is mended, this comes right.",
            "result",
        )


def line_18_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """No basis used, or a wrong formula we know (line 18)."""
    yield from follows(case, "18", typed)
    if case.value("basis_used") and same(typed, case.computed["8"]):
        yield Cause(
            "no-basis-used",
            f"It is line 8: all of the conversion was taxed, and the"
            f" {dollars(case.value('basis_used'))} that was already taxed was not taken off.",
            "basis",
        )
    found = recognized(case, typed)
    if found and found.verdict == "mistake":
        yield Cause(found.code, found.message, "result")


def recognized(case: Case, typed: Decimal) -> Recognition | None:
    """What line 18 is recognised as, where it is all that is taxable of the form."""
    if case.found is None or case.sheet.taxable != case.computed["18"]:
        return None
    return recognize(case.sheet, typed)
