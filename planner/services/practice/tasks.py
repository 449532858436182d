"""Tasks of a practice: for which client, for whom, by when, and whether they are done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from planner.models import Engagement, Person, Right, Staff, Task
from planner.models.roles import EVERY_CLIENT
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.practice.log import told_work

MINE: Final = "mine"
ANYBODY: Final = "all"
NOBODY: Final = "none"


@dataclass(frozen=True, slots=True)
class WantedTasks:
    """Which tasks somebody wants to see: whose (``mine``, ``all``, ``none``, an id), and done."""

    whose: str = MINE
    is_done: bool = False

    @property
    def query(self) -> dict[str, str]:
        """As the end of an address, without what is usual."""
        said = {"whose": self.whose} if self.whose != MINE else {}
        return said | ({"state": "done"} if self.is_done else {})

    @property
    def address(self) -> str:
        """The same as text."""
        return urlencode(self.query)


def tasks_for(staff: Staff, wanted: WantedTasks) -> QuerySet[Task]:
    """The tasks that ``staff`` sees and wants, overdue first; what is done, the latest first."""
    found = Task.objects.seen_by(staff).filter(done_at__isnull=not wanted.is_done)
    if wanted.whose == MINE:
        found = found.filter(assignee=staff)
    elif wanted.whose == NOBODY:
        found = found.filter(assignee=None)
    elif wanted.whose != ANYBODY:
        found = found.filter(assignee=int(wanted.whose))
    named = found.select_related("client__household", "assignee__user", "person")
    return named.order_by("-done_at", "-id") if wanted.is_done else named.order_by("due", "id")


def tasks_of(
    client: Engagement, person: Person | None = None, year: int | None = None
) -> list[Task]:
    """Those of a client, or of one person's year: open ones by day, then what is done."""
    found = Task.objects.filter(client=client).select_related("assignee__user")
    if person:
        found = found.filter(person=person, year=year)
    return list(found.order_by(F("done_at").desc(nulls_first=True), "due", "id"))


def next_tasks(clients: Iterable[int]) -> dict[int, list[Task]]:
    """The open tasks of these clients, the earliest first, in one query."""
    found: dict[int, list[Task]] = {}
    for one in Task.objects.filter(client__in=list(clients), done_at=None):
        found.setdefault(one.client_id, []).append(one)
    return found


def assignable(client: Engagement) -> list[Staff]:
    """Who of the practice opens the client and does tasks."""
    opens = Q(role__in=EVERY_CLIENT) | Q(pk=client.advisor_id)
    found = Staff.objects.filter(opens, practice=client.practice_id).select_related("user")
    does = [one for one in found if Right.NOTE in one.powers.rights]
    return sorted(does, key=lambda one: str(one.user).lower())


def add_task(  # noqa: PLR0913
    *,
    staff: Staff,
    client: Engagement,
    title: str,
    due: date,
    assignee: Staff | None,
    now: datetime,
    person: Person | None = None,
    year: int | None = None,
) -> Task:
    """Something to do for a client."""
    with taking_turns(client.home):
        task = Task.objects.create(
            practice_id=client.practice_id,
            client=client,
            household=client.home,
            person=person,
            about=str(person) if person else "",
            year=year,
            title=title,
            due=due,
            assignee=assignee,
            by=str(staff.user),
            at=now,
        )
        told_work(staff, client, f"Added a task{_for(task)}")
    return task


def change_task(*, staff: Staff, task: Task, title: str, due: date, assignee: Staff | None) -> None:
    """Say it otherwise, move it, or give it to somebody else."""
    task.title, task.due, task.assignee = title, due, assignee
    _save(staff, task, f"Changed a task{_for(task)}", "title", "due", "assignee")


def finish_task(*, staff: Staff, task: Task, now: datetime) -> None:
    """It is done; who was faster keeps the credit."""
    with taking_turns(task.client.home):
        task.refresh_from_db(fields=["done_at", "done_by"])
        if task.is_done:
            raise RefusedChangeError(f"This was done already, by {task.done_by}.")
        task.done_at, task.done_by = now, str(staff.user)
        _save(staff, task, "Finished a task", "done_at", "done_by")


def reopen_task(*, staff: Staff, task: Task) -> None:
    """It is not done after all; the log keeps that it was."""
    task.done_at, task.done_by = None, ""
    _save(staff, task, "Reopened a task", "done_at", "done_by")


def _save(staff: Staff, task: Task, what: str, *fields: str) -> None:
    with taking_turns(task.client.home):
        task.save(update_fields=list(fields))
        told_work(staff, task.client, what)


def _for(task: Task) -> str:
    whom: Any = task.assignee
    return f" for {whom.user}, due {task.due}" if whom else f", due {task.due}"
