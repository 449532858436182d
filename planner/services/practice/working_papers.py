"""The working papers of a practice as plain values: to be taken along, and taken in elsewhere.

``client`` is the id of the household there, ``person`` the key in the household's file, ``about``
the name that somebody had, also of those who are in the file no more.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet

from planner.models import Note, Practice, Step, Task

type Row = dict[str, Any]

_AT_ONCE: Final = 1_000
_LIVE: Final = {"client__ended_at": None, "client__household__deleted_at": None}


def step_rows(practice: Practice) -> Iterator[Row]:
    """Every step of every year, in the order they were taken, with the lines of its moment."""
    yield from map(_step, _of(practice, Step.objects.filter(**_LIVE)))


def note_rows(practice: Practice) -> Iterator[Row]:
    """Every version of every note; ``note`` is the same for all of one, empty text withdraws it."""
    yield from map(_note, _of(practice, Note.objects.filter(**_LIVE)))


def task_rows(practice: Practice) -> Iterator[Row]:
    """Every task, done or not."""
    yield from map(_task, _of(practice, Task.objects.filter(**_LIVE)))


def former_rows(practice: Practice) -> Iterator[Row]:
    """What is kept of clients who left, to be read: one row for each step, note and task."""
    for kind, rows, values in (
        ("step", Step.objects.all(), _step),
        ("note", Note.objects.all(), _note),
        ("task", Task.objects.all(), _task),
    ):
        for one in _of(practice, rows.exclude(client__ended_at=None)):
            row: Row = values(one)
            yield {
                "client": one.client.name,
                "began": one.client.began_at.date().isoformat(),
                "ended": one.client.ended_at.date().isoformat(),
                "kind": kind,
                "about": one.about,
                "year": one.year or "",
                "what": row.get("step") or row.get("title") or row.get("text", ""),
                "more": row.get("reason", "") or row.get("due", ""),
                "lines": row.get("lines") or "",
                "by": one.by,
                "at": row["at"],
            }


def _of(practice: Practice, rows: QuerySet[Any]) -> Iterator[Any]:
    found = rows.filter(client__practice=practice).order_by("pk")
    return found.select_related("person", "client").iterator(_AT_ONCE)


def _about(one: Step | Note | Task) -> Row:
    is_there = one.person is not None and one.person.deletion_id is None
    return {
        "client": one.client.household_id,
        "person": one.person.key if one.person and is_there else None,
        "about": one.about,
        "year": one.year,
        "at": one.at.isoformat(),
        "by": one.by,
    }


def _step(one: Step) -> Row:
    return _about(one) | {"step": one.kind, "lines": one.lines, "reason": one.reason}


def _note(one: Note) -> Row:
    return _about(one) | {"note": one.first_id or one.pk, "text": one.text}


def _task(one: Task) -> Row:
    return _about(one) | {
        "title": one.title,
        "due": one.due.isoformat(),
        "done_at": one.done_at.isoformat() if one.done_at else None,
        "done_by": one.done_by,
    }
