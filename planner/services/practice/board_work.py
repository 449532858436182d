"""Works out the stored rows of the board from what is entered: a few at once, or the whole book."""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from time import monotonic
from typing import Any, Final

from django.db import connection, connections, transaction
from django.db.models import Exists, Max, OuterRef

from planner.bridge import HouseholdRecords, records_of_many
from planner.engine.client import ClientYear, client_years
from planner.models import Change, ClientState, Dismissal, Engagement, Household, Staff, Stage
from planner.models.board import LONGEST_INTO, LONGEST_SENTENCE
from planner.services.practice.workflow import stages

AT_ONCE: Final = 8
"""Clients that are worked out while somebody waits for the board."""

_A_BATCH: Final = 100
_NOBODY = "Nobody is entered in this household yet."


def bring_up_to_date(staff: Staff, year: int, today: date) -> int:
    """Work out what changed last of what ``staff`` sees; says how many clients are left to do."""
    waiting = waiting_for(staff, year, today)
    if waiting:
        work_out(waiting[:AT_ONCE], year, today)
    return len(waiting[AT_ONCE:])


def work_out_some(staff: Staff, year: int, today: date, seconds: float) -> int:
    """Work out what ``staff`` waits for until ``seconds`` have passed; says how many are left."""
    waiting = waiting_for(staff, year, today)
    until, done = monotonic() + seconds, 0
    while done < len(waiting) and (not done or monotonic() < until):
        work_out(waiting[done : done + AT_ONCE], year, today)
        done += AT_ONCE
    return max(len(waiting) - done, 0)


def waiting_for(staff: Staff, year: int, today: date) -> list[int]:
    """The clients that ``staff`` sees whose rows are stale, what changed last first, or missing."""
    stale = ClientState.objects.seen_by(staff, year).outdated(year, today).order_by("-touched_at")
    found = dict.fromkeys(stale.values_list("client", flat=True))
    missing = Engagement.objects.seen_by(staff).filter(~_worked_out(year))
    return [*found, *missing.values_list("pk", flat=True)]


def waiting_anywhere(year: int, today: date, practice: int | None = None) -> list[int]:
    """The clients of one practice, or of all, with rows that are not of ``today``."""
    live = Engagement.objects.live()
    if practice is not None:
        live = live.filter(practice=practice)
    fresh = _worked_out(year, is_stale=False, on=today)
    return list(live.filter(~fresh).values_list("pk", flat=True))


def _worked_out(year: int, **more: object) -> Exists:
    return Exists(ClientState.objects.filter(client=OuterRef("pk"), year=year, **more))


def work_out_all(clients: Sequence[int], year: int, today: date, processes: int = 1) -> None:
    """Work out all of ``clients``, in so many processes."""
    jobs = [(batch, year, today) for batch in batched(clients, _A_BATCH, strict=False)]
    if processes < 2 or len(jobs) < 2:  # noqa: PLR2004
        for job in jobs:
            work_out(*job)
        return
    connections.close_all()  # each process has its own
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.starmap(work_out, jobs, chunksize=1)


def work_out(clients: Sequence[int], year: int, today: date) -> None:
    """Put in place the rows of ``clients`` for ``year`` as they stand ``today``.

    Nothing is locked while it is worked out. Whoever was changed meanwhile stays as they were,
    stale, for the next time.
    """
    found = list(Engagement.objects.live().filter(pk__in=clients).select_related("household"))
    homes = [one.home for one in found]
    before = _latest(homes)
    aside = _set_aside(homes)
    records = records_of_many(homes)
    forms = stages(found, records, min(year, today.year - 1))
    rows = {
        client.pk: list(_rows(client, home, year, today, _Known(aside, forms)))
        for client, home in zip(found, records, strict=True)
    }
    with transaction.atomic():
        _lock(homes)
        after = _latest(homes)
        same = [one for one in found if before[one.home.pk][0] == after[one.home.pk][0]]
        _put(same, rows, year, {pk: at for pk, (_, at) in after.items()})


def _lock(homes: Sequence[Household]) -> None:
    """Wait for who is writing to them; SQLite lets one writer in at a time anyway."""
    if connection.features.has_select_for_update:
        mine = Household.objects.filter(pk__in=[one.pk for one in homes]).order_by("pk")
        list(mine.select_for_update().values_list("pk"))


def _latest(homes: Sequence[Household]) -> dict[int, tuple[int, datetime]]:
    """The last change of each household, and when it was."""
    changes = Change.objects.filter(household__in=homes).order_by()
    found = {one.pk: (0, one.created_at) for one in homes}
    for pk, change, at in changes.values_list("household").annotate(Max("pk"), Max("at")):
        found[pk] = (change, at)
    return found


def _put(
    clients: Sequence[Engagement],
    rows: Mapping[int, Sequence[ClientState]],
    year: int,
    changed: Mapping[int, datetime],
) -> None:
    """Put the rows in the place of those there are, of which each was touched no later."""
    had = ClientState.objects.filter(client__in=[one.pk for one in clients], year=year)
    touched = dict(had.order_by().values_list("client").annotate(Max("touched_at")))
    made = [row for one in clients for row in rows[one.pk]]
    for row in made:
        at = changed[row.household_id]
        row.touched_at = max(at, touched.get(row.client_id, at))
    had.delete()
    ClientState.objects.bulk_create(made)


type _Aside = frozenset[tuple[int, str, str, int]]


@dataclass(frozen=True, slots=True)
class _Known:
    """Of all clients of a batch: what was set aside, and where last year's forms stand."""

    aside: _Aside
    forms: Mapping[tuple[int, int], Stage]


def _set_aside(homes: Sequence[Household]) -> _Aside:
    rows = Dismissal.objects.filter(household__in=homes)
    return frozenset(rows.values_list("household", "code", "person__key", "year"))


def _rows(
    client: Engagement, records: HouseholdRecords, year: int, today: date, known: _Known
) -> Iterator[ClientState]:
    common: dict[str, Any] = {
        "client": client,
        "household": records.household,
        "year": year,
        "on": today,
    }
    found = client_years(records.facts, year, today)
    left = _open(found, records.household.pk, known.aside)
    for person, one in zip(records.people, found, strict=True):
        row = ClientState(**common, person=person.person, code=one.code)
        _fill(row, one)
        row.mistakes = left[one.person]
        row.last_form = known.forms[client.pk, person.person.pk]
        yield row
    if not found:
        yield ClientState(**common, code="incomplete", sentence=_NOBODY)


def _open(found: Iterable[ClientYear], home: int, aside: _Aside) -> Counter[str]:
    """How many mistakes of each person nobody has set aside."""
    keys = [key for one in found for key in one.mistakes]
    return Counter(person for code, person, year in keys if (home, code, person, year) not in aside)


def _fill(row: ClientState, one: ClientYear) -> None:
    move = one.move
    row.sentence, row.due = _shortened(one.sentence, LONGEST_SENTENCE), one.due
    row.pool, row.basis, row.tax = move.pool, move.basis, move.tax
    row.to_move, row.to_convert = move.dollars, move.convert
    row.destination, row.obstacle = move.destination, move.obstacle
    row.into = _shortened(move.into, LONGEST_INTO)


def _shortened(text: str, longest: int) -> str:
    """Cut to what the column holds."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
