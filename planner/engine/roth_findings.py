"""What has to be said about a year in which money came out of Roth IRAs."""

from collections.abc import Iterator
from decimal import Decimal

from planner.engine.findings import Finding
from planner.engine.household import Event
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.roth import RothYear
from planner.engine.roth_gaps import Layer
from planner.engine.roth_history import RothHistory

PART_III_NOT_KNOWN = frozenset({"roth-amount-not-known", "roth-qualification-not-known"})
"""The codes that say that line 19 is not known, and so no line of Part III is."""

_LINES: dict[Layer, str] = {"regular": "22", "conversions": "24"}


def roth_findings(history: RothHistory, year: RothYear) -> Iterator[Finding]:
    """What is missing for Part III of ``year``, what was assumed, and the additional tax."""
    yield from _not_known(history, year)
    if layer := _missing_layer(year):
        yield from _gaps(history, year, layer)
    elif year.nonqualified:
        yield from _assumed(history, year)
    for event in _from_plans(history, year):
        yield _from_a_plan(event)
    if year.out.qualified:
        yield _qualified(year)
    yield from _first_home(year)
    if year.out.early:
        yield from _additional_tax(year)


def _not_known(history: RothHistory, year: RothYear) -> Iterator[Finding]:
    for event in year.out.unknown:
        what = f"The amount of the {event.kind} of {event.on} out of a Roth IRA is not known."
        yield Finding("roth-amount-not-known", "blocks", what, "roth_distribution")
    if year.out.undecided:
        on = min(event.on for event in year.out.events)
        age = f" and whether the age was 59½ on {on}" if history.person.born is None else ""
        missing = "whether the five tax years of the first Roth IRA were over"
        if year.clock.is_met(year.year):
            age, missing = "", f"the date of birth, and so whether the age was 59½ on {on}"
        yield Finding(
            "roth-qualification-not-known",
            "blocks",
            f"Whether the money that came out of Roth IRAs in {year.year} was qualified is not"
            f" known. What is missing: {missing}{age}.",
            "born" if history.person.born is None else "events",
            year.out.undecided,
            "IRC §408A(d)(2); Instructions for Form 8606, line 19",
        )


def _missing_layer(year: RothYear) -> Layer | None:
    """The layer that Part III needs and does not have."""
    line_19, regular = year.nonqualified, year.available.regular
    if not line_19:
        return None
    if regular is None:
        return "regular"
    return "conversions" if line_19 > regular and year.available.conversions is None else None


def _gaps(history: RothHistory, year: RothYear, layer: Layer) -> Iterator[Finding]:
    for gap in history.gaps(layer, year.year):
        yield Finding(
            "roth-basis-not-known",
            "blocks",
            f"{gap.reason}, so line {_LINES[layer]} is not known.",
            "roth_contribution_basis" if layer == "regular" else "roth_conversion_basis",
            citation=f"Form 8606, line {_LINES[layer]}",
        )


def _assumed(history: RothHistory, year: RothYear) -> Iterator[Finding]:
    yield Finding(
        "roth-history-taken-as-whole",
        "info",
        f"Lines 22 and 24 take the {history.first.kind} of {history.first.on} for the first money"
        " that ever went into a Roth IRA. If there was any before, enter it.",
        "events",
        citation="Instructions for Form 8606, lines 22 and 24",
    )
    if year.out.early and year.clock.is_met(year.year):
        yield from _other_reasons(history, year)


def _from_plans(history: RothHistory, year: RothYear) -> Iterator[Event]:
    """What came from plans in the year, or by the end of it where Part III rests on that."""
    years = history.plan_years if year.nonqualified else (year.year,)
    for one in years:
        if one <= year.year:
            yield from history.rolled_over(one)


def _from_a_plan(event: Event) -> Finding:
    return Finding(
        "roth-plan-taken-as-converted",
        "info",
        f"The {event.kind} of {event.on} from an employer plan is taken for money that was not in a"
        " Roth account of the plan: it is on line 24. What had been contributed to a Roth account"
        " would be on line 22, where it comes out earlier.",
        dollars=event.amount,
        citation="IRC §402A(c)(3); Instructions for Form 8606, lines 22 and 24",
    )


