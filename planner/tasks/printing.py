"""The papers of one client, from what was read of them: no database is asked here.

So it runs in a process of its own, which gets the rows handed over.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from planner.bridge import HouseholdRecords
from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.comparison import comparison_pdf
from planner.documents.cpa_packet import cpa_packet_pdf
from planner.documents.december_letter import december_letter_pdf
from planner.documents.file_names import file_name
from planner.documents.packet import packet_pdf
from planner.documents.plan_letters import administrator_letter_pdf, custodian_letters_pdf
from planner.documents.press import Press
from planner.documents.year_pdf import STYLESHEETS, year_markup
from planner.documents.year_sheets import year_sheet
from planner.engine.client_letter import movings
from planner.engine.household import Household
from planner.engine.household_writing import write_household
from planner.engine.ledger import ledger
from planner.forms.options import OptionsForm
from planner.models import PacketKind
from planner.services.cpa.packet import cpa_packet
from planner.services.plans.page import shown_plan
from planner.services.practice.letterhead import Letterhead
from planner.services.practice.packet_files import HOUSEHOLD_FILE
from planner.services.practice.packet_jobs import Printed
from planner.services.ways_out.comparison import ways_out

OUR_FAULT: Final = "Prorata failed to print this client. It is a fault of ours, and was noted."
NO_WORKSHEETS: Final = "Its worksheets could not be printed: a fault of ours, which was noted."
NOTHING: Final = "Nothing that was asked for could be printed."
_LETTERS: Final = {"administrator": administrator_letter_pdf, "custodian": custodian_letters_pdf}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What is printed of every client of a job, as of the day ``on``.

    Of a whole practice ``asked_at`` says when: each household's file comes first then.
    """

    kinds: tuple[PacketKind, ...]
    year: int
    on: date
    letterhead: Letterhead | None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """An order for one client; ``facts`` are what ``records`` come to."""

    order: Order
    records: HouseholdRecords
    facts: Household


type Found = Iterator[tuple[str, bytes | None]]
"""File names with what is in them; without content it is said why there is none."""


def print_clients(order: Order, clients: Sequence[HouseholdRecords]) -> list[Printed]:
    """Each client's papers in the order given; one that fails takes no other along."""
    make = _taken_away if order.asked_at else _printed
    return [make(order, records) for records in clients]


def _taken_away(order: Order, records: HouseholdRecords) -> Printed:
    """The household as a file, with each person's latest worksheet where papers are wanted."""
    asked_at = order.asked_at.isoformat() if order.asked_at else None
    try:
        text = write_household(records.facts, exported_at=asked_at)
    except Exception:  # noqa: BLE001
        _log.exception("A household could not be written.")
        return Printed(problem=OUR_FAULT)
    parts = {HOUSEHOLD_FILE: text.encode()}
    if not order.kinds:
        return Printed(parts)
    try:
        return Printed(parts | dict(_latest_worksheets(order, records)))
    except Exception:  # noqa: BLE001
        _log.exception("The worksheets of a household could not be printed.")
        return Printed(parts, remarks=(NO_WORKSHEETS,))


def _latest_worksheets(order: Order, records: HouseholdRecords) -> Iterator[tuple[str, bytes]]:
    """Of the last year in which each person has a form."""
    facts, press = records.facts, _press(order.letterhead)
    for person in facts.people:
        years = [one for one in ledger(facts, person) if not one.decedent]
        if due := [one for one in years if one.form_due or one.parts]:
            year, name = due[-1], person.name or person.key
            words = ("form-8606-worksheet", str(year.year), name)
            yield _file(person.key, *words), press.pdf(year_markup(person, year))


def _printed(order: Order, records: HouseholdRecords) -> Printed:
    try:
        client = Client(order, records, records.facts)
        found = [one for kind in order.kinds for one in _PAPERS[kind](client)]
    except Exception:  # noqa: BLE001
        _log.exception("A client of a packet could not be printed.")
        return Printed(problem=OUR_FAULT)
    parts = {name: content for name, content in found if content is not None}
    remarks = tuple(words for words, content in found if content is None)
    return Printed(parts, remarks, "" if parts else NOTHING)


