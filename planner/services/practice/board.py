"""What the board of a practice shows: tiles with counts, and a page of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.utils import timezone

from planner.engine.money import ZERO, Ratio
from planner.models import ClientState, Engagement, FollowUp, Staff, Stage, Task
from planner.models.board import ClientStateQuerySet
from planner.services.practice.board_words import (
    OVER,
    STATES,
    TROUBLED,
    into_words,
    next_step,
)
from planner.services.practice.tasks import next_tasks

A_PAGE: Final = 100
CONTACTS: Final = {
    "open": "not yet contacted",
    "contacted": "contacted, not done",
    "over": "done or decided otherwise",
}
SORTS: Final = {
    "dollars": "dollars to move",
    "days": "days left",
    "touched": "last touched",
    "name": "name",
}

FORMS: Final = {one.value: str(one.label) for one in Stage}
"""Where the latest form that can be filed stands."""

_NAME = ("client__household__name", "client", "person")
_ORDER: Final = {
    "dollars": ("-to_move", *_NAME),
    "days": (F("due").asc(nulls_last=True), "-to_move", *_NAME),
    "touched": ("-touched_at", *_NAME),
    "name": _NAME,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the board of ``year``; empty is everything.

    ``past`` is that year where it is the one before the year that goes on.
    """

    year: int
    state: str = ""
    advisor: str = ""
    contact: str = ""
    plan: str = ""
    form: str = ""
    q: str = ""
    sort: str = "dollars"
    past: str = ""

    @property
    def last(self) -> int:
        """The latest year of which forms are filed: the one of a board of the past, else before."""
        return self.year if self.past else self.year - 1

    @property
    def query(self) -> str:
        """As the end of an address, without what is usual."""
        names = ("past", "state", "advisor", "contact", "plan", "form", "q")
        said = {name: getattr(self, name) for name in names}
        if self.sort != "dollars":
            said["sort"] = self.sort
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As the fields of a form."""
        return [(one.name, getattr(self, one.name)) for one in fields(self) if one.name != "year"]

    @property
    def papers(self) -> str:
        """As the end of an address that asks for papers of every client that is wanted."""
        return "&".join(
            part for part in (replace(self, sort="dollars").query, "everyone=1") if part
        )

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return any((self.state, self.advisor, self.contact, self.plan, self.form, self.q))


@dataclass(frozen=True, slots=True)
class Tile:
    """A state with how many people are in it, in how many households; ``query`` shows them."""

    code: str
    people: int
    clients: int
    query: str
    is_current: bool

    @property
    def words(self) -> str:
        """What the state is called."""
        return STATES[self.code]


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a client with what was done about them."""

    state: ClientState
    follow_up: FollowUp | None
    today: date
    task: Task | None = None

    @property
    def status(self) -> str:
        """How far it is: a status of ``FollowUp``."""
        return self.follow_up.status if self.follow_up else FollowUp.Status.OPEN.value

    @property
    def words(self) -> str:
        """What the state is called."""
        return STATES[self.state.code]

    @property
    def into(self) -> str:
        """Where the money could go."""
        return into_words(self.state)

    @property
    def next_step(self) -> str:
        """What to do next; may be empty."""
        return next_step(self.state, self.status)

    @property
    def share(self) -> Ratio | None:
        """The already-taxed share of the pool; ``None`` without a pool, or where not known."""
        pool, basis = self.state.pool, self.state.basis
        return Ratio(min(basis, pool), pool) if pool and basis is not None else None

    @property
    def days_left(self) -> int | None:
        """Days until it has to be settled; ``None`` where nothing has to be."""
        return None if self.state.due is None else (self.state.due - self.today).days

    @property
    def touched(self) -> str:
        """The day on which something was changed last, in the household or by the practice."""
        day = timezone.localtime(self.state.touched_at)
        year = "" if day.year == self.today.year else f", {day.year}"
        return f"{day:%b} {day.day}{year}"

    @property
    def is_followed(self) -> bool:
        """Whether there is, or was, somebody to ask something."""
        return self.state.code in TROUBLED or bool(self.state.to_move) or bool(self.follow_up)

    @property
    def is_exception(self) -> bool:
        """Whether somebody has to do something about it still."""
        return self.state.code in TROUBLED and self.status not in OVER


@dataclass(frozen=True, slots=True)
class Board:
    """The tiles, one page of the people wanted, and their totals.

    ``clients`` are the households of all that are wanted, ``None`` where nobody counted them.
    ``on`` is the day of the oldest row that is counted, ``waiting`` how many clients are still to
    be worked out.
    """

    wanted: Wanted
    tiles: Sequence[Tile]
    rows: Sequence[Row]
    people: int
    clients: int | None
    dollars: Decimal
    page: int
    waiting: int = 0
    on: date | None = None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.people // A_PAGE))

    @property
    def everybody(self) -> int:
        """All that the tiles count."""
        return sum(one.people for one in self.tiles)


