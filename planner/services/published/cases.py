"""Published cases, worked out by the engine from the facts that their sources give.

The facts and the sources are in ``cases.toml``; every figure is computed when it is asked for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from planner.charts import Band, Chart, Segment, bands
from planner.charts.geometry import Look
from planner.engine.facts import PersonYear
from planner.engine.federal import landing
from planner.engine.filing_status import FilingStatus
from planner.engine.fixes import Outcome, Terms, convert_all, do_nothing, roll_in, spread
from planner.engine.fixes import stop_backdoors as stop
from planner.engine.fixes.course import course
from planner.engine.fixes.pool import converting
from planner.engine.fixes.worth import Later, Turn, Worth, turn, wealth, worth
from planner.engine.money import DOLLAR, ZERO, to_unit
from planner.engine.printing import dollars
from planner.engine.summary import Summary, summarize
from planner.engine.tables import year_table
from planner.engine.tax import income_tax, marginal_rate
from planner.services.ways_out.price import percent
from planner.services.ways_out.worth import rate_words

_FILE = Path(__file__).with_name("cases.toml")
_LOOKS: tuple[Look, ...] = ("muted", "calm", "stop")


@dataclass(frozen=True, slots=True)
class Told:
    """A published case: its title, where it is from, and what of that could be read."""

    title: str
    source: str
    read: str


@dataclass(frozen=True, slots=True)
class Against:
    """What a way costs at first, and by how much it is ahead of another at the end; dollars."""

    name: str
    tax: Decimal
    worth: Worth
    turn: Turn | None

    @property
    def ahead(self) -> Decimal:
        """At the end, in whole dollars; below zero where it is behind."""
        return to_unit(self.worth.at_the_end, DOLLAR)

    @property
    def turns(self) -> str:
        """Where the later rate turns it, in words."""
        if self.turn is None:
            return "at no later rate"
        side = "above" if self.turn.is_ahead_above else "below"
        return f"{side} {rate_words(self.turn.rate)} later"


@dataclass(frozen=True, slots=True)
class HalfAMillion:
    """A backdoor beside half a million: the form, and what the ways are worth."""

    told: Told
    pre_tax: Decimal
    contributed: Decimal
    summary: Summary
    income: Decimal
    rate: Decimal
    later: Later
    first: int
    last: int
    going_on: Outcome
    ways: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """A conversion over so many years: what each year costs, and where the dollars land."""

    years: int
    outcome: Outcome
    segments: tuple[tuple[Decimal, Decimal], ...]

    @property
    def tax(self) -> Decimal:
        """All of it."""
        return sum((one.tax or ZERO for one in self.outcome.years), ZERO)


@dataclass(frozen=True, slots=True)
class Spreading:
    """The same dollars converted over one to several years, and the brackets that they fill."""

    told: Told
    amount: Decimal
    income: Decimal
    schedule: str
    over: tuple[Over, ...]

    @property
    def saved(self) -> Decimal:
        """What the longest spread costs less than converting at once."""
        return self.over[0].tax - self.over[-1].tax

    @property
    def chart(self) -> Chart:
        """Each spread as a band of the brackets that its dollars are taxed in."""
        rates = sorted({rate for one in self.over for rate, _ in one.segments})
        looks = dict(zip(rates, _LOOKS, strict=False))
        rows = [
            Band(
                "At once" if one.years == 1 else f"Over {one.years} years",
                tuple(
                    Segment(f"at {percent(rate)}", looks[rate], amount, percent(rate))
                    for rate, amount in one.segments
                ),
                f"{dollars(one.tax)} of tax",
            )
            for one in self.over
        ]
        legend = [(f"taxed at {percent(rate)}", look) for rate, look in looks.items()]
        return bands(f"In which brackets {dollars(self.amount)} lands", rows, legend=legend)


@dataclass(frozen=True, slots=True)
class Forum:
    """Three years with basis, as an answer in a forum plans them, and at once."""

    told: Told
    pool: Decimal
    basis: Decimal
    slowly: Outcome
    at_once: Outcome
    said_slowly: Decimal
    said_at_once: Decimal

    @property
    def saved(self) -> Decimal:
        """What three years cost less, in dollars."""
        return (self.at_once.tax or ZERO) - (self.slowly.tax or ZERO)


def half_a_million() -> HalfAMillion:
    """$500,000 of pre-tax money and a backdoor of $7,000 (Form 8606, lines 10, 14 and 18)."""
    case = _facts()["half-a-million"]
    ours, year = case["ours"], case["year"]
    contributed, income = Decimal(case["contributed"]), Decimal(ours["taxable_income"])
    later = Later(
        rate=Decimal(ours["later_rate"]),
        growth=Decimal(ours["growth"]),
        outside=Decimal(ours["outside"]),
    )
    settled = PersonYear(
        tax_year=year,
        nondeductible_contribution=contributed,
        prior_basis=ZERO,
        year_end_value=case["pre_tax"] + contributed,
    )
    planned = converting(settled, contributed)
    terms = Terms(
        price=lambda _year, taxable: _price(year, ours["filing_status"], income, taxable),
        years=ours["years"],
        growth=later.growth,
        backdoor=contributed,
    )
    nothing = do_nothing(planned, terms)
    ways = (
        _against("Go on with the backdoor", nothing, stop(settled, terms), later),
        _against("Convert everything", convert_all(settled, terms), nothing, later),
        _against("Roll into a plan", roll_in(settled, terms), nothing, later),
    )
    return HalfAMillion(
        _told(case),
        Decimal(case["pre_tax"]),
        contributed,
        summarize(nothing.years[0].sheet),
        income,
        marginal_rate(year=year, filing_status=ours["filing_status"], taxable_income=income),
        later,
        year,
        year + ours["years"] - 1,
        nothing,
        ways,
    )


def verdict(case: HalfAMillion) -> str:
    """What the ways of the case come to, in a sentence."""
    going_on, converting_all, rolling = case.ways
    backdoor = "is still worth it" if going_on.ahead > 0 else "is not worth it"
    nothing = "doing nothing is better" if converting_all.ahead < 0 else "that is worth it"
    return (
        f"So the backdoor beside it {backdoor}; converting everything costs"
        f" {dollars(converting_all.tax)} at once, and {nothing}. Rolling the pre-tax money into an"
        f" employer plan costs {dollars(rolling.tax)}, and every later backdoor is tax-free."
    )


def spreading() -> Spreading:
    """$200,000 over one to five years, by the rate schedules of one year (IRC 1)."""
    case = _facts()["spread"]
    ours, year = case["ours"], case["year"]
    income, status = Decimal(ours["taxable_income"]), ours["filing_status"]
    facts = PersonYear(tax_year=year, prior_basis=ZERO, year_end_value=Decimal(case["pre_tax"]))
    terms = Terms(price=lambda _year, taxable: _price(year, status, income, taxable))
    outcomes = (spread(facts, terms, count) for count in range(1, case["longest"] + 1))
    return Spreading(
        _told(case),
        Decimal(case["pre_tax"]),
        income,
        year_table(year).rates.source.document,
        tuple(Over(len(one.years), one, _segments(year, status, income, one)) for one in outcomes),
    )


def forum() -> Forum:
    """$271,000 with $12,000 of basis in three years (Form 8606 of each), and all at once."""
    case = _facts()["forum"]
    incomes = {int(year): Decimal(amount) for year, amount in case["incomes"].items()}
    planned = {int(year): Decimal(amount) for year, amount in case["conversions"].items()}
    first = min(incomes)
    facts = PersonYear(
        tax_year=first,
        prior_basis=Decimal(case["basis"]),
        year_end_value=Decimal(case["pool"]),
    )
    terms = Terms(
        price=lambda year, taxable: _price(year, case["filing_status"], incomes[year], taxable)
    )
    years = course(facts, terms, lambda ahead, _facts: planned[first + ahead], len(planned))
    return Forum(
        _told(case),
        Decimal(case["pool"]),
        Decimal(case["basis"]),
        Outcome("spread", ZERO, years),
        convert_all(facts, replace(terms, years=1)),
        Decimal(case["said_spread"]),
        Decimal(case["said_at_once"]),
    )


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _told(case: Mapping[str, Any]) -> Told:
    return Told(case["title"], case["source"], case["read"])


def _price(year: int, status: FilingStatus, income: Decimal, taxable: Decimal) -> Decimal:
    """What ``taxable`` more than ``income`` costs by the rate schedule of ``year``."""
    without, with_it = (
        income_tax(year=year, filing_status=status, taxable_income=whole)
        for whole in (income, income + taxable)
    )
    return with_it - without


def _against(name: str, way: Outcome, other: Outcome, later: Later) -> Against:
    last = (wealth(one, later)[-1] for one in (way, other))
    return Against(name, way.years[0].tax or ZERO, worth(way, other, later), turn(*last))


def _segments(
    year: int, status: FilingStatus, income: Decimal, outcome: Outcome
) -> tuple[tuple[Decimal, Decimal], ...]:
    """How many dollars of all years are taxed at each rate, lowest first."""
    brackets = year_table(year).rates.brackets[status]
    found: dict[Decimal, Decimal] = {}
    for one in outcome.years:
        for part in landing(brackets, income, income + one.taxable):
            found[part.rate] = found.get(part.rate, ZERO) + part.dollars
    return tuple(sorted(found.items()))
