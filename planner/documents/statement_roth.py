"""What a basis statement says of Roth IRAs: the years, the two clocks, and what is inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from planner.documents.statement_rows import Cell, Row
from planner.documents.year_sheets import NOT_KNOWN, span
from planner.engine.household import Household, Person
from planner.engine.printing import day
from planner.engine.roth_clocks import FIVE_YEARS, of_age_from
from planner.engine.roth_layers import ConversionLayer
from planner.engine.roth_ledger import RothLedger, roth_ledger
from planner.services.lifetime.roth_life import RothFigure, RothLifeYear, dollars, roth_years

_NOT_SHOWN: Final = frozenset({"tax"})
"""Figures that are no column of the table: the 10% stands below its year."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A conversion that is inside, as printed."""

    year: int
    amount: str
    taxed: str
    free: str


def roth_section(household: Household, person: Person) -> dict[str, Any] | None:
    """The section about the Roth IRAs of ``person``; nothing where no money went in or out."""
    ledger = roth_ledger(household, person)
    _, years = roth_years(ledger)
    if not years:
        return None
    return {
        "clock": list(_clock(ledger)),
        "rows": _rows(years),
        "conversions": [_inside(layer) for layer in ledger.layers.conversions or ()],
        "gaps": list(_gaps(ledger, years[-1].year)),
    }


def _clock(ledger: RothLedger) -> Iterator[str]:
    """The five years of the person and the age, without a word about today."""
    clock, born = ledger.clock, ledger.history.person.born
    if clock.began is None:
        yield "In which year money first went in is not known, and so the five years are not."
    else:
        yield (
            f"The five years of the Roth IRAs began on January 1, {clock.began} and end on"
            f" December 31, {clock.began + FIVE_YEARS - 1}."
            + ("" if clock.is_whole else " They may have begun and ended earlier.")
        )
    when = "is not known, as the date of birth is not entered" if born is None else _age(born)
    yield (
        f"The day of 59½ {when}. What comes out after both is qualified, and Part III stays blank."
    )


def _age(born: date) -> str:
    return f"is {day(of_age_from(born))}"


def _rows(years: Sequence[RothLifeYear]) -> list[Row]:
    """The years in order; quiet neighbors that read the same share a row."""
    found = [(year.year, _row(year)) for year in years]
    result = []
    for row, run in groupby(found, key=itemgetter(1)):
        same = [year for year, _ in run]
        shared = [replace(row, years=span(same))]
        result += shared if row.is_quiet else [replace(row, years=str(year)) for year in same]
    return result


def _row(year: RothLifeYear) -> Row:
    cells = tuple(_cell(figure) for figure in year.figures if figure.key not in _NOT_SHOWN)
    return Row("", ". ".join(_status(year)), cells, is_quiet=year.is_quiet)


def _cell(figure: RothFigure) -> Cell:
    if not figure.is_known:
        return Cell(NOT_KNOWN, None)
    return Cell("" if figure.is_blank else figure.text, None)


def _status(year: RothLifeYear) -> Iterator[str]:
    """What the year means for the form, and the additional tax."""
    state = year.state.text
    if state:
        yield state[0].upper() + state[1:]
    if year.found.roth.out.early:
        tax = year.tax
        yield "10% not known" if tax is None else f"10% tax {dollars(tax)}"


def _inside(layer: ConversionLayer) -> Inside:
    free = f"from January 1, {layer.year + FIVE_YEARS}, or from 59½"
    return Inside(
        year=layer.year,
        amount=dollars(layer.amount),
        taxed=NOT_KNOWN if layer.taxable is None else dollars(layer.taxable),
        free="nothing of it was taxed" if layer.taxable == 0 else free,
    )


def _gaps(ledger: RothLedger, year: int) -> Iterator[str]:
    """What is not known of what is inside, each once."""
    both = (*ledger.history.gaps("regular", year), *ledger.history.gaps("conversions", year))
    yield from dict.fromkeys(gap.reason for gap in both)
