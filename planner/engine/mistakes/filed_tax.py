"""Filed taxable amounts that are the answer of a known wrong formula; and Part III."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.mistakes.case import Case
from planner.engine.mistakes.filed import Slip, claim_back_by, explained, told
from planner.engine.mistakes.mistake import (
    CORRECTED_ANY_TIME,
    NOTHING_SEEN,
    Evidence,
    Mistake,
    Words,
)
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.recognition import recognize

_BY_MISTAKE = "Amend the return: Form 8606, and line 4b of Form 1040."


def tax_mistakes(case: Case) -> Iterator[Mistake]:
    """How the taxable amount came to be wrong, where the lines before do not show it."""
    found = case.off
    if ("18" in found or "15c" in found) and case.sheet.taxable is not None:
        yield from _recognized(case, found.get("18", ZERO) + found.get("15c", ZERO))


def _recognized(case: Case, difference: Decimal) -> Iterator[Mistake]:
    known = recognize(case.sheet, (case.sheet.taxable or ZERO) + difference)
    if known.verdict == "mistake":
        above = "too much" if difference > 0 else "too little"
        yield case.mistake(
            f"filed-{known.code}",
            Words(
                f"{dollars(abs(difference))} {above} was filed as taxable for {case.year}."
                f" {known.message}",
                _BY_MISTAKE,
                "IRC §408(d)(2); Form 8606, Parts I and II",
            ),
            dollars=abs(difference),
            mend_by=claim_back_by(case),
            without=CORRECTED_ANY_TIME,
            evidence=Evidence(lines=("15c", "18")),
        )


def part_iii_mistakes(case: Case) -> Iterator[Mistake]:
    """Conversions on the wrong line, and a Part III that was not called for."""
    converted = case.facts.conversion or ZERO
    left_off = Slip(
        "conversion-left-off-line-24",
        -converted,
        "The conversion of {dollars} in {year} was left off line 24, which counts those of the"
        " year itself too.",
        "Amend: add it to line 24.",
        "Instructions for Form 8606, line 24",
        Evidence(case.events("conversion")),
    )
    yield from explained(case, "24", (left_off,))
    basis = case.amount("roth_conversion_basis") or ZERO
    added = Slip(
        "conversions-in-line-22",
        basis,
        "{dollars} of conversions was counted on line 22 for {year}, which is regular"
        " contributions; conversions are on line 24.",
        "Amend: take them off line 22.",
        "Instructions for Form 8606, lines 22 and 24",
        NOTHING_SEEN,
    )
    yield from explained(case, "22", (added,))
    qualified = any(one.code == "roth-distribution-qualified" for one in case.found.findings)
    line_19 = case.off.get("19", ZERO)
    if qualified and line_19 > 0:
        slip = Slip(
            "part-iii-for-qualified-distribution",
            line_19,
            "{dollars} that came out of a Roth IRA in {year} was qualified, but filed on line 19.",
            "Amend: it is on Form 1040, line 4a, only.",
            "IRC §408A(d)(2); Instructions for Form 8606, line 19",
            NOTHING_SEEN,
        )
        yield told(case, slip, "19")
