"""Why a year says what it says: its worksheet, and the entries behind each line in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from planner.bridge import PersonRecords
from planner.engine import pool as pools
from planner.engine.entries import Entry, entries
from planner.engine.household import Event as EventFacts
from planner.engine.household import Person
from planner.engine.household import YearEndValue as ValueFacts
from planner.engine.ledger import LedgerYear
from planner.engine.lines import WorksheetLine
from planner.engine.money import CENT, to_unit
from planner.engine.pool import Pool
from planner.engine.printing import day, entered
from planner.models import Account, Event
from planner.models.entries import CHARACTER_NAMES, EVENT_NAMES, SOURCE_NAMES
from planner.models.people import EVIDENCE_NAMES
from planner.services.lifetime.ledger import LifeYear


@dataclass(frozen=True, slots=True)
class Behind:
    """One fact behind a line: what it is, what it adds in dollars, and how sure it is."""

    text: str
    amount: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line with what it is made of, and what was filed on it where that differs."""

    line: WorksheetLine
    behind: tuple[Behind, ...]
    filed: str = ""


@dataclass(frozen=True)
class Why:
    """One form of a year, explained line by line."""

    year: LifeYear
    lines: tuple[WhyLine, ...]
    decedent: str = ""


@dataclass(frozen=True)
class Names:
    """How a person's rows are called: accounts by key, and the rows that events came from."""

    person: Person
    accounts: dict[str, Account]
    rows: dict[int, Event] = field(default_factory=dict)


def why(records: PersonRecords, person: Person, year: LifeYear) -> Why:
    """The form of ``year`` with everything behind it; ``person`` are the facts of ``records``."""
    found = year.found
    names = names_of(records, person)
    behind = entries(_pool(person, found.decedent), found.year, found.brought)
    filed = {one.line: entered(Decimal(one.filed)) for one in found.differences}
    shown = found.sheet.lines if found.is_known else ()
    return Why(
        year=year,
        lines=tuple(
            WhyLine(
                line, _behind(names, found, behind.get(_root(line), ())), filed.get(line.number, "")
            )
            for line in shown
            if line.state != "blank" or line.number in filed
        ),
        decedent=found.decedent,
    )


def names_of(records: PersonRecords, person: Person) -> Names:
    """How the rows of ``records`` are called; ``person`` are their facts."""
    accounts = {account.key: account for account in records.accounts}
    rows = {id(fact): row for fact, row in zip(person.events, records.events, strict=True)}
    return Names(person, accounts, rows)


def _root(line: WorksheetLine) -> str:
    """Line 16 repeats line 8 and rests on the same conversions."""
    return "8" if line.number == "16" else line.number


def _pool(person: Person, decedent: str) -> Pool:
    if not decedent:
        return pools.own_pool(person)
    return next(pool for pool in pools.inherited_pools(person) if pool.decedent == decedent)


def _behind(names: Names, found: LedgerYear, behind: Iterable[Entry]) -> tuple[Behind, ...]:
    return tuple(words_behind(names, found, entry) for entry in behind)


def words_behind(names: Names, found: LedgerYear, entry: Entry) -> Behind:
    """One entry of a year as it reads behind a line."""
    amount = "" if entry.amount is None else entered(to_unit(entry.amount, CENT))
    source = entry.source
    if isinstance(source, EventFacts):
        row = names.rows.get(id(source))
        note = "date assumed" if row and row.date_assumed else ""
        return Behind(_event(names, source), amount, note)
    if isinstance(source, ValueFacts):
        account = names.accounts[source.account]
        note = SOURCE_NAMES[source.source] if source.amount is not None else ""
        return Behind(f"{account} on December 31, {source.year}", amount, note)
    text, note = _without_row(names.person, found, entry)
    return Behind(text, amount, note)


def _without_row(person: Person, found: LedgerYear, entry: Entry) -> tuple[str, str]:
    if entry.kind == "deduction":
        return f"Deducted on the return for {found.year}", ""
    if entry.kind == "not_below_zero":
        return "More was taken off than there was: counted as 0", ""
    start = None if found.decedent else person.basis_start
    if start and start.after_year == found.year - 1:
        return f"Line 14 for {start.after_year}, as stated", EVIDENCE_NAMES[start.evidence]
    if person.record(found.year).first_year and not found.decedent:
        return "First year with an IRA contribution: no basis before", ""
    return f"Carried out of {found.year - 1}", ""


def _event(names: Names, event: EventFacts) -> str:
    """The event in words: what, when, which account, and for which year if that is another."""
    is_plain = event.kind != "distribution"
    what = EVENT_NAMES[event.kind] if is_plain else CHARACTER_NAMES[event.character]
    text = f"{what} of {day(event.on)}"
    if event.tax_year and event.tax_year != event.on.year:
        text += f", for {event.tax_year}"
    if event.account:
        text += f", {names.accounts[event.account]}"
    return f"{text} to {names.accounts[event.to]}" if event.to else text
