"""Why line 4a or 4b of Form 1040 differs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.figures import Cause


def line_4a_causes(cases: Sequence[Case], typed: Decimal, taxed: Decimal) -> Iterator[Cause]:
    """The taxable amount on the wrong line, a Form 1099-R left out."""
    if not typed:
        yield Cause(
            "distributions-left-out",
            "Line 4a is empty. It takes box 1 of every Form 1099-R from an IRA, conversions too.",
            "conversion",
        )
    elif same(typed, taxed):
        yield Cause(
            "taxable-on-4a",
            "It is the taxable amount, which belongs on line 4b. Line 4a takes all that left.",
            "return",
        )
    for case in cases:
        if case.value("conversion") and same(typed, case.value("conversion")):
            yield Cause(
                "form-1099-r-left-out",
                f"It is the conversion of {case.name} alone. Add box 1 of the other Forms 1099-R.",
                "conversion",
            )


def line_4b_causes(
    cases: Sequence[Case], typed: Decimal, right: Decimal, gross: Decimal | None
) -> Iterator[Cause]:
    """Form 8606 not applied, applied with other lines, or one person's only."""
    as_typed = right + sum((_moved(case) for case in cases), ZERO)
    if as_typed != right and same(typed, as_typed):
        yield Cause(
            "follows-from-lines",
            "It follows from line 18 as typed: once that is mended, this comes right.",
            "result",
        )
    if typed and gross is not None and same(typed, gross):
        yield Cause(
            "form-8606-not-applied",
            "It equals line 4a: box 2a of Form 1099-R was copied and Form 8606 not applied. Line"
            f" 4b takes lines 15c, 18 and 25c of everybody: {dollars(right)}.",
            "basis",
        )
    if not typed:
        yield Cause(
            "taxable-left-out",
            f"Line 4b is empty, and lines 15c, 18 and 25c of everybody come to {dollars(right)}.",
            "return",
        )
    for case in cases:
        if same(typed, case.taxable):
            yield Cause(
                "one-person-only",
                f"It is what is taxable for {case.name} alone. Line 4b takes everybody's.",
                "owner",
            )


def _moved(case: Case) -> Decimal:
    """How far line 18 as typed is from the right one."""
    return case.typed["18"] - case.computed["18"] if "18" in case.typed else ZERO