def board(staff: Staff, wanted: Wanted, page: int, today: date) -> Board:
    """The board as ``staff`` sees it, in as many queries for 50 clients as for 5,000."""
    rows = filtered(ClientState.objects.seen_by(staff, wanted.year), wanted)
    counted = list(
        rows.order_by()
        .values("code")
        .annotate(
            people=Count("pk"),
            clients=Count("client", distinct=True),
            dollars=Sum("to_move"),
            oldest=Min("on"),
        )
    )
    chosen = [one for one in counted if wanted.state in ("", one["code"])]
    people = sum(one["people"] for one in chosen)
    page = min(max(page, 1), max(1, -(-people // A_PAGE)))
    shown = rows.filter(code=wanted.state) if wanted.state else rows
    first = (page - 1) * A_PAGE
    found = rows_of(with_names(shown, wanted.sort)[first : first + A_PAGE], wanted.year, today)
    return Board(
        wanted=wanted,
        tiles=_tiles(counted, wanted),
        rows=_with_tasks(found),
        people=people,
        clients=_clients(chosen, found, people) if wanted.is_filtered else _everyone(staff),
        dollars=sum((one["dollars"] for one in chosen), ZERO),
        page=page,
        on=min((one["oldest"] for one in counted), default=None),
    )


def _with_tasks(rows: Sequence[Row]) -> list[Row]:
    """Each with what is to be done next for the person, or for the client as a whole."""
    found = next_tasks({one.state.client_id for one in rows})
    return [replace(one, task=_next(one.state, found)) for one in rows]


def _next(state: ClientState, tasks: Mapping[int, Sequence[Task]]) -> Task | None:
    mine = tasks.get(state.client_id, ())
    return next((one for one in mine if one.person_id in (None, state.person_id)), None)


def _tiles(counted: Iterable[Any], wanted: Wanted) -> list[Tile]:
    found = {one["code"]: one for one in counted}
    tiles = []
    for code in STATES:
        is_current = code == wanted.state
        query = replace(wanted, state="" if is_current else code).query
        one = found.get(code, {"people": 0, "clients": 0})
        tiles.append(Tile(code, one["people"], one["clients"], query, is_current))
    return tiles


def _everyone(staff: Staff) -> int:
    """Every client, worked out or not: cheaper to count than those of every row."""
    return Engagement.objects.seen_by(staff).count()


def _clients(chosen: Iterable[Any], shown: Iterable[Row], people: int) -> int | None:
    """How many households are wanted, as far as it is known without asking once more."""
    by_state = [one["clients"] for one in chosen]
    if len(by_state) < 2:  # noqa: PLR2004 - people of one household can stand differently
        return int(sum(by_state))
    return len({row.state.client_id for row in shown}) if people <= A_PAGE else None


def households(rows: QuerySet[ClientState]) -> int:
    """In how many households the people of ``rows`` are."""
    found = rows.order_by().aggregate(found=Count("client", distinct=True))
    return int(found["found"])


def filtered(rows: ClientStateQuerySet, wanted: Wanted) -> QuerySet[ClientState]:
    """Everything that is wanted but the state, by which the tiles count."""
    found: QuerySet[ClientState] = rows
    if wanted.advisor:
        assigned = None if wanted.advisor == "none" else int(wanted.advisor)
        found = found.filter(client__advisor=assigned)
    if wanted.plan:
        found = found.filter(destination=wanted.plan)
    if wanted.form:
        found = found.filter(last_form=wanted.form)
    if wanted.contact:
        found = _by_contact(found, wanted.contact)
    for word in wanted.q.split():
        name, number = (
            Q(client__household__name__icontains=word),
            Q(client__reference__icontains=word),
        )
        found = found.filter(name | number | Q(person__name__icontains=word))
    return found


def _by_contact(rows: QuerySet[ClientState], contact: str) -> QuerySet[ClientState]:
    if contact == "over":
        return rows.filter(FollowUp.of_state(*OVER))
    if contact == "contacted":
        return rows.filter(FollowUp.of_state("asked", "sent"))
    return rows.filter(~FollowUp.of_state("asked", "sent", *OVER))


def with_names(rows: QuerySet[ClientState], sort: str) -> QuerySet[ClientState]:
    """In the order asked for, each with whom it is about, in one query."""
    named = rows.select_related("person", "client__household", "client__advisor__user")
    return named.order_by(*_ORDER[sort])


def rows_of(rows: QuerySet[ClientState], year: int, today: date) -> list[Row]:
    """Each with what was done about it, in two queries."""
    found = list(rows)
    clients = {one.client_id for one in found}
    done = {
        (one.client_id, one.person_id): one
        for one in FollowUp.objects.filter(client__in=clients, year=year)
    }
    return [Row(one, done.get((one.client_id, one.person_id or 0)), today) for one in found]
