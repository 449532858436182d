"""What the page of the missed-8606 kit shows: a row a year, and what it all comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords
from planner.documents.year_remarks import FiledLine, filed_lines
from planner.engine.interest import Interest
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.missed import Kit, KitYear, missed_kit
from planner.engine.missed.words import Said, dollars, what_to_send, why
from planner.engine.missed.year import Because
from planner.engine.year_layouts import layout_for
from planner.forms.missed import DayForm, KitForm
from planner.services.sheet.waiting import waits_for

_CHIPS = {
    "missing": ("no form on file", "chip-stop"),
    "wrong": ("filed otherwise", "chip-cost"),
    "incomplete": ("too little known", "chip-stop"),
    "right": ("filed right", "chip-ok"),
    "not_yet": ("not due yet", "chip-calm"),
    "not_due": ("not due", ""),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a year or of the whole, with what to know of it."""

    name: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One year: what to send, its figures, the lines that change, what it rests on or lacks."""

    one: KitYear
    what: Said
    amounts: tuple[Amount, ...]
    why: tuple[Said, ...]
    lines: tuple[FiledLine, ...]
    missing: tuple[str, ...]

    @property
    def chip(self) -> str:
        """The verdict in a few words."""
        text, _ = _CHIPS[self.one.verdict]
        return text if self.one.is_on_record or self.one.verdict != "missing" else "nothing entered"

    @property
    def chip_class(self) -> str:
        """How the verdict looks."""
        return _CHIPS[self.one.verdict][1]


@dataclass(frozen=True, slots=True)
class MissedPage:
    """The kit of one person, as it is shown."""

    person: PersonRecords
    kit: Kit
    rows: tuple[Row, ...]
    at_rest: tuple[int, ...]
    totals: tuple[Amount, ...]

    @property
    def heading(self) -> str:
        """The whole in a sentence."""
        count = len(self.kit.sending)
        if not count:
            is_known = all(one.verdict != "incomplete" for one in self.kit.years)
            return "Nothing has to be sent" if is_known else "Too little is known yet"
        return f"{count} {'form' if count == 1 else 'forms'} to send, the oldest first"


def missed_page(
    records: HouseholdRecords, person: PersonRecords, day: DayForm, data: object, today: date
) -> tuple[MissedPage, KitForm]:
    """The kit as of the day typed, and the form of what it still asks for."""
    household, facts = records.facts, person.facts
    years = ledger(household, facts)
    base = missed_kit(household, facts, max(today, day.day), years=years)
    form = KitForm(data, years=[one.year for one in base.asking])
    kit = missed_kit(household, facts, day.day, form.reported, years)
    return _page(person, kit), form


def _page(person: PersonRecords, kit: Kit) -> MissedPage:
    return MissedPage(
        person=person,
        kit=kit,
        rows=tuple(_rows(kit)),
        at_rest=tuple(one.year for one in kit.years if one.verdict == "not_due"),
        totals=tuple(_totals(kit)),
    )


def _rows(kit: Kit) -> Iterator[Row]:
    since: int | None = None
    for one in kit.years:
        if not one.found.is_complete and one.found.brought is not None:
            since = one.year
        if one.verdict != "not_due":
            missing = waits_for(one.found, kit.person, since)
            yield _row(one, tuple(missing) if one.verdict == "incomplete" else ())


def _row(one: KitYear, missing: tuple[str, ...]) -> Row:
    return Row(
        one=one,
        what=what_to_send(one),
        amounts=tuple(_amounts(one)),
        why=why(one),
        lines=_lines(one.found) if one.verdict == "wrong" else (),
        missing=missing,
    )


def _lines(found: LedgerYear) -> tuple[FiledLine, ...]:
    return filed_lines(found, layout_for(found.year))


def _amounts(one: KitYear) -> Iterator[Amount]:
    yield from _taxed(one)
    if one.because in ("refund", "too_late") and one.window:
        name = "Claim ended" if one.because == "too_late" else "Claim by"
        yield Amount(name, _day(one.window.until))
    if one.interest:
        yield Amount("Interest so far", dollars(one.interest.amount), _projected(one.interest))
    if one.penalty:
        yield Amount("Penalty at most", dollars(one.penalty.amount))


def _taxed(one: KitYear) -> Iterator[Amount]:
    if one.too_much:
        name = "Taxed too much" if one.too_much > 0 else "Taxed too little"
        yield Amount(name, dollars(one.too_much))
        if one.tax is None:
            yield Amount("Tax", "not known", "no rate is entered")
        else:
            yield Amount("Tax, estimated", dollars(one.tax))


def _projected(found: Interest) -> str:
    return "partly by a rate carried on" if found.is_projected else ""


def _totals(kit: Kit) -> Iterator[Amount]:
    yield Amount("Forms to send", str(len(kit.sending)))
    back, pay = _uncounted(kit, "refund", "unknown", ""), _uncounted(kit, "owed")
    if kit.refund or back or not (kit.owed or pay):
        until = f"the first claim ends on {_day(kit.claim_by)}" if kit.claim_by else ""
        yield _total("Tax to claim back", kit.refund, until, back)
    if kit.owed or pay:
        interest = f"and {dollars(kit.interest)} of interest so far" if kit.interest else ""
        yield _total("Tax to pay", kit.owed, interest, pay)
    if kit.lost:
        yield Amount("Overpaid, too late to claim", dollars(kit.lost))
    yield Amount("Penalties at most", dollars(kit.penalties), "none for reasonable cause")


def _total(name: str, amount: Decimal, note: str, uncounted: str) -> Amount:
    """A sum with its note and the years that are not in it."""
    if uncounted and not amount:
        return Amount(name, "not known yet", _joined(uncounted, note))
    without = f"not known yet: {uncounted}" if uncounted else ""
    return Amount(name, dollars(amount), _joined(note, without))


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _uncounted(kit: Kit, *because: Because) -> str:
    """The years whose tax is not known yet."""
    looked_at = sorted((*kit.sending, *kit.waiting), key=lambda one: one.year)
    years = [one.year for one in looked_at if one.because in because and one.tax is None]
    return ", ".join(map(str, years))


def _day(found: date) -> str:
    return f"{found:%b} {found.day}, {found.year}"
