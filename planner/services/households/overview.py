"""Each person on one card: how their year stands, what is in the pool, and their accounts."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords, account_facts
from planner.engine import household as facts
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.money import ZERO
from planner.engine.state import State, states
from planner.engine.summary import Summary, summarize
from planner.models import Account, Person, YearEndValue
from planner.services.sheet.waiting import waits_for


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account and what it was last worth, as far as anybody typed it."""

    account: Account
    latest: YearEndValue | None


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """Accounts that are counted, or not counted for one reason."""

    because: str
    is_counted: bool
    lines: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """What the pool held on a December 31, in dollars: all of it, and what of it was taxed."""

    year: int
    pool: Decimal
    basis: Decimal

    @property
    def pre_tax(self) -> Decimal:
        """What has not been taxed yet."""
        return self.pool - self.basis


@dataclass(frozen=True, slots=True)
class Card:
    """One person's year.

    ``state`` is ``new`` (no account), ``untouched`` (nothing has happened), ``quiet`` (nothing in
    this year), ``waiting`` (``waits`` says for what, in which year), or the kind of ``summary``.
    ``standing`` is the word for it that all screens share; none without an account.
    """

    person: Person
    year: int
    state: str
    groups: tuple[AccountGroup, ...]
    carried: Decimal | None = None
    summary: Summary | None = None
    inside: Inside | None = None
    since: int = 0
    waits: tuple[str, ...] = ()
    standing: State | None = None


def overview(records: HouseholdRecords, year: int, today: date) -> list[Card]:
    """A card for every person, as things stand in ``year`` on the day ``today``."""
    household = records.facts
    ledgers = {one.key: ledger(household, one) for one in household.people}
    standing = states(household, year, today, ledgers)
    cards = [
        _card(person, found, ledgers[found.key], year)
        for person, found in zip(records.people, household.people, strict=True)
    ]
    return [
        replace(card, standing=standing[card.person.key]) if card.groups else card for card in cards
    ]


def _card(person: PersonRecords, found: facts.Person, whole: list[LedgerYear], year: int) -> Card:
    groups = _groups(person)
    if not groups:
        return Card(person.person, year, "new", ())
    years = [one for one in whole if not one.decedent and one.year <= year]
    inside = _inside(found, years)
    if not years:
        start = found.basis_start.amount if found.basis_start else None
        return Card(person.person, year, "untouched", groups, start, None, inside)
    open_year = next((one for one in years if not one.is_complete), None)
    latest = years[-1]
    if open_year:
        waits = tuple(waits_for(open_year, found))
        since = open_year.year
        return Card(person.person, year, "waiting", groups, None, None, inside, since, waits)
    if latest.year < year:
        since = latest.year
        return Card(person.person, year, "quiet", groups, latest.carried, None, inside, since)
    summary = summarize(latest.sheet)
    return Card(person.person, year, summary.kind, groups, latest.carried, summary, inside)


def _groups(person: PersonRecords) -> tuple[AccountGroup, ...]:
    """The accounts by what makes them counted or not, those that are first."""
    values: dict[int, YearEndValue] = {}
    for value in sorted(person.year_end_values, key=lambda one: one.year):
        values[value.account_id] = value
    groups: dict[tuple[bool, str], list[AccountLine]] = {}
    for account in person.accounts:
        known = account_facts(account)
        line = AccountLine(account, values.get(account.pk))
        groups.setdefault((not known.is_counted, known.because), []).append(line)
    return tuple(
        AccountGroup(because, not is_out, tuple(lines))
        for (is_out, because), lines in sorted(groups.items(), key=lambda group: group[0][0])
    )


def _inside(person: facts.Person, years: list[LedgerYear]) -> Inside | None:
    """The pool on the last December 31 of which every counted account's value is known."""
    counted = [account.key for account in person.accounts if account.is_counted]
    for year in sorted({value.year for value in person.year_end_values}, reverse=True):
        values = [person.value(key, year) for key in counted]
        amounts = [value.amount for value in values if value and value.amount is not None]
        if counted and len(amounts) == len(counted):
            basis = _basis(person, years, year)
            pool = sum(amounts, ZERO)
            return None if basis is None else Inside(year, pool, min(basis, pool))
    return None


def _basis(person: facts.Person, years: list[LedgerYear], year: int) -> Decimal | None:
    """The basis that was in the pool on December 31 of ``year``."""
    until = [one for one in years if one.year <= year]
    if not until:
        start = person.basis_start
        return start.amount if start and start.after_year <= year and not years else None
    last = until[-1]
    late = last.sheet.facts.contribution_after_year_end if last.year == year else None
    return None if last.carried is None else max(ZERO, last.carried - (late or ZERO))
