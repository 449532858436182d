"""What happened in a year and what the year before left, in words with dates and dollars."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.contributions import takes
from planner.engine.form_1040.lines import deduction_line
from planner.engine.form_1040.own_form import OwnForm
from planner.engine.household import ROTH_IRAS, Event, Person
from planner.engine.money import CENT, to_unit
from planner.engine.moves import is_transfer
from planner.engine.printing import day, dollars
from planner.engine.timeline import TimelineItem, timeline
from planner.models.entries import CHARACTER_NAMES, EVENT_NAMES, SOURCE_NAMES
from planner.models.people import EVIDENCE_NAMES
from planner.services.lifetime.why import Names

NOT_KNOWN = "not known"
_NOT_KNOWN_BASIS = "How much basis came into {year} is not known."


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry: the day, what it was, its dollars, and the lines of Form 8606 it is on."""

    day: str
    what: str
    amount: str
    where: str


@dataclass(frozen=True, slots=True)
class Held:
    """What an account was worth on December 31, and where the figure comes from."""

    account: str
    amount: str
    source: str


def money(amount: Decimal | None) -> str:
    """Dollars as entered, with their cents; in words where they are not known."""
    return NOT_KNOWN if amount is None else dollars(to_unit(amount, CENT))


def happened(names: Names, year: int) -> tuple[Happened, ...]:
    """Every entry that is for ``year`` or happened in it, once each, in the order of the days."""
    lanes = timeline(names.person, year)
    once = {id(item.event): item for item in (*lanes.designated, *lanes.happened)}
    items = sorted(once.values(), key=_order)
    return tuple(
        Happened(
            _day(names, item), _what(names, item.event), money(item.event.amount), item.sentence
        )
        for item in items
    )


def _order(item: TimelineItem) -> tuple[date, str, str]:
    return item.on, item.event.kind, repr(item.event)


def _day(names: Names, item: TimelineItem) -> str:
    row = names.rows.get(id(item.event))
    return f"{item.on.year}, day not known" if row and row.date_assumed else day(item.on)


def _what(names: Names, event: Event) -> str:
    """What it was, between which accounts, and what rode along."""
    is_plain = event.kind != "distribution"
    words = EVENT_NAMES[event.kind] if is_plain else CHARACTER_NAMES[event.character]
    if event.tax_year and event.kind in ("contribution", "distribution", "recharacterization"):
        words += f" for {event.tax_year}"
    if event.account:
        words += f", {names.accounts[event.account]}"
    if event.to:
        words += f" to {names.accounts[event.to]}"
    return "".join((words, *_riders(names.person, event)))


def _riders(person: Person, event: Event) -> Iterator[str]:
    if event.withheld:
        yield f"; {money(event.withheld)} of it was withheld for tax"
    if event.earnings is not None:
        verb = "lost" if event.earnings < 0 else "earned"
        yield f"; it had {verb} {money(abs(event.earnings))}, which went along"
    if event.after_tax:
        yield f"; {money(event.after_tax)} of it after-tax"
    if event.completed:
        yield f"; {_arrival(person, event, event.completed)}"
    if event.reason:
        yield f"; {event.reason}"


def _arrival(person: Person, event: Event, completed: date) -> str:
    is_straight = is_transfer(person, event)
    return "from trustee to trustee" if is_straight else f"arrived {day(completed)}"


def held(names: Names, year: int) -> tuple[Held, ...]:
    """The accounts that line 6 counts and those with a value, as of December 31."""
    return tuple(_held(names, year))


def _held(names: Names, year: int) -> Iterator[Held]:
    for account in names.person.accounts:
        value = names.person.value(account.key, year)
        name = str(names.accounts[account.key])
        if value is not None and value.amount is not None:
            yield Held(name, money(value.amount), SOURCE_NAMES[value.source])
        elif account.is_counted:
            yield Held(name, "not entered", "")


def brought(own: OwnForm) -> str:
    """What the years before left of basis, and what says so."""
    person, year = own.person, own.year
    if own.found is None:
        return _carried(own)
    if own.found.brought is None:
        return _NOT_KNOWN_BASIS.format(year=year)
    amount = money(own.found.brought)
    return f"{amount} of basis came into {year}{_because(person, year)}."


def _carried(own: OwnForm) -> str:
    """Of a year that the ledger does not have: what its last year leaves, or nothing is said."""
    last = own.years[-1] if own.years and own.years[-1].year < own.year else None
    if last is None:
        return f"Nothing is entered that basis could have come from into {own.year}."
    if last.carried is None:
        return _NOT_KNOWN_BASIS.format(year=own.year)
    return f"{money(last.carried)} of basis came into {own.year}: line 14 for {last.year}."


def _because(person: Person, year: int) -> str:
    start = person.basis_start
    if start and start.after_year == year - 1:
        said = EVIDENCE_NAMES[start.evidence]
        return f": line 14 for {start.after_year} as stated ({said})"
    if person.record(year).first_year:
        return f": {year} is stated as the first year with a contribution"
    return f": line 14 for {year - 1} as worked out, or what it left where no form was due"


def deducted(person: Person, year: int) -> str:
    """What was deducted of the year's contributions, in a sentence; empty without contributions."""
    amount = person.record(year).deducted
    made = any(_is_deductible(person, one) for one in person.events_for(year))
    if amount:
        return (
            f"{money(amount)} of the contributions for {year} is deducted: {deduction_line(year)}."
        )
    if not made:
        return ""
    if amount is None:
        return f"How much of what was contributed for {year} is deducted is not entered."
    return f"Nothing of what was contributed for {year} is deducted."


def _is_deductible(person: Person, event: Event) -> bool:
    account = person.account(event.account)
    return event.kind == "contribution" and takes(account) and account.kind not in ROTH_IRAS
