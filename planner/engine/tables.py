"""The federal amounts of a tax year: ``data/tables/<year>.toml``, checked and cached.

A year without a file is not published (or not entered yet) and is never estimated. Amounts are
US dollars as ``Decimal``; every group carries the document it comes from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from planner.engine.filing_status import FILING_STATUSES, FilingStatus
from planner.engine.money import ONE, ZERO
from planner.engine.toml_reader import Section, parse

type Confidence = Literal["verified", "secondary"]

SPOUSE_STATUSES: tuple[FilingStatus, ...] = ("married_jointly", "married_separately")
"""Where the spouse's plan at work can matter: IRC 219(g)(1) and (7)."""

ABOUT = ("source", "checked", "confidence")
_GROUPS = (
    *("ira", "roth_phase_out", "deduction_phase_out", "sep", "simple"),
    *("brackets", "standard_deduction"),
)
_FEDERAL_GROUPS = ("long_term_gains", "senior_deduction", "irmaa")
"""Read by ``federal.amounts``; the years from 2018 on have them."""


class TableNotPublished(LookupError):  # noqa: N818 - read as "raise table not published"
    """No table for that tax year: its amounts are not published, or not entered here."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a group of amounts comes from, when it was checked, and how sure it is.

    ``"verified"``: two or more independent publishers agree with the document;
    ``"secondary"``: at least one amount of the group has fewer witnesses.
    """

    document: str
    checked: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class IraLimit:
    """IRC 219(b)(5): the most one person may contribute, and how much more from age 50."""

    contribution: Decimal
    catch_up: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class PhaseOut:
    """Modified AGI at which an amount begins to shrink, and at which nothing is left."""

    start: Decimal
    end: Decimal


@dataclass(frozen=True, slots=True)
class PhaseOuts:
    """A phase-out for each filing status it concerns."""

    ranges: Mapping[FilingStatus, PhaseOut]
    source: Source


@dataclass(frozen=True, slots=True)
class SepLimit:
    """IRC 408(k), 415(c)(1)(A), 401(a)(17): what an employer may put into a SEP, in dollars."""

    compensation: Decimal
    contribution: Decimal
    minimum_compensation: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class SimpleLimit:
    """IRC 408(p)(2)(E), 414(v)(2): what an employee may defer into a SIMPLE IRA, in dollars.

    ``None`` where the year does not have the amount: the catch-up for ages 60 to 63 begins in
    2025, the enhanced amounts (110 %, small employers) in 2024.
    """

    deferral: Decimal
    catch_up: Decimal
    catch_up_60_to_63: Decimal | None
    enhanced_deferral: Decimal | None
    enhanced_catch_up: Decimal | None
    source: Source


