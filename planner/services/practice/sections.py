"""What a practice itself knows of its clients, kind by kind, to be taken along when it moves.

Each kind is a ``Section``: a member of the ZIP with a JSON object on each line. Whatever is added
to ``SECTIONS`` is exported, and read elsewhere. ``client`` of a row is the id of the household
there, and of an ``Arrived`` practice leads to the client here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.engine.json_node import EARLIEST, LATEST
from planner.models import Engagement, FollowUp, Person, Practice
from planner.services.practice import papers_arriving as papers
from planner.services.practice.said import moment, words
from planner.services.practice.working_papers import note_rows, step_rows, task_rows

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A practice that was just stored, with its clients by what their households were called."""

    practice: Practice
    clients: Mapping[int, Engagement]

    def person(self, row: Row) -> Person:
        """Whom a row is about."""
        home = self.clients[row["client"]].home
        return Person.objects.live().get(household=home, key=row["person"])


@dataclass(frozen=True, slots=True)
class Section:
    """One kind: its ``name`` in the ZIP, what it is ``called`` in words, and its rows.

    ``check`` raises ``ValueError`` or ``KeyError`` for a row that cannot be kept; that its client
    and, where one is named, the person are there is checked for each.
    """

    name: str
    called: str
    rows: Callable[[Practice], Iterator[Row]]
    check: Callable[[Row], object]
    store: Callable[[Arrived, Iterable[Row]], object]

    @property
    def file(self) -> str:
        """The member that holds it."""
        return f"practice/{self.name}.jsonl"


def _follow_ups(practice: Practice) -> Iterator[Row]:
    found = FollowUp.objects.filter(client__practice=practice, client__ended_at=None)
    found = found.filter(person__deletion=None, client__household__deleted_at=None)
    for one in found.select_related("person").order_by("pk").iterator(1_000):
        yield {
            "client": one.household_id,
            "person": one.person.key,
            "year": one.year,
            "status": one.status,
            "note": one.note,
            "at": one.at.isoformat(),
            "by": one.by,
        }


def _checked_follow_up(row: Row) -> dict[str, Any]:
    """What is kept of a row."""
    words(row["person"], 60)
    if row["year"] not in range(EARLIEST, LATEST + 1):
        raise ValueError("There is no such year.")
    return {
        "year": row["year"],
        "status": FollowUp.Status(row["status"]).value,
        "note": words(row["note"], 300),
        "at": moment(row["at"]),
        "by": words(row["by"], 254),
    }


def _store_follow_ups(arrived: Arrived, rows: Iterable[Row]) -> None:
    for row in rows:
        person = arrived.person(row)
        FollowUp.objects.create(
            client=arrived.clients[row["client"]],
            household_id=person.household_id,
            person=person,
            **_checked_follow_up(row),
        )


SECTIONS: Final = (
    Section(
        "follow_ups",
        "follow-ups of the December list",
        _follow_ups,
        _checked_follow_up,
        _store_follow_ups,
    ),
    Section(
        "workflow", "steps of the workflow", step_rows, papers.checked_step, papers.store_steps
    ),
    Section("notes", "notes", note_rows, papers.checked_note, papers.store_notes),
    Section("tasks", "tasks", task_rows, papers.checked_task, papers.store_tasks),
)
