"""What is in the ZIP of a whole practice, read piece by piece and checked; nothing is stored here.

Whatever is wrong is said, and nothing of a ZIP with anything wrong is ever stored.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from planner.engine.household import Household as Facts
from planner.engine.household_reading import RefusedError
from planner.models import LogEntry, Practice, RetentionRule, StaffRole
from planner.services.households.imports import read_file
from planner.services.practice.archives import Row, bytes_of, rows_of, text_of
from planner.services.practice.logos import redrawn
from planner.services.practice.said import is_kept, moment, whole, words
from planner.services.practice.sections import SECTIONS, Section

FORMAT: Final = "prorata-practice/1"
INDEX: Final = "practice.json"
LOGO: Final = "logo.png"
LOG: Final = "log.json"

_MOST_CLIENTS: Final = 20_000
_MOST_STAFF: Final = 500
_MOST_ENTRIES: Final = 1_000_000
_LARGEST_INDEX: Final = 32 * 2**20
_LARGEST_HOUSEHOLD: Final = 4 * 2**20
_LARGEST_LOGO: Final = 2**20
"""Bytes, unpacked."""

ASKED: Final = (
    *("name", "requires_second_factor", "requires_review"),
    *("idle_minutes", "contact_line", "disclaimer"),
)
"""What a practice says of itself."""

_NOT_TAKEN: Final = (".pdf", ".csv", ".txt", "/")
"""What is in the ZIP for people to read, and there in another form for us."""


@dataclass(frozen=True, slots=True)
class Client:
    """Which member of the ZIP holds a client, and what the practice knew of them.

    ``id`` is what the household was called there.
    """

    file: str
    id: int
    reference: str
    advisor: str
    began: date | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works for the practice there."""

    email: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A client who left the practice there."""

    name: str
    began: date
    ended: date


@dataclass(frozen=True, slots=True)
class Held:
    """A legal hold on a client."""

    id: int
    name: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Index:
    """What ``practice.json`` says."""

    practice: Practice
    rule: RetentionRule
    clients: list[Client]
    staff: list[Colleague]
    earlier: list[Earlier]
    holds: list[Held]
    sections: list[Section]
    omitted: list[str] = field(default_factory=list)


def read_index(file: ZipFile) -> Index:
    """What the practice is and has; ``RefusedError`` with the reasons where it is no such file."""
    text = text_of(file, INDEX, _LARGEST_INDEX)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError([f"{INDEX} cannot be read."]) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise RefusedError([f"{INDEX} is not in the format {FORMAT}."])
    clients = _clients(found)
    index = Index(
        _kept(
            Practice(**{name: found[name] for name in ASKED if found.get(name) is not None}), INDEX
        ),
        _kept(RetentionRule(**_years(found)), f"{INDEX}: retention", "practice"),
        clients,
        _list(found, "staff", _MOST_STAFF, _colleague),
        _list(found, "earlier_clients", _MOST_CLIENTS, _earlier),
        _list(found, "holds", _MOST_CLIENTS, _held),
        [one for one in SECTIONS if one.file in file.namelist()],
    )
    if len({one.email for one in index.staff}) < len(index.staff):
        raise RefusedError([f"{INDEX} names somebody of the staff twice."])
    index.omitted.extend(_omitted(file, found, index))
    return index


def _omitted(file: ZipFile, found: Mapping[str, Any], index: Index) -> Iterator[str]:
    """What there is that is not taken in, a sentence each."""
    known = {
        INDEX,
        LOGO,
        LOG,
        *(one.file for one in SECTIONS),
        *(one.file for one in index.clients),
    }
    for name in file.namelist():
        if name not in known and not name.endswith(_NOT_TAKEN):
            yield f"{name[:100]}: this site does not know what it is."
    for name in found.get("not_exported") or ():
        yield f"{str(name)[:120]}: could not be taken away there."
    homes = {one.id for one in index.clients}
    for hold in index.holds:
        if hold.id not in homes:
            yield f"The hold on {hold.name}: they are no client of the practice any more."


def read_client(file: ZipFile, client: Client) -> Facts:
    """The household of a client; ``RefusedError`` with the reasons why it cannot be kept."""
    return read_file(text_of(file, client.file, _LARGEST_HOUSEHOLD))


def read_logo(file: ZipFile) -> bytes:
    """The logo, drawn anew; empty where there is none."""
    if LOGO not in file.namelist():
        return b""
    try:
        return redrawn(bytes_of(file, LOGO, _LARGEST_LOGO))
    except ValidationError as error:
        raise RefusedError([f"{LOGO}: {' '.join(error.messages)}"]) from error


def read_section(file: ZipFile, section: Section) -> Iterator[Row]:
    """What is in a section, row by row."""
    yield from rows_of(file, section.file)


def read_log(file: ZipFile) -> Iterator[LogEntry]:
    """The log there, oldest first; of whom an entry was is still called as it was there."""
    if LOG not in file.namelist():
        return
    for number, row in enumerate(rows_of(file, LOG), start=1):
        if number > _MOST_ENTRIES:
            raise RefusedError([f"{LOG} has more than {_MOST_ENTRIES:,} entries."])
        yield _kept(_entry(row, number), f"{LOG}, entry {number}")


def _entry(row: Row, number: int) -> LogEntry:
    try:
        return LogEntry(
            household=row["household"],
            name=row["client"] or "",
            by=row["by"],
            is_staff=row["as_staff"] is True,
            role=row["role"] or "",
            verb=row["verb"],
            what=row["what"],
            at=moment(row["at"]),
            address=row["address"],
            browser=row["browser"] or "",
            elsewhere=True,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedError([f"{LOG}: entry {number} cannot be read."]) from error


def _kept[M: models.Model](row: M, where: str, *without: str) -> M:
    """What the database would keep of it, checked as there; ``without`` what is not said yet."""
    fields = row._meta.concrete_fields
    said = {one.name: getattr(row, one.attname) for one in fields}
    unkept = [name for name, it in said.items() if isinstance(it, str) and not is_kept(it)]
    if unkept:
        raise RefusedError([f"{where}: {unkept[0]} has characters that cannot be kept."])
    try:
        row.clean_fields(
            {*without, *(one.name for one in fields if one.null and said[one.name] is None)}
        )
    except ValidationError as error:
        problems = [f"{where}: {name}: {' '.join(why)}" for name, why in error.message_dict.items()]
        raise RefusedError(problems) from error
    except (TypeError, ValueError) as error:
        raise RefusedError([f"{where} cannot be read."]) from error
    return row


def _years(found: Mapping[str, Any]) -> dict[str, Any]:
    rule = found.get("retention")
    rule = rule if isinstance(rule, dict) else {}
    return {name: rule.get(name) for name in ("client_years", "log_years")}


def _clients(found: Mapping[str, Any]) -> list[Client]:
    """Those of the list; a file, an id or a number that is there twice is refused."""
    if "clients" not in found:
        raise RefusedError([f"{INDEX} has no list of clients."])
    clients = _list(found, "clients", _MOST_CLIENTS, _client)
    for name, values in (
        ("file", [one.file for one in clients]),
        ("household", [one.id for one in clients]),
        ("reference", [one.reference for one in clients if one.reference]),
    ):
        if len(set(values)) < len(values):
            raise RefusedError([f"{INDEX} names a {name} twice."])
    return clients


def _list[T](found: Mapping[str, Any], name: str, most: int, read: Callable[[Row], T]) -> list[T]:
    """A list of objects, each read as ``read`` does."""
    listed = found.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise RefusedError([f"{INDEX}: {name} is no list."])
    if len(listed) > most:
        raise RefusedError([f"{INDEX}: {name} has {len(listed):,} entries, more than {most:,}."])
    made = []
    for number, one in enumerate(listed, start=1):
        try:
            made.append(read(one))
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise RefusedError([f"{INDEX}: {name}, entry {number} cannot be read."]) from error
    return made


def _client(row: Row) -> Client:
    began = date.fromisoformat(row["began"]) if row.get("began") else None
    reference, advisor = words(row.get("reference", ""), 40), words(row.get("advisor", ""), 254)
    return Client(words(row["file"], 300), whole(row["id"]), reference, advisor.lower(), began)


def _colleague(row: Row) -> Colleague:
    email = words(row["email"], 254).lower()
    validate_email(email)
    return Colleague(email, words(row.get("name", ""), 120), StaffRole(row["role"]).value)


def _earlier(row: Row) -> Earlier:
    began, ended = date.fromisoformat(row["began"]), date.fromisoformat(row["ended"])
    return Earlier(words(row["name"], 120), began, ended)


def _held(row: Row) -> Held:
    name, by = words(row["name"], 120), words(row["by"], 254)
    return Held(whole(row["id"]), name, words(row["reason"], 300), by)
