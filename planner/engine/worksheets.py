"""From facts to a whole worksheet: status, parts, lines, taxable amount and findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.engine.computation import (
    Computation,
    compute,
    distribution_without_basis,
    has_basis,
)
from planner.engine.facts import AMOUNTS, PersonYear, invalid, problems, sound
from planner.engine.findings import Finding
from planner.engine.layouts import FormLayout, Part, form_layout, form_years
from planner.engine.lines import WorksheetLine, worksheet_lines
from planner.engine.money import UNITS
from planner.engine.rules import Value

type Status = Literal["complete", "incomplete", "invalid"]

_FIRST_LINES: dict[str, Part] = {"total_basis": "I", "converted": "II", "roth_distribution": "III"}
"""A value that stands on every filled-in part, and the part it tells."""

_MISSING = {
    "prior_basis": "line 14 of the last Form 8606 filed, or 0 if none ever was",
    "year_end_value": "the value of all the traditional, SEP, SIMPLE and rollover IRAs"
    " on December 31",
    "roth_contribution_basis": "the regular Roth contributions so far, less those already taken"
    " out",
    "roth_conversion_basis": "the amounts converted to Roth so far, less those already taken out",
}

_DISASTER_LINES = (
    ("taxable_distribution", "qualified_disaster_amount", "15a"),
    ("taxable_roth_distribution", "roth_disaster_amount", "25a"),
)
"""The value that falls below zero when a disaster amount is more than the line it is part of."""


@dataclass(slots=True, eq=False)
class Worksheet:
    """Form 8606 of one person and year, to be read and never changed.

    ``status`` is ``complete``, ``incomplete`` (something required is not known: lines that rest
    on it are not filled) or ``invalid`` (no lines; the findings say what and where). ``taxable``
    is in dollars: lines 15c, 18 and 25c where above zero, or a distribution without any basis;
    ``None`` while not known.
    """

    facts: PersonYear
    status: Status
    layout: FormLayout | None
    parts: tuple[Part, ...]
    lines: tuple[WorksheetLine, ...]
    taxable: Decimal | None
    findings: tuple[Finding, ...]

    @property
    def unit(self) -> Decimal:
        """What the lines are rounded to: a dollar or a cent."""
        return UNITS[self.facts.rounding]

    def line(self, number: str) -> WorksheetLine:
        """The line printed as ``number``; ``KeyError`` when the form has none."""
        for line in self.lines:
            if line.number == number:
                return line
        raise KeyError(number)

    def value(self, key: str) -> Value | None:
        """The value named ``key``, or ``None`` when its line is blank or not known."""
        return next((line.value for line in self.lines if line.key == key), None)


def worksheet(facts: PersonYear) -> Worksheet:
    """Form 8606 for ``facts``, in US dollars.

    Never raises for the facts of a person: what cannot be is named in the findings (status
    ``invalid``), what is missing too (status ``incomplete``). Implements Form 8606, Parts I-III.
    """
    if facts.tax_year not in form_years() or not sound(facts):
        return Worksheet(facts, "invalid", None, (), (), None, tuple(_problems(facts)))
    return worksheet_on(form_layout(facts.tax_year), facts)


def worksheet_on(
    layout: FormLayout, facts: PersonYear, computation: Computation | None = None
) -> Worksheet:
    """``worksheet`` for sound ``facts`` on a given ``layout``, which may be another year's.

    ``computation`` is what was worked out otherwise than line by line.
    """
    computation = computation or compute(facts)
    lines = worksheet_lines(facts, computation, layout)
    status: Status = "incomplete" if computation.missing else "complete"
    findings = tuple(_findings(facts, computation))
    return Worksheet(
        facts, status, layout, _parts(computation), lines, computation.taxable, findings
    )


def _problems(facts: PersonYear) -> Iterator[Finding]:
    if facts.tax_year not in form_years():
        first, last = form_years()[0], form_years()[-1]
        yield invalid("tax_year", f"must be a year from {first} to {last}")
    yield from problems(facts)


def _parts(computation: Computation) -> tuple[Part, ...]:
    return tuple([part for key, part in _FIRST_LINES.items() if key in computation.values])


def _findings(facts: PersonYear, computation: Computation) -> Iterator[Finding]:
    for key in computation.missing:
        yield Finding(
            f"missing-{key.replace('_', '-')}",
            "blocks",
            f"{key} (line {AMOUNTS[key]}) is not known: {_MISSING[key]}.",
            key,
            citation=f"Form 8606, line {AMOUNTS[key]}",
        )
    if facts.distribution and has_basis(facts) is False:
        yield Finding(
            "no-basis-fully-taxable",
            "info",
            "There is no basis, so the distribution is taxable in full and fills in no line.",
            "distribution",
            distribution_without_basis(facts, computation.values),
            "IRC §408(d)(1); Form 8606, Part I",
        )
    if _everything_was_converted(facts) and not computation.missing:
        yield Finding(
            "part-i-not-required",
            "info",
            "Everything was converted, so the form does not require Part I. It is filled in"
            " anyway, so that no basis is lost.",
            citation="Form 8606, Part I; Instructions, line 17",
        )
    yield from _disaster_findings(computation)


def _disaster_findings(computation: Computation) -> Iterator[Finding]:
    """A disaster amount is a part of the line above it; more than that is a slip."""
    for below, key, whole in _DISASTER_LINES:
        rest = computation.values.get(below)
        if isinstance(rest, Decimal) and rest < 0:
            line = AMOUNTS[key]
            yield Finding(
                f"disaster-amount-above-line-{whole}",
                "costs",
                f"{key} (line {line}) is more than line {whole}, of which it is a part.",
                key,
                rest.copy_negate(),
                f"Form 8606, line {line}",
            )


def _everything_was_converted(facts: PersonYear) -> bool:
    """Did the whole pool go to Roth, with basis and without a contribution or distribution?"""
    left = (facts.year_end_value or 0) + (facts.outstanding_rollover or 0)
    converted_only = bool(facts.conversion) and not facts.distribution
    return bool(
        converted_only and not left and not facts.nondeductible_contribution and facts.prior_basis
    )
