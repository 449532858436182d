"""What a screen shows of one person's year: the engine's answers, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.charts import Cup, cup
from planner.engine import PersonYear, Worksheet, worksheet
from planner.engine.fixes import (
    Outcome,
    Terms,
    at_flat_rate,
    convert_all,
    not_converted,
    roll_in,
    spread,
)
from planner.engine.limits import CATCH_UP_AGE, contribution_limit
from planner.engine.money import DOLLAR, ZERO, to_unit
from planner.engine.recognition import Recognition, recognize
from planner.engine.summary import Summary, summarize
from planner.engine.tables import published_years
from planner.forms.calculator import SPOUSE, YOU, CalculatorForm
from planner.forms.person import limit_text

_HEADINGS = {YOU: "You", SPOUSE: "Your spouse"}


@dataclass(frozen=True, slots=True)
class Ways:
    """The three ways out on the same facts, and whether December 31 is still ahead."""

    roll_in: Outcome
    convert_all: Outcome
    spread: Outcome
    deadline: date
    open: bool


@dataclass(frozen=True, slots=True)
class PersonResult:
    """One person's worksheet with everything the page says about it."""

    key: str
    heading: str
    sheet: Worksheet
    summary: Summary
    tax: Decimal | None
    cup: Cup
    ways: Ways | None
    recognition: Recognition | None

    @property
    def limit_text(self) -> str:
        """The most that may be contributed for the year, in words."""
        return limit_text(self.sheet.facts.tax_year)

    @property
    def above_limit(self) -> Decimal:
        """How far the contribution is above the limit at any age, in dollars; 0 when it is not."""
        facts = self.sheet.facts
        if facts.tax_year not in published_years():
            return ZERO
        limit = contribution_limit(year=facts.tax_year, age_at_year_end=CATCH_UP_AGE)
        return max(ZERO, (facts.nondeductible_contribution or ZERO) - limit)


@dataclass(frozen=True, slots=True)
class HouseholdTotal:
    """What both spouses' forms come to on a joint return, in dollars."""

    taxable: Decimal
    tax: Decimal | None


def person_results(form: CalculatorForm, today: date) -> list[PersonResult]:
    """The results of every person in a valid ``form``, in the order of the columns."""
    return [
        _person_result(key, facts, form.people[key].cleaned_data["figure"], form.rate, today)
        for key, facts in form.facts().items()
    ]


def household_total(results: list[PersonResult]) -> HouseholdTotal | None:
    """The total of two complete results; ``None`` for one person or while something is missing."""
    taxable = [result.sheet.taxable for result in results if result.sheet.taxable is not None]
    if len(results) < 2 or len(taxable) < len(results):  # noqa: PLR2004
        return None
    return HouseholdTotal(_sum(taxable), _tax_of(results))


def _tax_of(results: list[PersonResult]) -> Decimal | None:
    taxes = [result.tax for result in results if result.tax is not None]
    return _sum(taxes) if len(taxes) == len(results) else None


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _person_result(
    key: str, facts: PersonYear, figure: Decimal | None, rate: Decimal | None, today: date
) -> PersonResult:
    sheet = worksheet(facts)
    summary = summarize(sheet)
    complete = sheet.taxable is not None
    return PersonResult(
        key=key,
        heading=_HEADINGS[key],
        sheet=sheet,
        summary=summary,
        tax=_tax(sheet, rate),
        cup=cup(float(summary.share.fraction)),
        ways=_ways(facts, summary, rate, today) if complete else None,
        recognition=recognize(sheet, figure) if figure is not None and complete else None,
    )


def _tax(sheet: Worksheet, rate: Decimal | None) -> Decimal | None:
    """The tax on the worksheet's income at a flat rate, in dollars."""
    if rate is None or sheet.taxable is None:
        return None
    return to_unit(sheet.taxable * rate, DOLLAR)


def _ways(facts: PersonYear, summary: Summary, rate: Decimal | None, today: date) -> Ways | None:
    """The ways out, where pre-tax money is still inside and its value is known."""
    if not summary.pre_tax or not facts.year_end_value:
        return None
    deadline = date(facts.tax_year, 12, 31)
    terms = Terms(price=at_flat_rate(rate))
    return Ways(
        roll_in=roll_in(facts, terms),
        convert_all=convert_all(facts, terms),
        spread=spread(not_converted(facts), terms),
        deadline=deadline,
        open=today <= deadline,
    )
