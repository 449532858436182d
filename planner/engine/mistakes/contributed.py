"""Contributions above the limits of a year, why, and what they cost (IRC 219, 408A(c), 4973)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.deadlines import correction_deadline
from planner.engine.eligibility_limits import Limits
from planner.engine.excess import EXCISE_RATE, roth_excess
from planner.engine.limits import NotKnownError
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.dates import before_the_excise, year_ends_passed
from planner.engine.mistakes.limits_of_case import contributor, limits_of
from planner.engine.mistakes.mistake import Evidence, Mistake, Seen, Words
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.printing import dollars
from planner.engine.tables import published_years
from planner.engine.year_figures import YearFigures, year_figures

LIMIT = "contributed-over-the-limit"
"""Stands for all of them where a fact that any may need is missing."""
INCOME = "roth-contribution-above-income"


@dataclass(frozen=True, slots=True)
class _Reason:
    code: str
    why: str
    citation: str


_REASONS = {
    "age": _Reason(
        "traditional-contribution-at-70",
        "until 2019 nothing could go to a traditional IRA from the year one turned 70½",
        "IRC §219(d)(1) before 2020",
    ),
    "pay": _Reason(
        "contributed-without-compensation",
        "there was no compensation to contribute from",
        "IRC §219(b)(1), (c), (f)(1)",
    ),
    "limit": _Reason(LIMIT, "it is above the limit of {limit}", "IRC §219(b), §408A(c), §4973"),
    "income": _Reason(
        INCOME,
        "income allowed {limit} of Roth contributions; one to a traditional IRA that is converted"
        " uses up the same limit",
        "IRC §408A(c)(3), §4973(f)",
    ),
}


@dataclass(frozen=True, slots=True)
class _Above:
    """Dollars above a limit, and the limit."""

    reason: _Reason
    amount: Decimal
    limit: Decimal


def contribution_mistakes(case: Case) -> Iterator[Seen]:
    """What was contributed for the year above its limits, and is still there."""
    made = contributor(case.books, case.year)
    if made.contributed is None:
        yield case.not_run(LIMIT, "amount")
    elif made.contributed:
        figures = _figures(case.year)
        if figures:
            yield from _above_the_limits(case, limits_of(case, figures, made))
        else:
            yield case.not_run(LIMIT, "limits of the year")


def _figures(year: int) -> YearFigures | None:
    """The amounts of the year itself; nobody is told of an excess by those of another one."""
    return year_figures(year) if year in published_years() else None


def _above_the_limits(case: Case, limits: Limits) -> Iterator[Seen]:
    left = _returned(case)
    try:
        found = list(_by_all(limits))
    except NotKnownError as error:
        yield case.not_run(LIMIT, error.name)
        found = list(_by_dollars(limits))
    try:
        found += _by_income(limits) if limits.person.roth else ()
    except NotKnownError as error:
        yield case.not_run(INCOME, error.name)
    for above in found:
        still, left = max(ZERO, above.amount - left), max(ZERO, left - above.amount)
        if still:
            yield _excess(case, above, still)
            yield from _left_over(case, still)


def _by_all(limits: Limits) -> Iterator[_Above]:
    """Above what age and compensation allow to all IRAs together."""
    traditional, roth = limits.person.traditional or ZERO, limits.person.roth or ZERO
    if traditional and not limits.traditional and limits.supported:
        yield _Above(_REASONS["age"], traditional, ZERO)
        traditional = ZERO
    over = traditional + roth - limits.supported
    if over > 0:
        yield _Above(_REASONS["limit" if limits.supported else "pay"], over, limits.supported)


def _by_dollars(limits: Limits) -> Iterator[_Above]:
    """Above the dollar limit, which needs no compensation; at any age where that is not known."""
    ira = limits.figures.table.ira
    is_known = limits.person.born is not None
    limit = limits.general if is_known else ira.contribution + ira.catch_up
    over = (limits.person.contributed or ZERO) - limit
    if over > 0:
        yield _Above(_REASONS["limit"], over, limit)


def _by_income(limits: Limits) -> Iterator[_Above]:
    """What is in a Roth IRA above what income allows, beside what is above the limit anyway."""
    person, supported, allowed = limits.person, limits.supported, limits.roth
    traditional, roth = person.traditional or ZERO, person.roth or ZERO
    counted = traditional if limits.traditional else ZERO
    whole = roth_excess(contributed=roth, limit=allowed, supported=supported, traditional=counted)
    above = whole - max(ZERO, min(roth, counted + roth - supported))
    if above > 0:
        yield _Above(_REASONS["income"], above, allowed)


def _excess(case: Case, above: _Above, still: Decimal) -> Mistake:
    why = above.reason.why.format(limit=dollars(above.limit))
    excise = to_unit(EXCISE_RATE * still, CENT)
    return case.mistake(
        above.reason.code,
        Words(
            f"{dollars(still)} that was contributed for {case.year} is an excess: {why}. It is"
            f" taxed 6%, {dollars(excise)}, for each year until it is gone.",
            _WHAT_TO_DO.format(day=correction_deadline(case.year))
            + (_RECHARACTERIZE if above.reason.code == INCOME else ""),
            above.reason.citation,
        ),
        dollars=excise,
        mend_by=before_the_excise(case.year, case.today),
        evidence=_evidence(case),
    )


_WHAT_TO_DO = (
    "Have it returned with its earnings by {day}, the due date with extensions. Later, withdraw it"
    " before the next December 31, or leave it to be used up by a later year's limit."
)
_RECHARACTERIZE = (
    " By that day it can be recharacterized as a traditional contribution instead, and converted."
)


def _left_over(case: Case, still: Decimal) -> Iterator[Mistake]:
    """Form 5329 for the years that an excess stayed in after the day to return it."""
    if years := year_ends_passed(case.year, case.today):
        tax = to_unit(EXCISE_RATE * still, CENT) * years
        yield case.mistake(
            "excess-left-over-year-end",
            Words(
                f"The excess of {dollars(still)} for {case.year} was not returned in time: the 6%"
                f" tax comes to {dollars(tax)} for {years} year{'s' if years > 1 else ''} so far,"
                " less what later limits used up, which is not looked at here.",
                "File Form 5329 for each of these years; it can be filed by itself. Take the excess"
                " out before the next December 31.",
                "IRC §4973; Form 5329, Parts III and IV",
            ),
            dollars=tax,
            mend_by=before_the_excise(case.year, case.today),
            evidence=_evidence(case),
        )


def _evidence(case: Case) -> Evidence:
    """The contributions for the year."""
    made = case.person.events_for(case.year)
    return Evidence(tuple(event for event in made if event.kind == "contribution"))


def _returned(case: Case) -> Decimal:
    """Excess contributions for the year that came out after the due date, in dollars."""
    back = (
        event.amount or ZERO
        for event in case.person.events_for(case.year)
        if event.character == "returned_excess" and event.on <= case.today
    )
    return sum(back, ZERO)
