"""Working papers that come from elsewhere: checked row by row, then stored as nobody's here.

Who wrote them there is told by name. Tasks are given to nobody, and notes are corrected by nobody:
the people of the other site work here once they say so themselves.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planner.engine.household_reading import LINE_NUMBERS
from planner.engine.json_node import EARLIEST, LATEST
from planner.models import Note, Step, StepKind, Task
from planner.models.workflow import LONGEST_NOTE, LONGEST_REASON, LONGEST_TITLE
from planner.services.practice.said import moment, whole, words
from planner.services.practice.working_papers import Row

if TYPE_CHECKING:
    from planner.services.practice.sections import Arrived


def checked_step(row: Row) -> dict[str, Any]:
    """What is kept of a step."""
    if row["year"] is None:
        raise ValueError("A step is of a year.")
    return _checked(row) | {
        "kind": StepKind(row["step"]).value,
        "lines": _lines(row["lines"]),
        "reason": words(row["reason"], LONGEST_REASON),
    }


def checked_note(row: Row) -> dict[str, Any]:
    """What is kept of a version of a note."""
    whole(row["note"])
    return _checked(row) | {"text": words(row["text"], LONGEST_NOTE)}


def checked_task(row: Row) -> dict[str, Any]:
    """What is kept of a task."""
    done = row["done_at"]
    return _checked(row) | {
        "title": words(row["title"], LONGEST_TITLE),
        "due": date.fromisoformat(words(row["due"], 10)),
        "done_at": None if done is None else moment(done),
        "done_by": words(row["done_by"], 254),
    }


def store_steps(arrived: "Arrived", rows: Iterable[Row]) -> None:
    """Keep the steps of each year in the order they come."""
    taken: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        year = (row["client"], row["person"], row["year"])
        taken[year] += 1
        Step.objects.create(**_whose(arrived, row), **checked_step(row), number=taken[year])


def store_notes(arrived: "Arrived", rows: Iterable[Row]) -> None:
    """Keep the versions of each note together."""
    first: dict[tuple[int, int], Note] = {}
    for row in rows:
        key = (row["client"], row["note"])
        note = Note.objects.create(
            **_whose(arrived, row), **checked_note(row), first=first.get(key)
        )
        first.setdefault(key, note)


def store_tasks(arrived: "Arrived", rows: Iterable[Row]) -> None:
    """Keep the tasks; whoever works here takes them on."""
    for row in rows:
        whose = _whose(arrived, row) | {"practice": arrived.practice}
        Task.objects.create(**whose, **checked_task(row))


def _whose(arrived: "Arrived", row: Row) -> dict[str, Any]:
    client = arrived.clients[row["client"]]
    person = None if row["person"] is None else arrived.person(row)
    return {"client": client, "household_id": client.household_id, "person": person}


def _checked(row: Row) -> dict[str, Any]:
    if row["year"] is not None and row["year"] not in range(EARLIEST, LATEST + 1):
        raise ValueError("There is no such year.")
    return {
        "about": words(row["about"], 120),
        "year": row["year"],
        "at": moment(row["at"]),
        "by": words(row["by"], 254),
    }


def _lines(said: object) -> dict[str, dict[str, str]]:
    """The lines of each form as plain text, each a number that there is."""
    if not isinstance(said, dict) or not all(isinstance(one, dict) for one in said.values()):
        raise ValueError("These are no lines.")
    return {words(of, 120): _amounts(lines) for of, lines in said.items()}


def _amounts(lines: dict[str, object]) -> dict[str, str]:
    for number, text in lines.items():
        if number not in LINE_NUMBERS or not _is_amount(words(text, 40)):
            raise ValueError("This is no amount.")
    return {number: str(text) for number, text in lines.items()}


def _is_amount(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False