def _worksheets(client: Client) -> Found:
    order = client.order
    press = _press(order.letterhead)
    for person in client.facts.people:
        years = [one for one in ledger(client.facts, person) if one.year == order.year]
        due = [one for one in years if not year_sheet(person, one).is_quiet]
        name = person.name or person.key
        for one in due:
            words = ("form-8606-worksheet", str(order.year), name, one.decedent)
            yield _file(person.key, *words), press.pdf(year_markup(person, one))
        if not due:
            yield f"{name}: no Form 8606 is due for {order.year}, so there is no worksheet.", None


def _packet(client: Client) -> Found:
    facts = client.facts
    due = {
        one.year
        for person in facts.people
        for one in ledger(facts, person)
        if one.year <= client.order.year and (one.form_due or one.parts)
    }
    if not due:
        yield "No Form 8606 was due in any year, so there is no packet.", None
        return
    last = max(due)
    pdf = packet_pdf(
        facts,
        first=min(due),
        last=last,
        prepared=client.order.on,
        letterhead=client.order.letterhead,
    )
    yield file_name("form-8606-packet", f"{min(due)}-{last}", ending="pdf"), pdf


def _basis(client: Client) -> Found:
    for person in client.facts.people:
        name = person.name or person.key
        if not list(ledger(client.facts, person)):
            yield f"{name}: nothing happened in any year, so there is no basis statement.", None
            continue
        order = client.order
        pdf = basis_statement_pdf(
            client.facts, person, prepared=order.on, letterhead=order.letterhead
        )
        yield _file(person.key, "basis-statement", name), pdf


def _cpa(client: Client) -> Found:
    order = client.order
    if not client.facts.people:
        yield "Nobody is in the household, so there is no CPA packet.", None
        return
    packet = cpa_packet(client.records, order.year, order.on)
    name = file_name("cpa-packet", str(order.year), ending="pdf")
    home = str(client.records.household)
    yield name, cpa_packet_pdf(packet, home=home, letterhead=order.letterhead)


def _comparison(client: Client) -> Found:
    order = client.order
    form = OptionsForm({}, household=client.facts, year=order.year, today=order.on)
    form.is_valid()
    found = ways_out(form.facts, form.assumptions)
    if not found.sides:
        yield f"There are no ways out to compare for {order.year}.", None
        return
    name = file_name("ways-out", str(order.year), ending="pdf")
    yield name, comparison_pdf(found, letterhead=order.letterhead)


def _letters(client: Client) -> Found:
    order = client.order
    for one in client.records.people:
        plan = shown_plan(client.records, one, order.year, order.on)
        if plan is None or plan.found is None or not plan.letters:
            why = "no way out is chosen" if plan is None else "nothing can be asked for yet"
            yield f"{one.person}: {why} for {order.year}, so there are no letters.", None
            continue
        for reader in plan.letters:
            pdf = _LETTERS[reader](plan, plan.found, today=order.on)
            yield _file(one.person.key, "letter", reader, str(order.year), str(one.person)), pdf


def _december(client: Client) -> Found:
    order = client.order
    found = movings(client.facts, order.year, order.on)
    if not found:
        yield f"Nothing has to move by December 31, {order.year}, so there is no letter.", None
        return
    name = file_name("december-31-letter", str(order.year), ending="pdf")
    yield (
        name,
        december_letter_pdf(
            str(client.records.household),
            found,
            year=order.year,
            today=order.on,
            letterhead=order.letterhead,
        ),
    )


_PAPERS: Final[dict[PacketKind, Callable[[Client], Found]]] = {
    PacketKind.WORKSHEETS: _worksheets,
    PacketKind.PACKET: _packet,
    PacketKind.BASIS: _basis,
    PacketKind.CPA: _cpa,
    PacketKind.COMPARISON: _comparison,
    PacketKind.LETTERS: _letters,
    PacketKind.DECEMBER: _december,
}


def _file(key: str, *parts: str) -> str:
    """A name that holds the person's key too: two of a household may be called the same."""
    return file_name(*parts, key, ending="pdf")


@lru_cache(maxsize=1)
def _press(letterhead: Letterhead | None) -> Press:
    """Each kind of worksheet is laid out once in a process."""
    return Press(*STYLESHEETS, letterhead=letterhead)