@dataclass(frozen=True, slots=True)
class Bracket:
    """A rate (0.24 is 24 %) and the taxable income above which it applies."""

    floor: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class RateSchedules:
    """IRC 1: the brackets of each filing status, lowest first."""

    brackets: Mapping[FilingStatus, tuple[Bracket, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class StandardDeduction:
    """IRC 63(c) and (f): the deduction, and the additions for being 65 or older, or blind."""

    amounts: Mapping[FilingStatus, Decimal]
    additional_married: Decimal
    additional_unmarried: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class YearTable:
    """The amounts of one tax year."""

    year: int
    ira: IraLimit
    roth: PhaseOuts
    deduction_covered: PhaseOuts
    deduction_spouse_covered: PhaseOuts
    sep: SepLimit
    simple: SimpleLimit
    rates: RateSchedules
    standard_deduction: StandardDeduction


@cache
def year_table(year: int) -> YearTable:
    """The amounts of tax year ``year``, read once.

    Raises ``TableNotPublished`` for a year without a file, and ``DataFileError`` naming the file
    and the key when a file is not sound.

    Not verified at the source: ``limits-and-phase-outs``,
    ``sep-and-simple-amounts``,
    ``standard-deduction-2017``.
    """
    if year not in published_years():
        first, *_, last = published_years()
        raise TableNotPublished(f"no federal amounts for tax year {year}, only {first} to {last}")
    return read_table(_text(year), year=year)


@cache
def year_section(year: int) -> Section:
    """Everything that stands in the file of the tax year ``year``, read once.

    Raises ``TableNotPublished`` and ``DataFileError`` as ``year_table`` does.
    """
    year_table(year)
    return parse(_text(year), file=f"{year}.toml")


@cache
def published_years() -> tuple[int, ...]:
    """The tax years that have a table, earliest first."""
    return tuple(sorted(_years(_folder())))


def read_table(text: str, *, year: int) -> YearTable:
    """The table of ``year`` in the TOML document ``text``.

    Raises ``DataFileError`` naming the file and the key for whatever is missing, unknown, of the
    wrong kind, out of order, or of another year.
    """
    top = parse(text, file=f"{year}.toml")
    top.only("year", *_GROUPS, *_FEDERAL_GROUPS)
    if top.get("year", int) != year:
        raise top.error("year", f"is not {year}, the year of the file name")
    deduction = top.section("deduction_phase_out")
    deduction.only("covered", "spouse_covered")
    return YearTable(
        year,
        _ira_limit(top.section("ira")),
        _phase_outs(top.section("roth_phase_out"), FILING_STATUSES),
        _phase_outs(deduction.section("covered"), FILING_STATUSES),
        _phase_outs(deduction.section("spouse_covered"), SPOUSE_STATUSES),
        _sep_limit(top.section("sep")),
        _simple_limit(top.section("simple")),
        _rate_schedules(top.section("brackets")),
        _standard_deduction(top.section("standard_deduction")),
    )


def _text(year: int) -> str:
    return _folder().joinpath(f"{year}.toml").read_text("utf-8")


def _folder() -> Traversable:
    return files("planner.engine").joinpath("data", "tables")


def _years(folder: Traversable) -> Iterator[int]:
    for file in folder.iterdir():
        stem, _, extension = file.name.partition(".")
        if stem.isdecimal() and extension == "toml":
            yield int(stem)


def _ira_limit(group: Section) -> IraLimit:
    group.only(*ABOUT, "contribution_limit", "catch_up")
    return IraLimit(
        group.dollars("contribution_limit"), group.dollars("catch_up"), source_of(group)
    )


def _phase_outs(group: Section, statuses: Iterable[FilingStatus]) -> PhaseOuts:
    group.only(*ABOUT, *statuses)
    ranges = {status: _phase_out(group, status) for status in statuses}
    return PhaseOuts(MappingProxyType(ranges), source_of(group))


def _phase_out(group: Section, status: FilingStatus) -> PhaseOut:
    match group.dollar_list(status):
        case (start, end):
            return PhaseOut(start, end)
        case _:
            raise group.error(status, "must be two amounts: where it starts and where it ends")


def _sep_limit(group: Section) -> SepLimit:
    keys = ("compensation_limit", "contribution_limit", "minimum_compensation")
    group.only(*ABOUT, *keys)
    compensation, contribution, minimum = map(group.dollars, keys)
    return SepLimit(compensation, contribution, minimum, source_of(group))


def _simple_limit(group: Section) -> SimpleLimit:
    keys = ("deferral", "catch_up", "catch_up_60_to_63", "enhanced_deferral", "enhanced_catch_up")
    group.only(*ABOUT, *keys)
    deferral, catch_up = group.dollars("deferral"), group.dollars("catch_up")
    sixties, enhanced, enhanced_catch_up = (
        group.dollars(key) if key in group.values else None for key in keys[2:]
    )
    return SimpleLimit(deferral, catch_up, sixties, enhanced, enhanced_catch_up, source_of(group))


def _rate_schedules(group: Section) -> RateSchedules:
    group.only(*ABOUT, "rates", *FILING_STATUSES)
    rates = _rates(group)
    brackets = {status: _brackets(group, status, rates) for status in FILING_STATUSES}
    return RateSchedules(MappingProxyType(brackets), source_of(group))


def _rates(group: Section) -> tuple[Decimal, ...]:
    rates = tuple(_rate(group, item) for item in group.get("rates", list))
    if any(low >= high for low, high in pairwise(rates)):
        raise group.error("rates", "must rise from one rate to the next")
    return rates


def _rate(group: Section, item: object) -> Decimal:
    try:
        rate = Decimal(item) if isinstance(item, str) else ZERO
    except InvalidOperation:
        rate = ZERO
    if not ZERO < rate < ONE:
        raise group.error("rates", f'must hold rates written like "0.24", not {item!r}')
    return rate


def _brackets(
    group: Section, status: FilingStatus, rates: tuple[Decimal, ...]
) -> tuple[Bracket, ...]:
    floors = (ZERO, *group.dollar_list(status))
    if len(floors) != len(rates):
        raise group.error(status, f"must be {len(rates) - 1} amounts, one a rate but the last")
    if ZERO in floors[1:]:
        raise group.error(status, "must hold amounts above zero")
    return tuple(map(Bracket, floors, rates))


def _standard_deduction(group: Section) -> StandardDeduction:
    additions = ("additional_married", "additional_unmarried")
    group.only(*ABOUT, *FILING_STATUSES, *additions)
    amounts = {status: group.dollars(status) for status in FILING_STATUSES}
    married, unmarried = map(group.dollars, additions)
    return StandardDeduction(MappingProxyType(amounts), married, unmarried, source_of(group))


def source_of(group: Section) -> Source:
    """Where the amounts of a group come from; raises ``DataFileError`` when it does not say."""
    document, checked = group.get("source", str), group.get("checked", date)
    if not document.strip():
        raise group.error("source", "is empty")
    return Source(document, checked, _confidence(group))


def _confidence(group: Section) -> Confidence:
    match group.get("confidence", str):
        case "verified":
            return "verified"
        case "secondary":
            return "secondary"
        case other:
            raise group.error("confidence", f'must be "verified" or "secondary", not "{other}"')
