"""Why line 1, 2 or 8 differs (pitfalls: basis, contributions, conversions)."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.household import Event
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.return_check.case import Case, same
from planner.engine.return_check.figures import Cause


def line_1_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """Contributions left out, deducted ones counted, another year's counted (IRC 408(o))."""
    right, made = case.computed["1"], case.pool.contributions(case.year)
    if not typed:
        yield Cause(
            "contribution-left-out",
            f"The nondeductible contribution of {dollars(right)} is not on line 1, so it adds"
            " no basis.",
            "contribution",
        )
    deducted = case.person.record(case.year).deducted or ZERO
    if deducted and same(typed, made.total):
        yield Cause(
            "deducted-counted",
            f"It holds all that was contributed, {dollars(deducted)} of which was deducted."
            " What was"
            " deducted is not basis.",
            "contribution",
        )
    for year in (case.year + 1, case.year - 1):
        other, _ = pools.nondeductible(case.pool, year)
        if other and (same(typed, right + other) or same(typed, other)):
            yield Cause(
                "other-year-counted",
                f"It holds the contribution of {dollars(other)} for {year}. Line 1 takes"
                " contributions"
                f" for {case.year} only, whenever they were made.",
                "contribution",
            )


def line_2_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """Earlier basis left out, an older line 14, this year's contribution added (line 2)."""
    right = case.computed["2"]
    if not typed:
        yield Cause(
            "earlier-basis-left-out",
            f"Line 2 was left at 0: {dollars(right)} of already-taxed money from earlier"
            " years belongs"
            " on it.",
            "basis",
        )
    yield from _earlier_line_14(case, typed, right)
    if same(typed, right + case.computed["1"]):
        yield Cause(
            "contribution-added",
            f"It already holds this year's contribution, which stands on line 1:"
            f" {dollars(case.computed['1'])} would be counted twice.",
            "basis",
        )


def _earlier_line_14(case: Case, typed: Decimal, right: Decimal) -> Iterator[Cause]:
    """What an earlier year carries, or carried on a form that was filed wrong."""
    for one in reversed(case.years):
        if one.year >= case.year:
            continue
        filed = case.person.record(one.year).filed
        if one.carried is not None and same(typed, one.carried):
            yield Cause(
                "older-line-14",
                f"It is line 14 of {one.year}. Line 2 takes what is carried into {case.year}:"
                f" {dollars(right)}.",
                "basis",
            )
        elif filed and same(typed, filed.lines.get("14")):
            yield Cause(
                "filed-line-14",
                f"It is line 14 as filed for {one.year}, and that form was not right:"
                f" {dollars(right)}"
                f" is carried into {case.year}. The ledger shows where the chain first went wrong.",
                "basis",
            )


def line_8_causes(case: Case, typed: Decimal) -> Iterator[Cause]:
    """The conversion left out, gross of tax withheld, or only its taxable part (line 8)."""
    right = case.computed["8"]
    withheld = sum((one.withheld or ZERO for one in _conversions(case)), ZERO)
    if not typed:
        yield Cause(
            "conversion-left-out",
            f"{dollars(right)} went to a Roth IRA, as Form 1099-R shows, and line 8 does not"
            " say so.",
            "conversion",
        )
    elif withheld and same(typed, right + withheld):
        yield Cause(
            "withheld-counted",
            f"It counts the {dollars(withheld)} withheld for tax, which never reached the"
            " Roth IRA and"
            " belongs on line 7.",
            "conversion",
        )
    elif same(typed, case.computed["18"]):
        yield Cause(
            "taxable-part-only",
            "It is line 18, the taxable part. Line 8 takes all that was converted.",
            "conversion",
        )


def _conversions(case: Case) -> Iterator[Event]:
    return pools.valid_conversions(case.pool, case.year)
