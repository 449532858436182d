"""What may go into a person's SEP and SIMPLE IRAs for a year, by what is entered.

Neither uses up the limit of one's own contributions (IRC 219(b)(5)); both make one covered by a
plan at work (IRC 219(g)(5)(A)(v)-(vi)). Amounts are US dollars; ``None`` is not known.
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.employer_iras import sep_limit, simple_deferral_limit
from planner.engine.household import Person
from planner.engine.tables import TableNotPublished, YearTable
from planner.engine.year_figures import year_figures

SEP_KINDS = frozenset({"sep", "roth_sep"})
SIMPLE_KINDS = frozenset({"simple", "roth_simple"})


@dataclass(frozen=True, slots=True)
class SepRoom:
    """The most an employer may put into a SEP: of the pay entered, and of anybody's."""

    limit: Decimal | None
    most: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class SimpleRoom:
    """The most an employee may defer into a SIMPLE IRA, catch-up included.

    ``enhanced`` is the limit with a small employer, where the year has one.
    """

    limit: Decimal | None
    enhanced: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class EmployerLimits:
    """The limits of the kinds of IRA that the person has."""

    sep: SepRoom | None = None
    simple: SimpleRoom | None = None


def employer_limits(person: Person, year: int) -> EmployerLimits:
    """What may go into the SEP and SIMPLE IRAs of ``person`` for ``year``, as far as there are any.

    Sources: IRC 402(h)(2), 415(c)(1)(A), 401(a)(17); 408(p)(2)(E), 414(v)(2). A year to come has
    the last published amounts, as ``year_figures``.
    """
    kinds = {account.kind for account in person.accounts}
    try:
        table = year_figures(year).table
    except TableNotPublished:
        return EmployerLimits()
    return EmployerLimits(
        sep=_sep(person, year, table) if kinds & SEP_KINDS else None,
        simple=_simple(person, year, table) if kinds & SIMPLE_KINDS else None,
    )


def _sep(person: Person, year: int, table: YearTable) -> SepRoom:
    pay, sep = person.record(year).compensation, table.sep
    limit = None if pay is None else sep_limit(year=table.year, compensation=pay)
    return SepRoom(limit, sep.contribution, sep.source.document)


def _simple(person: Person, year: int, table: YearTable) -> SimpleRoom:
    source = table.simple.source.document
    if person.born is None:
        return SimpleRoom(None, None, source)
    age = year - person.born.year
    plain, enhanced = (
        simple_deferral_limit(year=table.year, age_at_year_end=age, enhanced=one)
        for one in (False, True)
    )
    return SimpleRoom(plain, enhanced if enhanced != plain else None, source)
