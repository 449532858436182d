"""Cases other people have published, worked out by the engine for the page about the rule."""

from dataclasses import dataclass, replace
from decimal import Decimal

from planner.charts import Cup, cup
from planner.engine import PersonYear, Worksheet, worksheet
from planner.engine.summary import Summary, summarize


@dataclass(frozen=True, slots=True)
class Story:
    """A published case: its worksheet exactly, and with line 10 rounded to three places."""

    key: str
    title: str
    told: str
    exact: Worksheet
    three_places: Worksheet

    @property
    def summary(self) -> Summary:
        """The case in a few numbers."""
        return summarize(self.exact)

    @property
    def rounded(self) -> Summary:
        """The same with line 10 rounded to three places."""
        return summarize(self.three_places)

    @property
    def cup(self) -> Cup:
        """The case as cream in coffee."""
        return cup(float(self.summary.share.fraction))


def stories() -> list[Story]:
    """The cases this product began with."""
    return [
        Story(key, title, told, _at(facts, None), _at(facts, 3))
        for key, title, told, facts in _TOLD
    ]


def _at(facts: PersonYear, places: int | None) -> Worksheet:
    return worksheet(replace(facts, ratio_places=places))


def _facts(*, contributed: int, earlier: int, left: int, converted: int) -> PersonYear:
    return PersonYear(
        tax_year=2025,
        nondeductible_contribution=Decimal(contributed),
        prior_basis=Decimal(earlier),
        year_end_value=Decimal(left),
        conversion=Decimal(converted),
    )


_TOLD = (
    (
        "rollover",
        "$200,000 pre-tax, $7,000 through the back door",
        "Someone with $200,000 in a rollover IRA contributes $7,000 without deducting it and"
        " converts $7,000.",
        _facts(contributed=7_000, earlier=0, left=200_000, converted=7_000),
    ),
    (
        "half",
        "$100,000, half of it already taxed",
        "Someone whose IRA of $100,000 holds $50,000 of basis converts $10,000.",
        _facts(contributed=0, earlier=50_000, left=90_000, converted=10_000),
    ),
    (
        "half-a-million",
        "$500,000 pre-tax, $7,000 through the back door",
        "The same backdoor beside half a million.",
        _facts(contributed=7_000, earlier=0, left=500_000, converted=7_000),
    ),
)
