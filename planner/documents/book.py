"""Everything of a practice in one ZIP, made member by member while it is sent.

``practice.json`` (format ``prorata-practice/1``) says what the practice is called and asks, who
works there, and which file holds which client; ``households/`` has a file ``prorata-household/1``
for each. The log and both lists are there as comma-separated values too. No password, key or digest
is in it.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import QuerySet
from django.utils.text import slugify

from planner.bridge import HouseholdRecords, household_records
from planner.documents.csv_text import csv_text
from planner.documents.log_files import log_csv, log_json
from planner.documents.year_pdf import year_pdf
from planner.engine.household_writing import write_household
from planner.engine.ledger import LedgerYear, ledger
from planner.models import Engagement, LogEntry, Practice
from planner.services.practice.letterhead import Letterhead
from planner.services.practice.log_reading import practice_log
from planner.services.practice.moving_in import FORMAT, INDEX
from planner.services.practice.staff import people_of

_AT_ONCE: Final = 200
"""Rows that are in memory at the same time."""

_LONGEST_SLUG: Final = 40

type _Row = dict[str, Any]


class _Pipe(io.RawIOBase):
    """What was written and not yet taken; it cannot be sought, so the ZIP needs no disk."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Keep ``data``."""
        self._held += data
        return len(data)

    def take(self) -> bytes:
        """What is there."""
        taken = bytes(self._held)
        self._held.clear()
        return taken


def book(
    practice: Practice, clients: QuerySet[Engagement], *, at: datetime, papers: bool
) -> Iterator[bytes]:
    """The ZIP, part after part; with ``papers`` each person's latest worksheet too."""
    pipe, told = _Pipe(), list[_Row]()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as file:
        writer = _Writer(file, at)
        for number, client in enumerate(clients.order_by("pk").iterator(_AT_ONCE), start=1):
            told.append(_add_client(writer, practice, client, number, papers=papers))
            yield pipe.take()
        for name, write in (("log.csv", log_csv), ("log.json", log_json)):
            for _ in writer.lines(name, _log(practice, write)):
                yield pipe.take()
        staff = [_staff(one) for one in people_of(practice)]
        writer.text("staff.csv", _table(staff))
        writer.text("clients.csv", _table(told))
        writer.text(INDEX, json.dumps(_index(practice, staff, told, at), indent=1))
        if practice.logo:
            writer.bytes("logo.png", bytes(practice.logo))
    yield pipe.take()


class _Writer:
    """Members of a ZIP, all of the same time."""

    def __init__(self, file: ZipFile, at: datetime) -> None:
        self._file = file
        self.at = at

    def bytes(self, name: str, content: bytes) -> None:
        self._file.writestr(self._info(name), content)

    def text(self, name: str, content: str) -> None:
        self.bytes(name, content.encode())

    def lines(self, name: str, lines: Iterable[str]) -> Iterator[None]:
        """Write line by line, and say from time to time that something can be taken."""
        with self._file.open(self._info(name), "w") as member:
            for count, line in enumerate(lines):
                member.write(line.encode())
                if count % _AT_ONCE == 0:
                    yield

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self.at.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        return info


def _add_client(
    writer: _Writer, practice: Practice, client: Engagement, number: int, *, papers: bool
) -> _Row:
    """The client's household as a file, with its papers; what the lists say of it."""
    home = client.home
    records = household_records(home, with_papers=True, with_plans=True)
    stem = f"{number:05d}-{slugify(str(home))[:_LONGEST_SLUG].strip('-') or 'household'}"
    name = f"households/{stem}.json"
    writer.text(name, write_household(records.facts, exported_at=writer.at.isoformat()))
    if papers:
        for paper, content in _papers(practice, records):
            writer.bytes(f"papers/{stem}/{paper}", content)
    return {
        "file": name,
        "name": str(home),
        "reference": client.reference,
        "advisor": client.advisor.user.email if client.advisor else "",
        "began": f"{client.began_at.date()}",
    }


def _papers(practice: Practice, records: HouseholdRecords) -> Iterator[tuple[str, bytes]]:
    """The latest form of each person, as it is printed on their page of papers."""
    head = Letterhead(
        practice.name, practice.contact_line, practice.disclaimer, bytes(practice.logo)
    )
    for one in records.people:
        if found := _latest(list(ledger(records.facts, one.facts))):
            name = (
                f"form-8606-worksheet-{found.year}-{slugify(one.person.name)}-{one.person.key}.pdf"
            )
            yield name, year_pdf(one.facts, found, letterhead=head)


def _latest(years: list[LedgerYear]) -> LedgerYear | None:
    due = [one for one in years if not one.decedent and (one.form_due or one.parts)]
    return due[-1] if due else None


def _log(practice: Practice, write: Callable[[Iterable[LogEntry]], Iterator[str]]) -> Iterator[str]:
    return write(practice_log(practice).iterator(_AT_ONCE))


def _staff(one: Any) -> _Row:
    user = one.user
    return {
        "email": user.email,
        "name": user.name,
        "role": one.role,
        "since": f"{one.since.date()}",
    }


def _index(practice: Practice, staff: list[_Row], clients: list[_Row], at: datetime) -> _Row:
    return {
        "format": FORMAT,
        "exported_at": at.isoformat(),
        "name": practice.name,
        "requires_second_factor": practice.requires_second_factor,
        "idle_minutes": practice.idle_minutes,
        "contact_line": practice.contact_line,
        "disclaimer": practice.disclaimer,
        "staff": staff,
        "clients": clients,
        "earlier_clients": [
            {
                "name": one.name,
                "began": f"{one.began_at.date()}",
                "ended": f"{one.ended_at:%Y-%m-%d}",
            }
            for one in practice.engagements.exclude(ended_at=None)
        ],
    }


def _table(rows: list[_Row]) -> str:
    """Comma-separated values (RFC 4180) with a row of headers."""
    lines = [",".join(rows[0])] if rows else []
    lines += [",".join(csv_text(str(value)) for value in row.values()) for row in rows]
    return "".join(f"{line}\r\n" for line in lines)
