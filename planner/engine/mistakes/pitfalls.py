"""What covers each entry of our list of pitfalls (68 mistakes people make), or why nothing can."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pitfall:
    """What covers one: the codes of checks, what the engine does instead, or what is lacking."""

    codes: tuple[str, ...] = ()
    instead: str = ""
    lacking: str = ""


def _by(*codes: str) -> Pitfall:
    return Pitfall(codes)


def _engine(why: str) -> Pitfall:
    return Pitfall(instead=why)


def _needs(what: str) -> Pitfall:
    return Pitfall(lacking=what)


PITFALLS: dict[int, Pitfall] = {
    1: _by("missing-year-end-value", "ira-left-off-line-6"),
    2: _by("pre-tax-money-beside-conversion", "filed-basis-taken-first"),
    3: _by("spouse-in-line-6"),
    4: _by("roth-in-line-6"),
    5: _by("plan-in-line-6"),
    6: _by("inherited-in-line-6"),
    7: Pitfall(("ira-left-off-line-6",), lacking="Form W-2, box 12, or income of self-employment"),
    8: _by("pre-tax-money-beside-conversion"),
    9: _by("plan-money-rolled-in-beside-conversion"),
    10: _by("basis-rolled-into-plan"),
    11: _by("plan-rollover-on-line-7"),
    12: _by("conversion-in-line-6", "filed-conversion-not-added-back"),
    13: _by("outstanding-rollover-left-out"),
    14: _by(
        "line-9-does-not-add-up",
        "filed-conversion-not-added-back",
        "filed-distribution-not-added-back",
        "filed-nothing-added-back",
    ),
    15: _by("tiny-residue"),
    16: _by("contribution-missing-from-line-1", "filed-contribution-forgotten"),
    17: _by("deducted-and-in-basis", "deducted-above-contributions"),
    18: _engine("What was deducted is entered by hand, never assumed from income."),
    19: _by("chain-broken", "basis-restated", "filed-earlier-basis-forgotten"),
    20: _by("skipped-years-taken-for-zero", "missing-prior-basis"),
    21: _by("line-4-left-out", "filed-line-3-instead-of-line-5"),
    22: _by("line-13-without-a-move"),
    23: _by("conversion-in-the-contribution-year"),
    24: _engine("A contribution on a day that the year does not allow is refused."),
    25: _by("contributed-over-the-limit", "late-correction"),
    26: _by("contributed-without-compensation"),
    27: _by("traditional-contribution-at-70"),
    28: _by("earnings-counted-as-basis"),
    29: _by("moved-contribution-on-line-1", "returned-contribution-on-line-7"),
    30: _by("returned-excess-left-in-basis"),
    31: _by("after-tax-money-left-off-line-2"),
    32: _by("roth-contribution-above-income"),
    33: _by("employer-contribution-on-line-1"),
    34: _by("filed-basis-forgotten"),
    35: _by("conversion-without-form"),
    36: _by("conversion-on-line-7"),
    37: _by("conversion-undone"),
    38: _by("rmd-before-conversion"),
    39: _by("withheld-from-conversion", "withheld-tax-on-line-8"),
    40: _by("simple-two-years"),
    41: _by("inherited-conversion", "inherited-rollover"),
    42: _by("two-rollovers-in-a-year"),
    43: _by("leftover-basis-dropped"),
    44: _by("line-13-above-line-5", "line-14-does-not-add-up"),
    45: _engine("No waiting period is asked for anywhere."),
    46: _by("filed-by-the-other-route", "worksheet-1-1-facts-missing"),
    47: _by("qcd-on-line-7", "hsa-funding-on-line-7"),
    48: _by("qcd-before-70", "qcd-above-pre-tax"),
    49: _needs("Form 5329 as it was filed"),
    50: _by("roth-additional-tax"),
    51: _engine("Recapture takes the taxable part of a conversion only."),
    52: _engine("The two clocks are kept apart."),
    53: _by("conversion-left-off-line-24", "conversions-in-line-22"),
    54: _engine("Line 22 is carried by line 19."),
    55: _by("part-iii-for-qualified-distribution"),
    56: _by("form-missing"),
    57: _by("basis-overstated", "basis-below-zero"),
    58: _by("excess-left-over-year-end"),
    59: Pitfall(("basis-adjustment-left-off-line-2",), lacking="the former spouse's forms"),
    60: _needs("the date of death"),
    61: _by("inherited-basis-not-entered"),
    62: _by("state-basis-differs"),
    63: _needs("the revision of the form that was filed, and Forms 8915"),
    64: _needs("repayments of disaster, birth and other distributions"),
    65: _needs("rollovers from a 529 plan"),
    66: _engine("The Roth limit leaves line 18 out of income."),
    67: _by("plan-conversion-on-form"),
    68: _by("spouse-form-only"),
}
"""By number."""