def _other_reasons(history: RothHistory, year: RothYear) -> Iterator[Finding]:
    """What else would make money qualified that came out before 59½."""
    if year.home.entered is None:
        yield Finding(
            "first-home-not-known",
            "info",
            f"Whether the money of {year.year} paid for a first home is not entered; line 20 takes"
            " it that it did not. Up to $10,000 in a lifetime would be qualified.",
            "first_home_expenses",
            citation="IRC §408A(d)(2)(A), (d)(5); Form 8606, line 20",
        )
    if history.person.record(year.year).disabled is None:
        yield Finding(
            "disability-not-known",
            "info",
            f"Whether the money of {year.year} came out due to a disability is not entered; line 19"
            " takes it that it did not.",
            "disabled",
            citation="IRC §408A(d)(2)(A)(iii), 72(m)(7); Instructions for Form 8606, line 19",
        )


def _first_home(year: RothYear) -> Iterator[Finding]:
    """What a first home does to the year, and what does not count."""
    home = year.home
    if home.above:
        yield Finding(
            "first-home-above-limit",
            "info",
            f"Of the {dollars(home.entered or ZERO)} entered for a first home in {year.year},"
            f" {dollars(home.above)} is above what is left of the $10,000 of a lifetime and counts"
            " as any other distribution.",
            "first_home_expenses",
            home.above,
            "IRC §72(t)(8)(B); Form 8606, line 20",
        )
    if home.used and year.clock.is_met(year.year) is False:
        yield Finding(
            "first-home-too-early",
            "info",
            f"{dollars(home.used)} that paid for a first home in {year.year} is free of the 10%"
            " additional tax but not qualified, as the five tax years of the Roth IRAs were not"
            " over: line 20 stays 0.",
            "first_home_expenses",
            home.used,
            "IRC §72(t)(2)(F), 408A(d)(2)(B); Instructions for Form 8606, line 20",
        )
    if home.allowed and not year.out.early:
        yield first_home_without_withdrawal(year.year, home.allowed)


def first_home_without_withdrawal(year: int, amount: Decimal) -> Finding:
    """``amount`` dollars entered for a first home in a year in which no money fits (IRC 72(t))."""
    return Finding(
        "first-home-without-withdrawal",
        "info",
        f"{dollars(amount)} is entered for a first home in {year}, but nothing came out of Roth"
        " IRAs before 59½ that it could be.",
        "first_home_expenses",
        amount,
        "IRC §72(t)(2)(F), (8)(A)",
    )


def _qualified(year: RothYear) -> Finding:
    return Finding(
        "roth-distribution-qualified",
        "info",
        f"{dollars(year.out.qualified)} that came out of Roth IRAs in {year.year} was qualified: it"
        " is on no line of Part III but only on Form 1040, line 4a.",
        dollars=year.out.qualified,
        citation="IRC §408A(d)(1)-(2); Instructions for Form 8606, line 19",
    )


def _additional_tax(year: RothYear) -> Iterator[Finding]:
    tax = year.tax
    if tax.amount is None:
        yield Finding(
            "roth-additional-tax-not-known",
            "costs",
            f"The 10% additional tax on what came out of Roth IRAs in {year.year} is not known."
            f" What is missing: {'; '.join(tax.doubts)}.",
            citation="IRC §72(t), 408A(d)(3)(F); Form 5329, Part I",
        )
    elif tax.amount:
        recaptured, earnings = tax.recaptured or ZERO, tax.earnings or ZERO
        yield Finding(
            "roth-additional-tax",
            "costs",
            f"What came out of Roth IRAs in {year.year} before 59½ bears the 10% additional tax on"
            f" {dollars(recaptured)} of conversions taxed less than five years ago and on"
            f" {dollars(earnings)} of earnings, unless an exception applies; of those only a first"
            " home and a disability can be entered.",
            dollars=tax.amount,
            citation="IRC §72(t), 408A(d)(3)(F); Form 5329, Part I",
        )
