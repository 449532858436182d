"""What a practice takes away beside its clients' own files: all else that it has, in one ZIP.

``practice.json`` (format ``prorata-practice/1``) says what the practice is called and asks, who
works there, which file holds which client, and which other members hold what the practice itself
knows (``services.practice.sections``). Its log and both lists are there as comma-separated values
too, and what is kept of clients who left. No password, key or digest is in it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from typing import Any, Final

from planner.documents.csv_text import csv_text
from planner.documents.log_files import log_csv, log_json
from planner.models import LogEntry, PacketJob, PacketStep, Practice, Staff
from planner.services.practice.holds import holds_of
from planner.services.practice.log_reading import practice_log
from planner.services.practice.moving_in import FORMAT, INDEX, LOGO
from planner.services.practice.packet_files import HOUSEHOLD_FILE, Member, client_folder
from planner.services.practice.packet_jobs import steps_with_clients
from planner.services.practice.retention import rule_of
from planner.services.practice.sections import SECTIONS
from planner.services.practice.staff import people_of
from planner.services.practice.working_papers import former_rows

_AT_ONCE: Final = 500
"""Rows that are in memory at the same time."""

type _Row = dict[str, Any]


def beside(job: PacketJob) -> Iterator[Member]:
    """The files of the practice itself; none where the job is not about all of it."""
    if not job.is_whole:
        return
    practice = job.practice
    clients = [_client(step) for step in steps_with_clients(job)]
    staff = [_staff(one) for one in people_of(practice)]
    yield INDEX, [json.dumps(_index(job, staff, clients), indent=1).encode()]
    yield "staff.csv", [_table(staff).encode()]
    yield "clients.csv", [_table(clients).encode()]
    if practice.logo:
        yield LOGO, [bytes(practice.logo)]
    for section in SECTIONS:
        yield section.file, _json_rows(section.rows(practice))
    yield "former-clients.csv", [_table(list(former_rows(practice))).encode()]
    yield "log.csv", _pieces(_log(practice, log_csv))
    yield "log.json", _pieces(_log(practice, log_json))


def _client(step: PacketStep) -> _Row:
    """What the lists say of a client; ``id`` is what the log calls their household."""
    client = step.engagement
    has_file = HOUSEHOLD_FILE in step.files
    return {
        "file": f"{client_folder(step)}/{HOUSEHOLD_FILE}" if has_file else "",
        "id": client.household_id,
        "name": step.name,
        "reference": client.reference,
        "advisor": client.advisor.user.email if client.advisor else "",
        "began": f"{client.began_at.date()}",
    }


def _staff(one: Staff) -> _Row:
    return {
        "email": one.user.email,
        "name": one.user.name,
        "role": one.role,
        "since": f"{one.since.date()}",
    }


def _index(job: PacketJob, staff: list[_Row], clients: list[_Row]) -> _Row:
    practice, rule = job.practice, rule_of(job.practice)
    return {
        "format": FORMAT,
        "exported_at": job.asked_at.isoformat(),
        "name": practice.name,
        "requires_second_factor": practice.requires_second_factor,
        "requires_review": practice.requires_review,
        "idle_minutes": practice.idle_minutes,
        "contact_line": practice.contact_line,
        "disclaimer": practice.disclaimer,
        "retention": {"client_years": rule.client_years, "log_years": rule.log_years},
        "sections": [section.name for section in SECTIONS],
        "staff": staff,
        "clients": [one for one in clients if one["file"]],
        "not_exported": [one["name"] for one in clients if not one["file"]],
        "holds": [
            {"id": one.household, "name": one.name, "reason": one.reason, "by": one.by}
            | {"at": one.at.isoformat()}
            for one in holds_of(practice)
        ],
        "earlier_clients": [
            {
                "id": one.household_id,
                "name": one.name,
                "began": f"{one.began_at.date()}",
                "ended": f"{one.ended_at:%Y-%m-%d}",
            }
            for one in practice.engagements.exclude(ended_at=None)
        ],
    }


def _log(practice: Practice, write: Callable[[Iterable[LogEntry]], Iterator[str]]) -> Iterator[str]:
    """Oldest first, as it is taken in elsewhere."""
    return write(practice_log(practice).order_by("pk").iterator(_AT_ONCE))


def _json_rows(rows: Iterable[_Row]) -> Iterator[bytes]:
    """One JSON object on each line."""
    return _pieces(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _pieces(lines: Iterable[str]) -> Iterator[bytes]:
    return ("".join(some).encode() for some in batched(lines, _AT_ONCE, strict=False))


def _table(rows: list[_Row]) -> str:
    """Comma-separated values (RFC 4180) with a row of headers."""
    lines = [",".join(rows[0])] if rows else []
    lines += [",".join(csv_text(str(value)) for value in row.values()) for row in rows]
    return "".join(f"{line}\r\n" for line in lines)
